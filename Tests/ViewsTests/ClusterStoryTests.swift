import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

/// The main views of a real cluster in which a ReplicaSet is scaled from one to three.
@Suite struct ClusterStoryTests {
    private struct Story {
        var cluster: Cluster
        let numbers: RelativeNumbers
        let sync: Span<Happening>
        let first: SpanID
        let pod: ObjectRef
        let before: Cluster
    }

    private func scaled(_ name: String = "web") throws -> Story {
        var cluster = try ScaleStory.settled(name)
        let before = cluster
        let numbers = RelativeNumbers(revision: cluster.revision, event: cluster.trace.count)
        let first = cluster.trace.nextID
        try ScaleStory.scale(name, to: 3, in: &cluster)
        let sync = try #require(ScaleStory.nextSync(of: "replicaset-controller", in: &cluster))
        cluster.run(until: .zero + .seconds(30))
        let pods = cluster.spans(from: first).compactMap { span -> ObjectRef? in
            guard case .request(let request) = span.body, request.request.verb == .create,
                request.request.resource == .pods, request.request.subresource.isEmpty
            else { return nil }
            return request.result.object?.ref
        }
        return Story(
            cluster: cluster, numbers: numbers, sync: sync, first: first, pod: try #require(pods.first), before: before)
    }

    @Test("the sync that scales, as it happened")
    func sync() throws {
        let story = try scaled()
        #expect(
            story.numbers.text(SyncView.sync(story.sync, in: story.cluster).plain) == """
                """)
    }

    @Test("why a pod is on its node")
    func whyNode() throws {
        let story = try scaled()
        let path = FieldPath([.key("spec"), .key("nodeName")])
        #expect(
            story.numbers.text(WhyView.why(story.pod, field: path, in: story.cluster).plain) == """
                """)
    }

    @Test("why as many are ready: down to the person, through kubelet and scheduler")
    func whyReady() throws {
        let story = try scaled()
        let path = FieldPath([.key("status"), .key("readyReplicas")])
        #expect(
            story.numbers.text(WhyView.why(ScaleStory.webRef, field: path, in: story.cluster).plain) == """
                """)
    }

    @Test("a pod that is being deleted: what it waits for and who began it")
    func whyDying() throws {
        var story = try scaled()
        try ScaleStory.run(.delete(.pods, story.pod.key), "delete pod \(story.pod.key.name)", in: &story.cluster)
        let text = WhyView.why(story.pod, in: story.cluster).plain
        #expect(
            story.numbers.text(text) == """
                """)
    }

    @Test("the tree and the versions of a ReplicaSet")
    func treeAndVersions() throws {
        let story = try scaled()
        #expect(
            TreeView.tree(ScaleStory.webRef, in: story.cluster).plain == """
                """)
        #expect(
            story.numbers.text(VersionsView.versions(ScaleStory.webRef, in: story.cluster).plain) == """
                """)
    }

    @Test("the timeline of a ReplicaSet, as text and as data")
    func timeline() throws {
        let story = try scaled()
        #expect(
            TimelineView.timeline(ScaleStory.webRef, in: story.cluster).output.plain == """
                """)
        let picture = try #require(TimelineView.picture(ScaleStory.webRef, in: story.cluster, cells: 3))
        #expect(picture.rows.map(\.label).first == "web")
        #expect(picture.rows.last?.cells == [.number(1), .number(3), .number(3)])
        #expect(TimelineView.picture(ObjectRef(.nodes, ObjectKey("", "node-1")), in: story.cluster, cells: 3) == nil)
    }

    @Test("two moments held against each other")
    func compare() throws {
        let story = try scaled()
        let text = CompareView.compare(story.before, "before", story.cluster, "now").plain
        #expect(
            story.numbers.text(text) == """
                """)
    }

    @Test("a sync stopped at its first request")
    func underWay() throws {
        var cluster = try ScaleStory.settled()
        let numbers = RelativeNumbers(revision: cluster.revision, event: cluster.trace.count)
        try ScaleStory.scale("web", to: 3, in: &cluster)
        var flight: Flight?
        var left = 1000
        while flight == nil, left > 0, cluster.step() {
            left -= 1
            let loop = cluster.component("replicaset-controller", of: "kube-controller-manager")
            flight = (loop as? any ReconcilingComponent)?.underWay.first
        }
        let stopped = try #require(flight)
        #expect(
            numbers.text(SyncView.underWay(stopped, of: "replicaset-controller", in: cluster).plain) == """
                """)
    }

    @Test("no view of a cluster is wider than asked for", arguments: [60, 80, 120])
    func fits(width: Int) throws {
        let story = try scaled("web-with-a-rather-long-name-for-such-a-small-thing")
        let options = ViewOptions(width: width)
        let (cluster, set) = (story.cluster, story.pod)
        var outputs: [Output] = [
            WhyView.why(set, in: cluster, options), TreeView.tree(set, in: cluster, options),
            VersionsView.versions(set, in: cluster, options), TimelineView.timeline(set, in: cluster, options).output,
            InspectView.inspect("replicaset-controller", in: cluster, options),
            InspectView.inspect("kube-scheduler", in: cluster, options),
            InspectView.inspect("kubelet/node-1", in: cluster, options), InspectView.inspect("nobody", in: cluster, options),
            QueueView.queue(cluster, options), WorldView.world(cluster, options),
            EtcdView.get("/registry", in: cluster, options),
            EtcdView.get("/registry/pods/default/\(set.key.name)", in: cluster, options),
            DecisionView.decision(on: set.key, in: cluster, options),
            CompareView.compare(story.before, "before", cluster, "now", options),
            BranchesView.branches(Timeline(cluster, mode: .full), options),
            SequenceView.sequence(from: story.first, to: SpanID(cluster.trace.count), in: cluster, options),
            EventView.step(cluster.spans(from: story.first), in: cluster, options),
            TickView.summary(cluster.spans(from: story.first), from: .zero, to: cluster.now, in: cluster, options),
        ]
        for id in story.first.number...min(story.first.number + 60, cluster.trace.count) {
            outputs.append(ShowView.show(SpanID(id), in: cluster, options))
        }
        for output in outputs {
            #expect(output.widest <= width, "\(output.plain)")
            #expect(!output.isEmpty)
            #expect(output.lines.count <= 40)
        }
    }
}
