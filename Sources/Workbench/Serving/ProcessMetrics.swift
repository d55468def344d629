import ClusterSim
import ControllerKit
import HTTPAPI
import Simulation

/// What the processes of a cluster tell who scrapes them, in one answer: here they share one address.
///
/// Upstream: component-base/metrics/prometheus/workqueue; the names of queues are those that each controller of
/// pkg/controller gives its own.
enum ProcessMetrics {
    /// Queues whose names are not those of their controllers.
    private static let queues = [
        "replicaset-controller": "replicaset", "replication-controller": "replicationmanager",
        "deployment-controller": "deployment", "statefulset-controller": "statefulset",
        "daemon-set-controller": "daemonset", "job-controller": "job", "cronjob-controller": "cronjob",
        "ttl-after-finished-controller": "ttl_jobs_to_delete", "namespace-controller": "namespace",
        "resourcequota-controller": "resourcequota_primary", "service-account-controller": "serviceaccount",
        "serviceaccount-token-controller": "serviceaccount_tokens_secret",
        "root-ca-cert-publisher": "root_ca_cert_publisher", "disruption-controller": "disruption",
        "endpoint-controller": "endpoint", "endpointslice-controller": "endpoint_slice",
        "endpointslicemirroring-controller": "endpoint_slice_mirroring",
        "horizontal-pod-autoscaler": "horizontalpodautoscaler", "pvc-protection-controller": "pvcprotection",
        "pv-protection-controller": "pvprotection", "clusterrole-aggregation-controller": "ClusterRoleAggregator",
        "pod-garbage-collector-controller": "orphaned_pods_nodes", "taint-eviction-controller": "noexec_taint_pod",
        "node-lifecycle-controller": "node_lifecycle_controller",
        "generic-garbage-collector": "garbage_collector_attempt_to_delete",
        "volumeattributesclass-protection-controller": "vacprotection",
        "expand-controller": "volume_expand", "ephemeral-volume-controller": "ephemeral_volume",
        "crd-finalizer": "crd_finalizer", "crd-establishing-controller": "crdEstablishing",
        "crd-naming-controller": "crd_naming_condition_controller", "service-cidr-controller": "ipaddresses",
        "cluster-authentication-trust-controller": "cluster_authentication_trust_controller",
        "legacy-token-tracking-controller": "legacy_token_tracking_controller",
        "priority-and-fairness-config-consumer": "priority_and_fairness_config_queue"
    ]

    private static let helps = [
        "workqueue_adds_total": "How often a key was added that was not in the queue.",
        "workqueue_depth": "How many keys are ready to be taken.",
        "workqueue_longest_running_processor_seconds": "How long the oldest sync has been under way.",
        "workqueue_queue_duration_seconds": "How long keys waited in the queue.",
        "workqueue_retries_total": "How often a key was to come back later.",
        "workqueue_unfinished_work_seconds": "How long all syncs have been under way, together.",
        "workqueue_work_duration_seconds": "How long syncs took.",
        "scheduler_pending_pods": "How many pods wait to be scheduled, by queue."
    ]

    static func write(_ cluster: Cluster, to text: inout MetricsText) {
        let all = cluster.measurements
        let names = Set(all.map(\.name)).sorted()
        for name in names {
            let help = helps[name] ?? name
            let samples = all.filter { $0.name == name }.map { (labels($0), $0.number) }
                .sorted { $0.0.map(\.value).joined() < $1.0.map(\.value).joined() }
            switch samples.first?.1 {
            case .durations?:
                text.histogram(
                    name, help,
                    samples.compactMap { labels, number in
                        guard case .durations(let times) = number else { return nil }
                        return (labels, times.cumulative, Double(times.sum.microseconds) / 1e6)
                    })
            case .counter?: text.family(name, "counter", help, samples.map { ($0, value($1)) })
            default: text.family(name, "gauge", help, samples.map { ($0, value($1)) })
            }
        }
    }

    private static func labels(_ one: Measurement) -> [(name: String, value: String)] {
        one.labels.map { $0.name == "name" ? ($0.name, queues[$0.value] ?? $0.value) : $0 }
    }

    private static func value(_ number: Measurement.Number) -> Double {
        switch number {
        case .counter(let count): Double(count)
        case .gauge(let value): value
        case .durations(let times): Double(times.count)
        }
    }
}
