import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

/// The graph of owners, and what keeps an object.
@Suite struct OwnerViewTests {
    private static let app = ObjectKey("default", "app")
    private static let manager = "kube-controller-manager"

    /// A ConfigMap that owns a ReplicaSet that owns a Pod.
    private static func family() throws -> Cluster {
        var cluster = try ScaleStory.settled("web")
        try ScaleStory.run(
            .create(["metadata": ["name": "app", "namespace": "default"]], .configMaps), "create", in: &cluster)
        cluster.run(until: cluster.now + .seconds(1))
        let owner = try #require(cluster.caches(of: manager)?.object(.configMaps, app))
        let reference: Value = [
            "apiVersion": "v1", "kind": "ConfigMap", "name": "app", "uid": .string(owner.uid),
            "blockOwnerDeletion": true,
        ]
        let patch: Value = ["metadata": ["ownerReferences": [reference]]]
        try ScaleStory.run(.patch(.merge, .replicaSets, ScaleStory.web, patch), "patch", in: &cluster)
        cluster.run(until: .zero + .seconds(30))
        return cluster
    }

    /// The same, being deleted in the foreground: the Pod has been asked to stop.
    private static func falling() throws -> Cluster {
        var cluster = try family()
        var request = APIRequest.delete(.configMaps, app)
        request.options.propagationPolicy = .foreground
        try ScaleStory.run(request, "delete", in: &cluster)
        cluster.run(until: cluster.now + .milliseconds(50))
        return cluster
    }

    private static func graph(_ cluster: Cluster) throws -> String {
        let owner = try #require(cluster.caches(of: manager)?.object(.configMaps, app))
        let lines = GraphView.graph(owner.ref, home: "default", in: cluster).plain.split(separator: "\n")
        let head = try #require(lines.first)
        #expect(head.hasPrefix("graph of owners  ") && head.contains(" nodes, 5 references "))
        #expect(head.hasSuffix("t=\(cluster.now) rev \(cluster.revision)"))
        return lines.dropFirst().joined(separator: "\n")
    }

    private static func still(_ resource: Resource, _ name: String, _ cluster: Cluster) -> String {
        StillView.still(ObjectRef(resource, ObjectKey("default", name)), in: cluster).plain
    }

    private static func pod(_ cluster: Cluster) throws -> String {
        try #require(cluster.caches(of: manager)?[.pods]?.list(namespace: "default").first).name
    }

    @Test("a family as the collector sees it, at rest and falling")
    func graphs() throws {
        let rest = try Self.family()
        let pod = try Self.pod(rest)
        #expect(
            try Self.graph(rest) == """
                ConfigMap app
                └─ ReplicaSet web
                   └─ Pod \(pod)
                """)
        let falling = try Self.falling()
        #expect(
            try Self.graph(falling) == """
                ConfigMap app  being deleted, waits for 1 that block it
                └─ ReplicaSet web  being deleted, waits for 1 that block it  blocks its owner
                   └─ Pod \(pod)  being deleted  blocks its owner
                """)
    }

    @Test("what keeps a living object: its owners, or that it has none")
    func living() throws {
        let cluster = try Self.family()
        #expect(
            Self.still(.configMaps, "app", cluster) == """
                ConfigMap default/app  is not being deleted
                  owners     none: the garbage collector never takes it

                """)
        #expect(
            Self.still(.replicaSets, "web", cluster) == """
                ReplicaSet default/web  is not being deleted
                  owner      ConfigMap app: it is there
                  kept       one owner is enough; references to the others are taken off

                """)
    }

    @Test("what keeps an object that is being deleted: the finalizer, who takes it off, what that waits for")
    func terminating() throws {
        let cluster = try Self.falling()
        #expect(
            Self.still(.configMaps, "app", cluster) == """
                ConfigMap default/app  is being deleted and still there
                  finalizer  foregroundDeletion
                  acts       generic-garbage-collector takes it off when no dependent blocks the
                             object
                  waits for  ReplicaSet web
                             `why still` on one of them tells more

                """)
        let pod = try Self.pod(cluster)
        #expect(Self.still(.pods, pod, cluster).contains("deletes it when its containers have stopped"))
        #expect(Self.still(.pods, "gone", cluster) == "Pod default/gone is no longer there; `why` tells why.\n")
    }

    @Test("a pod on a node that is not there")
    func lostPod() throws {
        var cluster = try ScaleStory.settled("web")
        let pod: Value = [
            "metadata": ["name": "lost", "namespace": "default"],
            "spec": ["nodeName": "nowhere", "containers": [["name": "c", "image": "nginx:1"]]],
        ]
        try ScaleStory.run(.create(pod, .pods), "create", in: &cluster)
        #expect(
            Self.still(.pods, "lost", cluster) == """
                Pod default/lost  is not being deleted
                  node       nobody knows nowhere: pod GC deletes the pod after 40 s of
                             quarantine
                  owners     none: the garbage collector never takes it

                """)
    }

    @Test("a finalizer that nobody here knows")
    func stranger() throws {
        var cluster = try ScaleStory.settled("web")
        let map: Value = ["metadata": ["name": "app", "namespace": "default", "finalizers": ["demo/hold"]]]
        try ScaleStory.run(.create(map, .configMaps), "create", in: &cluster)
        try ScaleStory.run(.delete(.configMaps, Self.app), "delete", in: &cluster)
        #expect(
            Self.still(.configMaps, "app", cluster) == """
                ConfigMap default/app  is being deleted and still there
                  finalizer  demo/hold
                  acts       nobody here: who put it on must take it off, or a person

                """)
    }
}
