public import Documents

/// Writes YAML with the look of `kubectl -o yaml` (sigs.k8s.io/yaml).
///
/// Keys in natural order (`a2` before `a10`), list items not indented under their key, text with
/// line ends as a literal block, text of one line broken at the first blank behind column 80.
public enum YAMLWriter {
    /// The text of one document, ending with a line end.
    public static func text(_ value: Value) -> String {
        var writer = Emitter()
        writer.node(value, indent: 0, place: .root)
        return writer.out
    }

    /// Where a node stands, which decides what goes before it.
    private enum Place { case root, member, item }

    private struct Emitter {
        var out = ""

        mutating func node(_ value: Value, indent: Int, place: Place) {
            switch value {
            case .object(let fields) where !fields.isEmpty:
                if place == .member { out += "\n" }
                members(fields, indent: indent, continuesLine: place == .item)
            case .array(let elements) where !elements.isEmpty:
                if place == .member { out += "\n" }
                items(elements, indent: indent, continuesLine: place == .item)
            default:
                if place == .member { out += " " }
                out += YAMLStrings.scalar(value, indent: indent, column: column)
                out += "\n"
            }
        }

        /// Characters of the line that is being written.
        private var column: Int {
            var count = 0
            for scalar in out.unicodeScalars.reversed() {
                if scalar == "\n" { break }
                count += 1
            }
            return count
        }

        private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

        private mutating func members(_ fields: Fields, indent: Int, continuesLine: Bool) {
            let sorted = fields.members.sorted { YAMLKeyOrder.isBefore($0.key, $1.key) }
            for (index, field) in sorted.enumerated() {
                if index > 0 || !continuesLine { out += spaces(indent) }
                let key = YAMLStrings.key(field.key)
                if field.key.utf8.count > YAMLStrings.simpleKeyBytesMax {
                    out += "? \(key)\n\(spaces(indent)):"
                } else {
                    out += key + ":"
                }
                // The items of a list stand under the key itself, not further in.
                let isList = field.value.array.map { !$0.isEmpty } ?? false
                node(field.value, indent: isList ? indent : indent + 2, place: .member)
            }
        }

        private mutating func items(_ elements: [Value], indent: Int, continuesLine: Bool) {
            for (index, element) in elements.enumerated() {
                if index > 0 || !continuesLine { out += spaces(indent) }
                out += "- "
                node(element, indent: indent + 2, place: .item)
            }
        }
    }
}

/// The order of keys that Go's YAML packages use: letters after the rest, numbers by value.
///
/// Upstream: sigs.k8s.io/yaml/goyaml.v2/sorter.go.
enum YAMLKeyOrder {
    static func isBefore(_ left: String, _ right: String) -> Bool {
        let one = Array(left.unicodeScalars)
        let two = Array(right.unicodeScalars)
        var digits = false
        for index in 0..<min(one.count, two.count) {
            let (a, b) = (one[index], two[index])
            if a == b {
                digits = isDigit(a)
                continue
            }
            let (letterA, letterB) = (a.properties.isAlphabetic, b.properties.isAlphabetic)
            if letterA && letterB { return a < b }
            if letterA || letterB { return digits ? letterA : letterB }
            return numberIsBefore(one, two, index)
        }
        return one.count < two.count
    }

    private static func isDigit(_ scalar: UnicodeScalar) -> Bool { ("0"..."9") ~= scalar }

    private static func numberIsBefore(_ one: [UnicodeScalar], _ two: [UnicodeScalar], _ index: Int) -> Bool {
        var start: Int64 = 0
        if one[index] == "0" || two[index] == "0" {
            var place = index - 1
            while place >= 0, isDigit(one[place]) {
                if one[place] != "0" {
                    start = 1
                    break
                }
                place -= 1
            }
        }
        let (first, firstEnd) = number(one, index, start)
        let (second, secondEnd) = number(two, index, start)
        if first != second { return first < second }
        if firstEnd != secondEnd { return firstEnd < secondEnd }
        return one[index] < two[index]
    }

    private static func number(_ text: [UnicodeScalar], _ start: Int, _ from: Int64) -> (Int64, Int) {
        var number = from
        var index = start
        while index < text.count, isDigit(text[index]) {
            number = number &* 10 &+ Int64(text[index].value - 48)
            index += 1
        }
        return (number, index)
    }
}
