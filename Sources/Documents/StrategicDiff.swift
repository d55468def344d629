/// Makes strategic merge patches.
///
/// Upstream: staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go, `diffMaps` and below.
struct StrategicDiff {
    let schema: any PatchSchema
    var ignoresDeletions = false
    var ignoresChanges = false

    init(schema: any PatchSchema, ignoresDeletions: Bool = false, ignoresChanges: Bool = false) {
        self.schema = schema
        self.ignoresDeletions = ignoresDeletions
        self.ignoresChanges = ignoresChanges
    }

    func maps(
        _ original: Fields, _ modified: Fields, _ type: String?, retainsKeys: Bool
    ) throws(PatchError) -> Fields {
        var patch = Fields()
        for field in modified {
            guard let before = original[field.key] else {
                if !ignoresChanges { patch[field.key] = field.value }
                continue
            }
            try compare(field, with: before, into: &patch, type)
        }
        if !ignoresDeletions {
            for field in original where modified[field.key] == nil { patch[field.key] = .null }
        }
        if retainsKeys {
            let names = modified.filter { !$0.value.isNull }.map { Value.string($0.key) }
            let hasGone = original.contains { !$0.value.isNull && modified[$0.key] == nil }
            if !names.isEmpty, !patch.isEmpty || hasGone {
                patch[PatchDirective.retainKeys] = .array(names)
            }
        }
        return patch
    }

    private func compare(
        _ field: Fields.Field, with before: Value, into patch: inout Fields, _ type: String?
    ) throws(PatchError) {
        if field.key == PatchDirective.marker, before.string == nil || field.value.string == nil {
            throw PatchError(.malformed, "invalid value for special key: \(PatchDirective.marker)")
        }
        if before == field.value { return }
        switch (before, field.value) {
        case (.object(let old), .object(let new)):
            let rule = try FieldRule(field.key, in: type, schema)
            if rule.strategy == "replace" {
                if !ignoresChanges { patch[field.key] = field.value }
            } else {
                let inner = try maps(old, new, rule.type, retainsKeys: rule.retainsKeys)
                if !inner.isEmpty { patch[field.key] = .object(inner) }
            }
        case (.array(let old), .array(let new)):
            let rule = try FieldRule(field.key, in: type, schema)
            if rule.strategy == "merge" {
                try lists(field.key, old, new, rule, into: &patch)
            } else if !ignoresChanges {
                patch[field.key] = field.value
            }
        default:
            if !ignoresChanges { patch[field.key] = field.value }
        }
    }

    private func lists(
        _ field: String, _ original: [Value], _ modified: [Value], _ rule: FieldRule,
        into patch: inout Fields
    ) throws(PatchError) {
        if original.isEmpty {
            if !modified.isEmpty, !ignoresChanges { patch[field] = .array(modified) }
            return
        }
        var additions: [Value]
        var deletions: [Value]
        var order: [Value] = []
        if try PatchLists.holdObjects(original, modified) {
            if rule.mergeKey.isEmpty {
                throw PatchError(.malformed, "cannot merge lists without merge key for \(rule.type ?? "")")
            }
            (additions, deletions) = try objects(original, modified, rule)
            additions = try PatchLists.normalized(
                additions, order: modified, rule.mergeKey, objects: true)
            additions += deletions
            deletions = []
            let names = modified.map { Value.object(Fields([(rule.mergeKey, $0[rule.mergeKey] ?? .null)])) }
            let isSameOrder = original.map { $0[rule.mergeKey] } == modified.map { $0[rule.mergeKey] }
            let hasChanges = !ignoresChanges && (!additions.isEmpty || !isSameOrder)
            if hasChanges || (!ignoresDeletions && !additions.isEmpty) { order = names }
        } else {
            (additions, deletions) = try scalars(original, modified)
            additions = try PatchLists.normalized(additions, order: modified, "", objects: false)
            if (!ignoresDeletions && !deletions.isEmpty) || (!ignoresChanges && original != modified) {
                order = modified
            }
        }
        if !additions.isEmpty { patch[field] = .array(additions) }
        if !deletions.isEmpty {
            patch["\(PatchDirective.deleteFromPrimitiveList)/\(field)"] = .array(deletions)
        }
        if !order.isEmpty { patch["\(PatchDirective.setElementOrder)/\(field)"] = .array(order) }
    }

    /// Both lists sorted by what Go prints of their keys and walked side by side.
    private func walk(
        _ original: [Value], _ modified: [Value], by mergeKey: String,
        same: (Value, Value) throws(PatchError) -> Void, added: (Value) -> Void,
        removed: (Value) -> Void
    ) throws(PatchError) {
        let old = try PatchLists.sorted(original, by: mergeKey)
        let new = try PatchLists.sorted(modified, by: mergeKey)
        func text(_ element: Value) throws(PatchError) -> String {
            mergeKey.isEmpty ? element.goText : try PatchLists.key(element, mergeKey).goText
        }
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left == old.count {
                added(new[right])
                right += 1
            } else if right == new.count {
                removed(old[left])
                left += 1
            } else {
                let (before, after) = (try text(old[left]), try text(new[right]))
                if before == after { try same(old[left], new[right]) }
                if before > after { added(new[right]) }
                if before < after { removed(old[left]) }
                if before <= after { left += 1 }
                if before >= after { right += 1 }
            }
        }
    }

    private func scalars(
        _ original: [Value], _ modified: [Value]
    ) throws(PatchError) -> (additions: [Value], deletions: [Value]) {
        var additions: [Value] = []
        var deletions: [Value] = []
        try walk(
            original, modified, by: "", same: { (_, _) throws(PatchError) in },
            added: { additions.append($0) }, removed: { deletions.append($0) })
        return (
            ignoresChanges ? [] : additions,
            ignoresDeletions ? [] : PatchLists.withoutRepeats(deletions)
        )
    }

    private func objects(
        _ original: [Value], _ modified: [Value], _ rule: FieldRule
    ) throws(PatchError) -> (patches: [Value], deletions: [Value]) {
        var patches: [Value] = []
        var deletions: [Value] = []
        try walk(
            original, modified, by: rule.mergeKey,
            same: { (before, after) throws(PatchError) in
                var inner = try maps(
                    before.fields ?? Fields(), after.fields ?? Fields(), rule.type,
                    retainsKeys: rule.retainsKeys)
                if !inner.isEmpty {
                    inner[rule.mergeKey] = after[rule.mergeKey]
                    patches.append(.object(inner))
                }
            },
            added: { if !ignoresChanges { patches.append($0) } },
            removed: { element in
                guard !ignoresDeletions else { return }
                deletions.append(
                    .object(
                        Fields([
                            (rule.mergeKey, element[rule.mergeKey] ?? .null),
                            (PatchDirective.marker, "delete"),
                        ])))
            })
        return (patches, deletions)
    }
}
