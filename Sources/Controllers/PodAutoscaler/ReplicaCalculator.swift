import Documents
import KubeAPI

/// How many replicas a metric asks for: the arithmetic, without any request.
///
/// Upstream: pkg/controller/podautoscaler/replica_calculator.go.
struct ReplicaCalculator {
    /// So long after its start a pod's cpu is looked at with suspicion. Upstream: CPUInitializationPeriod.
    static let cpuInitialization: Int64 = 300_000_000
    /// A pod whose readiness never came later than this was never ready. Upstream: InitialReadinessDelay.
    static let initialReadinessDelay: Int64 = 30_000_000

    typealias Sample = SimulatedLoad.Sample
    typealias Failure = SimulatedLoad.Failure

    /// How far the usage may be off its target without anything being done.
    struct Tolerances {
        var down = 0.1  // HorizontalPodAutoscalerTolerance
        var up = 0.1

        func areWithin(_ ratio: Double) -> Bool { 1 - down <= ratio && ratio <= 1 + up }
    }

    /// What a metric asks for.
    struct Proposal: Equatable {
        var replicas: Int64
        /// Percent of the requests; only for utilization targets.
        var utilization: Int64?
        /// The mean of the pods, in thousandths.
        var raw: Int64
        /// The sum with its numbers.
        var steps: String
    }

    let current: Int64
    let tolerances: Tolerances
    let pods: [APIObject]
    let now: Int64

    // MARK: metrics of pods

    /// Upstream: GetResourceReplicas.
    func utilization(
        _ samples: [Sample], target: Int64, resource: String, container: String
    ) throws(Failure) -> Proposal {
        let groups = try grouped(samples, resource: resource)
        var requests: [(pod: String, milli: Int64)] = []
        for pod in pods { requests.append((pod.name, try request(of: pod, container, resource))) }
        func measure(_ samples: [Sample]) throws(Failure) -> Usage {
            var used: Int64 = 0
            var requested: Int64 = 0
            var count: Int64 = 0
            for sample in samples {
                guard let request = requests.first(where: { $0.pod == sample.pod })?.milli else { continue }
                used += sample.milli
                requested += request
                count += 1
            }
            if requested == 0 { throw Failure(message: "no metrics returned matched known pods") }
            let share = used * 100 / requested
            return Usage(
                ratio: Double(share) / Double(target), utilization: share, raw: used / count,
                text: "\(used)m used of \(requested)m requested is \(share) %, of \(target) % wanted")
        }
        return try proposal(groups, measure) { pod in
            (requests.first { $0.pod == pod }?.milli ?? 0) * max(100, target) / 100
        }
    }

    /// Upstream: calcPlainMetricReplicas.
    func average(_ samples: [Sample], target: Int64, resource: String) throws(Failure) -> Proposal {
        let groups = try grouped(samples, resource: resource)
        return try proposal(
            groups,
            { (samples: [Sample]) throws(Failure) -> Usage in
                let mean = samples.reduce(0) { $0 + $1.milli } / Int64(samples.count)
                return Usage(
                    ratio: Double(mean) / Double(target), utilization: nil, raw: mean,
                    text: "\(mean)m a pod, of \(target)m wanted")
            }
        ) { _ in target }
    }

    private struct Usage {
        let ratio: Double
        let utilization: Int64?
        let raw: Int64
        let text: String
    }

    /// Pods by what their samples are worth. Upstream: groupPods.
    struct Groups {
        var samples: [Sample] = []
        var ready = 0
        var unready: [String] = []
        var missing: [String] = []
        var ignored: [String] = []
    }

    private func grouped(_ samples: [Sample], resource: String) throws(Failure) -> Groups {
        if pods.isEmpty { throw Failure(message: "no pods returned by selector while calculating replica count") }
        var groups = Groups()
        for pod in pods {
            if pod.meta.isTerminating || pod.at("status", "phase")?.string == "Failed" {
                groups.ignored.append(pod.name)
            } else if pod.pod?.phase == .pending {
                groups.unready.append(pod.name)
            } else if let sample = samples.first(where: { $0.pod == pod.name }) {
                if resource == "cpu" && isUnready(pod, sample) {
                    groups.unready.append(pod.name)
                } else {
                    groups.ready += 1
                }
            } else {
                groups.missing.append(pod.name)
            }
        }
        groups.samples = samples.filter { !groups.ignored.contains($0.pod) && !groups.unready.contains($0.pod) }
        if groups.samples.isEmpty {
            throw Failure(message: "did not receive metrics for targeted pods (pods might be unready)")
        }
        return groups
    }

    /// A pod that just started burns cpu without serving anybody.
    private func isUnready(_ pod: APIObject, _ sample: Sample) -> Bool {
        guard let facts = pod.pod, let since = facts.readySince,
            let start = pod.at("status", "startTime")?.string.flatMap({ Timestamps.parse($0) })
        else { return true }
        if start + Self.cpuInitialization > now {
            return !facts.isReady || sample.time < since + SimulatedLoad.resolutionMicroseconds
        }
        return !facts.isReady && start + Self.initialReadinessDelay > since
    }

    private func proposal(
        _ groups: Groups, _ measure: ([Sample]) throws(Failure) -> Usage, ifMissing: (String) -> Int64
    ) throws(Failure) -> Proposal {
        let usage = try measure(groups.samples)
        var out = Proposal(replicas: current, utilization: usage.utilization, raw: usage.raw, steps: usage.text)
        let countsUnready = !groups.unready.isEmpty && usage.ratio > 1
        if !countsUnready && groups.missing.isEmpty {
            return decided(out, ratio: usage.ratio, over: groups.ready)
        }
        var samples = groups.samples
        if usage.ratio != 1 {
            // Who is not heard of is taken for what speaks against the change.
            for pod in groups.missing {
                samples.append(Sample(pod: pod, milli: usage.ratio < 1 ? ifMissing(pod) : 0))
            }
        }
        if countsUnready { samples += groups.unready.map { Sample(pod: $0, milli: 0) } }
        out.steps += "; with \(groups.missing.count) missing and \(groups.unready.count) unready pods "
        let again = try measure(samples)
        out.steps += again.text
        let turns = usage.ratio < 1 && again.ratio > 1 || usage.ratio > 1 && again.ratio < 1
        if turns {
            out.steps += ": the direction would change, so it stays \(current)"
            return out
        }
        let fresh = decided(out, ratio: again.ratio, over: samples.count)
        let isReversed = again.ratio < 1 && fresh.replicas > current || again.ratio > 1 && fresh.replicas < current
        if isReversed {
            out.replicas = current
            out.steps += ", against the direction: it stays \(current)"
            return out
        }
        return fresh
    }

    /// The last step: within tolerance nothing changes, else ⌈ratio × pods⌉.
    private func decided(_ proposal: Proposal, ratio: Double, over count: Int) -> Proposal {
        var out = proposal
        if tolerances.areWithin(ratio) {
            out.steps += ": ratio \(Self.text(ratio)) is within the tolerance"
        } else {
            out.replicas = Self.ceiling(ratio * Double(count))
            out.steps += ": ⌈\(Self.text(ratio)) × \(count)⌉ = \(out.replicas)"
        }
        return out
    }

    // MARK: metrics of something else

    /// A value for all pods together. Upstream: GetObjectMetricReplicas, GetExternalMetricReplicas.
    func value(_ usage: Int64, target: Int64) throws(Failure) -> Proposal {
        let ratio = Double(usage) / Double(target)
        var out = Proposal(replicas: current, utilization: nil, raw: usage, steps: "\(usage)m of \(target)m wanted")
        if current == 0 {
            out.replicas = Self.ceiling(ratio)
            return out
        }
        if tolerances.areWithin(ratio) { return decided(out, ratio: ratio, over: 0) }
        if pods.isEmpty {
            throw Failure(
                message: "unable to calculate ready pods: no pods returned by selector while calculating replica count"
            )
        }
        let ready = pods.filter { $0.pod?.phase == .running && $0.pod?.isReady == true }.count
        return decided(out, ratio: ratio, over: ready)
    }

    /// A value shared by the pods. Upstream: GetObjectPerPodMetricReplicas, GetExternalPerPodMetricReplicas.
    static func perPod(_ usage: Int64, target: Int64, status: Int64, _ tolerances: Tolerances) -> Proposal {
        var out = Proposal(replicas: status, utilization: nil, raw: usage, steps: "\(usage)m of \(target)m a pod")
        let ratio = Double(usage) / (Double(target) * Double(status))
        if tolerances.areWithin(ratio) {
            out.steps += ": ratio \(text(ratio)) is within the tolerance"
        } else {
            out.replicas = ceiling(Double(usage) / Double(target))
            out.steps += ": ⌈\(usage) ÷ \(target)⌉ = \(out.replicas)"
        }
        out.raw = ceiling(Double(usage) / Double(status))
        return out
    }

    // MARK: numbers

    /// Upstream: calculatePodRequestsFromContainers.
    private func request(of pod: APIObject, _ container: String, _ resource: String) throws(Failure) -> Int64 {
        let sidecars = (pod.at("spec", "initContainers")?.array ?? []).filter { $0["restartPolicy"] == "Always" }
        var sum: Int64 = 0
        for one in (pod.at("spec", "containers")?.array ?? []) + sidecars {
            let name = one["name"]?.string ?? ""
            guard container.isEmpty || container == name else { continue }
            guard let text = one.at("resources", "requests")?[resource],
                let milli = try? Quantity(reading: text)?.milliValue
            else {
                throw Failure(
                    message: "missing request for \(resource) in container \(name) of Pod \(pod.name)")
            }
            sum += milli
            if container == name { return sum }
        }
        if !container.isEmpty {
            throw Failure(message: "container \(container) not found in Pod \(pod.name)")
        }
        return sum
    }

    /// Go's `int32(math.Ceil(x))`, at most the largest int32.
    private static func ceiling(_ number: Double) -> Int64 {
        guard number < Double(Int32.max) else { return Int64(Int32.max) }
        return Int64(number.rounded(.up))
    }

    /// `1.25`: at most three places.
    static func text(_ ratio: Double) -> String {
        guard ratio.isFinite, ratio < 1e9 else { return "∞" }
        let thousandths = Int64((ratio * 1000).rounded())
        var places = String(thousandths % 1000 + 1000).dropFirst()
        while places.count > 1, places.last == "0" { places.removeLast() }
        return "\(thousandths / 1000).\(places)"
    }
}
