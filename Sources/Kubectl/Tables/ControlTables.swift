import Documents
import KubeAPI

/// What steers the API server and the nodes: admission, flow control, quotas, runtimes.
///
/// Upstream: pkg/printers/internalversion/printers.go; of APIServices
/// kube-aggregator/pkg/registry/apiservice/etcd/etcd.go.
extension KindTable {
    static let podTemplates = KindTable(
        columns: [.name, Column("Containers"), Column("Images"), Column("Pod Labels")]
    ) { object, _ in
        let containers = object.at("template", "spec", "containers")?.array ?? []
        return [
            object.name, containers.map { $0.text("name") }.joined(separator: ","),
            containers.map { $0.text("image") }.joined(separator: ","),
            mapText(object.at("template", "metadata", "labels")),
        ]
    }

    static let resourceQuotas = KindTable(
        columns: [.name, Column("Request"), Column("Limit"), Column("Age")]
    ) { object, now in
        var (requests, limits): ([String], [String]) = ([], [])
        for (resource, hard) in object.at("status", "hard")?.stringMap ?? [] {
            let text = "\(resource): \(object.at("status", "used", resource)?.string ?? "0")/\(hard)"
            if resource.hasPrefix("limits.") { limits.append(text) } else { requests.append(text) }
        }
        return [
            object.name, requests.joined(separator: ", "), limits.joined(separator: ", "),
            Ages.since(creationOf: object, now),
        ]
    }

    static let componentStatuses = KindTable(
        columns: [.name, Column("Status"), Column("Message"), Column("Error")]
    ) { object, _ in
        guard let healthy = object["conditions"]?.array?.first(where: { $0.text("type") == "Healthy" }) else {
            return [object.name, "Unknown", "", ""]
        }
        return [
            object.name, healthy.text("status") == "True" ? "Healthy" : "Unhealthy", healthy.text("message"),
            healthy.text("error"),
        ]
    }

    static let runtimeClasses = KindTable(columns: [.name, Column("Handler"), Column("Age")]) { object, now in
        [object.name, object["handler"]?.string ?? "", Ages.since(creationOf: object, now)]
    }

    /// Mutating and validating ones.
    static let webhookConfigurations = KindTable(
        columns: [.name, Column("Webhooks", .integer), Column("Age")]
    ) { object, now in
        [object.name, String(object["webhooks"]?.array?.count ?? 0), Ages.since(creationOf: object, now)]
    }

    static let validatingAdmissionPolicies = admissionPolicies("Validations")
    static let mutatingAdmissionPolicies = admissionPolicies("Mutations")

    private static func admissionPolicies(_ counted: String) -> KindTable {
        KindTable(
            columns: [.name, Column(counted, .integer), Column("ParamKind"), Column("Age")]
        ) { object, now in
            let kind = object.at("spec", "paramKind").flatMap { $0.isNull ? nil : $0 }
            return [
                object.name, String(object.at("spec", counted.lowercased())?.array?.count ?? 0),
                kind.map { "\($0.text("apiVersion"))/\($0.text("kind"))" } ?? "<unset>",
                Ages.since(creationOf: object, now),
            ]
        }
    }

    /// Of mutating and validating policies.
    static let admissionPolicyBindings = KindTable(
        columns: [.name, Column("PolicyName"), Column("ParamRef"), Column("Age")]
    ) { object, now in
        var parameters = "<unset>"
        if let reference = object.at("spec", "paramRef"), !reference.isNull {
            let (name, namespace) = (reference.text("name"), reference.text("namespace"))
            if !name.isEmpty {
                parameters = "\(namespace.isEmpty ? "*" : namespace)/\(name)"
            } else if let selector = reference["selector"], !selector.isNull {
                parameters = selectorText(selector)
            }
        }
        return [
            object.name, object.at("spec", "policyName")?.string ?? "", parameters,
            Ages.since(creationOf: object, now),
        ]
    }

    static let flowSchemas = KindTable(
        columns: [
            .name, Column("PriorityLevel"), Column("MatchingPrecedence"), Column("DistinguisherMethod"),
            Column("Age"), Column("MissingPL"),
        ]
    ) { object, now in
        let dangling = object.at("status", "conditions")?.array?.first { $0.text("type") == "Dangling" }
        return [
            object.name, object.at("spec", "priorityLevelConfiguration", "name")?.string ?? "",
            String(object.at("spec", "matchingPrecedence")?.int ?? 0),
            object.at("spec", "distinguisherMethod", "type")?.string ?? "<none>",
            Ages.since(creationOf: object, now), dangling?.text("status") ?? "?",
        ]
    }

    static let priorityLevelConfigurations = KindTable(
        columns: [
            .name, Column("Type"), Column("NominalConcurrencyShares"), Column("Queues"), Column("HandSize"),
            Column("QueueLengthLimit"), Column("Age"),
        ]
    ) { object, now in
        let limited = object.at("spec", "limited")
        let queuing = limited?.at("limitResponse", "queuing")
        func number(_ value: Value?) -> String { value?.int.map(String.init) ?? "<none>" }
        return [
            object.name, object.at("spec", "type")?.string ?? "", number(limited?["nominalConcurrencyShares"]),
            number(queuing?["queues"]), number(queuing?["handSize"]), number(queuing?["queueLengthLimit"]),
            Ages.since(creationOf: object, now),
        ]
    }

    static let apiServices = KindTable(
        columns: [.name, Column("Service"), Column("Available"), Column("Age")]
    ) { object, now in
        let service = object.at("spec", "service").flatMap { $0.isNull ? nil : $0 }
        var state = "Unknown"
        if let condition = object.at("status", "conditions")?.array?.first(where: { $0.text("type") == "Available" }) {
            state = condition.text("status")
            let reason = condition.text("reason")
            if state != "True" && !reason.isEmpty { state += " (\(reason))" }
        }
        return [
            object.name, service.map { "\($0.text("namespace"))/\($0.text("name"))" } ?? "Local", state,
            Ages.since(creationOf: object, now),
        ]
    }

    static let resourceClaims = KindTable(columns: [.name, Column("State"), Column("Age")]) { object, now in
        var states: [String] = object.meta.isTerminating ? ["deleted"] : []
        if object.at("status", "allocation").map(\.isNull) ?? true {
            if !object.meta.isTerminating { states.append("pending") }
        } else {
            states.append("allocated")
            if object.at("status", "reservedFor")?.isEmpty == false { states.append("reserved") }
        }
        return [object.name, states.joined(separator: ","), Ages.since(creationOf: object, now)]
    }

    static let resourceSlices = KindTable(
        columns: [.name, Column("Node"), Column("Driver"), Column("Pool"), Column("Age")]
    ) { object, now in
        [
            object.name, object.at("spec", "nodeName")?.string ?? "", object.at("spec", "driver")?.string ?? "",
            object.at("spec", "pool", "name")?.string ?? "", Ages.since(creationOf: object, now),
        ]
    }
}
