public import Documents
import KubeAPI

/// The templates of a rule's children: texts with places that are filled in from the parent.
///
/// A text that is one place takes over the value with its type (`replicas: ${.spec.replicas}` is a number); in a longer
/// text the value is written out.
public enum RuleTemplate {
    /// A place in a text: `${.spec.image}`.
    private struct Place {
        let before: Substring
        let path: String
        let after: Substring

        /// The first place of a text.
        init?(_ text: Substring) {
            var rest = text
            while let dollar = rest.firstIndex(of: "$") {
                let open = rest.index(after: dollar)
                guard open < rest.endIndex else { return nil }
                if rest[open] == "{", let close = rest[open...].firstIndex(of: "}") {
                    before = text[..<dollar]
                    path = String(rest[rest.index(after: open) ..< close])
                    after = rest[rest.index(after: close)...]
                    return
                }
                rest = rest[open...]
            }
            return nil
        }
    }

    /// `{name}-web` with the parent's name in it.
    public static func named(_ pattern: String, _ parent: String) -> String {
        pattern.split(separator: "{name}", omittingEmptySubsequences: false).joined(separator: parent)
    }

    /// The first place of a template that is no path: `spec.image` without its dot.
    public static func wrongPlace(in template: Value) -> String? {
        switch template {
        case .string(let text):
            var rest = text[...]
            while let place = Place(rest) {
                if (try? FieldPath(parsing: place.path)) == nil || !place.path.hasPrefix(".") { return place.path }
                rest = place.after
            }
            return nil
        case .array(let elements): return elements.lazy.compactMap(wrongPlace).first
        case .object(let fields): return fields.members.lazy.compactMap { wrongPlace(in: $0.value) }.first
        default: return nil
        }
    }

    /// The template with its places filled in; a place alone that the parent does not have leaves its field out.
    ///
    /// - Throws: the path that a longer text needs and the parent does not have.
    static func filled(_ template: Value, from parent: Value) throws(AbsentPlace) -> Value? {
        switch template {
        case .string(let text): return try filled(text, from: parent)
        case .array(let elements):
            var out: [Value] = []
            for element in elements {
                if let value = try filled(element, from: parent) { out.append(value) }
            }
            return .array(out)
        case .object(let fields):
            var out = Fields()
            for member in fields {
                if let value = try filled(member.value, from: parent) { out[member.key] = value }
            }
            return .object(out)
        default: return template
        }
    }

    /// A path that a text needs and the parent does not have.
    struct AbsentPlace: Error {
        let path: String
    }

    private static func filled(_ text: String, from parent: Value) throws(AbsentPlace) -> Value? {
        guard let first = Place(text[...]) else { return .string(text) }
        if first.before.isEmpty && first.after.isEmpty { return value(at: first.path, of: parent) }
        var out = ""
        var rest = text[...]
        while let place = Place(rest) {
            guard let value = value(at: place.path, of: parent) else { throw AbsentPlace(path: place.path) }
            out += place.before + (value.string ?? JSONWriter.text(value))
            rest = place.after
        }
        return .string(out + rest)
    }

    private static func value(at path: String, of parent: Value) -> Value? {
        guard let path = try? FieldPath(parsing: path) else { return nil }
        return parent[path]
    }
}

/// What a child should be against what it is: only what the template says is looked at, so that defaults and the
/// fields of others do not count.
enum RuleDifference {
    /// One field that is not as it should be.
    struct Field {
        let path: FieldPath
        let want: Value
        let have: Value?
    }

    /// The fields of `want` that `have` does not hold, in the order of the template.
    static func fields(_ want: Value, _ have: Value?, at path: FieldPath = FieldPath()) -> [Field] {
        switch (want, have) {
        case (.object(let wanted), .object(let held)?):
            return wanted.members.flatMap { fields($0.value, held[$0.key], at: path.key($0.key)) }
        case (.array(let wanted), .array(let held)?) where wanted.count == held.count:
            return zip(wanted, held).enumerated().flatMap { index, pair in
                fields(pair.0, pair.1, at: path.index(index))
            }
        default: return want == have ? [] : [Field(path: path, want: want, have: have)]
        }
    }

    /// `have` with all that `want` says put in.
    static func merged(_ want: Value, into have: Value?) -> Value {
        switch (want, have) {
        case (.object(let wanted), .object(var held)?):
            for member in wanted { held[member.key] = merged(member.value, into: held[member.key]) }
            return .object(held)
        case (.array(let wanted), .array(let held)?) where wanted.count == held.count:
            return .array(zip(wanted, held).map { merged($0, into: $1) })
        default: return want
        }
    }
}
