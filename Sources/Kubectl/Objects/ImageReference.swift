import KubeAPI

/// What may stand behind `--image`: a name, with host, tag and digest.
///
/// Upstream: github.com/distribution/reference, regexp.go, ReferenceRegexp.
enum ImageReference {
    private static let host =
        #"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"#
        + #"(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?"#
    private static let part = #"[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*"#
    private static let tag = #"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}"#
    private static let digest = #"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"#
    private static let pattern = try? Pattern("^(?:\(host)/)?\(part)(?:/\(part))*(?::\(tag))?(?:@\(digest))?$")

    static func isValid(_ text: String) -> Bool { pattern?.matches(text) ?? false }
}
