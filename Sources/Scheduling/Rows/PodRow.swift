import Documents
import KubeAPI

/// The spec of a pod as the scheduler reads it, decoded once.
///
/// A class for one pointer per pod: immutable after init, shared by every row made of the same spec.
final class PodSpecRow: Sendable {
    /// What cordoning a node amounts to.
    private static let cordon = Taint("node.kubernetes.io/unschedulable", effect: "NoSchedule")

    /// The tree it was made of, to see that a new version of the pod has the same spec.
    let source: Value
    let request: PodRequest
    let priority: Int64
    let preemptsNever: Bool
    let schedulerName: String
    let nodeName: String
    let demand: NodeDemand
    let preferredNodes: [(weight: Int64, term: NodeTerm)]
    let affinity: PodAffinity
    let spread: [SpreadConstraint]
    let tolerations: [Toleration]
    /// Whether the tolerations cover the taint of a cordoned node.
    let toleratesCordon: Bool
    let ports: [HostPort]
    let gates: [String]
    /// Images of init containers, containers and image volumes, with tag.
    let images: [String]
    let containerCount: Int
    /// The claims its volumes name, in order.
    let claims: [ClaimUse]

    init(_ spec: Value, key: ObjectKey, labels: Labels) {
        source = spec
        request = PodRequest(spec: spec)
        priority = spec["priority"]?.int ?? 0
        preemptsNever = spec["preemptionPolicy"]?.string == "Never"
        schedulerName = spec["schedulerName"]?.string ?? "default-scheduler"
        nodeName = spec["nodeName"]?.string ?? ""
        let nodeAffinity = spec.at("affinity", "nodeAffinity")
        let required = nodeAffinity?["requiredDuringSchedulingIgnoredDuringExecution"]
        demand = NodeDemand(
            selector: Selector(equalities: spec["nodeSelector"]?.stringMap ?? []),
            terms: required.flatMap { $0.isNull ? nil : ($0["nodeSelectorTerms"]?.array ?? []).map { NodeTerm($0) } })
        preferredNodes = (nodeAffinity?["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? [])
            .map { ($0["weight"]?.int ?? 0, NodeTerm($0["preference"] ?? .null)) }
            .filter { $0.0 != 0 && !$0.1.isEmpty }
        affinity = PodAffinity(spec["affinity"], podNamespace: key.namespace)
        spread = (spec["topologySpreadConstraints"]?.array ?? []).map { SpreadConstraint($0, podLabels: labels) }
        tolerations = (spec["tolerations"]?.array ?? []).map { Toleration($0) }
        toleratesCordon = tolerations.contains { $0.tolerates(PodSpecRow.cordon) }
        gates = (spec["schedulingGates"]?.array ?? []).compactMap { $0["name"]?.string }
        let everyone = (spec["initContainers"]?.array ?? []) + (spec["containers"]?.array ?? [])
        containerCount = everyone.count
        ports = PodSpecRow.hostPorts(spec)
        let volumes = spec["volumes"]?.array ?? []
        images =
            everyone.map { PodSpecRow.withTag($0["image"]?.string ?? "") }
            + volumes.compactMap { $0.at("image", "reference")?.string }.map { PodSpecRow.withTag($0) }
        claims = volumes.compactMap { ClaimUse($0, podName: key.name) }
    }

    /// The same spec with a node: binding changes nothing else that is read here.
    private init(_ old: PodSpecRow, _ spec: Value, nodeName: String) {
        source = spec
        request = old.request
        priority = old.priority
        preemptsNever = old.preemptsNever
        schedulerName = old.schedulerName
        self.nodeName = nodeName
        demand = old.demand
        preferredNodes = old.preferredNodes
        affinity = old.affinity
        spread = old.spread
        tolerations = old.tolerations
        toleratesCordon = old.toleratesCordon
        ports = old.ports
        gates = old.gates
        images = old.images
        containerCount = old.containerCount
        claims = old.claims
    }

    /// The row of a new version of the spec; what stayed is not decoded again.
    func updated(_ spec: Value, key: ObjectKey, labels: Labels) -> PodSpecRow {
        if spec == source { return self }
        var unbound = spec
        unbound.set(source["nodeName"], at: "nodeName")
        guard unbound == source else { return PodSpecRow(spec, key: key, labels: labels) }
        return PodSpecRow(self, spec, nodeName: spec["nodeName"]?.string ?? "")
    }

    /// It asks a node for nothing but cpu and memory, and other pods for nothing at all.
    var isModest: Bool {
        nodeName.isEmpty && demand.isEmpty && ports.isEmpty && request.total.ephemeralStorage == 0
            && request.total.scalars.isEmpty && !spread.contains(where: \.isHard) && !affinity.hasRequired
    }

    /// The first taint that keeps the pod away.
    func untolerated(_ taints: [Taint]) -> Taint? {
        for taint in taints where taint.isHard && !tolerates(taint) { return taint }
        return nil
    }

    func tolerates(_ taint: Taint) -> Bool {
        for toleration in tolerations where toleration.tolerates(taint) { return true }
        return false
    }

    private static func hostPorts(_ spec: Value) -> [HostPort] {
        let sidecars = (spec["initContainers"]?.array ?? []).filter { $0["restartPolicy"]?.string == "Always" }
        return ((spec["containers"]?.array ?? []) + sidecars).flatMap { container in
            (container["ports"]?.array ?? []).compactMap { port -> HostPort? in
                guard let number = port["hostPort"]?.int, number > 0 else { return nil }
                let address = port["hostIP"]?.string ?? ""
                return HostPort(
                    address: address.isEmpty ? HostPort.anyAddress : address,
                    transport: port["protocol"]?.string ?? "TCP", port: number)
            }
        }
    }

    /// Upstream: imagelocality/image_locality.go: a name without tag means `:latest`.
    private static func withTag(_ image: String) -> String {
        let start = image.utf8.lastIndex(of: UInt8(ascii: "/")) ?? image.utf8.startIndex
        return image.utf8[start...].contains(UInt8(ascii: ":")) ? image : image + ":latest"
    }
}

/// A volume that comes from a claim.
struct ClaimUse: Sendable, Equatable {
    let name: String
    /// The claim is to be made for the pod, by a controller that is not modelled.
    let isEphemeral: Bool

    init?(_ volume: Value, podName: String) {
        if let claim = volume.at("persistentVolumeClaim", "claimName")?.string {
            name = claim
            isEphemeral = false
        } else if volume.has("ephemeral") {
            name = podName + "-" + (volume["name"]?.string ?? "")
            isEphemeral = true
        } else {
            return nil
        }
    }
}

/// One version of a pod as the scheduler reads it.
///
/// A class for one pointer per pod: immutable after init, shared by queue, node rows and snapshots.
final class PodRow: Sendable {
    /// The condition `PodScheduled` as it was.
    struct Condition: Sendable, Equatable {
        let status: String
        let reason: String
        let message: String
        let lastTransition: String
    }

    let ref: ObjectRef
    let revision: Int64
    let generation: Int64
    let labels: Labels
    /// Namespace and labels in one text: pods of one group have the same.
    let group: String
    let spec: PodSpecRow
    let owner: OwnerReference?
    let isTerminating: Bool
    /// Terminating because the scheduler took its place away.
    let isPreempted: Bool
    /// Microseconds since 1970.
    let started: Int64?
    let nominatedNode: String
    let condition: Condition?
    let disruption: Condition?

    var key: ObjectKey { ref.key }
    var uid: String { ref.uid }
    var namespace: String { ref.key.namespace }
    var isAssigned: Bool { !spec.nodeName.isEmpty }

    /// Decodes a version; what is the same as in `old` is taken over.
    init(_ object: APIObject, after old: PodRow?) {
        ref = object.ref
        revision = object.revision
        generation = object.meta.generation
        let fresh = Labels(object.meta.labels)
        if let old, old.labels == fresh, old.ref.key == object.key {
            labels = old.labels
            group = old.group
        } else {
            labels = fresh
            group = PodRow.groupName(object.namespace, fresh)
        }
        let source = object["spec"] ?? .null
        if let old, old.uid == object.uid, old.labels == fresh {
            spec = old.spec.updated(source, key: object.key, labels: fresh)
        } else {
            spec = PodSpecRow(source, key: object.key, labels: fresh)
        }
        owner = object.meta.controller
        isTerminating = object.meta.isTerminating
        let status = object["status"] ?? .null
        started = status["startTime"]?.string.flatMap { Timestamps.parse($0) }
        nominatedNode = status["nominatedNodeName"]?.string ?? ""
        condition = PodRow.condition("PodScheduled", status)
        disruption = PodRow.condition("DisruptionTarget", status)
        isPreempted =
            isTerminating && disruption?.status == "True" && disruption?.reason == "PreemptionByScheduler"
    }

    /// Whether nothing the scheduler counts differs.
    func countsLike(_ other: PodRow) -> Bool {
        spec === other.spec && uid == other.uid && isTerminating == other.isTerminating && group == other.group
            && started == other.started && isPreempted == other.isPreempted && disruption == other.disruption
    }

    private static func condition(_ type: String, _ status: Value) -> Condition? {
        for value in status["conditions"]?.array ?? [] where value["type"]?.string == type {
            return Condition(
                status: value["status"]?.string ?? "", reason: value["reason"]?.string ?? "",
                message: value["message"]?.string ?? "",
                lastTransition: value["lastTransitionTime"]?.string ?? "")
        }
        return nil
    }

    static func groupName(_ namespace: String, _ labels: Labels) -> String {
        var out = namespace + "/"
        for pair in labels.pairs { out += pair.key + "=" + pair.value + "," }
        return out
    }
}
