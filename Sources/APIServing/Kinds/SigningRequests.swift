import Documents
import KubeAPI
import Simulation

/// Approving and denying CertificateSigningRequests.
///
/// Upstream: pkg/registry/certificates/certificates/strategy.go, csrApprovalStrategy;
/// pkg/apis/certificates/validation/validation.go.
enum SigningRequests {
    /// An approval changes the conditions Approved and Denied and nothing else.
    static func prepareForApproval(_ draft: inout Value, old: APIObject, at moment: Moment) {
        let date = Value.string(Timestamps.seconds(moment.date))
        var conditions = draft.at("status", "conditions")?.array ?? []
        let before = old.at("status", "conditions")?.array ?? []
        for index in conditions.indices {
            if conditions[index]["lastUpdateTime"]?.isNull ?? true { conditions[index].set(date, at: "lastUpdateTime") }
            guard conditions[index]["lastTransitionTime"]?.isNull ?? true else { continue }
            let same = before.first {
                $0["type"] == conditions[index]["type"] && $0["status"] == conditions[index]["status"]
            }
            conditions[index].set(same?["lastTransitionTime"] ?? date, at: "lastTransitionTime")
        }
        draft = old.value
        draft.set(conditions.isEmpty ? nil : .array(conditions), at: "status", "conditions")
    }

    static func approvalErrors(_ draft: Value, old: Value) -> [FieldError] {
        let conditions = draft.at("status", "conditions")?.array ?? []
        func types(_ list: [Value]) -> [String] { list.compactMap { $0["type"]?.string } }
        let (new, before) = (types(conditions), types(old.at("status", "conditions")?.array ?? []))
        var errors: [FieldError] = []
        for type in ["Approved", "Denied", "Failed"] where before.contains(type) && !new.contains(type) {
            errors.append(
                FieldError(
                    .forbidden, "status.conditions", "updates may not remove a condition of type \(goQuoted(type))"))
        }
        if new.contains("Failed") && !before.contains("Failed") {
            errors.append(
                FieldError(
                    .forbidden, "status.conditions", "updates may not add a condition of type \"Failed\""))
        }
        for (index, condition) in conditions.enumerated() {
            let path = "status.conditions[\(index)]"
            let type = condition["type"]?.string ?? ""
            if type.isEmpty { errors.append(FieldError(.required, "\(path).type")) }
            if new.prefix(index).contains(type) {
                errors.append(FieldError(.duplicate, "\(path).type", badValue: goQuoted(type)))
            }
            if ["Approved", "Denied", "Failed"].contains(type), condition["status"]?.string != "True" {
                errors.append(
                    FieldError(
                        .notSupported, "\(path).status", badValue: goQuoted(condition["status"]?.string ?? ""),
                        "supported values: \"True\""))
            }
        }
        if new.contains("Approved") && new.contains("Denied") {
            errors.append(
                FieldError(
                    .invalid, "status.conditions", badValue: "\"Denied\"",
                    "Approved and Denied conditions are mutually exclusive"))
        }
        return errors
    }
}
