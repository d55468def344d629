import Documents
import KubeAPI

/// `set env --list --resolve`: what variables come to.
///
/// Upstream: kubectl/pkg/cmd/set/set_env.go, set/env/env_resolve.go.
struct EnvironmentValues {
    private let objects: [APIObject]

    init(_ objects: [APIObject]) { self.objects = objects }

    /// The lines of a container, and what could not be found.
    func lines(
        _ variables: [Value], of owner: APIObject, _ container: Value
    ) -> (lines: String, problems: String) {
        var lines = ""
        var failed: [(why: String, names: [String])] = []
        for variable in variables {
            let name = variable.text("name")
            guard let source = variable["valueFrom"] else {
                lines += "\(name)=\(variable.text("value"))\n"
                continue
            }
            do throws(KubectlFailure) {
                lines += "\(name)=\(try value(source, owner, container))\n"
            } catch {
                lines += Execution.environmentLine(variable)
                let why = KubectlFailure.aggregated([error])
                if let index = failed.firstIndex(where: { $0.why == why }) {
                    failed[index].names.append(name)
                } else {
                    failed.append((why, [name]))
                }
            }
        }
        let problems = failed.map {
            "error retrieving reference for \($0.names.sorted().joined(separator: ", ")): \($0.why)\n"
        }
        return (lines, problems.sorted().joined())
    }

    private func value(_ source: Value, _ owner: APIObject, _ container: Value) throws(KubectlFailure) -> String {
        if let ref = source["secretKeyRef"] { return try keyed(ref, .secrets, "secret") }
        if let ref = source["configMapKeyRef"] { return try keyed(ref, .configMaps, "config map") }
        if let ref = source["fieldRef"] { return try field(ref.text("fieldPath"), owner) }
        guard let ref = source["resourceFieldRef"] else { throw .message("invalid valueFrom") }
        guard let amount = ContainerAmount.text(ref, container) else {
            throw .message("Unsupported container resource : \(ref.text("resource"))")
        }
        return amount
    }

    private func keyed(_ ref: Value, _ resource: Resource, _ what: String) throws(KubectlFailure) -> String {
        let (name, key) = (ref.text("name"), ref.text("key"))
        guard let object = objects.first(where: { $0.resource == resource && $0.name == name }) else {
            throw .status(.notFound(resource.info.plural, group: "", name: name))
        }
        guard let text = object.at("data", key)?.string else {
            throw .message("key \(key) not found in \(what) \(name)")
        }
        guard resource == .secrets, let bytes = Base64.bytes(text) else { return text }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Upstream: extractFieldPathAsString.
    private func field(_ path: String, _ owner: APIObject) throws(KubectlFailure) -> String {
        let maps = [("metadata.labels", "labels"), ("metadata.annotations", "annotations")]
        for (map, field) in maps {
            let values = owner.at("metadata", field)
            if path == map { return Self.text(of: values) }
            if path.hasPrefix(map + "['") && path.hasSuffix("']") {
                return values?[String(path.dropFirst(map.count + 2).dropLast(2))]?.string ?? ""
            }
        }
        switch path {
        case "metadata.name": return owner.name
        case "metadata.namespace": return owner.namespace
        case "metadata.uid": return owner.uid
        default: throw .message("unsupported fieldPath: \(path)")
        }
    }

    private static func text(of map: Value?) -> String {
        let lines = (map?.fields?.members ?? []).map { "\($0.key)=\(GoStrings.quoted($0.value.string ?? ""))" }
        return lines.joined(separator: "\n")
    }
}
