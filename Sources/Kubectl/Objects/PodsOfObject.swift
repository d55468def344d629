import Commands
import Documents
import KubeAPI

/// The pods that `logs`, `exec` and `attach` mean by a Deployment, a Job, a Service, …
///
/// Upstream: kubectl/pkg/polymorphichelpers/helpers.go, SelectorsForObject and GetFirstPod.
extension Execution {
    private static let selectingPods: [Resource] = [
        .replicaSets, .replicationControllers, .statefulSets, .daemonSets, .deployments, .jobs, .services,
    ]

    /// The pods that the selector of `one` matches, as they are listed; `doing` begins the refusal of other kinds.
    mutating func pods(
        of one: Selected, doing: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [APIObject] {
        let type = "*v1.\(one.info.kind)"
        guard Execution.selectingPods.contains(one.object.resource) else {
            throw .message("\(doing) \(type): selector for \(type) not implemented")
        }
        guard let selector = one.object.at("spec", "selector"), !selector.isEmpty else {
            throw .message(
                "\(doing) \(type): invalid service '\(one.object.name)': Service is defined without a selector")
        }
        var request = APIRequest(.list, .pods, namespace: one.object.namespace)
        let isMap = selector["matchLabels"] == nil && selector["matchExpressions"] == nil
        request.options.labelSelector =
            isMap
            ? selector.stringMap.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            : KindTable.selectorText(selector)
        guard case .list(let pods, _) = sendRaw(request, &host), !pods.isEmpty else {
            throw .message("timed out waiting for the condition")
        }
        return pods
    }
}

/// What decides which of several pods is looked at.
///
/// Upstream: kubectl/pkg/util/podutils/podutils.go.
struct PodRank {
    private let isAssigned: Bool
    private let phase: Int64
    private let isReady: Bool
    private let readySince: Int64
    private let restarts: Int64
    private let pod: APIObject

    init(_ pod: APIObject) {
        self.pod = pod
        let phases = ["Pending": 0, "Unknown": 1, "Running": 2] as [String: Int64]
        let ready = (pod.at("status", "conditions")?.array ?? []).first { $0["type"]?.string == "Ready" }
        isAssigned = !(pod.at("spec", "nodeName")?.string ?? "").isEmpty
        phase = phases[pod.at("status", "phase")?.string ?? ""] ?? 0
        isReady = ready?["status"]?.string == "True"
        readySince = isReady ? (ready?["lastTransitionTime"]?.string).flatMap(Timestamps.parse) ?? 0 : 0
        let counts = (pod.at("status", "containerStatuses")?.array ?? []).compactMap { $0["restartCount"]?.int }
        restarts = counts.max() ?? 0
    }

    /// For a command: the greatest is entered. Upstream: ActivePods.
    var forEntering: [Int64] {
        [
            isAssigned ? 1 : 0, phase, isReady ? 1 : 0, pod.meta.isTerminating ? 0 : 1, pod.meta.deletion ?? 0,
            -readySince, -restarts, -pod.meta.created,
        ]
    }

    /// For logs: the smallest is read, and one that restarted often has more to tell. Upstream: ByLogging.
    var forLogging: [Int64] {
        let waits = ["Unknown": 1, "Pending": 2][pod.at("status", "phase")?.string ?? ""] ?? 0 as Int64
        return [isAssigned ? 0 : 1, waits, isReady ? 0 : 1, readySince, -restarts, pod.meta.created]
    }
}
