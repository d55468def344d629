/// The release that is simulated.
public enum KubernetesRelease {
    /// As `kubectl version` prints it.
    public static let version = "v1.36.2"
}
