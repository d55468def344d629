/// A script of simple commands: words, quotes, variables, and `;`, `&&`, `||` or line ends between commands.
///
/// Upstream: POSIX.1-2017, Shell Command Language, 2.2 to 2.9; what goes beyond is refused by name.
enum ShellScript {
    /// When a command runs.
    enum Condition: Equatable { case always, afterSuccess, afterFailure }

    /// A part of a word.
    enum Piece: Equatable {
        case text(String)
        case variable(String, isQuoted: Bool)
    }

    struct Word: Equatable {
        var pieces: [Piece] = []
        /// Quotes were there: it is a word even if it is empty.
        var isQuoted = false

        mutating func add(_ text: some StringProtocol) {
            if case .text(let before)? = pieces.last {
                pieces[pieces.count - 1] = .text(before + text)
            } else {
                pieces.append(.text(String(text)))
            }
        }
    }

    struct Command: Equatable {
        var runs: Condition
        var words: [Word] = []
    }

    /// What is not understood.
    struct Problem: Error, Equatable { let what: String }

    static func parse(_ text: String) -> Result<[Command], Problem> {
        var reader = Reader(rest: text[...])
        do throws(Problem) {
            return .success(try reader.commands())
        } catch {
            return .failure(error)
        }
    }

    private struct Reader {
        var rest: Substring
        var done: [Command] = []
        var command = Command(runs: .always)

        mutating func commands() throws(Problem) -> [Command] {
            while let letter = rest.first {
                switch letter {
                case " ", "\t": rest.removeFirst()
                case "\n", ";": end(.always, 1)
                case "#": rest = rest.drop { $0 != "\n" }
                case "&" where rest.hasPrefix("&&"): end(.afterSuccess, 2)
                case "|" where rest.hasPrefix("||"): end(.afterFailure, 2)
                default:
                    let word = try word()
                    if command.words.isEmpty { try checkName(word) }
                    command.words.append(word)
                }
            }
            end(.always, 0)
            return done
        }

        private mutating func end(_ next: Condition, _ length: Int) {
            if !command.words.isEmpty { done.append(command) }
            command = Command(runs: next)
            rest = rest.dropFirst(length)
        }

        /// Keywords and assignments stand where a command's name is.
        private func checkName(_ word: Word) throws(Problem) {
            guard !word.isQuoted, case .text(let name)? = word.pieces.first else { return }
            let isKeyword = ["if", "for", "while", "until", "case", "{", "!", "function", "cd", "export", "set"]
                .contains(name)
            if isKeyword { throw Problem(what: "`\(name)`") }
            let before = name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if !before.isEmpty, name[before.endIndex...].hasPrefix("=") { throw Problem(what: "assignments") }
        }

        private mutating func word() throws(Problem) -> Word {
            var word = Word()
            while let letter = rest.first {
                switch letter {
                case " ", "\t", "\n", ";": return word
                case "&" where rest.hasPrefix("&&"), "|" where rest.hasPrefix("||"): return word
                case "|", "&", "<", ">", "(", ")", "`", "*", "?", "[": throw Problem(what: "`\(letter)`")
                case "\\":
                    rest.removeFirst()
                    word.add(rest.prefix(1))
                    rest = rest.dropFirst()
                case "'":
                    word.isQuoted = true
                    rest.removeFirst()
                    guard let close = rest.firstIndex(of: "'") else { throw Problem(what: "a quote without its end") }
                    word.add(rest[..<close])
                    rest = rest[rest.index(after: close)...]
                case "\"":
                    word.isQuoted = true
                    rest.removeFirst()
                    try quoted(&word)
                case "$":
                    rest.removeFirst()
                    if let name = try variable() {
                        word.pieces.append(.variable(name, isQuoted: false))
                    } else {
                        word.add("$")
                    }
                default:
                    word.add(String(letter))
                    rest.removeFirst()
                }
            }
            return word
        }

        /// The rest of a text in double quotes.
        private mutating func quoted(_ word: inout Word) throws(Problem) {
            while let letter = rest.popFirst() {
                switch letter {
                case "\"": return
                case "`": throw Problem(what: "`\(letter)`")
                case "\\":
                    guard let next = rest.first, "$`\"\\".contains(next) else {
                        word.add("\\")
                        continue
                    }
                    word.add(rest.prefix(1))
                    rest.removeFirst()
                case "$":
                    if let name = try variable() {
                        word.pieces.append(.variable(name, isQuoted: true))
                    } else {
                        word.add("$")
                    }
                default: word.add(String(letter))
                }
            }
            throw Problem(what: "a quote without its end")
        }

        /// The name behind a `$`; `nil` if none stands there.
        private mutating func variable() throws(Problem) -> String? {
            if rest.first == "?" {
                rest.removeFirst()
                return "?"
            }
            if rest.first == "(" { throw Problem(what: "`$(`") }
            let isBraced = rest.first == "{"
            if isBraced { rest.removeFirst() }
            let name = String(rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) })
            if name.isEmpty && !isBraced { return nil }
            rest = rest.dropFirst(name.count)
            if isBraced {
                guard rest.first == "}", !name.isEmpty else { throw Problem(what: "`${…}` beyond a name") }
                rest.removeFirst()
            }
            return name
        }
    }
}
