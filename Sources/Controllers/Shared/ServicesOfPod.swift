import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// Which Services a change of a pod concerns.
///
/// Upstream: staging/src/k8s.io/endpointslice/util/controller_utils.go, GetPodUpdateProjectionKey and
/// GetServicesToUpdate. There a queue of its own stands between; here they are found when the change is told.
enum ServicesOfPod {
    /// Their keys, each once, in order.
    static func concerned(by change: Change, _ caches: InformerCaches) -> [ObjectKey] {
        guard let services = caches[.services], !services.objects.isEmpty else { return [] }
        let pod = change.object
        guard change.kind == .modified, let old = change.old else { return selecting(pod, services) }
        if old.revision == pod.revision { return [] }
        let podChanged = hasChanged(old, pod)
        guard membershipMayDiffer(old, pod) else { return podChanged ? selecting(pod, services) : [] }
        let (before, after) = (selecting(old, services), selecting(pod, services))
        // Only the labels: whoever has it before and after need not look.
        if podChanged { return after + before.filter { !after.contains($0) } }
        return after.filter { !before.contains($0) } + before.filter { !after.contains($0) }
    }

    /// Ready or not, on its way out, its addresses. Upstream: podEndpointsChanged, which compares the deletion
    /// times as pointers: every news of a pod in deletion counts.
    private static func hasChanged(_ old: APIObject, _ new: APIObject) -> Bool {
        if old.flags.isTerminating || new.flags.isTerminating { return true }
        if old.flags.isReady != new.flags.isReady { return true }
        let (before, after) = (old["status"], new["status"])
        return before?["podIPs"] != after?["podIPs"] || before?["podIP"] != after?["podIP"]
    }

    private static func membershipMayDiffer(_ old: APIObject, _ new: APIObject) -> Bool {
        if !old.meta.hasSameLabels(as: new.meta) { return true }
        let (before, after) = (old["spec"], new["spec"])
        if let before, before.isSame(as: after) { return false }
        return before?["hostname"] != after?["hostname"] || before?["subdomain"] != after?["subdomain"]
    }

    private static func selecting(_ pod: APIObject, _ services: InformerCache) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for (key, value) in pod.meta.labels {
            let term = CacheIndex.term(pod.namespace, key, value)
            for service in services.indexed(.selectorTerm, term) where ServiceSelector(of: service).matches(pod) {
                keys.append(service.key)
            }
        }
        return keys.sorted()
    }
}

/// The selector of a Service: labels that a pod must have, all of them. An empty one selects nothing.
struct ServiceSelector {
    private let pairs: [(key: String, value: String)]
    /// The labels that were looked at last, and what came of it: pods of one template share theirs.
    private var seen: (place: UInt, matches: Bool)?

    init(of service: APIObject) { pairs = service.at("spec", "selector")?.stringMap ?? [] }

    /// Endpoints are made only for Services with a selector.
    var isEmpty: Bool { pairs.isEmpty }

    func matches(_ pod: APIObject) -> Bool {
        !pairs.isEmpty && pairs.allSatisfy { pair in pod.meta.label(pair.key) == pair.value }
    }

    /// The pods it selects, in order.
    mutating func select(_ pods: [APIObject]) -> [APIObject] {
        pods.filter { pod in
            if let seen, seen.place == pod.labelsPlace { return seen.matches }
            let answer = matches(pod)
            seen = (pod.labelsPlace, answer)
            return answer
        }
    }
}
