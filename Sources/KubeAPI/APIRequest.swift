public import Documents

/// How a patch is written.
public enum PatchType: String, Sendable {
    case json = "application/json-patch+json"
    case merge = "application/merge-patch+json"
    case strategic = "application/strategic-merge-patch+json"
    case apply = "application/apply-patch+yaml"
}

/// What a request does.
public enum Verb: Sendable, Equatable {
    case get, list, watch, create, update, delete, deleteCollection
    case patch(PatchType)

    /// As in audit logs.
    public var word: String {
        switch self {
        case .get: "get"
        case .list: "list"
        case .watch: "watch"
        case .create: "create"
        case .update: "update"
        case .patch: "patch"
        case .delete: "delete"
        case .deleteCollection: "deletecollection"
        }
    }

    /// As on the wire: `POST`, `PUT`, …
    public var method: String {
        switch self {
        case .get, .list, .watch: "GET"
        case .create: "POST"
        case .update: "PUT"
        case .patch: "PATCH"
        case .delete, .deleteCollection: "DELETE"
        }
    }

    public var isRead: Bool { self == .get || self == .list || self == .watch }
}

/// What becomes of the dependents of a deleted object.
public enum PropagationPolicy: String, Sendable {
    case background = "Background"
    case foreground = "Foreground"
    case orphan = "Orphan"
}

/// What the server does about unknown and duplicate fields.
public enum FieldValidation: String, Sendable {
    case ignore = "Ignore"
    case warn = "Warn"
    case strict = "Strict"
}

/// The query parameters and options of a request.
public struct RequestOptions: Sendable, Equatable {
    public var isDryRun = false
    public var fieldValidation: FieldValidation = .ignore
    public var fieldManager = ""
    public var force = false
    /// Precondition of a delete.
    public var uid: String?
    /// Precondition of a delete; what a read or a watch starts from.
    public var resourceVersion: String?
    /// `Exact`, `NotOlderThan`; empty: as it was before there was a choice.
    public var resourceVersionMatch = ""
    /// A watch sends what is there first; `nil`: only if no version is asked for.
    public var sendInitialEvents: Bool?
    /// How long a watch stays open; for who holds the connection.
    public var timeoutSeconds: Int64?
    /// A watch may tell how far it is.
    public var allowsBookmarks = false
    public var gracePeriodSeconds: Int64?
    public var propagationPolicy: PropagationPolicy?
    /// What said the same before there were policies; deprecated, never together with one.
    public var orphanDependents: Bool?
    /// As text, as on the wire.
    public var labelSelector = ""
    public var fieldSelector = ""
    public var limit = 0
    public var continueToken = ""
    /// The answer holds only the metadata (`as=PartialObjectMetadata`), as the metadata client asks.
    public var asMetadata = false

    public init() {}
}

/// A request to the API server, whoever asks.
public struct APIRequest: Sendable, Equatable {
    public var verb: Verb
    public var resource: Resource
    public var namespace: String
    /// Empty for create, list and deletecollection.
    public var name: String
    /// Empty for the object itself.
    public var subresource: String
    /// The object or the patch; `.null` if there is none.
    public var body: Value
    public var options: RequestOptions
    /// `system:serviceaccount:kube-system:replicaset-controller`, `kubernetes-admin`, …
    public var user: String
    /// What there is to say of the caller besides that name; `nil` for every component.
    public var caller: Caller?
    /// What the client calls itself (`kubectl/v1.36.2 (linux/amd64) …`); empty for components and the prompt.
    public var userAgent = ""

    public init(
        _ verb: Verb, _ resource: Resource, namespace: String = "", name: String = "", subresource: String = "",
        body: Value = .null, options: RequestOptions = RequestOptions(), user: String = ""
    ) {
        self.verb = verb
        self.resource = resource
        self.namespace = namespace
        self.name = name
        self.subresource = subresource
        self.body = body
        self.options = options
        self.user = user
    }

    /// Creates `object` in the namespace it names.
    public static func create(_ object: Value, _ resource: Resource) -> APIRequest {
        APIRequest(
            .create, resource, namespace: object.at("metadata", "namespace")?.string ?? "",
            name: object.at("metadata", "name")?.string ?? "", body: object)
    }

    /// Updates an object, or one of its subresources.
    public static func update(_ object: Value, _ resource: Resource, subresource: String = "") -> APIRequest {
        APIRequest(
            .update, resource, namespace: object.at("metadata", "namespace")?.string ?? "",
            name: object.at("metadata", "name")?.string ?? "", subresource: subresource, body: object)
    }

    public static func get(_ resource: Resource, _ key: ObjectKey) -> APIRequest {
        APIRequest(.get, resource, namespace: key.namespace, name: key.name)
    }

    public static func patch(
        _ type: PatchType, _ resource: Resource, _ key: ObjectKey, subresource: String = "", _ body: Value
    ) -> APIRequest {
        APIRequest(
            .patch(type), resource, namespace: key.namespace, name: key.name, subresource: subresource, body: body)
    }

    public static func delete(_ resource: Resource, _ key: ObjectKey) -> APIRequest {
        APIRequest(.delete, resource, namespace: key.namespace, name: key.name)
    }

    /// The same request of a metadata client. Upstream: client-go metadata.
    public static func metadata(_ request: APIRequest) -> APIRequest {
        var request = request
        request.options.asMetadata = true
        return request
    }

    public var key: ObjectKey { ObjectKey(namespace, name) }

    /// The path on the wire, without query: `/apis/apps/v1/namespaces/default/replicasets/web/status`.
    public var path: String {
        let info = resource.info
        var out = info.group.isEmpty ? "/api/\(info.version)" : "/apis/\(info.group)/\(info.version)"
        if info.isNamespaced && !namespace.isEmpty { out += "/namespaces/\(namespace)" }
        out += "/" + info.plural
        if !name.isEmpty && verb != .create || !subresource.isEmpty { out += "/" + name }
        if !subresource.isEmpty { out += "/" + subresource }
        return out
    }
}

extension APIRequest {
    /// Path and query.
    public var uri: String {
        let query = query
        return query.isEmpty ? path : "\(path)?\(query)"
    }
}

/// The answer to a request.
public enum APIResult: Sendable, Equatable {
    /// One object; `code` is 200 or 201.
    case object(APIObject, code: Int)
    /// A list at a revision.
    case list([APIObject], revision: Int64)
    /// A part of a list; only for requests with a limit, if there is more.
    case page(ListPage)
    /// Anything else that is no object of the store (a `Scale`, an `Eviction`, a `Status` of success).
    case document(Value, code: Int)
    case failure(Status)

    public var code: Int {
        switch self {
        case .object(_, let code), .document(_, let code): code
        case .list, .page: 200
        case .failure(let status): status.code
        }
    }

    public var object: APIObject? { if case .object(let object, _) = self { object } else { nil } }
    public var failure: Status? { if case .failure(let status) = self { status } else { nil } }
}

/// A part of a list, and how to go on.
public struct ListPage: Sendable, Equatable {
    /// Its objects.
    public let items: [APIObject]
    /// The revision of the whole list.
    public let revision: Int64
    /// `metadata.continue`.
    public let continueToken: String
    /// `metadata.remainingItemCount`; `nil` with selectors.
    public let remaining: Int?

    /// A part of a list.
    public init(items: [APIObject], revision: Int64, continueToken: String, remaining: Int?) {
        self.items = items
        self.revision = revision
        self.continueToken = continueToken
        self.remaining = remaining
    }
}

/// One change of the store as watchers see it.
public struct Change: Sendable {
    public enum Kind: String, Sendable { case added = "ADDED", modified = "MODIFIED", deleted = "DELETED" }

    public let revision: Int64
    public let kind: Kind
    /// The object after the change (for a deletion: as it was last, at the revision of the deletion).
    public let object: APIObject
    /// The object before the change.
    public let old: APIObject?

    public init(revision: Int64, kind: Kind, object: APIObject, old: APIObject?) {
        self.revision = revision
        self.kind = kind
        self.object = object
        self.old = old
    }
}
