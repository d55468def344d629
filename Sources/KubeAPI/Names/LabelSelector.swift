public import Documents

/// Conditions on labels, all of which must hold.
///
/// Upstream: apimachinery/pkg/labels/selector.go, apis/meta/v1/helpers.go.
public struct LabelSelector: Sendable, Equatable {
    /// How a requirement looks at the label.
    public enum Operator: String, Sendable {
        case equals = "="
        case notEquals = "!="
        case isIn = "in"
        case notIn = "notin"
        case exists = "exists"
        case doesNotExist = "!"
        case greaterThan = "gt"
        case lessThan = "lt"
    }

    /// One condition.
    public struct Requirement: Sendable, Equatable {
        /// The key of the label.
        public let key: String
        /// How the label is looked at.
        public let `operator`: Operator
        /// Sorted, each once; empty for `exists` and `doesNotExist`.
        public let values: [String]
    }

    /// The conditions, sorted by key.
    public let requirements: [Requirement]
    /// Whether it matches nothing at all: what an absent selector of an API object means.
    public let matchesNothing: Bool

    /// Matches everything.
    public static let everything = LabelSelector(requirements: [])
    /// Matches nothing.
    public static let nothing = LabelSelector(requirements: [], matchesNothing: true)

    init(requirements: [Requirement], matchesNothing: Bool = false) {
        self.requirements = requirements
        self.matchesNothing = matchesNothing
    }

    /// Whether there is no condition (and so everything matches).
    public var isEmpty: Bool { requirements.isEmpty && !matchesNothing }

    /// Whether the labels fulfil all conditions.
    public func matches(_ labels: [(key: String, value: String)]) -> Bool {
        if matchesNothing { return false }
        for requirement in requirements {
            var value: String?
            for label in labels where label.key == requirement.key {
                value = label.value
                break
            }
            if !requirement.matches(value) { return false }
        }
        return true
    }

    /// Whether the labels of an object (the value at `metadata.labels`, perhaps absent) match.
    public func matches(labels: Value?) -> Bool {
        if matchesNothing { return false }
        for requirement in requirements where !requirement.matches(labels?[requirement.key]?.string) {
            return false
        }
        return true
    }
}

/// A selector held against one object after the other.
///
/// Objects made from one template share the storage of their labels: they are looked at once.
public struct LabelMatcher: Sendable {
    private let selector: LabelSelector
    /// Where the labels of the last object lie; the object must live as long as the matcher is asked.
    private var place: UInt = 0
    private var answer = false

    /// Makes a matcher for the objects of one array.
    public init(_ selector: LabelSelector) { self.selector = selector }

    /// Whether the labels of an object fulfil the selector.
    public mutating func matches(_ object: APIObject) -> Bool {
        if place != 0 && place == object.labelsPlace { return answer }
        place = object.labelsPlace
        answer = selector.matches(object.meta.labels)
        return answer
    }
}

extension LabelSelector.Requirement {
    func matches(_ value: String?) -> Bool {
        switch `operator` {
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        case .equals, .isIn: return value.map(values.contains) ?? false
        case .notEquals, .notIn: return !(value.map(values.contains) ?? false)
        case .greaterThan, .lessThan:
            guard let value, let number = Int64(value), let bound = Int64(values[0]) else { return false }
            return `operator` == .greaterThan ? number > bound : number < bound
        }
    }

    /// `a=b`, `a in (b,c)`, `!a`.
    var text: String {
        switch `operator` {
        case .exists: key
        case .doesNotExist: "!" + key
        case .equals: "\(key)=\(values[0])"
        case .notEquals: "\(key)!=\(values[0])"
        case .isIn: "\(key) in (\(values.joined(separator: ",")))"
        case .notIn: "\(key) notin (\(values.joined(separator: ",")))"
        case .greaterThan: "\(key)>\(values[0])"
        case .lessThan: "\(key)<\(values[0])"
        }
    }
}

extension LabelSelector {
    /// The text form: `app=web,tier in (a,b)`.
    public var text: String { requirements.map(\.text).joined(separator: ",") }

    /// Reads the `LabelSelector` of an API object (`matchLabels`, `matchExpressions`).
    ///
    /// `nil` and null match nothing, an empty selector matches everything.
    public init(value: Value?) throws(SelectorError) {
        guard let value, !value.isNull else {
            self = .nothing
            return
        }
        var found: [Requirement] = []
        for (key, text) in value["matchLabels"]?.stringMap ?? [] {
            found.append(try Self.checked(key, .equals, [text], path: ""))
        }
        for expression in value["matchExpressions"]?.array ?? [] {
            let name = expression["operator"]?.string ?? ""
            let op: Operator
            switch name {
            case "In": op = .isIn
            case "NotIn": op = .notIn
            case "Exists": op = .exists
            case "DoesNotExist": op = .doesNotExist
            default: throw SelectorError("\"\(name)\" is not a valid label selector operator")
            }
            let values = (expression["values"]?.array ?? []).compactMap(\.string)
            found.append(try Self.checked(expression["key"]?.string ?? "", op, values, path: ""))
        }
        self.init(requirements: found.sorted { $0.key < $1.key })
    }

    /// Makes a selector that demands exactly these labels, as ReplicationControllers and Services do.
    public init(labels: [(key: String, value: String)]) {
        self.init(
            requirements: labels.map { Requirement(key: $0.key, operator: .equals, values: [$0.value]) }
                .sorted { $0.key < $1.key })
    }

    /// Makes a requirement or says what is wrong with it. Upstream: labels.NewRequirement.
    static func checked(
        _ key: String, _ op: Operator, _ values: [String], path: String
    ) throws(SelectorError) -> Requirement {
        var problems: [FieldError] = []
        let keyProblems = TextRules.qualifiedName(key)
        if !keyProblems.isEmpty {
            problems.append(
                .init(.invalid, "key", badValue: goQuoted(key), keyProblems.joined(separator: "; ")))
        }
        func valuesProblem(_ text: String) {
            problems.append(.init(.invalid, "values", badValue: goList(values), text))
        }
        switch op {
        case .isIn, .notIn:
            if values.isEmpty { valuesProblem("for 'in', 'notin' operators, values set can't be empty") }
        case .equals, .notEquals:
            if values.count != 1 { valuesProblem("exact-match compatibility requires one single value") }
        case .exists, .doesNotExist:
            if !values.isEmpty { valuesProblem("values set must be empty for exists and does not exist") }
        case .greaterThan, .lessThan:
            if values.count != 1 {
                valuesProblem("for 'Gt', 'Lt' operators, exactly one value is required")
            }
            for (index, value) in values.enumerated() where Int64(value) == nil {
                problems.append(
                    .init(
                        .invalid, "values[\(index)]", badValue: goQuoted(value),
                        "for 'Gt', 'Lt' operators, the value must be an integer"))
            }
        }
        for (index, value) in values.enumerated() {
            let texts = TextRules.labelValue(value)
            if !texts.isEmpty {
                problems.append(
                    .init(
                        .invalid, "values[\(index)][\(key)]", badValue: goQuoted(value),
                        texts.joined(separator: "; ")))
            }
        }
        if problems.count == 1 { throw SelectorError(problems[0].text) }
        if !problems.isEmpty {
            throw SelectorError("[" + problems.map(\.text).joined(separator: ", ") + "]")
        }
        var sorted: [String] = []
        for value in values.sorted() where sorted.last != value { sorted.append(value) }
        return Requirement(key: key, operator: op, values: sorted)
    }
}

/// Why a selector cannot be read, in upstream's words.
public struct SelectorError: Error, Sendable, Equatable {
    /// The whole text.
    public let message: String

    /// A reason in upstream's words.
    public init(_ message: String) { self.message = message }
}

/// `"text"` as Go's `%q` writes it.
public func goQuoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\t": out += "\\t"
        case "\r": out += "\\r"
        case let control where control.value < 32 || control.value == 127:
            let digits = String(control.value, radix: 16)
            out += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}

/// A list of strings as JSON: what errors show of one.
func goList(_ texts: [String]) -> String { "[" + texts.map(goQuoted).joined(separator: ",") + "]" }
