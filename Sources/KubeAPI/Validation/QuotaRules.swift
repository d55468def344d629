import Documents

/// What holds for ResourceQuotas. Upstream: pkg/apis/core/validation, ValidateResourceQuota.
enum QuotaRules {
    private static let standard = [
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage",
        "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods",
        "resourcequotas", "services", "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps",
        "services.nodeports", "services.loadbalancers",
    ]
    private static let ofPods = [
        "pods", "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory",
    ]
    private static let ofClaims = ["persistentvolumeclaims", "requests.storage"]
    private static let scopes = [
        "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "VolumeAttributesClass",
        "CrossNamespacePodAffinity",
    ]

    static func create(_ quota: Value, _ report: inout FieldReport) {
        MetadataRules.check(quota, namespaced: true, names: .subdomain, &report)
        spec(quota["spec"] ?? .null, &report)
        status(quota, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        spec(new["spec"] ?? .null, &report)
        func scopes(_ of: Value) -> [String] { (of.at("spec", "scopes")?.array ?? []).compactMap(\.string).sorted() }
        if scopes(new) != scopes(old) {
            report.within("spec") { $0.invalid("scopes", json: new.at("spec", "scopes"), "field is immutable") }
        }
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        status(new, &report)
    }

    private static func status(_ quota: Value, _ report: inout FieldReport) {
        report.member("status", of: quota) { report, status in
            amounts("hard", status, &report)
            amounts("used", status, &report)
        }
    }

    private static func amounts(_ list: String, _ of: Value, _ report: inout FieldReport) {
        report.member(list, of: of) { report, list in
            for member in list.fields?.members ?? [] {
                report.within(key: member.key) { report in
                    ResourceRules.resourceName(member.key, &report)
                    if !member.key.contains("/"), !isStandard(member.key) {
                        report.invalid("", member.key, "must be a standard resource for quota")
                    }
                    ResourceRules.value(member.key, member.value.string ?? "", &report)
                }
            }
        }
    }

    private static func isStandard(_ name: String) -> Bool {
        standard.contains(name) || name.hasPrefix("hugepages-") || name.hasPrefix("requests.hugepages-")
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.within("spec") { report in
            amounts("hard", spec, &report)
            let hard = spec["hard"]?.fields?.keys ?? []
            let named = (spec["scopes"]?.array ?? []).compactMap(\.string)
            for scope in named {
                if !scopes.contains(scope) { report.invalid("scopes", json: spec["scopes"], "unsupported scope") }
                for name in hard where isStandard(name) && !isValid(scope, name) {
                    report.invalid("scopes", json: spec["scopes"], "unsupported scope applied to resource")
                }
            }
            conflicts(named, "scopes", spec, &report)
            report.member("scopeSelector", of: spec) { report, selector in
                let all = selector["matchExpressions"]?.array ?? []
                for expression in all { requirement(expression, selector, hard, &report) }
                conflicts(
                    all.compactMap { $0["scopeName"]?.string }, "matchExpressions", spec, &report)
            }
        }
    }

    private static func conflicts(_ named: [String], _ child: String, _ spec: Value, _ report: inout FieldReport) {
        for pair in [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]]
        where pair.allSatisfy(named.contains) {
            report.invalid(child, json: spec["scopes"], "conflicting scopes")
        }
    }

    private static func requirement(
        _ expression: Value, _ selector: Value, _ hard: [String], _ report: inout FieldReport
    ) {
        let scope = expression["scopeName"]?.string ?? ""
        let operation = expression["operator"]?.string ?? ""
        report.within("matchExpressions") { report in
            if !scopes.contains(scope) { report.invalid("scopeName", scope, "unsupported scope") }
            for name in hard where isStandard(name) && !isValid(scope, name) {
                let shown = Schema.builtIn.goInternalJSON(selector, as: "core/v1.ScopeSelector")
                report.add(.invalid, "", badValue: shown, "unsupported scope applied to resource")
            }
            if scopes.contains(scope), scope != "PriorityClass", scope != "VolumeAttributesClass",
                operation != "Exists"
            {
                report.invalid(
                    "operator", operation,
                    "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, "
                        + "ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, "
                        + "ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity")
            }
            let hasValues = expression["values"]?.isEmpty == false
            switch operation {
            case "In", "NotIn":
                if !hasValues {
                    report.required(
                        "values", "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")
                }
            case "Exists", "DoesNotExist":
                if hasValues {
                    report.invalid(
                        "values", json: expression["values"],
                        "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector")
                }
            default: report.invalid("operator", operation, "not a valid selector operator")
            }
        }
    }

    /// Upstream: IsResourceQuotaScopeValidForResource.
    private static func isValid(_ scope: String, _ name: String) -> Bool {
        switch scope {
        case "Terminating", "NotTerminating", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity":
            ofPods.contains(name)
        case "BestEffort": name == "pods"
        case "VolumeAttributesClass": ofClaims.contains(name)
        default: true
        }
    }
}
