import Documents
import KubeAPI

/// Bodies that say they are of another kind than their path.
///
/// Upstream: apimachinery runtime/serializer/versioning and pkg/runtime/error.go.
enum WrongKinds {
    /// The file and line that Go's scheme of all built-in kinds names itself by.
    private static let scheme = "pkg/api/legacyscheme/scheme.go:30"

    static func check(_ value: Value, _ info: ResourceInfo) throws(DecodeError) {
        let kind = value["kind"]?.string ?? info.kind
        let version = value["apiVersion"]?.string ?? info.apiVersion
        if kind == info.kind && (version == info.apiVersion || version.isEmpty) { return }
        if kind.isEmpty { return }
        guard let type = Schema.builtIn.kindType(apiVersion: version, kind: kind) else {
            throw DecodeError(
                message: "no kind \"\(kind)\" is registered for version \"\(version)\" in scheme \"\(scheme)\"")
        }
        if kind == info.kind { return }
        let goText = Schema.builtIn.type(type)?.goText ?? kind
        throw DecodeError(message: "converting (\(goText)) to (\(package(info)).\(info.kind)): unknown conversion")
    }

    /// The Go package of the kind inside the server.
    private static func package(_ info: ResourceInfo) -> String {
        info.group.isEmpty ? "core" : info.group.split(separator: ".").first.map(String.init) ?? info.group
    }
}
