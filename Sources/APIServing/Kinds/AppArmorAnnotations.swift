import Documents
import KubeAPI

/// AppArmor annotations of a new pod become fields of its containers.
///
/// Upstream: pkg/registry/core/pod/strategy.go, applyAppArmorVersionSkew; pkg/api/pod/warnings.go.
enum AppArmorAnnotations {
    private static let advice = "deprecated since v1.30; use the \"appArmorProfile\" field instead"

    /// Fills the fields in and answers what the client is told of it.
    static func apply(to pod: inout Value) -> [String] {
        let marks = pod.at("metadata", "annotations") ?? .null
        guard marks.stringMap.contains(where: { $0.0.hasPrefix(AppArmorRules.prefix) }),
            pod.at("spec", "os", "name") != "windows"
        else { return [] }
        let whole = pod.at("spec", "securityContext", "appArmorProfile") ?? .null
        var warnings: [String] = []
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            guard case .array(var containers)? = pod.at("spec", list) else { continue }
            for index in containers.indices {
                let key = AppArmorRules.prefix + (containers[index]["name"]?.string ?? "")
                let own = containers[index].at("securityContext", "appArmorProfile") ?? .null
                guard own.isNull, let mark = marks[key]?.string else { continue }
                let field = AppArmorRules.field(of: mark).flatMap { AppArmorRules.isValid($0) ? $0 : nil }
                if let field, field == whole { continue }
                if let field { containers[index].set(field, at: "securityContext", "appArmorProfile") }
                warnings.append("metadata.annotations[\(key)]: \(advice)")
            }
            pod.set(.array(containers), at: "spec", list)
        }
        return warnings
    }

    /// The same said of a template at `path` (`spec.template.`), whose fields stay as they are.
    static func warnings(_ container: Value, _ spec: Value, _ marks: Value, _ path: String) -> [String] {
        let own = container.at("securityContext", "appArmorProfile") ?? .null
        let key = AppArmorRules.prefix + (container["name"]?.string ?? "")
        guard !path.isEmpty, own.isNull, let mark = marks[key]?.string else { return [] }
        let whole = spec.at("securityContext", "appArmorProfile") ?? .null
        if !whole.isNull, AppArmorRules.field(of: mark) == whole { return [] }
        return ["\(path)metadata.annotations[\(key)]: \(advice)"]
    }
}
