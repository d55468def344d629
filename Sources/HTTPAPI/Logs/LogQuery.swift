import Documents
import KubeAPI
public import Kubectl

/// What a request for a log asks.
///
/// Upstream: pkg/apis/core/types.go, PodLogOptions; pkg/registry/core/pod/strategy.go, LogLocation.
public struct LogQuery: Sendable, Equatable {
    /// Empty: the only one there is.
    public var container: String
    /// How much of it.
    public var options: LogOptions
    /// New lines follow as they come.
    public var follows: Bool

    init(_ query: RequestQuery) throws(Status) {
        container = query["container"] ?? ""
        follows = query.flag("follow") ?? false
        options = LogOptions()
        options.isPrevious = query.flag("previous") ?? false
        options.hasTimestamps = query.flag("timestamps") ?? false
        options.tailLines = try query.number("tailLines")
        options.limitBytes = try query.number("limitBytes")
        options.sinceSeconds = try query.number("sinceSeconds")
        var errors: [FieldError] = []
        if let tail = options.tailLines, tail < 0 {
            errors.append(
                FieldError(.invalid, "tailLines", badValue: String(tail), "must be greater than or equal to 0"))
        }
        if let limit = options.limitBytes, limit < 1 {
            errors.append(FieldError(.invalid, "limitBytes", badValue: String(limit), "must be greater than 0"))
        }
        if let since = options.sinceSeconds, since < 1 {
            errors.append(FieldError(.invalid, "sinceSeconds", badValue: String(since), "must be greater than 0"))
        }
        if !errors.isEmpty { throw .invalid(kind: "PodLogOptions", group: "", name: "", errors) }
    }

    /// The container whose log is meant. 400 if there are several, or none of that name.
    func chosen(in pod: APIObject) throws(Status) -> String { try pod.chosenContainer(container) }
}
