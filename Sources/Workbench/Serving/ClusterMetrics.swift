import APIServing
import ClusterSim
import ControllerKit
import HTTPAPI
import KubeAPI
import Simulation

/// What a cluster counts, under upstream's names. Counters are taken from the kept spans: with `--history off` they
/// begin anew where those do.
///
/// Upstream: apiserver/pkg/endpoints/metrics.
enum ClusterMetrics {
    static func text(of cluster: Cluster) -> [UInt8] {
        let counts = counts(of: cluster)
        var text = MetricsText()
        text.family(
            "apiserver_request_total", "counter",
            "Counter of apiserver requests broken out for each verb, group, version, resource and HTTP response code.",
            counts.requests.sorted { $0.key < $1.key }.map { key, count in (key.labels, Double(count)) })
        text.family(
            "apiserver_storage_objects", "gauge", "Number of stored objects split by kind.",
            cluster.served.stored.map { info in
                ([("resource", info.qualified)], Double(cluster.server.store.count(info.resource)))
            })
        text.family(
            "etcd_debugging_mvcc_current_revision", "gauge", "The revision of the store.",
            [([], Double(cluster.revision))])
        ProcessMetrics.write(cluster, to: &text)
        return text.bytes
    }

    private struct RequestKey: Hashable, Comparable {
        let info: String
        let group: String
        let version: String
        let subresource: String
        let verb: String
        let code: Int

        var labels: [(name: String, value: String)] {
            [
                ("code", String(code)), ("component", "apiserver"), ("dry_run", ""), ("group", group),
                ("resource", info), ("subresource", subresource), ("verb", verb), ("version", version),
            ]
        }

        private var order: String { "\(group) \(info) \(subresource) \(verb) \(code)" }
        static func < (a: RequestKey, b: RequestKey) -> Bool { a.order < b.order }
    }

    private struct Counts {
        var requests: [RequestKey: Int] = [:]
    }

    private static func counts(of cluster: Cluster) -> Counts {
        var counts = Counts()
        cluster.trace.forEach(from: cluster.trace.firstKept) { span in
            switch span.body {
            case .request(let span):
                let request = span.request
                let info = request.resource.info
                let key = RequestKey(
                    info: info.plural, group: info.group, version: info.version, subresource: request.subresource,
                    verb: verb(request.verb), code: span.result.code)
                counts.requests[key, default: 0] += 1
            default: break
            }
            return true
        }
        return counts
    }

    /// Upstream: CanonicalVerb.
    private static func verb(_ verb: Verb) -> String {
        switch verb {
        case .list: "LIST"
        case .watch: "WATCH"
        case .deleteCollection: "DELETECOLLECTION"
        default: verb.method
        }
    }
}
