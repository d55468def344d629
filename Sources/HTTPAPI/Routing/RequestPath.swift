import Documents
import KubeAPI

/// What a path names.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go.
enum RequestPath: Sendable {
    /// `/api/v1/namespaces/default/pods/web/log`; name and subresource may be empty. `isWatch`: below `/watch/`.
    case resource(ResourceInfo, namespace: String, name: String, subresource: String, isWatch: Bool)
    /// `/api`.
    case coreVersions
    /// `/apis`.
    case groups
    /// `/apis/apps`.
    case group(String)
    /// `/api/v1`, `/apis/apps/v1`; by `apiVersion`.
    case groupVersion(String)
    /// Anything else, its parts decoded: `["healthz"]`.
    case other([String])

    /// Reads a path without its query. 404 if it names a resource that is not served.
    init(_ path: Substring, served: ServedResources) throws(Status) {
        guard let decoded = PercentText.decoded(path) else { throw .badRequest("invalid URL escape") }
        var parts = RequestPath.parts(decoded)
        guard let root = parts.first, root == "api" || root == "apis" else {
            self = .other(parts)
            return
        }
        parts.removeFirst()
        let isCore = root == "api"
        if parts.isEmpty {
            self = isCore ? .coreVersions : .groups
            return
        }
        if !isCore && parts.count == 1 {
            guard served.hasGroup(parts[0]) else { throw RequestPath.nothingThere }
            self = .group(parts[0])
            return
        }
        if !isCore, !served.hasGroup(parts[0]) { throw RequestPath.nothingThere }
        let apiVersion = isCore ? parts[0] : parts[0] + "/" + parts[1]
        parts.removeFirst(isCore ? 1 : 2)
        if parts.isEmpty {
            guard served.hasVersion(apiVersion) else { throw RequestPath.unknown }
            self = .groupVersion(apiVersion)
            return
        }
        self = try RequestPath.resource(parts, apiVersion, served)
    }

    private static func resource(
        _ given: [String], _ apiVersion: String, _ served: ServedResources
    ) throws(Status) -> RequestPath {
        var parts = given
        let isWatch = parts[0] == "watch" && parts.count > 1
        if isWatch { parts.removeFirst() }
        var namespace = ""
        if parts[0] == "namespaces", parts.count > 2, !["status", "finalize"].contains(parts[2]) {
            namespace = parts[1]
            parts.removeFirst(2)
        }
        guard parts.count <= 3, let info = served.resource(apiVersion, plural: parts[0]),
            namespace.isEmpty || info.isNamespaced
        else { throw unknown }
        let name = parts.count > 1 ? parts[1] : ""
        let subresource = parts.count > 2 ? parts[2] : ""
        if !subresource.isEmpty && !info.subresources.contains(subresource) { throw unknown }
        // All of a namespaced resource can at most be listed.
        if info.isNamespaced && namespace.isEmpty && (!name.isEmpty || !info.verbs.contains("list")) { throw unknown }
        try check(name)
        try check(namespace)
        return .resource(info, namespace: namespace, name: name, subresource: subresource, isWatch: isWatch)
    }

    /// Upstream: apimachinery/pkg/api/validation/path/name.go.
    private static func check(_ name: String) throws(Status) {
        var problem: String?
        if name == "." || name == ".." {
            problem = "may not be '\(name)'"
        } else if name.utf8.contains(UInt8(ascii: "%")) {
            problem = "may not contain '%'"
        }
        guard let problem else { return }
        throw .badRequest("Name parameter invalid: \(JSONWriter.quoted(name, escapesHTML: false)): \(problem)")
    }

    /// The parts between slashes; those at both ends do not count.
    private static func parts(_ path: String) -> [String] {
        var trimmed = path[...]
        while trimmed.hasPrefix("/") { trimmed.removeFirst() }
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        return trimmed.isEmpty ? [] : trimmed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// 404 of a path below a group that is served.
    static let unknown: Status = {
        var status = nothingThere
        status.hasEmptyDetails = true
        return status
    }()

    /// 404 of a path that nobody looks at: the answer is no `Status`.
    static let nothingThere = Status(
        code: 404, reason: "NotFound", message: "the server could not find the requested resource")
}
