/// The bounds that readers of documents keep; crossing one is an error, never a crash.
public enum DocumentLimits {
    /// Objects and arrays inside each other, in JSON, YAML and field paths.
    public static let depthMax = 100
    /// Bytes of one text, unless the caller asks for less.
    public static let textBytesMax = 64 * 1024 * 1024
    /// Bytes of a request body. Upstream: staging/src/k8s.io/apiserver, `MaxRequestBodyBytes`.
    public static let requestBytesMax = 3 * 1024 * 1024
    /// Operations of one JSON patch.
    /// Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, `maxJSONPatchOperations`.
    public static let patchOperationsMax = 10_000
    /// Bytes that the copies of one JSON patch may add.
    /// Upstream: staging/src/k8s.io/apiserver, `JSONPatchMaxCopyBytes`.
    public static let patchCopyBytesMax = 3 * 1024 * 1024
    /// Bytes of a quantity's text.
    public static let quantityBytesMax = 64
    /// Entries of a structural diff; what is beyond is not listed.
    public static let diffEntriesMax = 10_000
}
