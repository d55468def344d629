import Documents
import KubeAPI
import Kubectl

/// `follow=true`: a container's lines as it writes them, until it ends.
///
/// Upstream: pkg/kubelet/kuberuntime/logs/logs.go, ReadLogs.
public struct LogStream: WorldStream {
    /// Lines of text.
    public var contentType: String { "text/plain" }
    /// Nothing is deprecated here.
    public var warnings: [String] { [] }
    /// As long as the container runs.
    public var timeoutSeconds: Int64? { nil }
    private let get: APIRequest
    private let container: String
    private let options: LogOptions
    private let uid: String
    private var sent = 0

    init(_ routed: RoutedRequest, _ log: LogQuery, _ pod: APIObject) throws(Status) {
        var get = routed.request
        get.subresource = ""
        self.get = get
        container = try log.chosen(in: pod)
        options = log.options
        uid = pod.uid
    }

    /// What an attached client sees: the lines that are still to come.
    init(attached request: APIRequest, _ world: some HTTPWorld) throws(Status) {
        var get = request
        get.subresource = ""
        get.body = .null
        get.verb = .get
        self.get = get
        let found = world.read(get)
        guard let pod = found.object else { throw found.failure ?? RequestPath.unknown }
        container = try pod.chosenContainer(request.body["container"]?.string ?? "")
        var options = LogOptions()
        options.tailLines = 0
        self.options = options
        uid = pod.uid
    }

    /// The lines there are, or as many of the last ones as are asked for.
    public mutating func begin(_ world: some HTTPWorld) -> StreamFrames {
        sent = lines(world, LogOptions()).count
        return frames(lines(world, options), world)
    }

    /// The lines behind those that were sent.
    public mutating func next(_ world: some HTTPWorld) -> StreamFrames {
        let all = lines(world, LogOptions())
        // A new run has a log of its own: this one has ended.
        guard all.count >= sent else { return StreamFrames(isOver: true) }
        let new = Array(all[sent...])
        sent = all.count
        return frames(new, world)
    }

    /// Logs have no signs of life.
    public mutating func bookmark(_ world: some HTTPWorld) -> StreamFrames { next(world) }

    /// It was another world's container.
    public mutating func expired(_ world: some HTTPWorld) -> StreamFrames { StreamFrames(isOver: true) }

    private func lines(_ world: some HTTPWorld, _ options: LogOptions) -> [String] {
        (try? world.logs(pod: get.key, container: container, options: options).get()) ?? []
    }

    private func frames(_ lines: [String], _ world: some HTTPWorld) -> StreamFrames {
        StreamFrames(bytes: lines.flatMap { Array($0.utf8) + [0x0A] }, count: lines.count, isOver: !isRunning(world))
    }

    private func isRunning(_ world: some HTTPWorld) -> Bool {
        guard let pod = world.read(get).object, pod.uid == uid else { return false }
        for key in ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"] {
            for status in pod.at("status", key)?.array ?? [] where status["name"]?.string == container {
                return status.at("state", "terminated") == nil
            }
        }
        return true
    }
}
