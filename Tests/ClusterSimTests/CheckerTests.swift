import ClusterSim
import Documents
import KubeAPI
import Simulation
import Testing

/// Every checker finds what it is for, and nothing in a good run.
@Suite struct CheckerTests {
    private static func pod(
        _ revision: Int64, uid: String = "u1", node: String = "", change: (inout Value) -> Void = { _ in }
    )
        -> APIObject
    {
        var value = Make.pod("p", node: node)
        value.set(.string(uid), at: "metadata", "uid")
        change(&value)
        return APIObject(value, .pods, revision: revision)
    }

    private static func added(_ object: APIObject) -> Change {
        Change(revision: object.revision, kind: .added, object: object, old: nil)
    }

    private static func modified(_ old: APIObject, _ new: APIObject) -> Change {
        Change(revision: new.revision, kind: .modified, object: new, old: old)
    }

    private static func found(_ changes: [Change]) -> [String] {
        var checker = ClusterChecker()
        for change in changes { checker.committed(change) }
        return checker.problems
    }

    @Test("a good history has no problems")
    func good() {
        let (first, second) = (Self.pod(1), Self.pod(2, node: "node-1"))
        #expect(
            Self.found([
                Self.added(first), Self.modified(first, second),
                Change(revision: 3, kind: .deleted, object: Self.pod(3, node: "node-1"), old: second)
            ]) == [])
    }

    @Test("a revision that is left out or used twice")
    func revisions() {
        #expect(Self.found([Self.added(Self.pod(1)), Self.added(Self.pod(3, uid: "u2"))]) == ["revision 3 follows 1"])
        #expect(
            Self.found([Self.added(Self.pod(4)), Self.modified(Self.pod(4), Self.pod(4))])
                == ["revision 4 follows 4", "default/p: revision 4 replaces 4"])
    }

    @Test("a store that goes back")
    func goesBack() {
        var checker = ClusterChecker()
        checker.committed(Self.added(Self.pod(7)))
        checker.afterEvent(revision: 7)
        #expect(checker.problems == [])
        checker.afterEvent(revision: 6)
        #expect(checker.problems == ["the store went back from 7 to 6"])
    }

    @Test("a pod that moves, or loses its node")
    func bind() {
        let bound = Self.pod(1, node: "node-1")
        #expect(
            Self.found([Self.added(bound), Self.modified(bound, Self.pod(2, node: "node-2"))])
                == ["pod default/p moved from node-1 to node-2"])
        #expect(
            Self.found([Self.added(bound), Self.modified(bound, Self.pod(2))])
                == ["pod default/p moved from node-1 to no node"])
    }

    @Test("an object that changes its uid in place")
    func uid() {
        #expect(
            Self.found([Self.added(Self.pod(1)), Self.modified(Self.pod(1), Self.pod(2, uid: "u2"))])
                == ["default/p: uid u2 replaces u1"])
    }

    @Test("an object that goes with finalizers")
    func finalizers() {
        let held = Self.pod(2) { $0.set(["example.com/a"], at: "metadata", "finalizers") }
        #expect(
            Self.found([
                Self.added(Self.pod(1)), Change(revision: 2, kind: .deleted, object: held, old: Self.pod(1))
            ]) == ["Pod default/p went with finalizers [\"example.com/a\"]"])
    }

    private static func told(
        _ history: [Change], _ change: Change, position: Int64, held: APIObject?, node: String? = nil
    ) -> [String] {
        var checker = ClusterChecker()
        for change in history { checker.committed(change) }
        checker.delivered(
            change, to: "kubelet/x", scope: node.map(WatchScope.node) ?? .all,
            cache: WatchedCache(revision: position, held: held))
        return checker.problems
    }

    @Test("a stream with a gap, one that goes back, and a good one")
    func streams() {
        let pods = (1 ... 3).map { Self.pod(Int64($0)) }
        let history = [Self.added(pods[0]), Self.modified(pods[0], pods[1]), Self.modified(pods[1], pods[2])]
        #expect(Self.told(history, history[2], position: 2, held: pods[1]) == [])
        #expect(
            Self.told(history, history[2], position: 1, held: pods[1])
                == ["kubelet/x: pods default/p at 3 comes before 2, cache at 1"])
        #expect(
            Self.told(history, history[1], position: 3, held: pods[0])
                == ["kubelet/x: pods default/p at 2 comes after 3"])
    }

    @Test("a node's watch may leave out pods of other nodes, not its own")
    func nodeStreams() {
        func pod(_ revision: Int64, _ name: String, _ node: String) -> APIObject {
            var value = Make.pod(name, node: node)
            value.set(.string(name), at: "metadata", "uid")
            return APIObject(value, .pods, revision: revision)
        }
        let history = [pod(1, "a", "x"), pod(2, "b", "y"), pod(3, "c", "x")].map(Self.added)
        #expect(Self.told(history, history[2], position: 1, held: nil, node: "x") == [])
        #expect(
            Self.told(history, history[2], position: 0, held: nil, node: "x")
                == ["kubelet/x: pods default/c at 3 comes before 1, cache at 0"])
    }

    @Test("a cache that does not hold what the stream says was there")
    func caches() {
        let pods = (1 ... 3).map { Self.pod(Int64($0)) }
        let change = Self.modified(pods[1], pods[2])
        #expect(Self.told([], change, position: 2, held: pods[1]) == [])
        #expect(
            Self.told([], change, position: 2, held: pods[0])
                == ["kubelet/x: default/p is held at 1, the stream says 2"])
        #expect(
            Self.told([], change, position: 2, held: nil) == ["kubelet/x: default/p MODIFIED but not in the cache"])
        #expect(
            Self.told([], Self.added(pods[1]), position: 1, held: pods[0])
                == ["kubelet/x: default/p ADDED at 2 but held at 1"])
        #expect(
            Self.told([], change, position: 2, held: Self.pod(2, uid: "u9"))
                == ["kubelet/x: default/p MODIFIED, but another uid is held"])
    }

    private static let collector = "system:serviceaccount:kube-system:generic-garbage-collector"

    @Test("a pod that is collected though its owner lives; one whose owner waits for it may go")
    func ownership() {
        var owner = Make.set("web", replicas: 1)
        owner.set("o1", at: "metadata", "uid")
        let living = APIObject(owner, .replicaSets, revision: 1)
        let taken = Self.pod(3) {
            $0.set([OwnerReference(controller: living).value], at: "metadata", "ownerReferences")
        }
        let change = Change(revision: 3, kind: .deleted, object: taken, old: taken)
        var request = APIRequest.delete(.pods, taken.key)
        request.user = Self.collector
        func found(_ owner: APIObject?, history: [Change] = [], user: String = Self.collector) -> [String] {
            var checker = ClusterChecker()
            for change in history { checker.committed(change) }
            var asked = request
            asked.user = user
            checker.carriedOut(asked, [change]) { _, _ in owner }
            return checker.problems
        }
        #expect(found(living) == ["Pod default/p is collected though its owner web lives"])
        #expect(found(nil) == [])
        #expect(found(living, user: "kubernetes-admin") == [])
        owner.set("o2", at: "metadata", "uid")
        #expect(found(APIObject(owner, .replicaSets, revision: 1)) == [])
        owner.set("o1", at: "metadata", "uid")
        owner.set("2026-01-05T08:00:00Z", at: "metadata", "deletionTimestamp")
        owner.set(["foregroundDeletion"], at: "metadata", "finalizers")
        let waiting = APIObject(owner, .replicaSets, revision: 2)
        #expect(found(waiting, history: [Self.modified(living, waiting)]) == [])
        owner.set(["orphan"], at: "metadata", "finalizers")
        let orphaning = APIObject(owner, .replicaSets, revision: 2)
        #expect(found(orphaning, history: [Self.modified(living, orphaning)]).count == 1)
    }

    @Test("two pods with one ordinal of a StatefulSet; one after the other is fine")
    func ordinals() {
        func pod(_ name: String, _ uid: String, at revision: Int64, label: String? = nil) -> APIObject {
            let owner: Value = [
                "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db", "uid": "s", "controller": true,
            ]
            var pod: Value = [
                "metadata": [
                    "name": .string(name), "namespace": "default", "uid": .string(uid), "ownerReferences": [owner],
                ]
            ]
            if let label {
                pod.set(.string(label), at: "metadata", "labels", "statefulset.kubernetes.io/pod-name")
            }
            return APIObject(pod, .pods, revision: revision)
        }
        func problems(_ changes: [Change]) -> [String] {
            var checker = ClusterChecker()
            for change in changes { checker.committed(change) }
            return checker.problems
        }
        let first = pod("db-0", "u1", at: 1)
        let gone = Change(revision: 2, kind: .deleted, object: pod("db-0", "u1", at: 2), old: first)
        let second = Change(revision: 3, kind: .added, object: pod("db-0", "u2", at: 3), old: nil)
        #expect(problems([Self.added(first), gone, second]) == [])
        let twin = Change(revision: 2, kind: .added, object: pod("db-00", "u2", at: 2), old: nil)
        #expect(
            problems([Self.added(first), twin])
                == ["pod default/db-00 (u2) has ordinal 0 of db, and u1 has it too"])
        #expect(problems([Self.added(pod("db-0", "u1", at: 1, label: "db-1"))]) == ["pod default/db-0 says it is db-1"])
    }

    @Test(
        "a component that writes what it may not",
        arguments: [
            (
                "system:serviceaccount:kube-system:replicaset-controller",
                APIRequest.delete(.replicaSets, Make.key("web")), "delete replicasets (web)"
            ),
            ("system:kube-scheduler", APIRequest.create(Make.pod("p"), .pods), "create pods (p)"),
            ("system:node:node-1", APIRequest.delete(.nodes, ObjectKey("", "node-1")), "delete nodes (node-1)"),
            (
                "system:serviceaccount:kube-system:node-controller",
                APIRequest.patch(.merge, .replicaSets, Make.key("web"), [:]), "patch replicasets (web)"
            )
        ])
    func permissions(user: String, request: APIRequest, what: String) {
        var checker = ClusterChecker()
        var request = request
        request.user = user
        checker.carriedOut(request, []) { _, _ in nil }
        #expect(checker.problems == ["\(user) may not \(what)"])
    }

    @Test("a kubelet that writes another's lease")
    func foreignLease() {
        var checker = ClusterChecker()
        var request = APIRequest(.update, .leases, namespace: "kube-node-lease", name: "node-2")
        request.user = "system:node:node-1"
        checker.carriedOut(request, []) { _, _ in nil }
        #expect(checker.problems == ["system:node:node-1 writes leases node-2"])
    }

    @Test("at most a hundred problems are kept")
    func bounded() {
        var checker = ClusterChecker()
        for number in 0 ..< 500 { checker.committed(Self.added(Self.pod(Int64(number * 2 + 1), uid: "u\(number)"))) }
        #expect(checker.problems.count == ClusterChecker.problemsMax)
    }

    @Test("without checks nothing is looked at, with them a good cluster has no problems")
    func cluster() {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 4), .replicaSets)
        _ = cluster.settle()
        #expect(cluster.problems == [] && cluster.checkWorld() == [])
    }

    @Test("unconverged says what is missing")
    func unconverged() {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        #expect(
            cluster.unconverged() == [
                "replicaset default/web: wants 2 pods and has 0", "replicaset default/web: observedGeneration is not 1"
            ])
        cluster.create(Make.pod("bare"), .pods)
        #expect(cluster.unconverged().contains("pod default/bare is not bound"))
        #expect(cluster.unconverged().contains("replicaset default/web: pod default/bare fits it and is nobody's"))
    }
}
