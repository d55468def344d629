/// Strategic merge patches: merge patches that know which lists are keyed.
///
/// Understands `$patch: replace|delete`, `$deleteFromPrimitiveList`, `$setElementOrder` and
/// `$retainKeys`. What a schema says of a field decides how it is merged.
/// Upstream: staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go.
public enum StrategicPatch {
    /// `document`, of the given type, with `patch` merged in as the API server does.
    public static func apply(
        _ patch: Value, to document: Value, type: String, schema: any PatchSchema
    ) throws(PatchError) -> Value {
        guard case .object(let changes) = patch, case .object(let fields) = document else {
            throw PatchError(.malformed, "invalid JSON document")
        }
        let merge = StrategicMerge(schema: schema, isPatching: true)
        return .object(try merge.merge(fields, changes, type))
    }

    /// The patch that `kubectl apply` sends.
    ///
    /// Additions and changes are those from `current` to `modified`, removals those from `original`
    /// (what was applied last) to `modified`. Conflicts are overwritten, as by default there.
    public static func threeWay(
        original: Value, modified: Value, current: Value, type: String, schema: any PatchSchema
    ) throws(PatchError) -> Value {
        let wanted = modified.fields ?? Fields()
        let changes = try StrategicDiff(schema: schema, ignoresDeletions: true)
            .maps(current.fields ?? Fields(), wanted, type, retainsKeys: false)
        let removals = try StrategicDiff(schema: schema, ignoresChanges: true)
            .maps(original.fields ?? Fields(), wanted, type, retainsKeys: false)
        let merge = StrategicMerge(schema: schema, isPatching: false)
        return .object(try merge.merge(removals, changes, type))
    }

    /// The patch that makes `modified` of `original`.
    public static func twoWay(
        original: Value, modified: Value, type: String, schema: any PatchSchema
    ) throws(PatchError) -> Value {
        .object(
            try StrategicDiff(schema: schema).maps(
                original.fields ?? Fields(), modified.fields ?? Fields(), type, retainsKeys: false))
    }
}

/// Merges a patch into an object (`isPatching`) or two patches into one.
struct StrategicMerge {
    let schema: any PatchSchema
    /// False when patches are merged: directives and nulls then stay in the result.
    let isPatching: Bool

    func merge(_ original: Fields, _ patch: Fields, _ type: String?) throws(PatchError) -> Fields {
        var original = original
        var patch = patch
        if let directive = patch[PatchDirective.marker] {
            if directive == "delete" { return Fields() }
            guard directive == "replace" else {
                throw PatchError(
                    .malformed,
                    "unknown patch type: \(directive.goText) in map: \(Value.object(patch).goText)")
            }
            patch[PatchDirective.marker] = nil
            return patch
        }
        try applyRetainKeys(&original, &patch)
        for field in patch where field.key.hasPrefix(PatchDirective.setElementOrder) {
            try applyElementOrder(field, &original, &patch, type)
        }
        for field in patch { try apply(field, to: &original, type) }
        return original
    }

    private func apply(
        _ field: Fields.Field, to original: inout Fields, _ type: String?
    ) throws(PatchError) {
        var key = field.key
        let isDeleteList = key.hasPrefix(PatchDirective.deleteFromPrimitiveList)
        if isDeleteList {
            if !isPatching {
                original[key] = field.value
                return
            }
            key = try PatchDirective.field(of: key, prefix: PatchDirective.deleteFromPrimitiveList)
        }
        if field.value.isNull {
            original[key] = isPatching ? nil : .null
            return
        }
        guard let existing = original[key], existing.isOfType(of: field.value) else {
            if isDeleteList { return }
            // What needs no change keeps its storage: the client's tree is the stored one.
            let value = isPatching && field.value.hasNulls ? field.value.withoutNulls : field.value
            original[key] = value.hasDirectives ? value.withoutDirectives : value
            return
        }
        switch (existing, field.value) {
        case (.object(let before), .object(let change)):
            let rule = try FieldRule(key, in: type, schema)
            original[key] =
                rule.strategy == "replace"
                ? field.value : .object(try merge(before, change, rule.type))
        case (.array(let before), .array(let change)):
            let rule = try FieldRule(key, in: type, schema)
            original[key] = .array(try merge(before, change, rule, isDeleteList: isDeleteList))
        // What stays as it is keeps its storage: the server looks only at what changed.
        default: if existing != field.value { original[key] = field.value }
        }
    }

    private func applyRetainKeys(_ original: inout Fields, _ patch: inout Fields) throws(PatchError) {
        guard let retained = patch[PatchDirective.retainKeys] else { return }
        patch[PatchDirective.retainKeys] = nil
        if !isPatching {
            if let earlier = original[PatchDirective.retainKeys], earlier != retained {
                throw PatchError(
                    .malformed,
                    "\(earlier.goText) and \(retained.goText) are not deep equal:"
                        + " this may happen when calculating the 3-way diff patch")
            }
            original[PatchDirective.retainKeys] = retained
            return
        }
        guard let keys = retained.array else { throw .malformedList("retainKeys") }
        let names = Set(keys.compactMap(\.string))
        for field in patch {
            if field.value.isNull || field.key.hasPrefix(PatchDirective.deleteFromPrimitiveList)
                || field.key.hasPrefix(PatchDirective.setElementOrder)
            {
                continue
            }
            if !names.contains(field.key) { throw .malformedList("retainKeys") }
        }
        original.keep { names.contains($0.key) }
    }
}

// MARK: - Lists

extension StrategicMerge {
    /// Merges the list that a `$setElementOrder` speaks of and brings it into that order.
    private func applyElementOrder(
        _ directive: Fields.Field, _ original: inout Fields, _ patch: inout Fields, _ type: String?
    ) throws(PatchError) {
        if !isPatching {
            if let earlier = original[directive.key], earlier != directive.value {
                throw .malformedList("setElementOrder list")
            }
            original[directive.key] = directive.value
        }
        patch[directive.key] = nil
        guard let order = directive.value.array else {
            throw .wrongType(expected: "[]interface {}", directive.value)
        }
        let key = try PatchDirective.field(of: directive.key, prefix: PatchDirective.setElementOrder)
        let before = try list(original[key])
        let change = try list(patch[key])
        let rule = try FieldRule(key, in: type, schema)
        try validate(change ?? [], against: order, rule.mergeKey)
        let merged: [Value]
        switch (before, change) {
        case (nil, nil): return
        case (let before?, nil): merged = before
        case (nil, let change?): merged = Value.array(change).withoutDirectives?.array ?? []
        case (let before?, let change?):
            merged = try merge(before, change, rule, isDeleteList: false, isOrderedLater: true)
        }
        let (ours, serverOnly) = try partition(merged, by: order, rule.mergeKey)
        let objects = try PatchLists.holdObjects(before ?? [], change ?? [])
        original[key] = .array(
            try PatchLists.merged(
                patch: ours, serverOnly: serverOnly, patchOrder: order, serverOrder: before ?? [],
                rule.mergeKey, objects: objects))
        patch[key] = nil
    }

    private func list(_ value: Value?) throws(PatchError) -> [Value]? {
        guard let value else { return nil }
        guard let list = value.array else { throw .wrongType(expected: "[]interface {}", value) }
        return list
    }

    /// The patch's elements must come in the order of the directive.
    private func validate(
        _ patch: [Value], against order: [Value], _ mergeKey: String
    ) throws(PatchError) {
        if order.isEmpty || patch.isEmpty { return }
        let kept = patch.filter { $0[PatchDirective.marker] == nil }
        var (next, place) = (0, 0)
        while next < kept.count, place < order.count {
            let isSame =
                mergeKey.isEmpty
                ? kept[next] == order[place]
                : try PatchLists.key(kept[next], mergeKey) == PatchLists.key(order[place], mergeKey)
            if isSame { next += 1 }
            place += 1
        }
        if next < kept.count {
            throw PatchError(
                .malformed,
                "The order in patch list:\n\(Value.array(patch).goText)\n doesn't match"
                    + " \(PatchDirective.setElementOrder) list:\n\(Value.array(order).goText)\n")
        }
    }

    private func partition(
        _ list: [Value], by order: [Value], _ mergeKey: String
    ) throws(PatchError) -> (ours: [Value], serverOnly: [Value]) {
        var ours: [Value] = []
        var serverOnly: [Value] = []
        let places = PatchLists.keys(order, mergeKey)
        for element in list {
            let key = mergeKey.isEmpty ? element : try PatchLists.key(element, mergeKey)
            if PatchLists.position(of: key, in: places) >= 0 {
                ours.append(element)
            } else {
                serverOnly.append(element)
            }
        }
        return (ours, serverOnly)
    }

    private func merge(
        _ original: [Value], _ patch: [Value], _ rule: FieldRule, isDeleteList: Bool, isOrderedLater: Bool = false
    ) throws(PatchError) -> [Value] {
        guard rule.strategy == "merge" || isDeleteList else { return patch }
        if original.isEmpty && patch.isEmpty { return original }
        let objects = try PatchLists.holdObjects(original, patch)
        if !objects {
            if isDeleteList { return original.filter { !patch.contains($0) } }
            let merged = PatchLists.withoutRepeats(original + patch)
            return try ordered(merged, original, patch, "", objects: false)
        }
        if rule.mergeKey.isEmpty {
            throw PatchError(.malformed, "cannot merge lists without merge key for \(rule.type ?? "")")
        }
        let (kept, additions) = try applySpecialElements(original, patch, rule.mergeKey)
        var merged = kept
        var keys = PatchLists.keys(kept, rule.mergeKey)
        for element in additions {
            guard case .object(let change) = element else { continue }
            guard let key = change[rule.mergeKey] else { throw .noMergeKey(element, rule.mergeKey) }
            let index = PatchLists.position(of: key, in: keys)
            if index >= 0, case .object(let before) = merged[index] {
                merged[index] = .object(try merge(before, change, rule.type))
            } else {
                merged.append(element)
                keys.append(key)
            }
        }
        if isOrderedLater { return merged }
        return try ordered(merged, kept, additions, rule.mergeKey, objects: true)
    }

    private func ordered(
        _ merged: [Value], _ original: [Value], _ patch: [Value], _ mergeKey: String, objects: Bool
    ) throws(PatchError) -> [Value] {
        let (ours, serverOnly) = try partition(merged, by: patch, mergeKey)
        return try PatchLists.merged(
            patch: ours, serverOnly: serverOnly, patchOrder: patch, serverOrder: original, mergeKey,
            objects: objects)
    }

    /// Carries out `$patch: delete` and `$patch: replace` elements; what is left is to be merged.
    private func applySpecialElements(
        _ original: [Value], _ patch: [Value], _ mergeKey: String
    ) throws(PatchError) -> (kept: [Value], additions: [Value]) {
        var original = original
        var additions: [Value] = []
        var isReplacing = false
        for element in patch {
            switch element[PatchDirective.marker] {
            case nil: additions.append(element)
            case "delete":
                let key = try PatchLists.key(element, mergeKey)
                original.removeAll { $0[mergeKey] == key }
            case "replace": isReplacing = true
            case "merge":
                throw PatchError(.malformed, "merging lists cannot yet be specified in the patch")
            case .some(let other):
                throw PatchError(.malformed, "unknown patch type: \(other.goText) in map: \(element.goText)")
            }
        }
        return isReplacing ? (additions, []) : (original, additions)
    }
}

extension Value {
    fileprivate var hasNulls: Bool {
        switch self {
        case .object(let fields): fields.members.contains { $0.value.isNull || $0.value.hasNulls }
        case .array(let elements): elements.contains(where: \.hasNulls)
        default: false
        }
    }

    fileprivate var hasDirectives: Bool {
        switch self {
        case .object(let fields):
            fields[PatchDirective.marker] != nil || fields.members.contains(where: \.value.hasDirectives)
        case .array(let elements): elements.contains(where: \.hasDirectives)
        default: false
        }
    }

    /// Without members that are `null`, at any depth.
    fileprivate var withoutNulls: Value {
        switch self {
        case .object(let fields):
            .object(
                Fields(
                    sorted: fields.compactMap { field in
                        field.value.isNull
                            ? nil : Fields.Field(key: field.key, value: field.value.withoutNulls)
                    }))
        case .array(let elements): .array(elements.map(\.withoutNulls))
        default: self
        }
    }

    /// Without objects that carry a `$patch`; `nil` if this is one.
    fileprivate var withoutDirectives: Value? {
        switch self {
        case .object(let fields):
            if fields[PatchDirective.marker] != nil { return nil }
            return .object(
                Fields(
                    sorted: fields.compactMap { field in
                        field.value.withoutDirectives.map { Fields.Field(key: field.key, value: $0) }
                    }))
        case .array(let elements): return .array(elements.compactMap(\.withoutDirectives))
        default: return self
        }
    }
}
