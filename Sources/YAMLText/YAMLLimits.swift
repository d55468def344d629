/// The bounds that the YAML reader keeps, besides those of `DocumentLimits`.
public enum YAMLLimits {
    /// Bytes of one text.
    public static let textBytesMax = 8 * 1024 * 1024
    /// Values of one text after aliases are followed.
    public static let nodesMax = 500_000
    /// Opening brackets and braces of one text; they bound how deep the parser can recurse.
    public static let flowOpeningsMax = 20_000
    /// Stack of the thread that parses: about 3 KB for each level that may be open.
    static let stackBytes = 64 * 1024 * 1024
}
