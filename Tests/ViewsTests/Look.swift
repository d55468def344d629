import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

@Test func look() throws {
    var cluster = try ScaleStory.settled()
    try ScaleStory.scale("web", to: 3, in: &cluster)
    let first = cluster.trace.nextID
    let start = cluster
    let end = try #require(ScaleStory.nextSync(of: "replicaset-controller", in: &cluster))
    print(SyncView.sync(end, in: cluster).plain)
    print(EventView.step(cluster.spans(from: first), in: cluster).plain)
    let second = cluster.trace.nextID
    let then = cluster.now
    cluster.run(until: cluster.now + .milliseconds(250))
    print(TickView.summary(cluster.spans(from: second), from: then, to: cluster.now, in: cluster).plain)
    let third = cluster.trace.nextID
    let at = cluster.now
    cluster.run(until: cluster.now + .seconds(12))
    print(TickView.summary(cluster.spans(from: third), from: at, to: cluster.now, in: cluster).plain)
    let pods = cluster.spans(from: first).compactMap { span -> ObjectRef? in
        if case .request(let r) = span.body, r.request.verb == .create, r.request.resource == .pods { return r.result.object?.ref }
        return nil
    }
    for pod in pods.prefix(1) {
        print(WhyView.why(pod, field: FieldPath([.key("spec"), .key("nodeName")]), in: cluster).plain)
        print(WhyView.why(pod, field: FieldPath([.key("status"), .key("phase")]), in: cluster).plain)
        print(WhyView.why(pod, in: cluster).plain)
    }
    print(WhyView.why(ScaleStory.webRef, field: FieldPath([.key("status"), .key("readyReplicas")]), in: cluster).plain)
    print(ShowView.show(end.id, in: cluster).plain)
    print(ShowView.show(SpanID(first.number + 2), in: cluster).plain)
    if case .syncEnded(let r) = end.body { print(ShowView.show(r.requests[0], in: cluster).plain) }
    print(TreeView.tree(ScaleStory.webRef, in: cluster).plain)
    print(VersionsView.versions(ScaleStory.webRef, in: cluster).plain)
    print(InspectView.inspect("replicaset-controller", in: cluster).plain)
    print(InspectView.inspect("kube-controller-manager", in: cluster).plain)
    print(InspectView.inspect("scheduler", in: cluster).plain)
    print(QueueView.queue(cluster).plain)
    print(WorldView.world(cluster).plain)
    print(CompareView.compare(start, named: "before", cluster, named: "now").plain)
    print(EtcdView.show("/registry", in: cluster) { _ in "" }.plain)
    print(EtcdView.show("/registry/pods", in: cluster) { _ in "" }.plain)
    print(TimelineView.timeline(ScaleStory.webRef, in: cluster).plain)
    for pod in pods.prefix(1) {
        print(TimelineView.timeline(pod, in: cluster, from: SimTime(microseconds: 3_000_000)).plain)
        print(VersionsView.versions(pod, in: cluster).plain)
        print(DecisionView.decision(on: pod.key, in: cluster).plain)
    }
    print(SequenceView.sequence(cluster.spans(from: first)).plain)
}
