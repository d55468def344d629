import Documents

/// Do two writes one after the other come to the same as one, as far as owners of fields go?
///
/// They do unless the second takes back what the first did: a field that was changed is owned, one that looks as it
/// did before is not. Where this cannot be told at once the answer is no.
enum OneWay {
    static func holds(_ old: Value?, _ middle: Value?, _ new: Value?, _ shape: MergeShape) -> Bool {
        if let middle, middle.isSame(as: new) { return true }
        if middle == new { return true }
        if old == new { return false }
        switch shape {
        case .structure(let structure):
            if structure.isAtomic { return true }
            return members(old, middle, new, structure.implied) { structure.member($0) ?? .deduced }
        case .map(false, let element): return members(old, middle, new, []) { _ in element }
        case .list(.map(let keys), let element): return elements(old, middle, new, keys, element)
        case .list(.set, _), .deduced: return false
        case .scalar, .list(.atomic, _), .map(true, _): return true
        }
    }

    /// A member that came and went is nobody's, as it was before, unless Go writes it anyway.
    private static func members(
        _ old: Value?, _ middle: Value?, _ new: Value?, _ implied: [Fields.Field], _ shape: (String) -> MergeShape
    ) -> Bool {
        let (before, between, after) = (old?.fields, middle?.fields ?? Fields(), new?.fields ?? Fields())
        for field in between {
            let (one, two) = (before?[field.key], after[field.key])
            if one == nil, two == nil, !implied.contains(where: { $0.key == field.key }) { continue }
            if !holds(one, field.value, two, shape(field.key)) { return false }
        }
        // What was taken away and comes back is owned as a whole, which a comparison of its ends would not tell.
        for field in after where between[field.key] == nil {
            if before?[field.key] != nil { return false }
        }
        return true
    }

    private static func elements(
        _ old: Value?, _ middle: Value?, _ new: Value?, _ keys: [String], _ shape: MergeShape
    ) -> Bool {
        let (before, between, after) = (old?.array ?? [], middle?.array ?? [], new?.array ?? [])
        func same(_ one: Value, _ two: Value) -> Bool { keys.allSatisfy { one[$0] == two[$0] } }
        for element in between {
            let one = before.first { same($0, element) }
            let two = after.first { same($0, element) }
            if !holds(one, element, two, shape) { return false }
        }
        for element in after where !between.contains(where: { same($0, element) }) {
            if before.contains(where: { same($0, element) }) { return false }
        }
        return true
    }
}
