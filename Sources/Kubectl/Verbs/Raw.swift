import Commands
import Documents
import KubeAPI

/// `--raw`: a path as it is on the wire.
///
/// Upstream: kubectl/pkg/rawhttp/raw.go.
extension Execution {
    mutating func getRaw(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.words.isEmpty {
            throw .message("arguments may not be passed when --raw is specified")
        }
        let path = command.string("raw").split(separator: "?").first ?? ""
        let parts = path.split(separator: "/")
        let namesObjects = parts.first == "api" && parts.count > 2 || parts.first == "apis" && parts.count > 3
        if namesObjects, parts.last != "log", let request = try? rawRequest(.get) {
            return try printRaw(request, &host)
        }
        guard let answer = host.readPath(command.string("raw")) else { throw Execution.nothingThere }
        guard answer.code < 400 else {
            let said = (try? JSONReader.read(answer.body))?["message"]?.string
            throw .status(
                Status(
                    code: answer.code, reason: answer.code == 404 ? "NotFound" : "BadRequest",
                    message: said ?? "the server could not find the requested resource"))
        }
        out += answer.body
    }

    /// `create --raw` and `replace --raw`: what a file says, to a path. Upstream: create.go and replace.go, Validate.
    mutating func sendRawFile(_ verb: Verb, on host: inout some KubectlHost) throws(KubectlFailure) {
        func refusal(_ why: String) -> KubectlFailure { .usage(why, verb: command.verb) }
        if command.bool("edit") { throw refusal("--raw and --edit are mutually exclusive") }
        let files = command.list("filename")
        guard files.count == 1 else { throw refusal("--raw can only use a single local file or stdin") }
        if files[0].hasPrefix("http:") || files[0].hasPrefix("https:") {
            throw refusal("--raw cannot read from a url")
        }
        if command.bool("recursive") { throw refusal("--raw and --recursive are mutually exclusive") }
        if !command.string("selector").isEmpty { throw refusal("--raw and --selector (-l) are mutually exclusive") }
        if command.isGiven("output") { throw refusal("--raw and --output are mutually exclusive") }
        var request = try rawRequest(verb)
        do {
            request.body = try JSONReader.read(String(decoding: try rawBody(files[0], host), as: UTF8.self))
        } catch let failure as KubectlFailure {
            throw failure
        } catch {
            throw .status(
                .badRequest(
                    "the object provided is unrecognized (must be of type \(request.resource.info.kind)): couldn't get "
                        + "version/kind; json parse error: \(error)"))
        }
        if request.name.isEmpty { request.name = request.body.at("metadata", "name")?.string ?? "" }
        try printRaw(request, &host)
    }

    /// Upstream: kubectl/pkg/cmd/delete/delete.go, Validate.
    mutating func deleteRaw(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.bool("recursive") { throw .message("--raw and --recursive are mutually exclusive") }
        if command.isGiven("output") { throw .message("--raw and --output are mutually exclusive") }
        if hasFiles { throw .message("not modelled: delete options of a file") }
        try printRaw(try rawRequest(.delete), &host)
    }

    private func rawBody(_ path: String, _ host: some KubectlHost) throws(KubectlFailure) -> [UInt8] {
        if path == "-" {
            guard let bytes = host.standardInput else { throw .message("no objects passed on standard input") }
            return bytes
        }
        do {
            return try host.readFile(path)
        } catch {
            throw .message("open \(error.path): \(error.reason)")
        }
    }

    private static let nothingThere = KubectlFailure.status(
        Status(code: 404, reason: "NotFound", message: "the server could not find the requested resource"))

    /// `/api/v1/namespaces/default/pods/web/eviction` as a request; of a version that is not the stored one, none.
    private func rawRequest(_ verb: Verb) throws(KubectlFailure) -> APIRequest {
        let unknown = Execution.nothingThere
        let raw = command.string("raw").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = raw.first else { throw unknown }
        var parts = path.split(separator: "/").map(String.init)[...]
        guard let root = parts.popFirst(), parts.count >= 2 else { throw unknown }
        var apiVersion = parts.removeFirst()
        if root == "apis" { apiVersion += "/" + parts.removeFirst() } else if root != "api" { throw unknown }
        var namespace = ""
        // `namespaces/x/finalize` is of the Namespace itself.
        let isOfNamespace = parts.count == 3 && Resource.namespaces.info.subresources.contains(parts.last ?? "")
        if parts.count >= 3, parts.first == "namespaces", !isOfNamespace {
            namespace = parts[parts.startIndex + 1]
            parts = parts.dropFirst(2)
        }
        guard let plural = parts.popFirst(), parts.count <= 2,
            let info = discovery.refreshed().all.first(where: { $0.plural == plural && $0.apiVersion == apiVersion })
        else { throw unknown }
        var request = APIRequest(verb, info.resource, namespace: namespace)
        request.name = parts.popFirst() ?? ""
        request.subresource = parts.popFirst() ?? ""
        if verb == .get && request.name.isEmpty { request.verb = .list }
        do {
            request.options = try RequestQuery(raw.count > 1 ? String(raw[1]) : "").options(request.verb)
        } catch {
            throw .status(error)
        }
        return request
    }

    private mutating func printRaw(_ request: APIRequest, _ host: inout some KubectlHost) throws(KubectlFailure) {
        switch sendRaw(request, &host) {
        case .object(let object, _): out += ObjectText.wire(object.publishedWithManagedFields) + "\n"
        case .document(let value, _): out += ObjectText.wire(value) + "\n"
        case .list(let objects, let revision):
            let list = ListDocument.value(objects, of: request.resource.info, revision: revision)
            out += ObjectText.wire(list) + "\n"
        case .page(let page):
            let list = ListDocument.value(page.items, of: request.resource.info, revision: page.revision, page: page)
            out += ObjectText.wire(list) + "\n"
        case .failure(let status): throw .status(status)
        }
    }
}
