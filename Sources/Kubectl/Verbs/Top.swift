import Commands
import Documents
public import KubeAPI
import Rendering

/// What the metrics API says of one pod.
public struct PodUsage: Sendable, Equatable {
    /// What one container uses.
    public struct Container: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// CPU in thousandths of a core.
        public let cpuMilli: Int64
        /// Memory in bytes.
        public let memoryBytes: Int64

        /// A sample.
        public init(name: String, cpuMilli: Int64, memoryBytes: Int64) {
            self.name = name
            self.cpuMilli = cpuMilli
            self.memoryBytes = memoryBytes
        }
    }

    /// Namespace and name.
    public let key: ObjectKey
    /// Where it runs.
    public let node: String
    /// In the order of the pod.
    public let containers: [Container]

    /// The samples of a pod.
    public init(key: ObjectKey, node: String, containers: [Container]) {
        self.key = key
        self.node = node
        self.containers = containers
    }

    /// CPU of all containers in thousandths of a core.
    public var cpuMilli: Int64 { containers.reduce(0) { $0 + $1.cpuMilli } }
    /// Memory of all containers in bytes.
    public var memoryBytes: Int64 { containers.reduce(0) { $0 + $1.memoryBytes } }
}

/// `top pod` and `top node`.
///
/// Upstream: kubectl/pkg/cmd/top, kubectl/pkg/metricsutil/metrics_printer.go.
extension Execution {
    private static let mebibyte: Int64 = 1 << 20

    mutating func top(on host: inout some KubectlHost) throws(KubectlFailure) {
        let order = command.string("sort-by")
        guard ["", "cpu", "memory"].contains(order) else {
            throw .message("--sort-by accepts only cpu or memory")
        }
        switch command.path.dropFirst().first ?? "" {
        case "pod": try topPods(order, &host)
        default: try topNodes(order, &host)
        }
    }

    private func usage(_ host: some KubectlHost) throws(KubectlFailure) -> [PodUsage] {
        guard let usage = host.podUsage else { throw .message("Metrics API not available") }
        return usage
    }

    private mutating func topPods(_ order: String, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let name = command.words.first ?? ""
        if !name.isEmpty && (!labelSelector.isEmpty || !fieldSelector.isEmpty) {
            throw .message("only one of NAME or selector can be provided")
        }
        let all = try usage(host)
        var request = APIRequest(.list, .pods, namespace: isAllNamespaces ? "" : namespace(host))
        request.options.labelSelector = labelSelector
        request.options.fieldSelector = fieldSelector
        let pods = try listed(request, &host).objects.filter { name.isEmpty || $0.name == name }
        if !name.isEmpty && pods.isEmpty {
            throw .status(.notFound("pods", group: "", name: name))
        }
        var shown = all.filter { usage in pods.contains { $0.key == usage.key } }
        if shown.isEmpty {
            if !pods.isEmpty { throw .message("metrics not available yet") }
            err += isAllNamespaces ? "No resources found\n" : "No resources found in \(namespace(host)) namespace.\n"
            return
        }
        shown.sort { left, right in
            switch order {
            case "cpu" where left.cpuMilli != right.cpuMilli: left.cpuMilli > right.cpuMilli
            case "memory" where left.memoryBytes != right.memoryBytes: left.memoryBytes > right.memoryBytes
            default: (isAllNamespaces ? left.key.namespace : "", left.key.name)
                < (isAllNamespaces ? right.key.namespace : "", right.key.name)
            }
        }
        printPods(shown)
    }

    private mutating func printPods(_ pods: [PodUsage]) {
        let byContainer = command.bool("containers")
        let swap = showsSwap ? ["0Mi"] : []
        var rows: [[String]] = []
        for pod in pods {
            let start = isAllNamespaces ? [pod.key.namespace] : []
            if byContainer {
                for one in pod.containers {
                    rows.append(start + [pod.key.name, one.name] + Self.amounts(one.cpuMilli, one.memoryBytes) + swap)
                }
            } else {
                rows.append(start + [pod.key.name] + Self.amounts(pod.cpuMilli, pod.memoryBytes) + swap)
            }
        }
        let blanks = (isAllNamespaces ? 1 : 0) + (byContainer ? 1 : 0)
        if command.bool("sum") {
            let total = Self.amounts(pods.reduce(0) { $0 + $1.cpuMilli }, pods.reduce(0) { $0 + $1.memoryBytes })
            let empty = [String](repeating: "", count: blanks + 1)
            rows += [empty + ["________", "________"], empty + total + swap]
        }
        let head = (isAllNamespaces ? ["NAMESPACE"] : []) + (byContainer ? ["POD"] : []) + ["NAME"]
        printUsage(head + ["CPU(cores)", "MEMORY(bytes)"] + (showsSwap ? ["SWAP(bytes)"] : []), rows)
    }

    /// Nothing is swapped here, and nodes do not say how much they could.
    private var showsSwap: Bool { command.bool("show-swap") }

    private static func amounts(_ cpuMilli: Int64, _ bytes: Int64) -> [String] {
        ["\(cpuMilli)m", "\(bytes / mebibyte)Mi"]
    }

    /// Every cell is ended, the last one too: so lines end in blanks.
    private mutating func printUsage(_ head: [String], _ rows: [[String]]) {
        let lines = (command.bool("no-headers") ? [] : [head]) + rows
        out += TabStops.get.aligned(lines.map { $0 + [""] }).map { $0 + "\n" }.joined()
    }

    private mutating func topNodes(_ order: String, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let all = try usage(host)
        var request = APIRequest(.list, .nodes)
        request.options.labelSelector = labelSelector
        let nodes = try listed(request, &host).objects.filter {
            command.words.isEmpty || command.words[0] == $0.name
        }
        if let name = command.words.first, nodes.isEmpty {
            throw .status(.notFound("nodes", group: "", name: name))
        }
        var rows: [(name: String, cpu: Int64, memory: Int64, cells: [String])] = []
        for node in nodes {
            let pods = all.filter { $0.node == node.name }
            let cpu = pods.reduce(0) { $0 + $1.cpuMilli }
            let memory = pods.reduce(0) { $0 + $1.memoryBytes }
            func available(_ resource: String) -> Quantity {
                let list = command.bool("show-capacity") ? "capacity" : "allocatable"
                return node.at("status", list, resource)?.string.flatMap { try? Quantity(parsing: $0) } ?? .zero
            }
            func share(_ used: Int64, of all: Int64) -> String { "\(all == 0 ? 0 : used * 100 / all)%" }
            let cells = Self.amounts(cpu, memory)
            rows.append(
                (
                    node.name, cpu, memory,
                    [
                        node.name, cells[0], share(cpu, of: available("cpu").milliValue), cells[1],
                        share(memory, of: available("memory").value),
                    ] + (showsSwap ? ["<unknown>", "<unknown>"] : [])
                ))
        }
        rows.sort { left, right in
            switch order {
            case "cpu" where left.cpu != right.cpu: left.cpu > right.cpu
            case "memory" where left.memory != right.memory: left.memory > right.memory
            default: left.name < right.name
            }
        }
        let swap = showsSwap ? ["SWAP(bytes)", "SWAP(%)"] : []
        printUsage(["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"] + swap, rows.map(\.cells))
    }
}
