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
