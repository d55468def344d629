import Documents
import KubeAPI

/// The label and field selectors of a list request.
struct Selection: Sendable {
    private let labels: LabelSelector?
    private let fields: FieldSelector?

    /// 400 if a selector cannot be read or a field is not known.
    init(_ request: APIRequest) throws(Status) {
        do {
            labels =
                request.options.labelSelector.isEmpty
                ? nil : try LabelSelector.parse(request.options.labelSelector)
        } catch {
            throw .badRequest("unable to parse requirement: \(error.message)")
        }
        do {
            fields =
                request.options.fieldSelector.isEmpty
                ? nil : try FieldSelector.parse(request.options.fieldSelector)
            try fields?.check(supported: SelectableFields.names(of: request.resource))
        } catch {
            throw .badRequest(error.message)
        }
    }

    /// It chooses everything.
    var isEverything: Bool { labels == nil && fields == nil }

    func matches(_ object: APIObject) -> Bool {
        (labels?.matches(object.meta.labels) ?? true)
            && (fields?.matches { SelectableFields.value($0, of: object) } ?? true)
    }

    func filter(_ objects: [APIObject]) -> [APIObject] { isEverything ? objects : objects.filter(matches) }
}

/// By which fields the objects of a resource can be chosen.
///
/// Upstream: pkg/apis/core/v1/conversion.go, AddFieldLabelConversionsFor….
enum SelectableFields {
    static func names(of resource: Resource) -> [String] {
        let common = ["metadata.name", "metadata.namespace"]
        switch resource {
        case .pods:
            return common + [
                "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
                "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
            ]
        case .nodes: return ["metadata.name", "spec.unschedulable"]
        case .namespaces: return common + ["status.phase"]
        case .secrets: return common + ["type"]
        case .jobs: return common + ["status.successful"]
        case .services: return common + ["spec.clusterIP", "spec.type"]
        case .statefulSets: return common + ["status.successful"]
        case .persistentVolumeClaims: return common + ["name"]
        case .replicaSets, .replicationControllers: return common + ["status.replicas"]
        case .events:
            return common + [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
                "reportingComponent", "source", "type",
            ]
        default: return common
        }
    }

    static func value(_ field: String, of object: APIObject) -> String {
        switch field {
        case "metadata.name", "name": return object.name
        case "metadata.namespace": return object.namespace
        case "source": return object.at("source", "component")?.string ?? ""
        case "status.successful": return String(object.at("status", "succeeded")?.int ?? 0)
        case "spec.hostNetwork", "spec.unschedulable":
            let parts = field.split(separator: ".").map(String.init)
            return object.at(parts[0], parts[1])?.bool == true ? "true" : "false"
        default: break
        }
        var value: Value? = object.value
        for part in field.split(separator: ".") { value = value?[String(part)] }
        switch value {
        case .string(let text)?: return text
        case .int(let number)?: return String(number)
        default: return ""
        }
    }
}
