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
            throw .badRequest(error.message)
        }
        do {
            fields =
                request.options.fieldSelector.isEmpty
                ? nil : try FieldSelector.parse(request.options.fieldSelector)
            try fields.map { chosen throws(SelectorError) in try SelectableFields.check(chosen, request.resource) }
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
/// Upstream: pkg/apis/core/v1/conversion.go, AddFieldLabelConversionsFor…; for all other kinds apimachinery
/// runtime/conversion.go, DefaultMetaV1FieldSelectorConversion.
enum SelectableFields {
    private static let common = ["metadata.name", "metadata.namespace"]

    /// What a kind adds to name and namespace; `nil`: nothing, in the words of the default.
    private static func names(of resource: Resource) -> [String]? {
        switch resource {
        case .pods:
            [
                "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
                "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
            ]
        case .nodes: ["spec.unschedulable"]
        case .namespaces: ["status.phase"]
        case .secrets: ["type"]
        case .jobs: ["status.successful"]
        case .services: ["spec.clusterIP", "spec.type"]
        case .replicationControllers: ["status.replicas"]
        case .certificateSigningRequests: ["spec.signerName"]
        case .resourceSlices: ["spec.nodeName", "spec.driver"]
        case .events:
            [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
                "reportingComponent", "source", "type",
            ]
        default: resource.info.custom.map { $0.selectableFields.map { String($0.dropFirst()) } }
        }
    }

    static func check(_ selector: FieldSelector, _ resource: Resource) throws(SelectorError) {
        let names = names(of: resource)
        for term in selector.terms where !common.contains(term.field) && names?.contains(term.field) != true {
            let field = goQuoted(term.field)
            switch resource {
            case .jobs: throw SelectorError("field label \(field) not supported for Job")
            case .resourceSlices:
                throw SelectorError(
                    "field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: \(term.field)")
            default:
                if names != nil { throw SelectorError("field label not supported: \(term.field)") }
                throw SelectorError(
                    "\(field) is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")
            }
        }
    }

    static func value(_ field: String, of object: APIObject) -> String {
        switch field {
        case "metadata.name": return object.name
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
