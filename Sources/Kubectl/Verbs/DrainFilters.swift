import Commands
import Documents
import KubeAPI

/// Which pods of a node a drain takes, and what it says about the others.
///
/// Upstream: kubectl/pkg/drain/filters.go.
struct DrainList {
    /// What the filters say of a pod.
    enum Verdict: Equatable {
        case taken
        case skipped
        /// Taken or left alone, with a warning.
        case warned(isTaken: Bool, String)
        /// The node cannot be drained.
        case refused(String)
    }

    static let daemonSetFatal = "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)"
    static let daemonSetWarning = "ignoring DaemonSet-managed Pods"
    static let localStorageFatal = "Pods with local storage (use --delete-emptydir-data to override)"
    static let localStorageWarning = "deleting Pods with local storage"
    static let unmanagedFatal = "Pods that declare no controller (use --force to override)"
    static let unmanagedWarning = "deleting Pods that declare no controller"

    private(set) var items: [(pod: APIObject, verdict: Verdict)] = []

    mutating func add(_ pod: APIObject, _ verdict: Verdict) { items.append((pod, verdict)) }

    var pods: [APIObject] {
        items.filter { $0.verdict == .taken || $0.verdict.isWarnedAndTaken }.map(\.pod)
    }

    /// All warnings as one line; empty if there are none.
    var warnings: String {
        grouped { if case .warned(_, let text) = $0 { text } else { nil } }
            .map { "\($0.text): \($0.pods)" }.joined(separator: "; ")
    }

    var errors: [String] {
        grouped { if case .refused(let text) = $0 { text } else { nil } }
            .map { "cannot delete \($0.text): \($0.pods)" }
    }

    private func grouped(_ text: (Verdict) -> String?) -> [(text: String, pods: String)] {
        var groups: [(text: String, pods: [String])] = []
        for (pod, verdict) in items {
            guard let text = text(verdict) else { continue }
            let name = "\(pod.namespace)/\(pod.name)"
            if let index = groups.firstIndex(where: { $0.text == text }) {
                groups[index].pods.append(name)
            } else {
                groups.append((text, [name]))
            }
        }
        return groups.map { ($0.text, $0.pods.joined(separator: ", ")) }
    }
}

extension DrainList.Verdict {
    fileprivate var isWarnedAndTaken: Bool {
        if case .warned(let isTaken, _) = self { isTaken } else { false }
    }

    fileprivate var isTaken: Bool { self == .taken || isWarnedAndTaken }
}

extension Execution {
    /// The pods of a node, with what is to become of each.
    func podsToDrain(of node: String, _ host: inout some KubectlHost) throws(KubectlFailure) -> DrainList {
        var request = APIRequest(.list, .pods)
        request.options.fieldSelector = "spec.nodeName=\(node)"
        request.options.labelSelector = command.string("pod-selector")
        var list = DrainList()
        switch sendRaw(request, &host) {
        case .list(let pods, _):
            for pod in pods { list.add(pod, verdict(pod, &host)) }
        case .failure(let status): throw .status(status)
        default: throw .message("the server answered with something else than a list")
        }
        return list
    }

    /// The filters in their order; the first that keeps the pod ends it, else the last one speaks.
    private func verdict(_ pod: APIObject, _ host: inout some KubectlHost) -> DrainList.Verdict {
        if isSkipped(pod, host) { return .skipped }
        var verdict = daemonSetVerdict(pod, &host)
        if !verdict.isTaken { return verdict }
        if pod.at("metadata", "annotations", "kubernetes.io/config.mirror") != nil { return .skipped }
        let isFinished = pod.pod?.isFinished == true
        verdict = .taken
        if !isFinished, (pod.at("spec", "volumes")?.array ?? []).contains(where: { $0["emptyDir"] != nil }) {
            if !command.bool("delete-emptydir-data") { return .refused(DrainList.localStorageFatal) }
            verdict = .warned(isTaken: true, DrainList.localStorageWarning)
        }
        // The warning about local storage is lost here, as upstream's is.
        if isFinished || pod.meta.controller != nil { return .taken }
        return command.bool("force")
            ? .warned(isTaken: true, DrainList.unmanagedWarning) : .refused(DrainList.unmanagedFatal)
    }

    private func daemonSetVerdict(_ pod: APIObject, _ host: inout some KubectlHost) -> DrainList.Verdict {
        guard let owner = pod.meta.controller, owner.kind == "DaemonSet", owner.apiVersion == "apps/v1",
            pod.pod?.isFinished != true
        else { return .taken }
        if let status = sendRaw(.get(.daemonSets, ObjectKey(pod.namespace, owner.name)), &host).failure {
            return status.reason == "NotFound" && command.bool("force")
                ? .warned(isTaken: true, status.message) : .refused(status.message)
        }
        return command.bool("ignore-daemonsets")
            ? .warned(isTaken: false, DrainList.daemonSetWarning) : .refused(DrainList.daemonSetFatal)
    }

    /// In deletion for longer than `--skip-wait-for-delete-timeout`.
    func isSkipped(_ pod: APIObject, _ host: some KubectlHost) -> Bool {
        let limit = command.int("skip-wait-for-delete-timeout") ?? 0
        guard limit > 0, let deletion = pod.meta.deletion else { return false }
        return (host.now - deletion) / 1_000_000 > limit
    }
}
