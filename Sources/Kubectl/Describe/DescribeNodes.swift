import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeNode and describeNodeResource.
extension DescribeText {
    mutating func node(
        _ object: APIObject, lease: Result<APIObject, Status>, pods: [APIObject], _ events: [Value]?
    ) {
        let node = ObjectText.document(object)
        let (spec, status) = (node["spec"] ?? .null, node["status"] ?? .null)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Roles:\t\(NodeRoles.text(object))\n")
        labels("Labels", node.at("metadata", "labels"))
        annotations("Annotations", node.at("metadata", "annotations"))
        write(0, "CreationTimestamp:\t\(LongTimes.text(node.at("metadata", "creationTimestamp")?.string))\n")
        multiline("Taints", Self.taints(spec["taints"]?.array ?? []))
        write(0, "Unschedulable:\t\(spec["unschedulable"]?.bool == true)\n")
        switch lease {
        case .success(let lease): self.lease(lease)
        case .failure(let status): write(0, "Lease:\tFailed to get lease: \(status.message)\n")
        }
        nodeConditions(status["conditions"]?.array ?? [])
        write(0, "Addresses:\n")
        for address in status["addresses"]?.array ?? [] {
            write(1, "\(address.text("type")):\t\(address.text("address"))\n")
        }
        for (title, key) in [("Capacity", "capacity"), ("Allocatable", "allocatable")] {
            guard let amounts = status[key]?.fields, !amounts.isEmpty else { continue }
            write(0, "\(title):\n")
            for amount in amounts { write(0, "  \(amount.key):\t\(GoStrings.plain(amount.value))\n") }
        }
        systemInfo(status["nodeInfo"] ?? .null)
        lineIfAny("PodCIDR", spec.text("podCIDR"))
        let ranges = (spec["podCIDRs"]?.array ?? []).compactMap(\.string)
        lineIfAny("PodCIDRs", ranges.joined(separator: ","))
        lineIfAny("ProviderID", spec.text("providerID"))
        nodeResources(status, pods)
        self.events(events)
    }

    private static func taints(_ taints: [Value]) -> [String] {
        let sorted = taints.sorted {
            "\($0.text("effect")),\($0.text("key"))" < "\($1.text("effect")),\($1.text("key"))"
        }
        return sorted.map { taint in
            let (key, value, effect) = (taint.text("key"), taint.text("value"), taint.text("effect"))
            if effect.isEmpty { return value.isEmpty ? key : "\(key)=\(value):" }
            return value.isEmpty ? "\(key):\(effect)" : "\(key)=\(value):\(effect)"
        }
    }

    private mutating func lease(_ lease: APIObject) {
        func time(_ key: String) -> String {
            lease.at("spec", key)?.string.map { LongTimes.text($0) } ?? "<unset>"
        }
        write(0, "Lease:\n")
        write(1, "HolderIdentity:\t\(lease.at("spec", "holderIdentity")?.string ?? "<unset>")\n")
        write(1, "AcquireTime:\t\(time("acquireTime"))\n")
        write(1, "RenewTime:\t\(time("renewTime"))\n")
    }

    private mutating func nodeConditions(_ conditions: [Value]) {
        if conditions.isEmpty { return }
        write(0, "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n")
        write(1, "----\t------\t-----------------\t------------------\t------\t-------\n")
        for condition in conditions {
            write(
                1,
                "\(condition.text("type")) \t\(condition.text("status")) "
                    + "\t\(LongTimes.text(condition["lastHeartbeatTime"]?.string)) "
                    + "\t\(LongTimes.text(condition["lastTransitionTime"]?.string)) "
                    + "\t\(condition.text("reason")) \t\(condition.text("message"))\n")
        }
    }

    private mutating func systemInfo(_ info: Value) {
        write(0, "System Info:\n")
        for (title, key) in [
            ("Machine ID", "machineID"), ("System UUID", "systemUUID"), ("Boot ID", "bootID"),
            ("Kernel Version", "kernelVersion"), ("OS Image", "osImage"),
            ("Operating System", "operatingSystem"),
            ("Architecture", "architecture"), ("Container Runtime Version", "containerRuntimeVersion"),
            ("Kubelet Version", "kubeletVersion"),
        ] {
            write(0, "  \(title):\t\(info.text(key))\n")
        }
    }

    private mutating func nodeResources(_ status: Value, _ pods: [APIObject]) {
        var room = NodeAmounts(status["allocatable"] ?? .null)
        if room.isEmpty { room = NodeAmounts(status["capacity"] ?? .null) }
        write(0, "Non-terminated Pods:\t(\(pods.count) in total)\n")
        write(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n")
        write(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n")
        var requests = NodeAmounts()
        var limits = NodeAmounts()
        for pod in pods {
            let asked = NodeAmounts(pod, "requests")
            let bounded = NodeAmounts(pod, "limits")
            requests.add(asked)
            limits.add(bounded)
            let cells = [("cpu", asked), ("cpu", bounded), ("memory", asked), ("memory", bounded)].map {
                $1.text($0, of: room)
            }
            write(
                1,
                "\(pod.namespace)\t\(pod.name)\t\t\(cells.joined(separator: "\t"))\t"
                    + "\(Ages.since(creationOf: pod, now))\n")
        }
        write(0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n")
        write(1, "Resource\tRequests\tLimits\n")
        write(1, "--------\t--------\t------\n")
        let standard = ["cpu", "memory", "ephemeral-storage"]
        let huge = room.names.filter { $0.hasPrefix("hugepages-") }
        for name in standard + huge {
            write(1, "\(name)\t\(requests.text(name, of: room))\t\(limits.text(name, of: room))\n")
        }
        for name in room.names where !standard.contains(name) && !huge.contains(name) && name != "pods" {
            write(1, "\(name)\t\(requests.text(name))\t\(limits.text(name))\n")
        }
    }
}

/// Amounts of resources by name.
///
/// Upstream: component-helpers/resource, PodRequests and PodLimits (without in-place resize).
struct NodeAmounts {
    private var amounts: [(name: String, amount: Quantity)] = []

    init() {}

    init(_ list: Value) {
        for field in list.fields ?? Fields() {
            guard let amount = (try? Quantity(reading: field.value)) ?? nil else { continue }
            amounts.append((field.key, amount))
        }
    }

    /// What a pod asks for (`requests`) or may use at most (`limits`).
    init(_ pod: APIObject, _ which: String) {
        func amounts(_ container: Value) -> NodeAmounts {
            NodeAmounts(container.at("resources", which) ?? .null)
        }
        for container in pod.at("spec", "containers")?.array ?? [] { add(amounts(container)) }
        var sidecars = NodeAmounts()
        var most = NodeAmounts()
        for container in pod.at("spec", "initContainers")?.array ?? [] {
            var needed = amounts(container)
            if container["restartPolicy"]?.string == "Always" {
                add(needed)
                sidecars.add(needed)
                needed = sidecars
            } else {
                needed.add(sidecars)
            }
            most.raise(to: needed)
        }
        raise(to: most)
        for (name, amount) in NodeAmounts(pod.at("spec", "resources", which) ?? .null).amounts {
            set(name, amount)
        }
        let overhead = NodeAmounts(pod.at("spec", "overhead") ?? .null)
        for (name, amount) in overhead.amounts
        where which == "requests" || self.amounts.contains(where: { $0.name == name }) {
            add(name, amount)
        }
    }

    var isEmpty: Bool { amounts.isEmpty }
    var names: [String] { amounts.map(\.name).sorted() }
    subscript(name: String) -> Quantity { amounts.first { $0.name == name }?.amount ?? .zero }

    mutating func add(_ other: NodeAmounts) { for (name, amount) in other.amounts { add(name, amount) } }

    private mutating func add(_ name: String, _ amount: Quantity) {
        if let index = amounts.firstIndex(where: { $0.name == name }) {
            amounts[index].amount = amounts[index].amount + amount
        } else {
            amounts.append((name, amount))
        }
    }

    private mutating func set(_ name: String, _ amount: Quantity) {
        amounts.removeAll { $0.name == name }
        amounts.append((name, amount))
    }

    private mutating func raise(to other: NodeAmounts) {
        for (name, amount) in other.amounts where self[name] < amount { set(name, amount) }
    }

    func text(_ name: String) -> String { self[name].description }

    /// `100m (10%)`.
    func text(_ name: String, of room: NodeAmounts) -> String {
        let whole = room[name]
        let part = self[name]
        let percent: Int64
        if whole.isZero {
            percent = 0
        } else if name == "cpu" {
            percent = Int64(Double(part.milliValue) / Double(whole.milliValue) * 100)
        } else {
            percent = Int64(Double(part.value) / Double(whole.value) * 100)
        }
        return "\(part.description) (\(percent)%)"
    }
}
