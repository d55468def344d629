import Documents

/// Of several classes that are marked as the default one, the newest is meant.
///
/// Upstream: pkg/volume/util/storageclass.go, GetDefaultClass.
public enum DefaultClass {
    /// The annotations that mark a StorageClass.
    public static let storageMarks = [
        "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"
    ]

    /// The newest of those marked by one of these annotations; of two made together the first by name.
    public static func newest(_ classes: [APIObject], _ marks: [String]) -> APIObject? {
        classes.filter { known in marks.contains { known.at("metadata", "annotations", $0)?.string == "true" } }
            .min { ($1.meta.created, $0.name) < ($0.meta.created, $1.name) }
    }
}
