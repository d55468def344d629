public import Documents

/// AppArmor profiles of pods and containers, as fields and as the annotations that came before them.
///
/// Upstream: pkg/apis/core/validation/validation.go (ValidateAppArmorProfileField, ValidateAppArmorPodAnnotations,
/// validateAppArmorAnnotationsAndFieldsMatchOnCreate), pkg/api/pod/util.go (ApparmorFieldForAnnotation).
public enum AppArmorRules {
    /// What the annotation of a container begins with; its name follows.
    public static let prefix = "container.apparmor.security.beta.kubernetes.io/"
    private static let types = ["Localhost", "RuntimeDefault", "Unconfined"]
    private static let pathLengthMax = 4095
    private static let lists = ["initContainers", "containers", "ephemeralContainers"]

    static func profile(_ profile: Value, _ report: inout FieldReport) {
        let type = profile["type"]?.string ?? ""
        let path = profile["localhostProfile"]?.string
        switch type {
        case "Localhost":
            guard let path, !path.isEmpty else {
                return report.required("localhostProfile", "must be set when AppArmor type is Localhost")
            }
            if path.trimmed != path { report.invalid("localhostProfile", path, "must not be padded with whitespace") }
            if path.utf8.count > pathLengthMax { report.tooLong("localhostProfile", pathLengthMax) }
        case "RuntimeDefault", "Unconfined":
            if let path {
                report.invalid("localhostProfile", path, "can only be set when AppArmor type is Localhost")
            }
        case "": report.required("type", "type is required when appArmorProfile is set")
        default: report.notSupported("type", type, types)
        }
    }

    /// Annotations name containers that are there and profiles that can be.
    static func annotations(_ marks: Value, _ spec: Value, _ report: inout FieldReport) {
        let names = lists.flatMap { spec[$0]?.array ?? [] }.compactMap { $0["name"]?.string }
        for (key, profile) in marks.stringMap where key.hasPrefix(prefix) {
            let name = String(key.dropFirst(prefix.count))
            if !names.contains(name) { report.invalid("[\(key)]", name, "container not found") }
            let isKnown = ["", "runtime/default", "unconfined"].contains(profile) || profile.hasPrefix("localhost/")
            if !isKnown { report.invalid("[\(key)]", profile, "invalid AppArmor profile name: \(goQuoted(profile))") }
        }
    }

    /// A field and an annotation of one container say the same.
    static func agreement(_ marks: Value, _ spec: Value, _ report: inout FieldReport) {
        if spec.at("os", "name") == "windows" { return }
        for list in lists {
            report.each(list, of: spec) { report, container, _ in
                let own = container.at("securityContext", "appArmorProfile") ?? .null
                let profile = own.isNull ? spec.at("securityContext", "appArmorProfile") ?? .null : own
                guard !profile.isNull, let mark = marks["\(prefix)\(container["name"]?.string ?? "")"]?.string else {
                    return
                }
                let place = "securityContext.appArmorProfile"
                let given = field(of: mark)
                let type = profile["type"]?.string ?? ""
                let isNearly = type == "Localhost" && mark == "localhost/"
                if types.contains(type), given?["type"] != profile["type"], !isNearly {
                    report.forbidden("\(place).type", "apparmor type in annotation and field must match")
                } else if type == "Localhost", given?["localhostProfile"] != profile["localhostProfile"] {
                    report.forbidden(
                        "\(place).localhostProfile", "apparmor profile in annotation and field must match")
                }
            }
        }
    }

    /// The field that an annotation stands for, `{type: Localhost, localhostProfile: a}` for `localhost/a`; or `nil`.
    public static func field(of mark: String) -> Value? {
        if mark == "unconfined" { return ["type": "Unconfined"] }
        if mark == "runtime/default" { return ["type": "RuntimeDefault"] }
        let path = mark.hasPrefix("localhost/") ? String(mark.dropFirst("localhost/".count)) : ""
        return path.isEmpty ? nil : ["type": "Localhost", "localhostProfile": .string(path)]
    }

    /// Whether `profile` may stand as a field.
    public static func isValid(_ profile: Value) -> Bool {
        var report = FieldReport()
        self.profile(profile, &report)
        return report.errors.isEmpty
    }
}
