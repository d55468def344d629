import APIServing
import Documents
import KubeAPI
import Simulation
import Testing

/// The document of a JSON text.
func json(_ text: String) throws -> Value { try JSONReader.read(text) }

/// An API server with the namespace `default` in it, and a clock that goes on by a second with each request.
struct Server {
    var server = APIServer(seed: Seed(7), changeLogWindow: 1_000)
    var seconds: Int64 = 0

    init() {
        server.bootstrapPolicy(Seed(7), at: Moment(time: .zero, start: 1_767_225_600_000_000))
        var namespace = APIRequest.create(
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "default"]], .namespaces)
        namespace.namespace = ""
        let made = send(namespace)
        precondition(made.failure == nil, "no namespace: \(String(describing: made.failure))")
    }

    /// Sends a request as the admin.
    @discardableResult
    mutating func send(_ request: APIRequest) -> APIResult { handle(request).result }

    mutating func handle(_ request: APIRequest, showStages: Bool = false) -> Handled {
        var request = request
        if request.user.isEmpty { request.user = "kubernetes-admin" }
        seconds += 1
        let moment = Moment(
            time: SimTime(microseconds: seconds * 1_000_000), start: 1_767_225_600_000_000)
        return server.handle(request, at: moment, showStages: showStages)
    }

    /// Sends an object with a manager.
    @discardableResult
    mutating func create(_ object: Value, _ resource: Resource, by manager: String = "") -> APIResult {
        var request = APIRequest.create(object, resource)
        if resource.info.isNamespaced { request.namespace = "default" }
        request.options.fieldManager = manager
        return send(request)
    }

    @discardableResult
    mutating func update(
        _ object: Value, _ resource: Resource, subresource: String = "", by manager: String = ""
    ) -> APIResult {
        var request = APIRequest.update(object, resource, subresource: subresource)
        if resource.info.isNamespaced { request.namespace = "default" }
        request.options.fieldManager = manager
        return send(request)
    }

    @discardableResult
    mutating func patch(
        _ type: PatchType, _ resource: Resource, _ name: String, subresource: String = "", _ body: Value,
        by manager: String = "", force: Bool = false
    ) -> APIResult {
        var request = APIRequest.patch(
            type, resource, ObjectKey(resource.info.isNamespaced ? "default" : "", name), subresource: subresource, body
        )
        request.options.fieldManager = manager
        request.options.force = force
        return send(request)
    }

    @discardableResult
    mutating func apply(
        _ object: Value, _ resource: Resource, by manager: String, force: Bool = false
    ) -> APIResult {
        patch(.apply, resource, object.at("metadata", "name")?.string ?? "", object, by: manager, force: force)
    }

    func object(_ resource: Resource, _ name: String) -> APIObject? {
        server.store.object(resource, ObjectKey(resource.info.isNamespaced ? "default" : "", name))
    }
}

/// Who owns what, an entry a line: `kubectl Apply v1: f:data{f:a f:b}`.
func owners(_ object: APIObject?) -> [String] {
    (object?.managedFields?.array ?? []).map { entry in
        let subresource = entry["subresource"]?.string.map { "/\($0)" } ?? ""
        return "\(entry["manager"]?.string ?? "?") \(entry["operation"]?.string ?? "?")\(subresource) "
            + "\(entry["apiVersion"]?.string ?? "?"): \(brief(entry["fieldsV1"] ?? .null))"
    }
}

/// A set of fields in few letters.
func brief(_ fields: Value) -> String {
    (fields.fields ?? Fields()).map { field in
        let inner = brief(field.value)
        return inner.isEmpty ? field.key : "\(field.key){\(inner)}"
    }.joined(separator: " ")
}

/// A ConfigMap with this data.
func configMap(_ name: String, _ data: [(String, String)], labels: [(String, String)] = []) -> Value {
    var map: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)]]
    if !data.isEmpty { map.set(Value(data.map { (key: $0.0, value: $0.1) }), at: "data") }
    if !labels.isEmpty { map.set(Value(labels.map { (key: $0.0, value: $0.1) }), at: "metadata", "labels") }
    return map
}

/// An object of the name `x` with these members.
func bare(_ apiVersion: Value, _ kind: Value, _ members: Value = [:]) -> Value {
    var object: Value = ["apiVersion": apiVersion, "kind": kind, "metadata": ["name": "x"]]
    for field in members.fields ?? Fields() { object.set(field.value, at: field.key) }
    return object
}
