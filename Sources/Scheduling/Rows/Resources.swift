import Documents

/// Amounts of resources as the scheduler counts them.
///
/// Upstream: pkg/scheduler/framework/types.go, Resource.
struct Resources: Sendable, Equatable {
    /// An extended resource or huge pages.
    struct Scalar: Sendable, Equatable {
        let name: String
        var amount: Int64
    }

    /// Thousandths of a CPU.
    var milliCPU: Int64 = 0
    /// Bytes.
    var memory: Int64 = 0
    /// Bytes.
    var ephemeralStorage: Int64 = 0
    /// Sorted by name.
    var scalars: [Scalar] = []

    init() {}

    init(milliCPU: Int64, memory: Int64) {
        self.milliCPU = milliCPU
        self.memory = memory
    }

    /// Reads a resource list; `pods` is left out, amounts that cannot be read count as nothing.
    init(reading list: Value?) {
        for field in list?.fields ?? Fields() {
            guard let quantity = Resources.quantity(field.value) else { continue }
            switch field.key {
            case "cpu": milliCPU = quantity.milliValue
            case "memory": memory = quantity.value
            case "ephemeral-storage": ephemeralStorage = quantity.value
            case "pods": break
            default: scalars.append(Scalar(name: field.key, amount: quantity.value))
            }
        }
    }

    static func quantity(_ value: Value?) -> Quantity? {
        guard let value else { return nil }
        do { return try Quantity(reading: value) } catch { return nil }
    }

    var isZero: Bool { milliCPU == 0 && memory == 0 && ephemeralStorage == 0 && scalars.isEmpty }

    func scalar(_ name: String) -> Int64 {
        for scalar in scalars where scalar.name == name { return scalar.amount }
        return 0
    }

    /// Adds `other` (`sign` 1) or takes it away (−1).
    mutating func add(_ other: Resources, sign: Int64 = 1) {
        milliCPU += sign * other.milliCPU
        memory += sign * other.memory
        ephemeralStorage += sign * other.ephemeralStorage
        if !other.scalars.isEmpty { combine(other) { $0 + sign * $1 } }
    }

    /// Raises each amount to that of `other`.
    mutating func raise(to other: Resources) {
        milliCPU = max(milliCPU, other.milliCPU)
        memory = max(memory, other.memory)
        ephemeralStorage = max(ephemeralStorage, other.ephemeralStorage)
        if !other.scalars.isEmpty { combine(other) { max($0, $1) } }
    }

    private mutating func combine(_ other: Resources, _ rule: (Int64, Int64) -> Int64) {
        for scalar in other.scalars {
            if let index = scalars.firstIndex(where: { $0.name == scalar.name }) {
                scalars[index].amount = rule(scalars[index].amount, scalar.amount)
            } else {
                let index = scalars.firstIndex { $0.name > scalar.name } ?? scalars.count
                scalars.insert(Scalar(name: scalar.name, amount: rule(0, scalar.amount)), at: index)
            }
        }
    }
}

/// What a pod asks for in all.
///
/// Upstream: component-helpers resource/helpers.go, PodRequests. Status resources of a resize under way are
/// not modelled: the spec counts.
struct PodRequest: Sendable, Equatable {
    /// 100m and 200Mi: what a container without a request counts as when nodes are scored.
    /// Upstream: pkg/scheduler/util/pod_resources.go.
    static let milliCPUAssumed: Int64 = 100
    static let memoryAssumed: Int64 = 200 * 1024 * 1024

    /// What must fit.
    let total: Resources
    /// The same with the assumed amounts: what least-allocated scoring counts.
    let scored: Resources

    init(spec: Value) {
        total = PodRequest.sum(spec, fillsMissing: false)
        scored = PodRequest.sum(spec, fillsMissing: true)
    }

    private static func sum(_ spec: Value, fillsMissing: Bool) -> Resources {
        var sum = Resources()
        for container in spec["containers"]?.array ?? [] { sum.add(request(container, fillsMissing)) }
        var sidecars = Resources()
        var initPeak = Resources()
        for container in spec["initContainers"]?.array ?? [] {
            var own = request(container, fillsMissing)
            if container["restartPolicy"]?.string == "Always" {
                sum.add(own)
                sidecars.add(own)
                own = sidecars
            } else {
                own.add(sidecars)
            }
            initPeak.raise(to: own)
        }
        sum.raise(to: initPeak)
        if let ofPod = spec.at("resources", "requests") { sum.override(with: ofPod) }
        if let overhead = spec["overhead"] { sum.add(Resources(reading: overhead)) }
        return sum
    }

    private static func request(_ container: Value, _ fillsMissing: Bool) -> Resources {
        let list = container.at("resources", "requests")
        var own = Resources(reading: list)
        if fillsMissing {
            if list?.has("cpu") != true { own.milliCPU = milliCPUAssumed }
            if list?.has("memory") != true { own.memory = memoryAssumed }
        }
        return own
    }
}

extension Resources {
    /// Requests of the pod as a whole win over the sum of its containers.
    fileprivate mutating func override(with list: Value) {
        let whole = Resources(reading: list)
        if list.has("cpu") { milliCPU = whole.milliCPU }
        if list.has("memory") { memory = whole.memory }
        for scalar in whole.scalars where scalar.name.hasPrefix("hugepages-") {
            scalars.removeAll { $0.name == scalar.name }
            let index = scalars.firstIndex { $0.name > scalar.name } ?? scalars.count
            scalars.insert(scalar, at: index)
        }
    }
}

extension Value {
    /// Whether the member is there and not null. (`self[key] == nil` asks something else: `nil` is a value.)
    func has(_ key: String) -> Bool {
        guard let member = self[key] else { return false }
        return !member.isNull
    }
}
