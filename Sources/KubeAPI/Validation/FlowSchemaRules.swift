import Documents

/// FlowSchemas. Upstream: pkg/apis/flowcontrol/validation/validation.go.
///
/// The two mandatory ones, `exempt` and `catch-all`, must be as they always are; see `MandatoryFlowObjects`.
enum FlowSchemaRules {
    private static let precedenceMax: Int64 = 10_000  // FlowSchemaMaxMatchingPrecedence
    private static let methods = ["ByNamespace", "ByUser"]
    private static let subjectKinds = ["Group", "ServiceAccount", "User"]
    private static let verbs = [
        "create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch",
    ]

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        let name = object.at("metadata", "name")?.string ?? ""
        report.member("spec", of: object) { spec($1, of: name, &$0) }
        if object["spec"] == nil { report.within("spec") { spec(.null, of: name, &$0) } }
        if let fixed = MandatoryFlowObjects.schemas[name], object["spec"] != fixed {
            let shown = Schema.builtIn.goInternalJSON(object["spec"], as: "flowcontrol/v1.FlowSchemaSpec")
            report.add(.invalid, "spec", badValue: shown, "spec of '\(name)' must equal the fixed value")
        }
        FlowConditionRules.check(object, &report)
    }

    private static func spec(_ spec: Value, of name: String, _ report: inout FieldReport) {
        let precedence = spec["matchingPrecedence"]?.int ?? 0
        if precedence <= 0 { report.invalid("matchingPrecedence", precedence, "must be a positive value") }
        if precedence > precedenceMax {
            report.invalid("matchingPrecedence", precedence, "must not be greater than \(precedenceMax)")
        }
        if precedence == 1, name != "exempt" {
            report.invalid(
                "matchingPrecedence", precedence, "only the schema named 'exempt' may have matchingPrecedence 1")
        }
        if let method = spec["distinguisherMethod"], !methods.contains(method["type"]?.string ?? "") {
            report.add(
                .notSupported, "distinguisherMethod.type",
                badValue: goJSON(["Type": method["type"] ?? ""]),
                "supported values: " + methods.map(goQuoted).joined(separator: ", "))
        }
        let level = spec.at("priorityLevelConfiguration", "name")?.string ?? ""
        if level.isEmpty {
            report.required("priorityLevelConfiguration.name", "must reference a priority level")
        } else {
            report.invalid("priorityLevelConfiguration.name", level, each: TextRules.dnsSubdomain(level))
        }
        report.each("rules", of: spec) { report, rule, _ in self.rule(rule, &report) }
    }

    private static func rule(_ rule: Value, _ report: inout FieldReport) {
        if rule["subjects"]?.isEmpty ?? true {
            report.required("subjects", "subjects must contain at least one value")
        }
        report.each("subjects", of: rule) { report, subject, _ in self.subject(subject, &report) }
        if rule["resourceRules"]?.isEmpty ?? true, rule["nonResourceRules"]?.isEmpty ?? true {
            report.required("", "at least one of resourceRules and nonResourceRules has to be non-empty")
        }
        report.each("resourceRules", of: rule) { report, rule, _ in resources(rule, &report) }
        report.each("nonResourceRules", of: rule) { report, rule, _ in paths(rule, &report) }
    }

    // MARK: who

    private static func subject(_ subject: Value, _ report: inout FieldReport) {
        let members = [("ServiceAccount", "serviceAccount"), ("User", "user"), ("Group", "group")]
        let kind = subject["kind"]?.string ?? ""
        guard let (_, own) = members.first(where: { $0.0 == kind }) else {
            return report.notSupported("kind", kind, subjectKinds)
        }
        if let named = subject[own], !named.isNull {
            report.within(own) { self.named(named, kind: kind, &$0) }
        } else {
            report.required(own, "\(own) is required when subject kind is '\(kind)'")
        }
        for (other, member) in members where other != kind && subject[member].isThere {
            report.forbidden(member, "\(member) is forbidden when subject kind is not '\(other)'")
        }
    }

    private static func named(_ named: Value, kind: String, _ report: inout FieldReport) {
        let name = named["name"]?.string ?? ""
        if name.isEmpty { report.required("name") }
        guard kind == "ServiceAccount" else { return }
        if !name.isEmpty, name != "*" { report.invalid("name", name, each: TextRules.dnsSubdomain(name)) }
        let namespace = named["namespace"]?.string ?? ""
        if namespace.isEmpty {
            report.required("namespace", "must specify namespace for service account")
        } else {
            report.invalid("namespace", namespace, each: TextRules.dnsLabel(namespace))
        }
    }

    // MARK: what

    private static func resources(_ rule: Value, _ report: inout FieldReport) {
        checkVerbs(rule, &report)
        list("apiGroups", rule, "resource rules must supply at least one api group", "api groups", &report)
        list("resources", rule, "resource rules must supply at least one resource", "resources", &report)
        let namespaces = (rule["namespaces"]?.array ?? []).map { $0.string ?? "" }
        if namespaces.isEmpty {
            if rule["clusterScope"]?.bool == true { return }
            return report.required(
                "namespaces", "resource rules that are not cluster scoped must supply at least one namespace")
        }
        if namespaces.contains("*") {
            return list("namespaces", rule, "", "namespaces", &report)
        }
        for (index, name) in namespaces.enumerated() {
            let problems = TextRules.dnsLabel(name).map {
                "each member of this list must be '*' or a DNS-1123 label; \($0)"
            }
            report.invalid("namespaces[\(index)]", name, each: problems)
        }
    }

    private static func paths(_ rule: Value, _ report: inout FieldReport) {
        checkVerbs(rule, &report)
        let paths = (rule["nonResourceURLs"]?.array ?? []).map { $0.string ?? "" }
        list(
            "nonResourceURLs", rule, "nonResourceURLs must contain at least one value", "non-resource URLs", &report)
        if paths.contains("*") { return }
        for (index, path) in paths.enumerated() {
            if let problem = pathProblem(path) { report.invalid("nonResourceURLs[\(index)]", path, problem) }
        }
    }

    private static func checkVerbs(_ rule: Value, _ report: inout FieldReport) {
        list("verbs", rule, "verbs must contain at least one value", "verbs", &report)
        let given = (rule["verbs"]?.array ?? []).map { $0.string ?? "" }
        if given.contains("*") || given.allSatisfy(verbs.contains) { return }
        report.add(
            .notSupported, "verbs", badValue: goJSON(rule["verbs"] ?? .null),
            "supported values: " + verbs.map(goQuoted).joined(separator: ", "))
    }

    /// A list that says something, and nothing beside `*`.
    private static func list(
        _ field: String, _ rule: Value, _ empty: String, _ what: String, _ report: inout FieldReport
    ) {
        let given = rule[field]?.array ?? []
        if given.isEmpty { return report.required(field, empty) }
        if given.count > 1, given.contains("*") {
            report.invalid(field, json: rule[field], "if '*' is present, must not specify other \(what)")
        }
    }

    private static func pathProblem(_ path: String) -> String? {
        if path.isEmpty { return "must not be empty" }
        if path == "/" { return nil }
        if !path.hasPrefix("/") { return "must start with slash" }
        if path.contains(" ") { return "must not contain white-space" }
        if path.contains("//") { return "must not contain double slash" }
        let stars = path.utf8.count { $0 == UInt8(ascii: "*") }
        return stars > 1 || (stars == 1 && !path.hasSuffix("/*")) ? "wildcard can only do suffix matching" : nil
    }
}

/// The conditions of both kinds of flowcontrol.apiserver.k8s.io.
enum FlowConditionRules {
    static func check(_ object: Value, _ report: inout FieldReport) {
        var seen: Set<String> = []
        report.within("status") { report in
            report.each("conditions", of: object["status"] ?? .null) { report, condition, _ in
                let type = condition["type"]?.string ?? ""
                if !seen.insert(type).inserted { report.duplicate("type", type) }
                if type.isEmpty { report.required("type") }
            }
        }
    }
}
