public import Documents

/// What a question about access may hold. Upstream: pkg/apis/authorization/validation/validation.go.
public enum AccessReviewRules {
    /// - Parameters:
    ///   - names: it names a user or groups.
    ///   - local: the namespace of a LocalSubjectAccessReview.
    public static func problems(of review: Value, names: Bool, local: String?) -> [FieldError] {
        var report = FieldReport()
        let spec = review["spec"] ?? .null
        let resource = spec["resourceAttributes"]
        let path = spec["nonResourceAttributes"]
        report.within("spec") { report in
            if path != nil, resource != nil {
                paths(path, "cannot be specified in combination with resourceAttributes", &report)
            }
            if resource == nil, path == nil {
                report.invalid(
                    "resourceAttributes", json: nil,
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified")
            }
            if names, (spec["user"]?.string ?? "").isEmpty, spec["groups"]?.isEmpty != false {
                report.invalid("user", "", "at least one of user or group must be specified")
            }
            selectors(resource ?? .null, &report)
        }
        metadata(review["metadata"] ?? .null, isLocal: local != nil, &report)
        guard let local else { return report.errors }
        report.within("spec") { report in
            let given = resource?["namespace"]?.string ?? ""
            if resource != nil, given != local {
                report.invalid("resourceAttributes.namespace", given, "must match metadata.namespace")
            }
            if path != nil { paths(path, "disallowed on this kind of request", &report) }
        }
        return report.errors
    }

    private static func paths(_ path: Value?, _ problem: String, _ report: inout FieldReport) {
        let shown = ["path", "verb"].map { goQuoted(path?[$0]?.string ?? "") }
        report.add(
            .invalid, "nonResourceAttributes", badValue: "{\"Path\":\(shown[0]),\"Verb\":\(shown[1])}", problem)
    }

    private static func metadata(_ metadata: Value, isLocal: Bool, _ report: inout FieldReport) {
        var fields = metadata.fields ?? Fields()
        // Upstream wipes what only the server sets before it looks.
        let free = [
            "managedFields", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "uid",
        ]
        for field in free + (isLocal ? ["namespace"] : []) { fields[field] = nil }
        fields.keep { !$0.value.isEmpty }
        if fields.isEmpty { return }
        let shown = Schema.builtIn.goJSON(metadata, as: "meta/v1.ObjectMeta")
        report.add(
            .invalid, "metadata", badValue: shown, isLocal ? "must be empty except for namespace" : "must be empty")
    }

    private static func selectors(_ resource: Value, _ report: inout FieldReport) {
        report.within("resourceAttributes") { report in
            for name in ["fieldSelector", "labelSelector"] {
                report.member(name, of: resource) { report, selector in
                    let raw = selector["rawSelector"]?.string ?? ""
                    let isBare = selector["requirements"]?.isEmpty ?? true
                    if !raw.isEmpty, !isBare {
                        report.invalid("rawSelector", raw, "may not specified at the same time as requirements")
                    }
                    if raw.isEmpty, isBare {
                        report.required(
                            "requirements",
                            "when \(report.place("")) is specified, requirements or rawSelector is required")
                    }
                    report.each("requirements", of: selector) { report, requirement, _ in
                        if name == "labelSelector" {
                            MetadataRules.requirement(requirement, anyOperator: true, &report)
                        } else {
                            fieldRequirement(requirement, &report)
                        }
                    }
                }
            }
        }
    }

    /// Operators that are not known may stand: a newer client knows them.
    private static func fieldRequirement(_ requirement: Value, _ report: inout FieldReport) {
        if (requirement["key"]?.string ?? "").isEmpty { report.required("key", "must be specified") }
        MetadataRules.operatorValues(requirement, anyOperator: true, &report)
    }
}
