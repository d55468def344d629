import Documents

/// What holds for ControllerRevisions: a template as it was, never changed.
///
/// Upstream: pkg/apis/apps/validation/validation.go, ValidateControllerRevisionCreate and …Update.
enum ControllerRevisionRules {
    static func create(_ revision: Value, _ report: inout FieldReport) {
        common(revision, &report)
        switch revision["data"] {
        case nil, .null: report.required("data", "data is mandatory")
        case .object: break
        default: report.required("data", "data must be a valid JSON object")
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        common(new, &report)
        report.immutable("data", new["data"], old["data"])
    }

    private static func common(_ revision: Value, _ report: inout FieldReport) {
        MetadataRules.check(revision, namespaced: true, names: .subdomain, &report)
        report.nonNegative("revision", revision["revision"]?.int)
    }
}
