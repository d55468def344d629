import Documents

/// Lays an applied configuration over an object: fields of the configuration win, none goes.
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 typed/merge.go.
enum FieldMerge {
    /// - Returns: the merged document; `nil` where nothing is left to say.
    static func merge(_ old: Value?, _ new: Value?, _ shape: MergeShape) -> Value? {
        let fitting = new == nil ? shape.fitting(old) : shape.fitting(new)
        switch fitting {
        case .scalar, .deduced: return new ?? old
        case .list(let kind, let element):
            let (before, after) = (old?.array ?? [], new?.array ?? [])
            if kind == .atomic || before.isEmpty && after.isEmpty { return new ?? old }
            let merged = merge(before, after, kind, element)
            return merged.isEmpty ? nil : .array(merged)
        case .map(let isAtomic, let element):
            if isAtomic || isNothing(old) && isNothing(new) { return new ?? old }
            return merge(old, new) { _ in element }
        case .structure(let structure):
            if structure.isAtomic || isNothing(old) && isNothing(new) { return new ?? old }
            return merge(old, new) { structure.member($0) ?? .deduced }
        }
    }

    private static func isNothing(_ value: Value?) -> Bool { value?.fields?.isEmpty ?? true }

    private static func merge(_ old: Value?, _ new: Value?, _ shape: (String) -> MergeShape) -> Value? {
        let (before, after) = (old?.fields ?? Fields(), new?.fields ?? Fields())
        var out = Fields()
        for field in before { out[field.key] = merge(field.value, after[field.key], shape(field.key)) }
        for field in after where before[field.key] == nil { out[field.key] = merge(nil, field.value, shape(field.key)) }
        return out.isEmpty ? nil : .object(out)
    }

    /// The elements of both, in an order that keeps both as far as it can; that of the configuration wins.
    private static func merge(
        _ old: [Value], _ new: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape
    ) -> [Value] {
        let left = keyed(old, kind, element)
        let right = keyed(new, kind, element)
        let (before, after) = (ListItems(old, kind, element), ListItems(new, kind, element))
        var shared = right.filter { before[$0.element] != nil }.map(\.element)[...]
        var nextShared = shared.popFirst()
        var merged: [PathElement] = []
        var out: [Value] = []
        func take(_ element_: PathElement, _ one: Value?, _ two: Value?) {
            if let value = merge(one, two, element) { out.append(value) }
        }
        /// Elements that were there more than once are not merged with the new one.
        func only(_ key: PathElement) -> Value? { before[key]?.only(in: old) }
        var (one, two) = (0, 0)
        while one < left.count || two < right.count {
            if one < left.count, two < right.count {
                let key = left[one].element
                if key == right[two].element {
                    merged.append(key)
                    take(key, only(key), right[two].value)
                    one += 1
                    two += 1
                    nextShared = shared.popFirst()
                    continue
                }
                if after[key] != nil, let next = nextShared, next != key {
                    one += 1
                    continue
                }
            }
            if one < left.count {
                let key = left[one].element
                if after[key] == nil {
                    take(key, left[one].value, nil)
                    one += 1
                    continue
                } else if merged.contains(key) {
                    one += 1
                }
            }
            if two < right.count {
                let key = right[two].element
                merged.append(key)
                take(key, only(key), right[two].value)
                two += 1
                if nextShared == key { nextShared = shared.popFirst() }
            }
        }
        return out
    }

    private static func keyed(
        _ list: [Value], _ kind: MergeShape.ListKind, _ shape: MergeShape
    ) -> [(element: PathElement, value: Value)] {
        list.compactMap { item in (try? ListItems.element(item, kind, shape)).map { ($0, item) } }
    }
}

/// Takes fields out of a document.
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 typed/remove.go.
enum FieldRemoval {
    /// The document without the fields of `set`; containers that were emptied stay.
    static func remove(_ set: FieldSet, from value: Value, _ shape: MergeShape) -> Value {
        switch shape.fitting(value) {
        case .scalar, .deduced: return value
        case .list(let kind, let element):
            guard case .array(let list) = value, !list.isEmpty, kind != .atomic else { return .null }
            var out: [Value] = []
            var isTouched = false
            for item in list {
                guard let key = try? ListItems.element(item, kind, element), let node = set.node(key) else {
                    out.append(item)
                    continue
                }
                if node.isMember { continue }
                isTouched = true
                out.append(kept(remove(node.children, from: item, element), of: item))
            }
            return out.isEmpty && !isTouched ? .null : .array(out)
        case .map(let isAtomic, let element):
            return isAtomic ? .null : remove(set, from: value) { _ in element }
        case .structure(let structure):
            return structure.isAtomic ? .null : remove(set, from: value) { structure.member($0) ?? .deduced }
        }
    }

    private static func remove(_ set: FieldSet, from value: Value, _ shape: (String) -> MergeShape) -> Value {
        guard case .object(let fields) = value, !fields.isEmpty else { return .null }
        var out: [Fields.Field] = []
        var isTouched = false
        for field in fields {
            guard let node = set.node(.field(field.key)) else {
                out.append(field)
                continue
            }
            if node.isMember { continue }
            isTouched = true
            let rest = remove(node.children, from: field.value, shape(field.key))
            out.append(Fields.Field(key: field.key, value: kept(rest, of: field.value)))
        }
        return out.isEmpty && !isTouched ? .null : .object(Fields(sorted: out))
    }

    private static func kept(_ rest: Value, of value: Value) -> Value {
        guard rest.isNull else { return rest }
        return switch value {
        case .object: .object(Fields())
        case .array: .array([])
        default: rest
        }
    }
}
