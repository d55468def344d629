import APIServing
import ClusterSim
import HTTPAPI
import KubeAPI

/// What a cluster counts.
enum ClusterMetrics {
    static func text(of cluster: Cluster) -> [UInt8] {
        var text = MetricsText()
        text.family(
            "apiserver_storage_objects", "gauge",
            "Number of stored objects at the time of last check split by kind.",
            cluster.served.stored.map { info in
                ([("resource", info.qualified)], Double(cluster.server.store.count(info.resource)))
            })
        text.family(
            "etcd_debugging_mvcc_current_revision", "gauge", "The current revision of store.",
            [([], Double(cluster.revision))])
        return text.bytes
    }
}
