/// The fenced blocks of a Markdown text, by the words behind the fence.
struct ReadmeBlocks {
    struct Block {
        /// `console session`
        let kind: String
        /// The lines between the fences, each with its end.
        let text: String
        /// The lines' place in the whole text, from 0.
        let lines: Range<Int>
    }

    let all: [Block]

    init(_ text: String) {
        var blocks: [Block] = []
        var open: (kind: String, start: Int)?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.hasPrefix("```") {
            if let (kind, start) = open {
                let body = lines[start ..< number].map { $0 + "\n" }.joined()
                blocks.append(Block(kind: kind, text: body, lines: start ..< number))
                open = nil
            } else {
                open = (String(line.dropFirst(3)), number + 1)
            }
        }
        all = blocks
    }

    func blocks(_ kind: String) -> [Block] { all.filter { $0.kind == kind } }

    /// What was typed: lines with the prompt's mark.
    static func typed(_ session: String) -> [String] {
        session.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("t="), let mark = line.firstIndex(of: "›") else { return nil }
            return String(line[mark...].dropFirst(2))
        }
    }

    /// The `.k8s` file that a here-document of a shell block holds.
    static func heredoc(_ shell: String) -> String? {
        let parts = shell.split(separator: "<<'END'\n", omittingEmptySubsequences: false)
        guard parts.count == 2, let end = parts[1].range(of: "\nEND\n")?.lowerBound else { return nil }
        return String(parts[1][..<end]) + "\n"
    }
}

extension Substring {
    /// The first place of `word`.
    func range(of word: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(word) { return at ..< index(at, offsetBy: word.count) }
            at = index(after: at)
        }
        return nil
    }
}
