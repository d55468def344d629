import Documents
import KubeAPI

extension PodRequests {
    /// What a pod asks for: its containers together, or a single step of its initialisation if that asks for more.
    ///
    /// Upstream: staging/src/k8s.io/component-helpers/resource/helpers.go, PodRequests.
    init(of spec: Value) {
        for container in spec["containers"]?.array ?? [] { self += PodRequests(container: container) }
        var sidecars = PodRequests()
        var peak = PodRequests()
        for container in spec["initContainers"]?.array ?? [] {
            let own = PodRequests(container: container)
            var step = sidecars
            step += own
            if container["restartPolicy"]?.string == "Always" {
                self += own
                sidecars += own
            }
            peak.cpuMilli = max(peak.cpuMilli, step.cpuMilli)
            peak.memoryBytes = max(peak.memoryBytes, step.memoryBytes)
        }
        cpuMilli = max(cpuMilli, peak.cpuMilli)
        memoryBytes = max(memoryBytes, peak.memoryBytes)
        if let whole = spec.at("resources", "requests") {
            let said = PodRequests(list: whole)
            if whole["cpu"] != nil { cpuMilli = said.cpuMilli }
            if whole["memory"] != nil { memoryBytes = said.memoryBytes }
        }
        self += PodRequests(list: spec["overhead"] ?? .null)
    }

    private init(container: Value) {
        self.init(list: container.at("resources", "requests") ?? .null)
    }

    private init(list: Value) {
        if let cpu = list["cpu"] { cpuMilli = ((try? Quantity(reading: cpu)) ?? nil)?.milliValue ?? 0 }
        if let memory = list["memory"] { memoryBytes = ((try? Quantity(reading: memory)) ?? nil)?.value ?? 0 }
    }

    static func += (a: inout PodRequests, b: PodRequests) {
        a.cpuMilli += b.cpuMilli
        a.memoryBytes += b.memoryBytes
    }
}

/// Why a node does not take a pod that was bound to it.
struct Refusal: Sendable, Equatable {
    let reason: String
    let message: String

    /// The node's labels do not match, as far as they are known.
    var isAboutLabels: Bool { reason == "NodeAffinity" }
}

/// What the pods of a node take of it.
struct NodeUse: Sendable {
    var pods = 0
    var requests = PodRequests()
    /// `TCP/0.0.0.0/80`
    var hostPorts: [String] = []

    /// What a pod binds on its node.
    static func hostPorts(_ spec: Value) -> [String] {
        var out: [String] = []
        for container in (spec["containers"]?.array ?? []) + (spec["initContainers"]?.array ?? []) {
            for port in container["ports"]?.array ?? [] {
                guard let number = port["hostPort"]?.int, number > 0 else { continue }
                out.append("\(port["protocol"]?.string ?? "TCP")/\(port["hostIP"]?.string ?? "")/\(number)")
            }
        }
        return out
    }
}

/// The last look before a pod is started: the scheduler may have been wrong, or may not have been asked.
///
/// Upstream: pkg/kubelet/lifecycle/predicate.go.
enum PodAdmission {
    static func refusal(
        of row: PodRow, on node: NodeSpec, labels: @autoclosure () -> [(key: String, value: String)],
        beside others: NodeUse
    ) -> Refusal? {
        if let lacking = lacking(row.requests, node, others) { return lacking }
        if !matches(row.spec, labels: labels(), nodeName: node.name) {
            return predicate("NodeAffinity", "node(s) didn't match Pod's node affinity/selector")
        }
        if NodeUse.hostPorts(row.spec).contains(where: others.hostPorts.contains) {
            return predicate("NodePorts", "node(s) didn't have free ports for the requested pod ports")
        }
        return nil
    }

    private static func predicate(_ name: String, _ text: String) -> Refusal {
        Refusal(reason: name, message: "Predicate \(name) failed: \(text)")
    }

    /// What the node lacks for `wanted` beside what others take.
    static func lacking(_ wanted: PodRequests, _ node: NodeSpec, _ others: NodeUse) -> Refusal? {
        func out(_ reason: String, _ name: String, _ wanted: Int64, _ used: Int64, _ capacity: Int64) -> Refusal? {
            guard wanted > 0, wanted > capacity - used else { return nil }
            return Refusal(
                reason: reason,
                message: "Node didn't have enough resource: \(name), requested: \(wanted), used: \(used), "
                    + "capacity: \(capacity)")
        }
        let used = others.requests
        return out("OutOfpods", "pods", 1, Int64(others.pods), Int64(node.pods))
            ?? out("OutOfcpu", "cpu", wanted.cpuMilli, used.cpuMilli, node.cpuMilli)
            ?? out("OutOfmemory", "memory", wanted.memoryBytes, used.memoryBytes, node.memoryBytes)
    }

    /// `spec.nodeSelector` and the required part of `spec.affinity.nodeAffinity`.
    static func matches(
        _ spec: Value, labels: @autoclosure () -> [(key: String, value: String)], nodeName: String
    ) -> Bool {
        if spec["nodeSelector"] == nil && spec["affinity"] == nil { return true }
        return RequiredNodeAffinity(podSpec: spec).matches(nodeName, labels: labels())
    }
}
