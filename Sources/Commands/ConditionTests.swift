public import Documents
import KubeAPI

// What can be said without a cluster: whether a number or a field passes.

extension ConditionRelation {
    /// Whether `left` stands in this relation to `right`.
    public func holds<Operand: Comparable>(_ left: Operand, _ right: Operand) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .less: left < right
        case .lessOrEqual: left <= right
        }
    }
}

extension ConditionComparison {
    /// Whether `number` passes; `nil` if the variable has no whole number as its value.
    public func holds(_ number: Int64, variables: (String) -> String?) -> Bool? {
        switch amount {
        case .number(let other): return relation.holds(number, other)
        case .variable(let name):
            guard let other = variables(name).flatMap(Int64.init) else { return nil }
            return relation.holds(number, other)
        }
    }
}

extension ConditionFieldTest {
    /// Whether the field's value passes; `nil` is a field that is not there.
    ///
    /// Two numbers are compared as numbers. Texts know only `=` and `!=`; an order of texts does not
    /// hold. A field that is not there passes `absent` and `!=` alone.
    public func holds(_ value: Value?) -> Bool {
        switch self {
        case .exists: return value != nil
        case .absent: return value == nil
        case .contains(let part):
            switch value {
            case .string(let text)?: return part.isEmpty || text.contains(part)
            case .array(let elements)?: return elements.contains { Condition.text(of: $0) == part }
            case .object(let fields)?: return fields[part] != nil
            default: return false
            }
        case .compares(let relation, let expected):
            guard let value else { return relation == .notEqual }
            if let number = value.double, let other = Double(expected) {
                return relation.holds(number, other)
            }
            let text = Condition.text(of: value)
            switch relation {
            case .equal: return text == expected
            case .notEqual: return text != expected
            default: return false
            }
        }
    }

    /// The test with a leading `$NAME` replaced; unknown variables stay.
    public func filled(_ variables: (String) -> String?) -> ConditionFieldTest {
        func fill(_ text: String) -> String {
            guard text.hasPrefix("$") else { return text }
            return variables(String(text.dropFirst())) ?? text
        }
        return switch self {
        case .compares(let relation, let value): .compares(relation, fill(value))
        case .contains(let part): .contains(fill(part))
        case .exists, .absent: self
        }
    }
}

extension Condition {
    /// A value as one compares and shows it: texts bare, all else as JSON.
    public static func text(of value: Value) -> String {
        value.string ?? JSONWriter.text(value)
    }
}

extension ConditionWrites {
    /// Whether a request is one of these writes.
    ///
    /// - Parameters:
    ///   - names: what its sender is called: component, process, short names.
    ///   - resource: the plural, as in the resource table; the query's own word may be any name of it.
    ///   - subresource: empty for the object itself. `pods` means the object, `pods/status` the subresource.
    public func matches(
        names: [String], verb: String, resource: String, subresource: String, code: Int64
    ) -> Bool {
        guard component == "any" || names.contains(component) else { return false }
        guard self.verb == "any" || self.verb == verb else { return false }
        guard self.code == nil || self.code == code else { return false }
        if self.resource == "any" { return true }
        let parts = self.resource.split(separator: "/", maxSplits: 1).map(String.init)
        guard let word = parts.first else { return false }
        let plural = ResourceTable.find(word)?.plural ?? word
        return plural == resource && (parts.count > 1 ? parts[1] : "") == subresource
    }
}
