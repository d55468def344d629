import KubeAPI

/// Why a part of a sync did not work out; the sync is tried again.
struct SyncFailure: Error, Sendable, Equatable {
    let message: String

    init(_ message: String) { self.message = message }

    init(_ status: Status?) { message = status?.message ?? "no answer" }

    /// One error of several: the same text is told once. Upstream: apimachinery pkg/util/errors, NewAggregate.
    init?(aggregating messages: [String]) {
        var seen: [String] = []
        for message in messages where !seen.contains(message) { seen.append(message) }
        guard let first = seen.first else { return nil }
        message = seen.count == 1 ? first : "[" + seen.joined(separator: ", ") + "]"
    }
}
