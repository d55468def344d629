import Documents
import KubeAPI

/// ConfigMaps and Secrets of literals and files.
///
/// Upstream: kustomize api/internal/builtins ConfigMapGenerator.go, SecretGenerator.go, api/kv/kv.go.
extension Kustomization {
    func generate(_ all: inout [KustomizeResource]) throws(KustomizeError) {
        for (field, isSecret) in [("configMapGenerator", false), ("secretGenerator", true)] {
            for entry in fields[field]?.array ?? [] {
                try absorb(try generated(entry, isSecret), behavior: entry.text("behavior"), &all)
            }
        }
    }

    private func generated(_ entry: Value, _ isSecret: Bool) throws(KustomizeError) -> KustomizeResource {
        let name = entry.text("name")
        if name.isEmpty { throw KustomizeError(message: "a generator needs a name") }
        var value: Value = [
            "apiVersion": "v1", "kind": isSecret ? "Secret" : "ConfigMap", "metadata": ["name": .string(name)]
        ]
        if !entry.text("namespace").isEmpty { value.set(entry["namespace"], at: "metadata", "namespace") }
        if isSecret { value.set(.string(entry.text("type").isEmpty ? "Opaque" : entry.text("type")), at: "type") }
        for (key, bytes) in try pairs(entry) {
            if isSecret {
                value.set(.string(Base64.text(bytes)), at: "data", key)
            } else if let text = String(validating: bytes, as: UTF8.self) {
                value.set(.string(text), at: "data", key)
            } else {
                value.set(.string(Base64.text(bytes)), at: "binaryData", key)
            }
        }
        let options = [fields["generatorOptions"], entry["options"]]
        for option in options.compactMap({ $0 }) {
            for field in ["labels", "annotations"] {
                for (key, text) in option[field]?.stringMap ?? [] {
                    value.set(.string(text), at: "metadata", field, key)
                }
            }
            if option["immutable"]?.bool == true { value.set(true, at: "immutable") }
        }
        var made = KustomizeResource(value)
        made.isHashed = !options.contains { $0?["disableNameSuffixHash"]?.bool == true }
        return made
    }

    /// What literals, files and files of variables hold.
    private func pairs(_ entry: Value) throws(KustomizeError) -> [(key: String, bytes: [UInt8])] {
        var out: [(key: String, bytes: [UInt8])] = []
        func texts(_ field: String) -> [String] { (entry[field]?.array ?? []).compactMap(\.string) }
        for path in texts("envs") + (entry.text("env").isEmpty ? [] : [entry.text("env")]) {
            let text = String(decoding: try read(Self.joined(folder, path)), as: UTF8.self)
            for line in text.split(whereSeparator: \.isNewline) {
                let line = line.drop { $0 == " " || $0 == "\t" }
                guard !line.isEmpty, line.first != "#" else { continue }
                guard let equals = line.firstIndex(of: "=") else {
                    throw KustomizeError(message: "not modelled: \(path) takes \(line) of the environment")
                }
                out.append((String(line[..<equals]), Array(line[line.index(after: equals)...].utf8)))
            }
        }
        for literal in texts("literals") {
            guard let equals = literal.firstIndex(of: "="), equals != literal.startIndex else {
                throw KustomizeError(message: "invalid literal source \(literal), expected key=value")
            }
            var text = literal[literal.index(after: equals)...]
            if text.count > 1, text.first == text.last, text.first == "\"" || text.first == "'" {
                text = text.dropFirst().dropLast()
            }
            out.append((String(literal[..<equals]), Array(text.utf8)))
        }
        for source in texts("files") {
            let parts = source.split(separator: "=", maxSplits: 1).map(String.init)
            let key = parts.count > 1 ? parts[0] : source.split(separator: "/").last.map(String.init) ?? source
            out.append((key, try read(Self.joined(folder, parts.last ?? source))))
        }
        return out
    }

    /// Adds it, or changes the one of that name from another layer.
    private func absorb(
        _ made: KustomizeResource, behavior: String, _ all: inout [KustomizeResource]
    ) throws(KustomizeError) {
        let place = all.firstIndex { $0.kind == made.kind && $0.wasCalled(made.name) }
        switch (behavior, place) {
        case ("", nil), ("create", nil): all.append(made)
        case ("merge", let index?):
            var merged = all[index].value
            for field in ["data", "binaryData"] {
                for (key, text) in made.value[field]?.stringMap ?? [] { merged.set(.string(text), at: field, key) }
            }
            all[index].value = merged
            all[index].isHashed = made.isHashed
        case ("replace", let index?):
            for field in ["data", "binaryData"] { all[index].value.set(made.value[field], at: field) }
            all[index].isHashed = made.isHashed
        case ("merge", nil), ("replace", nil):
            throw KustomizeError(
                message: "merging from generator: id \(made.kind).\(made.name) does not exist; cannot \(behavior)")
        default:
            throw KustomizeError(
                message:
                    "merging from generator: id \(made.kind).\(made.name) exists; behavior must be merge or replace")
        }
    }
}
