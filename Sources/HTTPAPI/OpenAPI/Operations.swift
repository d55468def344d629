import Documents
import KubeAPI

/// One operation on a path, in neither version yet.
struct OpenAPIOperation {
    /// Where a parameter stands.
    enum Place: String { case query, path }

    /// A parameter.
    struct Parameter {
        let name: String
        var place: Place = .query
        /// `string`, `integer`, `boolean`.
        var type = "string"
    }

    /// `get`, `post`, …
    let method: String
    /// `list`, `get`, `post`, …: `x-kubernetes-action`.
    let action: String
    /// The type of the body, by its name in the schema; empty: a patch; `nil`: none.
    let body: String?
    /// The type of the answer, by its name in the schema.
    let answer: String
    var parameters: [Parameter]
    let info: ResourceInfo
    /// What is sent and answered, if it is another kind than the resource's.
    let kind: (group: String, version: String, kind: String)

    /// Parameters of writes. Upstream: apimachinery/pkg/apis/meta/v1/types.go, CreateOptions and its like.
    static func writing(_ method: String) -> [Parameter] {
        var all = [Parameter(name: "dryRun"), Parameter(name: "fieldManager"), Parameter(name: "fieldValidation")]
        if method == "patch" { all.append(Parameter(name: "force", type: "boolean")) }
        return all
    }

    /// Upstream: DeleteOptions.
    static let deleting = [
        Parameter(name: "dryRun"), Parameter(name: "gracePeriodSeconds", type: "integer"),
        Parameter(name: "orphanDependents", type: "boolean"), Parameter(name: "propagationPolicy")
    ]

    /// Upstream: ListOptions.
    static let listing = [
        Parameter(name: "allowWatchBookmarks", type: "boolean"), Parameter(name: "continue"),
        Parameter(name: "fieldSelector"), Parameter(name: "labelSelector"), Parameter(name: "limit", type: "integer"),
        Parameter(name: "resourceVersion"), Parameter(name: "resourceVersionMatch"),
        Parameter(name: "sendInitialEvents", type: "boolean"), Parameter(name: "timeoutSeconds", type: "integer"),
        Parameter(name: "watch", type: "boolean")
    ]
}

/// The paths of the served resources with what can be done there.
///
/// Upstream: apiserver/pkg/endpoints/installer.go, registerResourceHandlers.
struct OpenAPIPaths {
    let served: ServedResources

    /// The paths of a group and version (of all, if there is none named), with their operations.
    func all(
        _ apiVersion: String? = nil
    ) -> [(path: String, parameters: [OpenAPIOperation.Parameter], operations: [OpenAPIOperation])] {
        var paths: [(String, [OpenAPIOperation.Parameter], [OpenAPIOperation])] = []
        for info in served.all where info.openAPIType != nil && (apiVersion == nil || info.apiVersion == apiVersion) {
            let root = info.group.isEmpty ? "/api/\(info.version)" : "/apis/\(info.apiVersion)"
            var common = [OpenAPIOperation.Parameter(name: "pretty")]
            var collection = "\(root)/\(info.plural)"
            if info.isNamespaced {
                if info.verbs.contains("list") { paths.append((collection, common, [list(info)])) }
                collection = "\(root)/namespaces/{namespace}/\(info.plural)"
                common.append(OpenAPIOperation.Parameter(name: "namespace", place: .path))
            }
            paths.append((collection, common, onCollection(info)))
            common.append(OpenAPIOperation.Parameter(name: "name", place: .path))
            let single = onSingle(info)
            if !single.isEmpty { paths.append((collection + "/{name}", common, single)) }
            for name in info.subresources {
                let operations = onSubresource(name, info)
                if !operations.isEmpty { paths.append((collection + "/{name}/\(name)", common, operations)) }
            }
        }
        return paths.sorted { $0.0 < $1.0 }.map { gathered($0.0, $0.1, $0.2) }
    }

    /// Parameters by name; those of a path's only operation stand with the path.
    ///
    /// Upstream: kube-openapi pkg/builder3/openapi.go, buildOpenAPISpec (parameters that all operations share).
    private func gathered(
        _ path: String, _ common: [OpenAPIOperation.Parameter], _ operations: [OpenAPIOperation]
    ) -> (path: String, parameters: [OpenAPIOperation.Parameter], operations: [OpenAPIOperation]) {
        var (common, operations) = (common, operations)
        if operations.count == 1 {
            common += operations[0].parameters
            operations[0].parameters = []
        }
        for index in operations.indices { operations[index].parameters.sort { $0.name < $1.name } }
        return (path, common.sorted { $0.name < $1.name }, operations)
    }

    private func onCollection(_ info: ResourceInfo) -> [OpenAPIOperation] {
        var out: [OpenAPIOperation] = []
        if info.verbs.contains("list") { out.append(list(info)) }
        if info.verbs.contains("create") {
            out.append(operation("post", "post", info, body: info.openAPIType, OpenAPIOperation.writing("post")))
        }
        if info.verbs.contains("deletecollection") {
            out.append(
                operation(
                    "delete", "deletecollection", info, body: "meta/v1.DeleteOptions", answer: "meta/v1.Status",
                    OpenAPIOperation.deleting + OpenAPIOperation.listing.filter { $0.name != "watch" }))
        }
        return out
    }

    private func onSingle(_ info: ResourceInfo) -> [OpenAPIOperation] {
        var out: [OpenAPIOperation] = []
        if info.verbs.contains("get") { out.append(operation("get", "get", info, body: nil, [])) }
        if info.verbs.contains("update") {
            out.append(operation("put", "put", info, body: info.openAPIType, OpenAPIOperation.writing("put")))
        }
        if info.verbs.contains("patch") {
            out.append(operation("patch", "patch", info, body: "", OpenAPIOperation.writing("patch")))
        }
        if info.verbs.contains("delete") {
            out.append(
                operation(
                    "delete", "delete", info, body: "meta/v1.DeleteOptions", answer: "meta/v1.Status",
                    OpenAPIOperation.deleting))
        }
        return out
    }

    private func onSubresource(_ name: String, _ info: ResourceInfo) -> [OpenAPIOperation] {
        let facts = SubresourceFacts(name, of: info)
        let version = facts.version.isEmpty ? info.version : facts.version
        let group = facts.version.isEmpty ? info.group : facts.group
        // Those of connections have no schema of their own.
        let own = facts.kind == info.kind ? info.openAPIType : nil
        guard let type = Schema.builtIn.kindType(group, version, facts.kind) ?? own else { return [] }
        let kind = (group, version, facts.kind)
        return facts.verbs.compactMap { verb in
            switch verb {
            case "get": operation("get", "get", info, body: nil, answer: type, kind: kind, [])
            case "create":
                operation("post", "post", info, body: type, answer: type, kind: kind, OpenAPIOperation.writing("post"))
            case "update":
                operation("put", "put", info, body: type, answer: type, kind: kind, OpenAPIOperation.writing("put"))
            case "patch":
                operation("patch", "patch", info, body: "", answer: type, kind: kind, OpenAPIOperation.writing("patch"))
            default: nil
            }
        }
    }

    private func list(_ info: ResourceInfo) -> OpenAPIOperation {
        let type = info.openAPIType.map { $0 + "List" } ?? ""
        return operation("get", "list", info, body: nil, answer: type, OpenAPIOperation.listing)
    }

    private func operation(
        _ method: String, _ action: String, _ info: ResourceInfo, body: String?, answer: String? = nil,
        kind: (String, String, String)? = nil, _ parameters: [OpenAPIOperation.Parameter]
    ) -> OpenAPIOperation {
        OpenAPIOperation(
            method: method, action: action, body: body, answer: answer ?? info.openAPIType ?? "",
            parameters: parameters, info: info, kind: kind ?? (info.group, info.version, info.kind))
    }
}

extension OpenAPIOperation {
    /// `createAppsV1NamespacedDeployment`: told apart by method, path and kind.
    func id(_ path: String) -> String {
        let verbs = [
            "list": "list", "get": "read", "post": "create", "put": "replace", "patch": "patch", "delete": "delete",
            "deletecollection": "delete"
        ]
        let group = info.group.isEmpty ? "core" : info.group.split(separator: ".").first.map(String.init) ?? ""
        var out = (verbs[action] ?? action) + OpenAPIOperation.capital(group) + OpenAPIOperation.capital(info.version)
        if action == "deletecollection" { out += "Collection" }
        if path.contains("{namespace}") { out += "Namespaced" }
        out += info.kind
        let parts = path.split(separator: "/")
        if let name = parts.lastIndex(of: "{name}"), name + 1 < parts.count {
            out += OpenAPIOperation.capital(String(parts[name + 1]))
        }
        if action == "list" && info.isNamespaced && !path.contains("{namespace}") { out += "ForAllNamespaces" }
        return out
    }

    private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// The forms of an answer: custom resources have none in protobuf; a list may be watched.
    var answerTypes: [String] {
        let types = ["application/json", "application/yaml"]
        if info.custom != nil { return types }
        let streams = ["application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch"]
        return types + ["application/vnd.kubernetes.protobuf"] + (action == "list" ? streams : [])
    }

    /// The options of a deletion may be left out, other bodies not.
    var needsBody: Bool { method != "delete" }

    /// How a patch may be written: custom resources know no strategic one.
    var patchTypes: [String] {
        let types: [PatchType] = info.custom == nil ? [.json, .merge, .strategic, .apply] : [.json, .merge, .apply]
        return types.map(\.rawValue)
    }

    /// What may come back: an answer that went well has `content`.
    ///
    /// Upstream: apiserver/pkg/endpoints/installer.go, registerResourceHandlers.
    func responses(_ content: Value) -> Value {
        var codes = [("200", "OK")]
        switch action {
        case "post": codes += [("201", "Created"), ("202", "Accepted")]
        case "put", "patch": codes.append(("201", "Created"))
        case "delete": codes.append(("202", "Accepted"))
        default: break
        }
        var out: Value = ["401": ["description": "Unauthorized"]]
        for (code, meaning) in codes {
            var answer = content
            answer.set(.string(meaning), at: "description")
            out.set(answer, at: code)
        }
        return out
    }

    /// `x-kubernetes-group-version-kind`.
    var kindValue: Value {
        ["group": .string(kind.group), "kind": .string(kind.kind), "version": .string(kind.version)]
    }
}
