/// What metrics-server adds to discovery: how much nodes and pods use.
///
/// Upstream: k8s.io/metrics pkg/apis/metrics/v1beta1; kubernetes-sigs/metrics-server pkg/api.
public enum MeasuredResource {
    /// `metrics.k8s.io`.
    public static let group = "metrics.k8s.io"
    /// `NodeMetrics` at the path `nodes`.
    public static let nodes = info("NodeMetrics", .nodes)
    /// `PodMetrics` at the path `pods`.
    public static let pods = info("PodMetrics", .pods)
    /// Both, by name.
    public static let all = [nodes, pods]

    private static func info(_ kind: String, _ measured: Resource) -> ResourceInfo {
        let stored = measured.info
        return ResourceInfo(
            index: stored.index, group: group, version: "v1beta1", kind: kind, plural: stored.plural, singular: "",
            shortNames: [], categories: [], isNamespaced: stored.isNamespaced, subresources: [], verbs: ["get", "list"],
            schemaType: nil)
    }
}
