import ControllerKit
import Controllers
import Documents
import KubeAPI
import Rendering
import Simulation

/// What views call processes, components, objects and numbers.
enum Names {
    /// Who sent a request: `you`, `replicaset-controller`, `kubelet/node-1`, `kube-scheduler`.
    static func who(_ process: String, _ component: String) -> String {
        if process == "kubectl" { return "you" }
        return switch component {
        case "", "kubelet", "manual-node", "leader-elector", "identity-lease-controller", "lease expired": process
        default: component
        }
    }

    static func who(_ request: RequestSpan) -> String { who(request.process, request.component) }

    /// Short for lists: `replicaset`, `scheduler`, `kubelet/node-1`.
    static func short(_ who: String) -> String {
        if who == "default-scheduler" || who == "kube-scheduler" { return "scheduler" }
        if who == VolumeBinderReconciler.name { return "pv-binder" }
        let ending = "-controller"
        return who.hasSuffix(ending) ? String(who.dropLast(ending.count)) : who
    }

    /// `Pod web-x2k9p`, with the namespace in front unless it is `home`.
    static func noun(_ resource: Resource, _ key: ObjectKey, home: String? = nil) -> String {
        "\(resource.info.kind) \(name(key, home: home))"
    }

    static func noun(_ object: APIObject, home: String? = nil) -> String {
        noun(object.resource, object.key, home: home)
    }

    /// The key without the namespace `home`.
    static func name(_ key: ObjectKey, home: String?) -> String {
        key.namespace == home ? key.name : key.description
    }

    /// The key of a work queue; the garbage collector's stands for an object of any kind.
    static func workKey(_ key: ObjectKey, home: String? = nil) -> String {
        guard let object = GarbageCollector.object(of: key) else { return name(key, home: home) }
        return "\(object.kind) \(name(object.key, home: home))"
    }

    /// `1 pod`, `2 pods`, `0 writes`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// `1st`, `2nd`, `11th`.
    static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    /// `10ms`, `1.28s`, `0.4ms`.
    static func duration(_ duration: SimDuration) -> String {
        let micros = duration.microseconds
        if micros <= -1_000_000 || micros >= 1_000_000 { return duration.description }
        let fraction = (micros % 1000) / 100
        return fraction == 0 ? "\(micros / 1000)ms" : "\(micros / 1000).\(abs(fraction))ms"
    }

    /// `2.5s ago`, `now`, `in 10ms`: `time` seen from `now`.
    static func distance(_ time: SimTime, from now: SimTime) -> String {
        if time == now { return "now" }
        return time < now ? "\(duration(now - time)) ago" : "in \(duration(time - now))"
    }

    /// `(rev 42)`.
    static func revision(_ number: Int64) -> String { "(rev \(number))" }

    /// The names in a line: all of them, or the first ones and `(+7 alike)`.
    static func list(_ names: [String], limit: Int) -> String {
        if names.count <= limit { return names.joined(separator: ", ") }
        return names.prefix(limit).joined(separator: ", ") + " (+\(names.count - limit) alike)"
    }
}

/// A request in a few words.
struct RequestWords {
    let request: APIRequest
    let result: APIResult?

    init(_ request: APIRequest, _ result: APIResult? = nil) {
        self.request = request
        self.result = result
    }

    init(_ span: RequestSpan) { self.init(span.request, span.result) }

    /// `POST`, `PUT`, … filled to one width.
    var method: String { request.verb.method.padded(to: 6) }

    /// The name of what was made or asked for.
    var name: String {
        if let object = result?.object, request.subresource.isEmpty { return object.name }
        if !request.name.isEmpty { return request.name }
        if let name = request.body.at("metadata", "name")?.string { return name }
        if let prefix = request.body.at("metadata", "generateName")?.string { return prefix + "…" }
        return ""
    }

    /// `pods web-x2k9p` for a create, else `replicasets/web/status`; other namespaces than `home` are named.
    func target(home: String?) -> String {
        let plural = request.resource.info.plural
        var out = plural
        let isCreate = request.verb == .create && request.subresource.isEmpty
        let shown =
            request.namespace.isEmpty || request.namespace == home
            ? name : name.isEmpty ? "in \(request.namespace)" : "\(request.namespace)/\(name)"
        if !shown.isEmpty { out += (isCreate ? " " : "/") + shown }
        if !request.subresource.isEmpty { out += "/" + request.subresource }
        return out
    }

    /// `PUT replicasets/web/status 200`.
    func brief(home: String?) -> String {
        "\(request.verb.method) \(target(home: home))\(result.map { " \($0.code)" } ?? "")"
    }

    /// `PUT    replicasets/web/status`, the name bold.
    func styled(home: String?) -> StyledText {
        StyledText("\(method) ", .none) + StyledText(target(home: home), .bold)
    }

    /// `201  rev 43`, `200  unchanged`, `409`.
    static func outcome(_ span: RequestSpan) -> StyledText {
        let code = span.result.code
        if span.result.failure != nil { return StyledText("\(code)", .red) }
        if span.request.verb.isRead { return StyledText("\(code)") }
        guard let first = span.changes.first, let last = span.changes.last else {
            return StyledText(span.request.options.isDryRun ? "\(code)  dry run" : "\(code)  unchanged")
        }
        if first.revision == last.revision { return StyledText("\(code)  rev \(first.revision)") }
        return StyledText("\(code)  rev \(first.revision)–\(last.revision)")
    }

    /// `Error from server (Conflict): …`, as kubectl prints it.
    static func error(_ status: Status) -> String {
        let reason = status.reason.isEmpty ? "" : " (\(status.reason))"
        return "Error from server\(reason): \(status.message)"
    }
}
