import Documents
import KubeAPI

/// Why a command ended; knows what kubectl prints of it.
///
/// Upstream: kubectl/pkg/cmd/util/helpers.go, checkErr.
enum KubectlFailure: Error {
    /// An answer of the server.
    case status(Status)
    /// An answer of the server to a request made for a file: `error when creating "x.yaml": …`.
    case sourced(Status, doing: String, source: String)
    /// `error: …`.
    case message(String)
    /// A message and where to read on.
    case usage(String, verb: String)
    case many([KubectlFailure])
    /// A command in a container ended with a code that becomes kubectl's own.
    case exited(Int)

    /// The failures as one; `nil` if there are none.
    static func joined(_ failures: [KubectlFailure]) -> KubectlFailure? {
        failures.count > 1 ? .many(failures) : failures.first
    }

    /// A message that stands by itself: kubectl puts no `error: ` before those that its libraries know.
    static func plain(_ message: String) -> KubectlFailure { .many([.message(message)]) }

    /// Several messages in Go's words: `a`, or `[a, b]`. Upstream: apimachinery util/errors, Aggregate.
    static func aggregated(_ failures: [KubectlFailure]) -> String {
        var texts: [String] = []
        for failure in failures where !texts.contains(failure.message) { texts.append(failure.message) }
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }

    /// What Go's `Error()` gives.
    private var message: String {
        switch self {
        case .status(let status), .sourced(let status, _, _): status.message
        case .message(let message), .usage(let message, _): message
        case .many(let failures): KubectlFailure.aggregated(failures)
        case .exited(let code): "command terminated with exit code \(code)"
        }
    }

    var isNotFound: Bool {
        switch self {
        case .status(let status), .sourced(let status, _, _): status.reason == "NotFound"
        default: false
        }
    }

    /// What goes to stderr, with the line end.
    var text: String {
        switch self {
        case .status(let status), .sourced(let status, _, _):
            if status.reason == "Invalid" { return KubectlFailure.invalid(status) }
            return (standardMessage ?? "") + "\n"
        case .message(let message):
            return message.hasPrefix("error: ") ? message + "\n" : "error: \(message)\n"
        case .usage(let message, let verb):
            let head = message.hasPrefix("error: ") ? "" : "error: "
            return "\(head)\(message)\nSee 'kubectl \(verb) -h' for help and examples\n"
        case .many(let failures): return failures.map(\.memberText).joined()
        case .exited: return message + "\n"
        }
    }

    /// What kubectl exits with.
    var exitCode: Int { if case .exited(let code) = self { code } else { 1 } }

    /// As one of several failures: without `error: `.
    private var memberText: String {
        switch self {
        case .message(let message), .usage(let message, _): message + "\n"
        case .many(let failures): failures.map(\.memberText).joined()
        default: (standardMessage ?? "") + "\n"
        }
    }

    private var standardMessage: String? {
        switch self {
        case .status(let status): KubectlFailure.standard(status, status.message)
        case .sourced(let status, let doing, let source):
            KubectlFailure.standard(
                status, "error when \(doing) \(GoStrings.quoted(source)): \(status.message)")
        default: nil
        }
    }

    private static func standard(_ status: Status, _ message: String) -> String {
        if status.reason == "Unauthorized" {
            return "error: You must be logged in to the server (\(status.message))"
        }
        return status.reason.isEmpty
            ? "Error from server: \(message)" : "Error from server (\(status.reason)): \(message)"
    }

    private static func invalid(_ status: Status) -> String {
        var head = "The request is invalid"
        if !status.kind.isEmpty || !status.name.isEmpty {
            head = "The \(status.kind) \(GoStrings.quoted(status.name)) is invalid"
        } else if !status.message.isEmpty && status.causes.isEmpty {
            head += ": " + status.message
        }
        var causes: [String] = []
        for cause in status.causes {
            let text = "\(cause.field): \(cause.message)"
            if !causes.contains(text) { causes.append(text) }
        }
        switch causes.count {
        case 0: return head + "\n"
        case 1: return "\(head): \(causes[0])\n"
        default: return head + ": \n" + causes.map { "* \($0)\n" }.joined()
        }
    }
}
