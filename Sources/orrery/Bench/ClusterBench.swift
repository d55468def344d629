import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation

/// ReplicaSets from nothing until all their pods are Running.
struct ClusterBench {
    let name: String
    let nodes: Int
    let sets: Int
    let podsPerSet: Int

    /// Given up after so much virtual time.
    static let limit = SimDuration.minutes(60)

    private struct Counts {
        var syncs = 0
        var reruns = 0
        var heartbeats = 0
        var requests = 0
        var seen = SpanID(1)
    }

    func run() -> BenchResult {
        var options = ClusterOptions()
        options.nodes = nodes
        options.profile = .unlimited
        options.limits = .lean
        let pods = sets * podsPerSet
        var result = BenchResult(
            name: name,
            method:
                "\(nodes) nodes, \(sets) ReplicaSets of \(podsPerSet): boot, create, until all \(pods) pods are Ready; profile \(options.profile.name), history off"
        )
        let whole = Meter()
        var cluster = Cluster(options)
        let bootWall = whole.wallSeconds
        let bootCPU = whole.cpuSeconds
        let bootEvents = cluster.eventCount
        var counts = Counts()
        counts.seen = cluster.trace.nextID
        let start = cluster.now
        for number in 1 ... sets {
            cluster.ask(.create(Cluster.benchSet("web-\(number)", replicas: podsPerSet), .replicaSets))
        }
        while !isDone(cluster), cluster.now - start < ClusterBench.limit {
            let pause = cluster.now + .milliseconds(100)
            while let due = cluster.nextDue, due <= pause {
                cluster.step()
                if cluster.trace.count - counts.seen.number > 500 { count(cluster, &counts) }
            }
            cluster.run(until: pause)
        }
        count(cluster, &counts)
        let wall = whole.wallSeconds
        let cpu = whole.cpuSeconds
        let events = Double(cluster.eventCount - bootEvents)
        result.add("done", isDone(cluster) ? 1 : 0, "")
        result.add("wall", wall, "s")
        result.add("of it boot", bootWall, "s")
        result.add("cpu", cpu, "s")
        result.add("virtual time", Double((cluster.now - start).microseconds) / 1e6, "s")
        result.add("events", events, "")
        result.add("events per second", events / (wall - bootWall), "1/s")
        result.add("heartbeats (of the requests)", Double(counts.heartbeats), "")
        result.add("requests", Double(counts.requests), "")
        result.add("syncs per pod", Double(counts.syncs) / Double(pods), "")
        result.add("re-runs per sync", Double(counts.reruns) / Double(max(1, counts.syncs)), "")
        result.add("boot per node", bootCPU / Double(nodes) * 1e6, "us")
        result.add("cpu per pod", (cpu - bootCPU) / Double(pods) * 1e6, "us")
        result.add("cpu per pod with boot", cpu / Double(pods) * 1e6, "us")
        result.add("peak memory", Meter.peakMiB(), "MiB")
        return result
    }

    private func isDone(_ cluster: Cluster) -> Bool {
        let found = cluster.found(.replicaSets)
        return found.count == sets
            && found.allSatisfy { $0.at("status", "readyReplicas")?.int == Int64(podsPerSet) }
    }

    /// Counts what the trace tells since the last time; the trace keeps only its newest spans.
    private func count(_ cluster: Cluster, _ counts: inout Counts) {
        cluster.trace.forEach(from: counts.seen) { span in
            switch span.body {
            case .syncEnded(let record):
                counts.syncs += 1
                counts.reruns += record.reruns
            case .request(let request):
                counts.requests += 1
                if ClusterBench.isHeartbeat(request) { counts.heartbeats += 1 }
            default: break
            }
            return true
        }
        counts.seen = cluster.trace.nextID
    }

    private static func isHeartbeat(_ span: RequestSpan) -> Bool {
        span.request.resource == .leases
            || (span.request.resource == .nodes && span.process.hasPrefix("kubelet/"))
    }
}
