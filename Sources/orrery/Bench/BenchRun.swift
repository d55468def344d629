import ClusterSim
import ControllerKit
import KubeAPI
import Nodes
import Simulation

/// A cluster under measurement: how long it works towards a state, and what it asks for on the way.
struct BenchRun {
    /// Given up after so much virtual time.
    static let limit = SimDuration.minutes(60)
    /// The state is looked for this often, in virtual time.
    static let pause = SimDuration.milliseconds(100)

    /// How all of them run, for the method.
    static let manner = "profile \(Profile.unlimited.name), history off"

    private(set) var cluster: Cluster
    private let meter = Meter()
    private let start: SimTime
    private let eventsBefore: Int
    private var seen: SpanID
    private var syncs = 0
    private var reruns = 0
    private var heartbeats = 0
    private var requests = 0

    /// From now on `cluster` is measured.
    init(_ cluster: Cluster) {
        self.cluster = cluster
        start = cluster.now
        eventsBefore = cluster.eventCount
        seen = cluster.trace.nextID
    }

    /// A cluster of `nodes` nodes that has booted: client limits lifted, no history.
    static func boot(nodes: Int, behaviours: Behaviours = .oracle) -> Cluster {
        var options = ClusterOptions()
        options.nodes = nodes
        options.profile = .unlimited
        options.limits = .lean
        options.behaviours = behaviours
        return Cluster(options)
    }

    mutating func ask(_ request: APIRequest) { cluster.ask(request) }

    /// Until nothing moves any more; not part of what is measured.
    mutating func settle() { _ = cluster.settle() }

    /// Goes on until the cluster is in the state, or the limit is reached: false.
    mutating func go(until isDone: (Cluster) -> Bool) -> Bool {
        while !isDone(cluster) {
            if cluster.now - start >= BenchRun.limit { return false }
            let end = cluster.now + BenchRun.pause
            while let due = cluster.nextDue, due <= end {
                cluster.step()
                if cluster.trace.count - seen.number > 500 { count() }
            }
            cluster.run(until: end)
        }
        count()
        return true
    }

    /// Counts what the trace tells since the last time; the trace keeps only its newest spans.
    private mutating func count() {
        cluster.trace.forEach(from: seen) { span in
            switch span.body {
            case .syncEnded(let record):
                syncs += 1
                reruns += record.reruns
            case .request(let request):
                requests += 1
                if BenchRun.isHeartbeat(request) { heartbeats += 1 }
            default: break
            }
            return true
        }
        seen = cluster.trace.nextID
    }

    private static func isHeartbeat(_ span: RequestSpan) -> Bool {
        span.request.resource == .leases
            || (span.request.resource == .nodes && span.process.hasPrefix("kubelet/"))
    }

    /// The figures since the beginning; `pods` have been worked on.
    func report(done: Bool, pods: Int, to result: inout BenchResult) {
        let wall = meter.wallSeconds
        let cpu = meter.cpuSeconds
        let events = Double(cluster.eventCount - eventsBefore)
        result.add("done", done ? 1 : 0, "")
        result.add("pods", Double(pods), "")
        result.add("wall", wall, "s")
        result.add("cpu", cpu, "s")
        result.add("virtual time", Double((cluster.now - start).microseconds) / 1e6, "s")
        result.add("events", events, "")
        result.add("events per second", events / wall, "1/s")
        result.add("requests", Double(requests), "")
        result.add("heartbeats (of the requests)", Double(heartbeats), "")
        result.add("syncs per pod", Double(syncs) / Double(pods), "")
        result.add("re-runs per sync", Double(reruns) / Double(max(1, syncs)), "")
        result.add(BenchResult.costOfAPod, cpu / Double(pods) * 1e6, "us")
        result.add("peak memory", Meter.peakMiB(), "MiB")
    }
}
