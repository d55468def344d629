import Documents
import KubeAPI
import Simulation

/// The variables a container was started with.
///
/// Upstream: pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables; pkg/kubelet/envvars. Upstream hands them over in
/// no order; here the container's own come first, in the order of their names, then those of Services.
struct Environment {
    /// In order; what the runtime adds first.
    private(set) var variables: [(name: String, value: String)] = []
    /// What cannot be known: an object that was changed after the container had started. Its name, `configmap "web"`.
    private(set) var unknown: [String] = []

    /// What an image says of itself if nobody knows better.
    private static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    private let world: ContainerWorld

    init(_ world: ContainerWorld) {
        self.world = world
        let services = serviceVariables()
        var own: [(name: String, value: String)] = []
        for source in world.unit.spec["envFrom"]?.array ?? [] {
            for (key, value) in all(of: source) {
                Environment.set("\(source["prefix"]?.string ?? "")\(key)", value, &own)
            }
        }
        for entry in world.unit.spec["env"]?.array ?? [] {
            guard let name = entry["name"]?.string, let value = value(of: entry, own, services) else { continue }
            Environment.set(name, value, &own)
        }
        own.sort { $0.name < $1.name }
        variables = [("PATH", Environment.path), ("HOSTNAME", world.hostname)]
        for (name, value) in own { Environment.set(name, value, &variables) }
        for (name, value) in services where self[name] == nil { variables.append((name, value)) }
        if self["HOME"] == nil { variables.append(("HOME", "/root")) }
    }

    /// The value of a variable; `nil` if it is not set.
    subscript(_ name: String) -> String? { variables.first { $0.name == name }?.value }

    private static func set(_ name: String, _ value: String, _ list: inout [(name: String, value: String)]) {
        if let index = list.firstIndex(where: { $0.name == name }) {
            list[index].value = value
        } else {
            list.append((name, value))
        }
    }

    // MARK: - Sources

    private mutating func value(
        of entry: Value, _ own: [(name: String, value: String)], _ services: [(name: String, value: String)]
    ) -> String? {
        if let text = entry["value"]?.string, !text.isEmpty {
            return Environment.expanded(text) { name in
                own.first { $0.name == name }?.value ?? services.first { $0.name == name }?.value
            }
        }
        guard let from = entry["valueFrom"] else { return "" }
        if let field = from["fieldRef"] { return world.field(field["fieldPath"]?.string ?? "") ?? "" }
        if let resource = from["resourceFieldRef"] { return world.resourceField(resource) ?? "" }
        if let map = from["configMapKeyRef"] { return one(map, .configMaps) }
        if let secret = from["secretKeyRef"] { return one(secret, .secrets) }
        return ""
    }

    private mutating func one(_ reference: Value, _ resource: Resource) -> String? {
        guard let object = source(resource, reference["name"]?.string ?? "") else { return nil }
        return ContainerWorld.contents(of: object).first { $0.name == reference["key"]?.string }?.text
    }

    private mutating func all(of source: Value) -> [(String, String)] {
        let reference = source["configMapRef"] ?? source["secretRef"] ?? .null
        let resource: Resource = source["configMapRef"] == nil ? .secrets : .configMaps
        guard let object = self.source(resource, reference["name"]?.string ?? "") else { return [] }
        return (object["data"]?.fields?.keys ?? []).compactMap { key in
            ContainerWorld.contents(of: object).first { $0.name == key }.map { (key, $0.text) }
        }
    }

    /// The object, if it still is what it was when the container started.
    private mutating func source(_ resource: Resource, _ name: String) -> APIObject? {
        guard let object = world.reader.object(resource, ObjectKey(world.pod.namespace, name)) else { return nil }
        let started = (world.moment.start + world.run.startedAt.microseconds) / 1_000_000
        let changed = (object.managedFields?.array ?? []).compactMap { $0["time"]?.string }
            .compactMap(Timestamps.parse).map { $0 / 1_000_000 }.max()
        if max(changed ?? 0, object.meta.created / 1_000_000) > started {
            let word = "\(resource.info.singular) \(goQuoted(name))"
            if !unknown.contains(word) { unknown.append(word) }
        }
        return object
    }

    // MARK: - Services

    /// Of the Services that were there when the container started. Upstream: getServiceEnvVarMap.
    private func serviceVariables() -> [(name: String, value: String)] {
        let started = world.moment.start + world.run.startedAt.microseconds
        var services = world.reader.services("default").filter { $0.name == "kubernetes" }
        if world.row.spec["enableServiceLinks"]?.bool ?? true {
            services += world.reader.services(world.pod.namespace).filter {
                !($0.namespace == "default" && $0.name == "kubernetes")
            }
        }
        services.removeAll { $0.meta.created > started }
        return services.flatMap(Environment.links).sorted { $0.name < $1.name }
    }

    /// Upstream: pkg/kubelet/envvars/envvars.go, FromServices, makeLinkVariables.
    private static func links(_ service: APIObject) -> [(name: String, value: String)] {
        guard let ip = service.at("spec", "clusterIP")?.string, !ip.isEmpty, ip != "None",
            let ports = service.at("spec", "ports")?.array, let first = ports.first?["port"]?.int
        else { return [] }
        func upper(_ text: String) -> String { String(text.map { $0 == "-" ? "_" : $0 }).uppercased() }
        let host = ip.contains(":") ? "[\(ip)]" : ip
        let prefix = upper(service.name)
        var out = [(name: prefix + "_SERVICE_HOST", value: ip), (prefix + "_SERVICE_PORT", String(first))]
        for (index, port) in ports.enumerated() {
            let number = port["port"]?.int ?? 0
            let transport = port["protocol"]?.string ?? "TCP"
            if let name = port["name"]?.string, !name.isEmpty {
                out.append(("\(prefix)_SERVICE_PORT_\(upper(name))", String(number)))
            }
            let address = "\(transport.lowercased())://\(host):\(number)"
            if index == 0 { out.append((prefix + "_PORT", address)) }
            let place = "\(prefix)_PORT_\(number)_\(transport)"
            out += [
                (place, address), (place + "_PROTO", transport.lowercased()), (place + "_PORT", String(number)),
                (place + "_ADDR", ip),
            ]
        }
        return out
    }

    /// `$(NAME)` is the value of a variable that is set already, `$$` a dollar sign; others stay.
    ///
    /// Upstream: third_party/forked/golang/expansion/expand.go.
    static func expanded(_ text: String, _ value: (String) -> String?) -> String {
        var out = ""
        var rest = text[...]
        while let letter = rest.popFirst() {
            guard letter == "$", let next = rest.first else {
                out.append(letter)
                continue
            }
            if next == "$" {
                rest.removeFirst()
                out.append("$")
            } else if next == "(", let end = rest.firstIndex(of: ")") {
                let name = String(rest[rest.index(after: rest.startIndex)..<end])
                out += value(name) ?? "$(\(name))"
                rest = rest[rest.index(after: end)...]
            } else {
                out.append(letter)
            }
        }
        return out
    }
}
