import APIServing
import ClusterSim
import Controllers
import Documents
import KubeAPI
import Kubectl
import Simulation

/// What metrics-server would say of the pods of a cluster: the loads that `load` sets, pod by pod.
///
/// A pod is measured if what it belongs to is the target of an autoscaler with a load.
enum MetricsAPI {
    /// Is there a metrics API?
    static func isServed(in cluster: Cluster) -> Bool {
        cluster.server.store.count(.horizontalPodAutoscalers) > 0 && !loaded(cluster.server.store).isEmpty
    }

    /// The autoscalers with a load.
    private static func loaded(_ store: Store) -> [APIObject] {
        store.list(.horizontalPodAutoscalers, namespace: "").filter {
            $0.at("metadata", "annotations", SimulatedLoad.annotation) != nil
        }
    }

    /// `nil` if no autoscaler has a load: then there is no metrics API.
    static func podUsage(in cluster: Cluster) -> [PodUsage]? {
        let store = cluster.server.store
        let autoscalers = loaded(store)
        if autoscalers.isEmpty { return nil }
        var out: [PodUsage] = []
        for autoscaler in autoscalers {
            let pods = pods(of: autoscaler, store).filter { pod in !out.contains { $0.key == pod.key } }
            out += usage(of: pods, SimulatedLoad(of: autoscaler, now: cluster.moment.date))
        }
        return out
    }

    private static func pods(of autoscaler: APIObject, _ store: Store) -> [APIObject] {
        let reference = autoscaler.at("spec", "scaleTargetRef") ?? .null
        let (apiVersion, kind) = (reference["apiVersion"]?.string ?? "", reference["kind"]?.string ?? "")
        let key = ObjectKey(autoscaler.namespace, reference["name"]?.string ?? "")
        guard let info = ResourceTable.find(apiVersion: apiVersion, kind: kind),
            let target = store.object(info.resource, key)
        else { return [] }
        let given = target.at("spec", "selector")
        let selector =
            info.resource == .replicationControllers
            ? LabelSelector(labels: given?.stringMap ?? []) : (try? LabelSelector(value: given)) ?? .nothing
        return store.list(.pods, namespace: autoscaler.namespace).filter { selector.matches($0.meta.labels) }
    }

    /// The load of a pod is split evenly among those of its containers that have none of their own.
    private static func usage(of pods: [APIObject], _ load: SimulatedLoad) -> [PodUsage] {
        func samples(_ resource: String) -> [SimulatedLoad.Sample] {
            (try? load.resource(resource, container: "", pods)) ?? []
        }
        let (cpu, memory) = (samples("cpu"), samples("memory"))
        return pods.compactMap { pod in
            let names = (pod.at("spec", "containers")?.array ?? []).compactMap { $0["name"]?.string }
            func milli(_ samples: [SimulatedLoad.Sample]) -> Int64? { samples.first { $0.pod == pod.name }?.milli }
            let (cores, bytes) = (milli(cpu), milli(memory))
            if names.isEmpty || cores == nil && bytes == nil { return nil }
            let share = Int64(names.count)
            return PodUsage(
                key: pod.key, node: pod.pod?.nodeName ?? "",
                containers: names.map { name in
                    PodUsage.Container(
                        name: name, cpuMilli: (cores ?? 0) / share, memoryBytes: (bytes ?? 0) / 1000 / share)
                })
        }
    }
}
