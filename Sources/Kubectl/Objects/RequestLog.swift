import Commands
import Documents
import KubeAPI

/// What `-v=6` shows: every request that kubectl sends, with how it was answered.
///
/// A class: asking the server is no change of a command, yet each question is noted. Upstream: client-go
/// transport/round_trippers.go, debuggingRoundTripper; the higher levels show what is here as well.
final class RequestLog {
    /// From this level on.
    static let level: Int64 = 6
    private static let statusTexts: [(code: Int, text: String)] = [
        (200, "OK"), (201, "Created"), (202, "Accepted"), (400, "Bad Request"), (401, "Unauthorized"),
        (403, "Forbidden"), (404, "Not Found"), (405, "Method Not Allowed"), (409, "Conflict"), (410, "Gone"),
        (415, "Unsupported Media Type"), (422, "Unprocessable Entity"), (429, "Too Many Requests"),
        (500, "Internal Server Error"), (503, "Service Unavailable"), (504, "Gateway Timeout"),
    ]

    /// The lines that were not taken yet.
    private var lines = ""

    /// Notes a request; `now` is in microseconds since 1970.
    func add(_ request: APIRequest, code: Int, now: Int64) {
        let status = RequestLog.statusTexts.first { $0.code == code }.map { "\(code) \($0.text)" } ?? String(code)
        let url = Kubeconfig.server + request.uri
        // `2026-01-05T08:00:00.000000Z` as klog heads its lines: `0105 08:00:00.000000`.
        let time = Timestamps.micros(now)
        let date = time.dropFirst(5).prefix(5).filter { $0 != "-" }
        lines +=
            "I\(date) \(time.dropFirst(11).dropLast())       1 round_trippers.go:632] \"Response\" "
            + "verb=\(GoStrings.quoted(RequestLog.method(request.verb))) url=\(GoStrings.quoted(url)) "
            + "status=\(GoStrings.quoted(status)) milliseconds=0\n"
    }

    func take() -> String {
        defer { lines = "" }
        return lines
    }

    static func method(_ verb: Verb) -> String {
        switch verb {
        case .get, .list, .watch: "GET"
        case .create: "POST"
        case .update: "PUT"
        case .patch: "PATCH"
        case .delete, .deleteCollection: "DELETE"
        }
    }
}

extension Execution {
    /// Sends a request; a list comes in parts if the verb has a `--chunk-size`.
    ///
    /// Upstream: cli-runtime pkg/resource/visitor.go, FollowContinue; get.go asks for all at once if it sorts.
    func sendRaw(_ request: APIRequest, _ host: inout some KubectlHost) -> APIResult {
        var request = identified(request)
        let size = command.string("sort-by").isEmpty ? command.int("chunk-size") ?? 0 : 0
        guard request.verb == .list, size > 0, request.options.limit == 0 else { return sendOnce(request, &host) }
        request.options.limit = Int(clamping: size)
        var items: [APIObject] = []
        while true {
            let answer = sendOnce(request, &host)
            switch answer {
            case .page(let page):
                items += page.items
                request.options.continueToken = page.continueToken
            case .list(let rest, let revision): return .list(items + rest, revision: revision)
            default: return answer
            }
        }
    }

    private func sendOnce(_ request: APIRequest, _ host: inout some KubectlHost) -> APIResult {
        let answer = host.send(request)
        if (command.int("v") ?? 0) >= RequestLog.level { requests.add(request, code: answer.code, now: host.now) }
        return answer
    }

    /// `--request-timeout`, which no request here exceeds; `nil` for none. Microseconds.
    ///
    /// Upstream: client-go tools/clientcmd/helpers.go, ParseTimeout.
    func requestTimeout() throws(KubectlFailure) -> Int64? {
        let text = command.string("request-timeout")
        if let seconds = Int64(text), seconds >= 0 { return seconds == 0 ? nil : seconds * Timestamps.microsPerSecond }
        guard let nanoseconds = GoDuration.parse(text) else {
            throw .message(
                "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a "
                    + "corresponding time unit (e.g. 1s | 2m | 3h)")
        }
        return nanoseconds == 0 ? nil : nanoseconds / 1000
    }
}
