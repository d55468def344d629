import Documents

/// What kubectl's own file says: clusters, users, and the contexts that join them.
///
/// The file is the session's, not the machine's. Upstream: client-go tools/clientcmd/api/v1/types.go.
public struct Kubeconfig: Sendable, Equatable {
    /// The three lists of the file.
    enum List: String, CaseIterable, Sendable { case clusters, users, contexts }

    /// Where the file would be: where `kubeadm` puts it.
    static let path = "/etc/kubernetes/admin.conf"
    /// Where the simulated API server says it is; nothing listens there.
    static let server = "https://127.0.0.1:6443"
    static let admin = "kubernetes-admin"
    /// Stands where a file would have keys and certificates.
    private static let noData = Base64.text(Array("a simulated cluster has no certificates".utf8))

    /// By list and name; the bodies as the file has them.
    private var entries: Value
    /// Empty for none.
    var currentContext: String

    /// One context, as `kubeadm` writes it.
    public init() {
        let data = Value.string(Self.noData)
        entries = [
            "clusters": ["kubernetes": ["server": .string(Self.server), "certificate-authority-data": data]],
            "users": ["kubernetes-admin": ["client-certificate-data": data, "client-key-data": data]],
            "contexts": ["kubernetes-admin@kubernetes": ["cluster": "kubernetes", "user": .string(Self.admin)]],
        ]
        currentContext = "kubernetes-admin@kubernetes"
    }

    /// The namespace of commands that name none.
    public var namespace: String {
        let named = self[.contexts, currentContext]?.text("namespace") ?? ""
        return named.isEmpty ? "default" : named
    }

    /// The names of a list, sorted.
    func names(_ list: List) -> [String] { entries[list.rawValue]?.fields?.keys ?? [] }

    /// What stands under a name; setting `nil` takes it away.
    subscript(list: List, name: String) -> Value? {
        get { entries[list.rawValue]?[name] }
        set { entries.set(newValue, at: list.rawValue, name) }
    }

    /// Only the current context and what it needs. Upstream: clientcmd/api/helpers.go, MinifyConfig.
    func minified() throws(KubectlFailure) -> Kubeconfig {
        if currentContext.isEmpty { throw .message("current-context must exist in order to minify") }
        guard let context = self[.contexts, currentContext] else {
            throw .message("cannot locate context \(currentContext)")
        }
        var small = self
        let kept: [(List, String)] = [
            (.contexts, currentContext), (.clusters, context.text("cluster")), (.users, context.text("user")),
        ]
        for (list, name) in kept {
            if list != .contexts, !name.isEmpty, self[list, name] == nil {
                throw .message("cannot locate \(list == .clusters ? "cluster" : "user") \(name)")
            }
            small.entries.set(nil, at: list.rawValue)
            if let body = self[list, name] { small[list, name] = body }
        }
        return small
    }

    /// The file as a document; keys are left out unless it is `raw`.
    func document(isRaw: Bool) -> Value {
        var out: Value = ["apiVersion": "v1", "kind": "Config", "current-context": .string(currentContext)]
        for list in List.allCases {
            let label = String(list.rawValue.dropLast())
            let items = (entries[list.rawValue]?.fields?.members ?? []).map { entry -> Value in
                .object(Fields([("name", .string(entry.key)), (label, isRaw ? entry.value : Self.masked(entry.value))]))
            }
            out.set(.array(items), at: list.rawValue)
        }
        return out
    }

    /// Upstream: clientcmd/api/helpers.go, ShortenConfig.
    private static func masked(_ body: Value) -> Value {
        var out = body
        for field in body.fields?.keys ?? [] where field.hasSuffix("-data") { out.set("DATA+OMITTED", at: field) }
        for field in ["token", "password"] where body[field] != nil { out.set("REDACTED", at: field) }
        return out
    }

    /// Members in the order of the Go types, on one line.
    static func orderedJSON(_ value: Value) -> String { OrderedJSON.text(value, order: order) }

    private static let order = [
        "kind", "apiVersion", "clusters", "users", "contexts", "current-context", "name", "server", "tls-server-name",
        "insecure-skip-tls-verify", "certificate-authority", "certificate-authority-data", "proxy-url",
        "client-certificate", "client-certificate-data", "client-key", "client-key-data", "token", "username",
        "password", "cluster", "user", "namespace",
    ]
}
