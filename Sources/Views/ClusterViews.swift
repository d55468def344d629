public import ClusterSim
public import ControllerKit
public import KubeAPI
public import Rendering
import Scheduling
public import Simulation

// The views of the trace, asked of a cluster.

extension EventView {
    /// What one event did.
    public static func step(
        _ spans: [Span<Happening>], in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        step(spans, in: cluster.trace, options)
    }
}

extension SyncView {
    /// One reconciliation, from its end.
    public static func sync(
        _ end: Span<Happening>, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        sync(end, in: cluster.trace, options)
    }

    /// A sync that is stopped at a request.
    public static func underWay(
        _ flight: Flight, of component: String, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        underWay(flight, of: component, at: cluster.now, in: cluster.trace, options)
    }
}

extension TickView {
    /// Many events of a short time.
    public static func summary(
        _ spans: [Span<Happening>], from: SimTime, to: SimTime, in cluster: Cluster,
        _ options: ViewOptions = ViewOptions()
    ) -> Output {
        summary(spans, from: from, to: to, in: cluster.trace, options)
    }
}

extension DecisionView {
    /// How the nodes look for a pod at this moment; a sentence if the scheduler does not know the pod.
    public static func decision(
        on pod: ObjectKey, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        let process = "kube-scheduler"
        guard let scheduler = cluster.component("default-scheduler", of: process) as? Scheduler,
            let table = scheduler.explain(pod, caches: cluster.caches(of: process))
        else { return Output("The scheduler knows no pod \(pod).") }
        return decision(table, options)
    }
}

extension SequenceView {
    /// Who told whom in the events `from` … `to`.
    public static func sequence(
        from: SpanID, to: SpanID, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        sequence(cluster.spans(from: from).filter { $0.id <= to }, options)
    }
}
