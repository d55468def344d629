/// The release that is simulated.
public enum KubernetesRelease {
    /// As `kubectl version` prints it.
    public static let version = "v1.36.2"
    /// As a server of it names its API in documents.
    public static let minorVersion = "1.36"
}
