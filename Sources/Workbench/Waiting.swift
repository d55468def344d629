import APIServing
import ClusterSim
import Documents
import KubeAPI
import Kubectl

/// Is what kubectl waits for there?
enum Waiting {
    /// `.timedOut` stands for "not yet".
    static func check(_ condition: WaitCondition, _ cluster: Cluster) -> WaitOutcome {
        for ref in condition.objects {
            let object = cluster.server.store.object(ref.resource, ref.key)
            switch condition.state {
            case .evictable, .elapsed: return .timedOut
            case .gone, .drained:
                if let object, ref.uid.isEmpty || object.uid == ref.uid { return .timedOut }
            case .created:
                if object == nil { return .timedOut }
            case .changed(let revision):
                if let object, object.revision <= revision { return .timedOut }
            case .condition(let type, let status):
                guard let object else { return .failed(missing(ref)) }
                if !has(object, type, status) { return .timedOut }
            case .path(let template, let value):
                guard let object else { return .failed(missing(ref)) }
                guard let text = try? JSONPath(template).text(object.published), !text.isEmpty else { return .timedOut }
                if let value, value != text { return .timedOut }
            }
        }
        return .met
    }

    private static func missing(_ ref: ObjectRef) -> Status {
        .notFound(ref.resource.info.plural, group: ref.resource.info.group, name: ref.key.name)
    }

    private static func has(_ object: APIObject, _ type: String, _ status: String) -> Bool {
        for condition in object.at("status", "conditions")?.array ?? []
        where condition["type"]?.string?.lowercased() == type.lowercased() {
            return condition["status"]?.string?.lowercased() == status.lowercased()
        }
        return false
    }
}
