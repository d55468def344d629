/// What the control plane was started with: flags of kube-apiserver, and where it runs.
public enum ControlPlane {
    /// The host of the three processes: no node of the cluster, so no object stands for it.
    public static let hostName = "control-plane"
    /// `--advertise-address`.
    public static let address = "192.0.2.2"
    /// `--secure-port`.
    public static let securePort: Int64 = 6443
    /// `--service-cluster-ip-range`.
    public static let serviceRange = "10.96.0.0/16"
    /// The first address of that range, kept for the Service `kubernetes`.
    ///
    /// Upstream: pkg/controlplane/apiserver/options, ServiceIPRange.
    public static let serviceAddress = "10.96.0.1"
    /// The port of the Service `kubernetes`.
    public static let servicePort: Int64 = 443
}
