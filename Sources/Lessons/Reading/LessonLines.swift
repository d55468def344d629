/// The lines of a file, and what is found wrong while they are read.
struct LessonLines {
    let file: String
    let lines: [String]
    var index = 0
    var problems: [LessonProblem] = []

    init(_ text: String, file: String) {
        self.file = file
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = String(line)
            if line.last == "\r" { line.removeLast() }
            return line
        }
    }

    var isAtEnd: Bool { index >= lines.count }
    /// From 1.
    var number: Int { index + 1 }
    var current: String { lines[index] }

    mutating func complain(_ message: String, line: Int) {
        problems.append(LessonProblem(file: file, line: line, message: message))
    }
}

/// Words and their nearest neighbours, for messages.
enum LessonWords {
    /// ` Did you mean …?`, or nothing.
    static func meant(_ word: String, _ names: [String]) -> String {
        guard word.count <= 64 else { return "" }
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = distance(Array(word.lowercased()), Array(name.lowercased()))
            if distance * 3 <= max(3, name.count + 1), distance < best?.distance ?? Int.max {
                best = (name, distance)
            }
        }
        return best.map { " Did you mean `\($0.name)`?" } ?? ""
    }

    static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    private static func distance(_ one: [Character], _ two: [Character]) -> Int {
        var before: [Int] = []
        var row = Array(0...two.count)
        for (i, left) in one.enumerated() {
            var next = [i + 1]
            for (j, right) in two.enumerated() {
                var least = min(row[j + 1] + 1, next[j] + 1, row[j] + (left == right ? 0 : 1))
                if i > 0, j > 0, left == two[j - 1], one[i - 1] == right {
                    least = min(least, before[j - 1] + 1)
                }
                next.append(least)
            }
            before = row
            row = next
        }
        return row[two.count]
    }
}
