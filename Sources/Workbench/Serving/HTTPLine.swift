import Commands
import HTTPAPI
import KubeAPI

/// A request from outside as a line of the journal: `http POST '/api/v1/namespaces' --user kubernetes-admin`.
///
/// What decides the outcome is in it; the body is the line's input. So it replays without a door.
enum HTTPLine {
    /// Header fields that are kept, with their flags.
    private static let kept: [(flag: String, header: String)] = [
        ("type", "Content-Type"), ("agent", "User-Agent"), ("upgrade", "Sec-WebSocket-Protocol"),
    ]

    /// What can be asked in a line.
    static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]

    static func text(_ request: HTTPRequest) -> String {
        var line = "http \(request.method) '\(quoted(request.target))'"
        for (flag, header) in kept {
            guard var value = request.header(header) else { continue }
            if flag == "agent" { value = String(value.prefix { $0 != "/" }) }
            if !value.isEmpty { line += " --\(flag)='\(quoted(value))'" }
        }
        line += " --user='\(quoted(request.user))'"
        guard let wanted = request.impersonation else { return line }
        line += " --as='\(quoted(wanted.user))'"
        for group in wanted.groups { line += " --as-group='\(quoted(group))'" }
        if !wanted.uid.isEmpty { line += " --as-uid='\(quoted(wanted.uid))'" }
        for extra in wanted.extra {
            for value in extra.values { line += " --as-user-extra='\(quoted("\(extra.key)=\(value)"))'" }
        }
        return line
    }

    static func request(_ command: ParsedCommand, input: String?) throws(WordProblem) -> HTTPRequest {
        guard command.words.count == 2, command.words[1].hasPrefix("/") else {
            throw WordProblem(
                "http needs a method and a path, such as `http GET /api/v1/pods`",
                "http 需要方法和路径，例如 `http GET /api/v1/pods`")
        }
        let method = command.words[0].uppercased()
        guard methods.contains(method) else {
            throw WordProblem("http: `\(command.words[0])` is no method", "http：`\(command.words[0])` 不是方法")
        }
        var request = HTTPRequest(method, command.words[1], body: Array((input ?? "").utf8))
        for (flag, header) in kept where command.isGiven(flag) {
            request.headers.append(.init(header, unquoted(command.string(flag))))
        }
        request.user = command.isGiven("user") ? unquoted(command.string("user")) : "kubernetes-admin"
        if command.isGiven("as") { request.impersonation = impersonation(command) }
        return request
    }

    private static func impersonation(_ command: ParsedCommand) -> Impersonation {
        var extra: [UserInfo.Extra] = []
        for text in command.list("as-user-extra").map(unquoted) {
            let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let before = extra.last?.key == pair[0] ? extra.removeLast().values : []
            extra.append(UserInfo.Extra(key: pair[0], values: before + pair.dropFirst()))
        }
        return Impersonation(
            user: unquoted(command.string("as")), groups: command.list("as-group").map(unquoted),
            uid: unquoted(command.string("as-uid")), extra: extra)
    }

    /// What would mean something in a line is written as `%27`; so is what is no printable ASCII. A `%` of a path
    /// is one already; of other texts it is escaped too.
    private static func quoted(_ text: String) -> String {
        let isPath = text.hasPrefix("/")
        let hex = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            let isPlain = (0x21 ... 0x7E).contains(byte) && !"'\"\\$`<>|,".utf8.contains(byte)
            if isPlain && (isPath || byte != UInt8(ascii: "%")) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func unquoted(_ text: String) -> String { PercentText.decoded(text[...]) ?? text }
}
