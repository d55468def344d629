import Commands
import Documents

/// Words of ours whose rest is read as a whole: flags in a condition are the condition's.
enum RawWords {
    enum Kind {
        case until(String)
        case breakOn(String)
        case note(String)
        case pin(String)
    }

    static func kind(of line: String) -> Kind? {
        let (first, rest) = split(line)
        switch first {
        case "until": return .until(rest)
        case "note": return .note(rest)
        case "pin": return .pin(rest)
        case "break":
            let (second, condition) = split(rest)
            return second == "on" ? .breakOn(condition) : nil
        default: return nil
        }
    }

    private static func split(_ line: String) -> (first: String, rest: String) {
        let trimmed = line.trimmed
        guard let space = trimmed.firstIndex(where: { $0 == " " || $0 == "\t" }) else { return (trimmed, "") }
        return (String(trimmed[..<space]), String(trimmed[space...]).trimmed)
    }

    /// What is wrong with a line, without running it; `nil` if it can be read.
    static func problem(of line: String, _ parser: CommandParser) -> String? {
        switch kind(of: line) {
        case .until(let condition), .breakOn(let condition):
            do { _ = try Condition(parsing: condition) } catch { return error.message.english }
            return nil
        case .note: return nil
        case .pin(let command): return problem(of: command, parser)
        case nil:
            let (first, rest) = split(line)
            do { _ = try parser.parse(first == "!" ? rest : line) } catch { return error.message.english }
            return nil
        }
    }
}
