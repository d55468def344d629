public import Documents

/// What a node is before anything runs on it.
public struct NodeSpec: Sendable, Equatable {
    public var name: String
    public var cpuMilli: Int64
    public var memoryBytes: Int64
    /// How many pods it takes.
    public var pods: Int
    /// Beside the well-known ones.
    public var labels: [(key: String, value: String)]
    /// `{"key": …, "value": …, "effect": …}`: what it registers with.
    public var taints: [Value]
    /// The range of its pods' addresses: `10.244.3.0/24`.
    public var podCIDR: String
    public var internalIP: String

    public init(
        name: String, cpuMilli: Int64 = 1000, memoryBytes: Int64 = 3840 * 1024 * 1024, pods: Int = 110,
        labels: [(key: String, value: String)] = [], taints: [Value] = [], podCIDR: String, internalIP: String
    ) {
        self.name = name
        self.cpuMilli = cpuMilli
        self.memoryBytes = memoryBytes
        self.pods = pods
        self.labels = labels
        self.taints = taints
        self.podCIDR = podCIDR
        self.internalIP = internalIP
    }

    public static func == (a: NodeSpec, b: NodeSpec) -> Bool {
        a.name == b.name && a.cpuMilli == b.cpuMilli && a.memoryBytes == b.memoryBytes && a.pods == b.pods
            && a.taints == b.taints && a.podCIDR == b.podCIDR && a.internalIP == b.internalIP
            && a.labels.elementsEqual(b.labels) { $0.key == $1.key && $0.value == $1.value }
    }

    /// The labels the node registers with: the well-known ones, then its own.
    ///
    /// Upstream: pkg/kubelet/kubelet_node_status.go, initialNode.
    public var allLabels: [(key: String, value: String)] {
        var fields = Fields()
        for (key, value) in [
            ("beta.kubernetes.io/arch", "amd64"), ("beta.kubernetes.io/os", "linux"), ("kubernetes.io/arch", "amd64"),
            ("kubernetes.io/hostname", name), ("kubernetes.io/os", "linux"),
        ] + labels.map({ ($0.key, $0.value) }) {
            fields[key] = .string(value)
        }
        return Value.object(fields).stringMap
    }

    /// What pods may use of a resource, as its status says: `1`; `nil` if it names none.
    func allocatable(_ resource: String) -> String? { statusFacts["allocatable"]?[resource]?.string }

    /// `status` without conditions.
    var statusFacts: Fields {
        let room: Value = [
            "cpu": .string(Quantity(milli: cpuMilli).description),
            "memory": .string(Quantity(memoryBytes, format: .binarySI).description),
            "pods": .string(String(pods)),
        ]
        return Fields([
            (
                "addresses",
                [
                    ["type": "InternalIP", "address": .string(internalIP)],
                    ["type": "Hostname", "address": .string(name)],
                ]
            ),
            ("allocatable", room), ("capacity", room),
            ("daemonEndpoints", ["kubeletEndpoint": ["Port": 10250]]),
            ("nodeInfo", nodeInfo),
        ])
    }

    /// The machine as the node reports it; the ids are made from its name.
    private var nodeInfo: Value {
        [
            "architecture": "amd64", "bootID": .string(NodeSpec.uuid("boot/" + name)),
            "containerRuntimeVersion": "containerd://2.1.4", "kernelVersion": "6.12.0", "kubeProxyVersion": "",
            "kubeletVersion": "v1.36.2", "machineID": .string(String(Identifiers.hex("machine/" + name).prefix(32))),
            "operatingSystem": "linux", "osImage": "Orrery Linux",
            "systemUUID": .string(NodeSpec.uuid("system/" + name)),
        ]
    }

    private static func uuid(_ text: String) -> String {
        let hex = Array(Identifiers.hex(text).utf8.prefix(32))
        var out = ""
        for (index, byte) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { out += "-" }
            out.append(Character(UnicodeScalar(byte)))
        }
        return out
    }
}
