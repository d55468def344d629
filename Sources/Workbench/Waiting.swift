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
            case .condition, .path, .replicas:
                guard let object else { return .failed(missing(ref)) }
                if (try? condition.state.isMet(by: object, uid: ref.uid)) != true { return .timedOut }
            }
        }
        return .met
    }

    private static func missing(_ ref: ObjectRef) -> Status {
        .notFound(ref.resource.info.plural, group: ref.resource.info.group, name: ref.key.name)
    }
}
