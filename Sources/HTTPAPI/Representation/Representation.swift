import Documents
import KubeAPI

/// In which form an answer is wanted.
struct Representation: Sendable, Equatable {
    /// What the object becomes.
    enum Form: Sendable, Hashable {
        case asIs
        /// With `includeObject`: `None`, `Metadata` or `Object`.
        case table(version: String, includes: String)
        case metadata(version: String)
        case metadataList(version: String)

        var isTable: Bool { if case .table = self { true } else { false } }
    }

    var form: Form
    /// YAML instead of JSON.
    var isYAML = false
    /// Indented, for people.
    var isPretty = false

    /// YAML, or indented: nothing that programs ask for in large numbers.
    var isForEyes: Bool { isYAML || isPretty }

    static let json = Representation(form: .asIs)

    /// What the `Accept` header asks for. 406 if nothing of it can be had.
    init(of request: HTTPRequest, query: RequestQuery) throws(Status) {
        let accepts = AcceptList(request.header("Accept"))
        self = .json
        if !accepts.isEmpty {
            guard let chosen = accepts.clauses.lazy.compactMap({ Representation(of: $0, query) }).first else {
                throw Representation.notAcceptable
            }
            self = chosen
        }
        isPretty = isPretty || (query.flag("pretty") ?? Representation.isForPeople(request.header("User-Agent")))
        if case .table(_, let includes) = form, !["", "None", "Metadata", "Object"].contains(includes) {
            throw .badRequest("unrecognized includeObject value: \(JSONWriter.quoted(includes, escapesHTML: false))")
        }
    }

    private init(form: Form) { self.form = form }

    /// One clause of the header; `nil` if we cannot do that.
    private init?(of type: MediaType, _ query: RequestQuery) {
        switch type.name {
        case "application/json", "application/*", "*/*": self = .json
        case "application/yaml":
            isYAML = true
            form = .asIs
        default: return nil
        }
        if let stream = type["stream"], !stream.isEmpty, stream != "watch" { return nil }
        if let version = type["sv"], !version.isEmpty { return nil }
        isPretty = type["pretty"] == "1"
        guard type.asksForConversion else { return }
        let version = type["v"] ?? ""
        guard type["g"] == "meta.k8s.io", version == "v1" || version == "v1beta1" else { return nil }
        switch type["as"] {
        case "Table": form = .table(version: version, includes: query["includeObject"] ?? "")
        case "PartialObjectMetadata": form = .metadata(version: version)
        case "PartialObjectMetadataList": form = .metadataList(version: version)
        default: return nil
        }
    }

    /// Upstream: negotiate.go, isPrettyPrint.
    static func isForPeople(_ agent: String?) -> Bool {
        ["curl", "Wget", "Mozilla/5.0"].contains { (agent ?? "").hasPrefix($0) }
    }

    /// Upstream: negotiation/errors.go. Protobuf and CBOR are not served, so they are not named.
    static let notAcceptable = Status(
        code: 406, reason: "NotAcceptable",
        message: "only the following media types are accepted: application/json, application/yaml")
}
