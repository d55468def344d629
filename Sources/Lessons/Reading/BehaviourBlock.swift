import Documents

extension LessonParser {
    /// A block ` ```behaviour demo/web `: lines `member: value`, the value as in JSON.
    static func behaviour(_ fence: LessonFence, _ lines: inout LessonLines) -> LessonBehaviour? {
        guard fence.words.count == 1 else {
            lines.complain("expected one image behind `behaviour`: `demo/web`.", line: fence.line)
            return nil
        }
        var fields = Fields()
        for entry in fence.spoken {
            guard let colon = entry.text.firstIndex(of: ":") else {
                lines.complain("expected `member: value`, not `\(entry.text)`.", line: entry.line)
                continue
            }
            let key = String(entry.text[..<colon])
            let text = entry.text[entry.text.index(after: colon)...].trimmed
            do {
                fields[key] = try JSONReader.read(Array(text.utf8))
            } catch {
                lines.complain("the value of `\(key)` is no JSON: \(error.message).", line: entry.line)
            }
        }
        return LessonBehaviour(image: fence.words[0], behaviour: .object(fields), line: fence.line)
    }

    mutating func behaviour(_ fence: LessonFence, _ lesson: inout Lesson) {
        guard let behaviour = LessonParser.behaviour(fence, &lines) else { return }
        if let problem = grammar.behaviour(behaviour.behaviour) { lines.complain(problem, line: fence.line) }
        lesson.behaviours.append(behaviour)
    }
}

extension String {
    /// The first place where `part` stands.
    func range(ofText part: String) -> Range<String.Index>? {
        guard !part.isEmpty else { return nil }
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(part) {
                return index..<self.index(index, offsetBy: part.count)
            }
            index = self.index(after: index)
        }
        return nil
    }
}
