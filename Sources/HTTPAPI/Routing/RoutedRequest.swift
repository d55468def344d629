import Documents
import KubeAPI

/// A request for objects, read and understood.
struct RoutedRequest: Sendable {
    var request: APIRequest
    let form: Representation
    let query: RequestQuery
    let http: HTTPRequest

    /// What the path names: a version of the resource, not always the stored one.
    let info: ResourceInfo

    /// Reads a request whose path names a resource.
    init(
        _ http: HTTPRequest, _ query: RequestQuery, _ info: ResourceInfo, namespace: String, name: String,
        subresource: String, isWatchPath: Bool
    ) throws(Status) {
        self.http = http
        self.query = query
        self.info = info
        if RoutedRequest.connections.contains(subresource) { throw .notModelled("\(info.plural)/\(subresource)") }
        form = try Representation(of: http, query: query)
        let verb = try RoutedRequest.verb(http, query, name: name, subresource: subresource, isWatchPath: isWatchPath)
        try RoutedRequest.check(verb, subresource, of: info)
        request = APIRequest(verb, info.resource, namespace: namespace, name: name, subresource: subresource)
        request.user = http.user
        if let impersonation = http.impersonation { request.caller = Caller(impersonation: impersonation) }
        request.userAgent = http.header("User-Agent") ?? ""
        if verb == .patch(.merge) { request.verb = .patch(try RequestBody.patchType(http)) }
        request.options = try query.options(request.verb)
        switch request.verb {
        case .get: break
        case .list, .watch:
            if !name.isEmpty { request.options.fieldSelector = try nameSelector(name) }
        case .create, .update:
            request.body = RoutedRequest.typed(try RequestBody.object(http, info), info, subresource)
            if verb == .create && name.isEmpty { request.name = request.body.at("metadata", "name")?.string ?? "" }
        case .patch(let type):
            request.body = try RequestBody.patch(http, type)
        case .delete, .deleteCollection:
            if let body = try RequestBody.deleteOptions(http) { try takeDeletion(body) }
        }
    }

    /// Subresources that turn a request into a connection to a port: nothing listens there.
    private static let connections: Set = ["portforward", "proxy"]

    /// The options of a delete stand in its body; then those of the query do not count.
    private mutating func takeDeletion(_ body: Value) throws(Status) {
        request.options.gracePeriodSeconds = body["gracePeriodSeconds"]?.int
        request.options.orphanDependents = body["orphanDependents"]?.bool
        request.options.uid = body.at("preconditions", "uid")?.string
        request.options.resourceVersion = body.at("preconditions", "resourceVersion")?.string
        request.options.isDryRun = body["dryRun"]?.array?.isEmpty == false
        let policy = body["propagationPolicy"]?.string ?? ""
        // What the query may say, the body may say.
        request.options.propagationPolicy =
            try RequestQuery("propagationPolicy=\(policy)").options(.delete).propagationPolicy
    }

    /// The method, the query and the path say what is to be done. 405 if nothing is.
    private static func verb(
        _ http: HTTPRequest, _ query: RequestQuery, name: String, subresource: String, isWatchPath: Bool
    ) throws(Status) -> Verb {
        let isOne = !name.isEmpty
        switch http.method {
        case "GET":
            if isWatchPath || query.flag("watch") == true && subresource.isEmpty { return .watch }
            return isOne ? .get : .list
        case "POST" where !isOne || !subresource.isEmpty: return .create
        case "PUT" where isOne: return .update
        case "PATCH" where isOne: return .patch(.merge)
        case "DELETE": return isOne ? .delete : .deleteCollection
        default: throw notAllowed
        }
    }

    /// What the path names has no such method.
    static let notAllowed: Status = {
        var status = Status(
            code: 405, reason: "MethodNotAllowed",
            message: "the server does not allow this method on the requested resource")
        status.hasEmptyDetails = true
        return status
    }()

    /// Each subresource knows some verbs only.
    private static func check(_ verb: Verb, _ subresource: String, of info: ResourceInfo) throws(Status) {
        if subresource.isEmpty { return }
        let word =
            switch verb {
            case .get, .list, .watch: "get"
            case .create: "create"
            case .update: "update"
            case .patch: "patch"
            case .delete, .deleteCollection: "delete"
            }
        if !SubresourceFacts(subresource, of: info).verbs.contains(word) { throw notAllowed }
    }

    /// A watch of one object is a watch of all with its name.
    private func nameSelector(_ name: String) throws(Status) -> String {
        let given = request.options.fieldSelector
        let wanted = "metadata.name=\(name)"
        if !given.isEmpty && given != wanted {
            throw .badRequest("fieldSelector metadata.name doesn't match requested name")
        }
        return wanted
    }

    /// What the path says need not stand in the body. Upstream: the default kind given to the decoder.
    private static func typed(_ body: Value, _ info: ResourceInfo, _ subresource: String) -> Value {
        guard case .object = body, subresource.isEmpty || subresource == "status" || subresource == "finalize" else {
            return body
        }
        var body = body
        if (body["kind"]?.string ?? "").isEmpty { body.set(.string(info.kind), at: "kind") }
        if (body["apiVersion"]?.string ?? "").isEmpty { body.set(.string(info.apiVersion), at: "apiVersion") }
        return body
    }
}
