/// Numbers that depend on how a cluster boots, told from where a story begins: `rev 87` → `rev +1`.
///
/// Blanks in the middle of a line count as one wherever there are two or more, since the right edge moves
/// with the numbers.
struct RelativeNumbers {
    let revision: Int64
    let event: Int

    func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
            .joined(separator: "\n")
    }

    private func line(_ line: String) -> String {
        var out = ""
        var rest = Substring(line)
        while let character = rest.first, character == " " {
            out.append(character)
            rest.removeFirst()
        }
        while !rest.isEmpty {
            if let word = ["rev ", "sync ", "event ", "show "].first(where: { rest.hasPrefix($0) }) {
                let digits = rest.dropFirst(word.count).prefix { $0.isNumber }
                if let number = Int64(digits) {
                    let base = word == "rev " ? revision : Int64(event)
                    out += "\(word)+\(number - base)"
                    rest = rest.dropFirst(word.count + digits.count)
                    continue
                }
            }
            if rest.hasPrefix("   ") { rest.removeFirst(); continue }
            out.append(rest.removeFirst())
        }
        return out
    }
}
