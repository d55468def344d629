import Documents
import KubeAPI
import Simulation

/// The ports of Services on every node: 30000 to 32767.
///
/// Upstream: pkg/registry/core/service/storage/alloc.go, initNodePorts and updateNodePorts; portallocator. Which ports
/// are taken is read off the Services.
struct NodePorts {
    /// `--service-node-port-range`. The first ones are kept for those who ask by number.
    private static let range: ClosedRange<Int64> = 30_000 ... 32_767
    private static let staticPorts: Int64 = 86
    /// What a dry run answers: a number that no Service can have.
    private static let dummy: Int64 = 32_769

    private var taken: [Int64]
    private let isDryRun: Bool
    /// What this request has got so far.
    private var allocated: [Int64] = []

    init(of services: [APIObject], isDryRun: Bool) {
        self.isDryRun = isDryRun
        taken = services.flatMap { service in
            ServiceStrategy.nodePorts(service.value)
                + (service.at("spec", "healthCheckNodePort")?.int.map { $0 == 0 ? [] : [$0] } ?? [])
        }
    }

    /// Why `port` cannot be had.
    mutating func allocate(_ port: Int64) -> String? {
        if !isDryRun && !Self.range.contains(port) {
            return "provided port is not in the valid range. The range of valid ports is 30000-32767"
        }
        if taken.contains(port) { return "provided port is already allocated" }
        take(port)
        return nil
    }

    /// A random port behind the static ones, counted on from there if it is taken; then one of the static ones.
    mutating func next(_ chance: inout Seed) -> Int64? {
        if isDryRun {
            let port = allocated.max().map { $0 + 1 } ?? Self.dummy
            take(port)
            return port
        }
        let split = Self.range.lowerBound + Self.staticPorts
        for (first, last) in [(split, Self.range.upperBound), (Self.range.lowerBound, split - 1)] {
            let count = last - first + 1
            let start = Int64(chance.below(Int(count)))
            for step in 0 ..< count where !taken.contains(first + (start + step) % count) {
                take(first + (start + step) % count)
                return allocated.last
            }
        }
        return nil
    }

    private mutating func take(_ port: Int64) {
        taken.append(port)
        allocated.append(port)
    }
}

extension APIServer {
    /// Gives a Service the node ports it needs; what it has is kept.
    mutating func allocateNodePorts(_ service: inout Value, old: Value?, _ pipeline: Pipeline) throws(Status) {
        guard ServiceStrategy.usesNodePorts(service) else { return }
        var free = NodePorts(of: store.list(.services, namespace: ""), isDryRun: pipeline.isDryRun)
        let kept = old.map(ServiceStrategy.nodePorts) ?? []
        var ports = service.at("spec", "ports")?.array ?? []
        for index in ports.indices {
            try allocate(index, &ports, service, kept, isNew: old == nil, &free)
        }
        service.set(.array(ports), at: "spec", "ports")
        try allocateHealthCheck(&service, old, &free)
    }

    private mutating func allocate(
        _ index: Int, _ ports: inout [Value], _ service: Value, _ kept: [Int64], isNew: Bool, _ free: inout NodePorts
    ) throws(Status) {
        var asked = ports[index]["nodePort"]?.int ?? 0
        if asked == 0 && !ServiceStrategy.allocatesNodePorts(service) { return }
        // Two protocols on one port share the node port.
        let twins = isNew ? ports.indices.filter { ports[$0]["port"] == ports[index]["port"] } : []
        if asked == 0, let twin = twins.first(where: { ports[$0]["nodePort"]?.int ?? 0 != 0 }) {
            let number = ports[twin]["nodePort"]?.int ?? 0
            ports[index].set(.int(number), at: "nodePort")
            if twin < index { return }
            asked = number
        }
        if asked == 0 {
            guard let port = free.next(&suffixes) else {
                throw Status(
                    code: 500, reason: "InternalError",
                    message: "Internal error occurred: failed to allocate a nodePort: range is full")
            }
            ports[index].set(.int(port), at: "nodePort")
            return
        }
        let isShared = ports[..<index].contains { $0["nodePort"]?.int == asked }
        if kept.contains(asked) || isShared { return }
        if let problem = free.allocate(asked) {
            try refuse(
                service, [FieldError(.invalid, "spec.ports[\(index)].nodePort", badValue: "\(asked)", problem)])
        }
    }

    /// Upstream: allocHealthCheckNodePort.
    private mutating func allocateHealthCheck(
        _ service: inout Value, _ old: Value?, _ free: inout NodePorts
    ) throws(Status) {
        guard ServiceStrategy.needsHealthCheck(service) else { return }
        if let old, ServiceStrategy.needsHealthCheck(old) { return }
        let asked = service.at("spec", "healthCheckNodePort")?.int ?? 0
        if asked != 0 {
            guard let problem = free.allocate(asked) else { return }
            throw Status(
                code: 500, reason: "InternalError",
                message: "Internal error occurred: failed to allocate requested HealthCheck NodePort \(asked): "
                    + problem)
        }
        guard let port = free.next(&suffixes) else {
            throw Status(
                code: 500, reason: "InternalError",
                message: "Internal error occurred: failed to allocate a HealthCheck NodePort 0: range is full")
        }
        service.set(.int(port), at: "spec", "healthCheckNodePort")
    }
}
