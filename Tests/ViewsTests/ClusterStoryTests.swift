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
            cluster: cluster, numbers: numbers, sync: sync, first: first, pod: try #require(pods.first),
            before: before)
    }

    @Test("the sync that scales, as it happened")
    func sync() throws {
        let story = try scaled()
        #expect(
            story.numbers.text(SyncView.sync(story.sync, in: story.cluster).plain) == """
                ▸ sync +5  t=20s – 20.01s  replicaset-controller  default/web
                  woken by  ReplicaSet web MODIFIED (rev +1)  ← you: scale rs/web --replicas=3
                  saw  cache as new as the store (rev +1) · 1 owned, 1 active
                  compared  spec.replicas  want 3  have 1  → 2 missing
                  rule  slow start: batches of 1, 1  `rule slow-start`
                  wrote  POST  pods web-gghrp  201  rev +2
                  wrote  POST  pods web-f6zv9  201  rev +4
                  wrote  PUT  replicasets/web/status  200  rev +8
                             ~ observedGeneration: 1 → 2
                  said  Normal SuccessfulCreate  Created pod: web-gghrp  (+1 alike)
                  next  default/web is queued again: 2 Pods ADDED, 2 Pods MODIFIED,
                             ReplicaSet web MODIFIED while it ran (merged)

                """)
    }

    @Test("why a pod is on its node")
    func whyNode() throws {
        let story = try scaled()
        let path = FieldPath([.key("spec"), .key("nodeName")])
        #expect(
            story.numbers.text(
                WhyView.why(story.pod, field: path, in: story.cluster).plain) == """
                    node-3  written by scheduler, event +11, t=20.005s (rev +3)
                    └─ decided: web-gghrp → node-3, event +9, t=20.003s
                       └─ Pod web-gghrp made by replicaset, event +6, t=20.002s (rev +2)
                          └─ sync +5 of replicaset on web: 2 missing (want 3, have 1), slow start
                             └─ you: `scale rs/web --replicas=3`, event +1, t=20s (rev +1)
                    chosen among 3  node-3 592 · node-2 592 · node-1 484  `show +9` has the table

                    """)
    }

    @Test("why as many are ready: down to the person, through kubelet and scheduler")
    func whyReady() throws {
        let story = try scaled()
        let path = FieldPath([.key("status"), .key("readyReplicas")])
        #expect(
            story.numbers.text(
                WhyView.why(ScaleStory.webRef, field: path, in: story.cluster).plain)
                    == """
                    3  written by replicaset, event +103, t=20.33s (rev +24)  (was 2)
                    └─ sync +99 of replicaset on web
                       └─ Pod web-f6zv9 written by kubelet/node-2 (status.phase → Running),
                          event +90, t=20.328s (rev +21)
                          └─ kubelet/node-2: container app started, event +86, t=20.326s, after
                             admitted, volumes mounted, sandbox 10.244.2.2, image present
                             └─ Pod web-f6zv9 written by scheduler (spec.nodeName → node-2),
                                event +25, t=20.008s (rev +7)
                                └─ decided: web-f6zv9 → node-2, event +20, t=20.007s
                                   └─ Pod web-f6zv9 made by replicaset, event +12, t=20.005s
                                      (rev +4)
                                      └─ sync +5 of replicaset on web: 2 missing (want 3, have 1),
                                         slow start
                                         └─ you: `scale rs/web --replicas=3`, event +1, t=20s
                                            (rev +1)

                    """)
    }

    @Test("a pod that is being deleted: what it waits for and who began it")
    func whyDying() throws {
        var story = try scaled()
        try ScaleStory.run(
            .delete(.pods, story.pod.key), "delete pod \(story.pod.key.name)", in: &story.cluster)
        let text = WhyView.why(story.pod, in: story.cluster).plain
        #expect(
            story.numbers.text(text) == """
                Pod default/web-gghrp  is being deleted and still there:
                  grace  its containers have 30s to stop; kubelet/node-3 deletes it when they
                  have
                deletion began  written by you, event +166, t=30s (rev +38)
                └─ you: `delete pod web-gghrp`, event +165, t=30s (rev +38)
                Pod default/web-gghrp  made by replicaset, event +6, t=20.002s (rev +2)
                └─ sync +5 of replicaset on web: 2 missing (want 3, have 1), slow start
                   └─ you: `scale rs/web --replicas=3`, event +1, t=20s (rev +1)

                """)
    }

    @Test("the tree and the versions of a ReplicaSet")
    func treeAndVersions() throws {
        let story = try scaled()
        #expect(
            TreeView.tree(ScaleStory.webRef, in: story.cluster).plain == """
                ReplicaSet web  3/3 ready
                ├─ Pod …-bn694  ● Running    node-1  10.244.1.2
                ├─ Pod …-f6zv9  ● Running    node-2  10.244.2.2
                └─ Pod …-gghrp  ● Running    node-3  10.244.3.2

                """)
        #expect(
            story.numbers.text(VersionsView.versions(ScaleStory.webRef, in: story.cluster).plain) == """
                ReplicaSet default/web  9 versions
                  … 3 older versions; -v shows all
                  ~ rev +-27  replicaset-controller  PUT /status  event +-123  t=0.327s
                             + availableReplicas: 1
                             + readyReplicas: 1
                  ~ rev +1  you  PATCH  event +2  t=20s
                             ~ metadata.generation: 1 → 2
                             ~ spec.replicas: 1 → 3
                  ~ rev +8  replicaset-controller  PUT /status  event +26  t=20.008s
                             ~ observedGeneration: 1 → 2
                  ~ rev +12  replicaset-controller  PUT /status  event +47  t=20.012s
                             ~ fullyLabeledReplicas: 1 → 3
                             ~ replicas: 1 → 3
                  ~ rev +20  replicaset-controller  PUT /status  event +89  t=20.327s
                             ~ availableReplicas: 1 → 2
                             ~ readyReplicas: 1 → 2
                  ~ rev +24  replicaset-controller  PUT /status  event +103  t=20.33s
                             ~ availableReplicas: 2 → 3
                             ~ readyReplicas: 2 → 3

                """)
    }

    @Test("the timeline of a ReplicaSet, as text and as data")
    func timeline() throws {
        let story = try scaled()
        #expect(
            TimelineView.timeline(ScaleStory.webRef, in: story.cluster).output.plain == """
                                   0s             10s             20s
                web                ███████████████████████████████████████████████  3
                  …-bn694          ███████████████████████████████████████████████
                  …-gghrp          ·······························████████████████
                  …-f6zv9          ·······························████████████████
                available          11111111111111111111111111111113333333333333333  min 1
                total              11111111111111111111111111111113333333333333333  max 3
                                   █ ready  ▓ running  ▒ pending  ░ stopping  · none

                """)
        let picture = try #require(TimelineView.picture(ScaleStory.webRef, in: story.cluster, cells: 3))
        #expect(picture.rows.map(\.label).first == "web")
        #expect(picture.rows.last?.cells == [.number(1), .number(1), .number(3)])
        #expect(
            TimelineView.picture(ObjectRef(.nodes, ObjectKey("", "node-1")), in: story.cluster, cells: 3)
                == nil)
    }

    @Test("two moments held against each other")
    func compare() throws {
        let story = try scaled()
        let text = CompareView.compare(story.before, "before", story.cluster, "now").plain
        #expect(
            story.numbers.text(text) == """
                before  t=20s rev +0  ↔  now  t=30s rev +37
                + Pod default/web-f6zv9  only in now
                + Pod default/web-gghrp  only in now
                ~ ReplicaSet default/web
                    ~ spec.replicas: 1 → 3
                    ~ status.readyReplicas: 1 → 3
                    ~ status.replicas: 1 → 3
                    ~ metadata.generation: 1 → 2
                    ~ status.availableReplicas: 1 → 3
                    … 2 more fields; -v shows all
                  besides, 16 leases and events differ

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
                ▸ sync +5  t=20s – …  replicaset-controller  default/web  worker 1
                  woken by  ReplicaSet web MODIFIED (rev +1)  ← you: scale rs/web --replicas=3
                  saw  cache as new as the store (rev +1) · 1 owned, 1 active
                  compared  spec.replicas  want 3  have 1  → 2 missing
                  asks for  POST  pods web-…
                  stopped  it waits for the answer; 0ms have passed since it began

                """)
    }

    @Test("no view of a cluster is wider than asked for", arguments: [60, 80, 120])
    func fits(width: Int) throws {
        let story = try scaled("web-with-a-rather-long-name-for-such-a-small-thing")
        let options = ViewOptions(width: width)
        let (cluster, set) = (story.cluster, story.pod)
        var outputs: [Output] = [
            WhyView.why(set, in: cluster, options), TreeView.tree(set, in: cluster, options),
            VersionsView.versions(set, in: cluster, options),
            TimelineView.timeline(set, in: cluster, options).output,
            InspectView.inspect("replicaset-controller", in: cluster, options),
            InspectView.inspect("kube-scheduler", in: cluster, options),
            InspectView.inspect("kubelet/node-1", in: cluster, options),
            InspectView.inspect("nobody", in: cluster, options),
            QueueView.queue(cluster, options), WorldView.world(cluster, options),
            EtcdView.get("/registry", in: cluster, options),
            EtcdView.get("/registry/pods/default/\(set.key.name)", in: cluster, options),
            DecisionView.decision(on: set.key, in: cluster, options),
            CompareView.compare(story.before, "before", cluster, "now", options),
            BranchesView.branches(Timeline(cluster, mode: .full), options),
            SequenceView.sequence(from: story.first, to: SpanID(cluster.trace.count), in: cluster, options),
            EventView.step(cluster.spans(from: story.first), in: cluster, options),
            TickView.summary(
                cluster.spans(from: story.first), from: .zero, to: cluster.now, in: cluster, options),
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
