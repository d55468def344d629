import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Where Kubernetes v1.36 itself stands still short of what a spec asks for: we do too, and a person gets it going.
@Suite struct StandstillTests {
    private static let manager = "kube-controller-manager"

    private static func turn(_ cluster: inout Cluster, on: Bool) throws {
        try cluster.apply(on ? .start(process: manager, text: "start") : .stop(process: manager, text: "stop"))
    }

    @Test("a suspended Job that never got a start time is complete only once it is resumed")
    func suspendedJob() throws {
        var cluster = Cluster.checked(nodes: 1)
        let behaviour: Value = ["orrery.dev/behaviour": "{\"runsForSeconds\": 3}"]
        cluster.create(
            [
                "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "crunch", "namespace": "default"],
                "spec": [
                    "template": [
                        "metadata": ["annotations": behaviour],
                        "spec": ["restartPolicy": "Never", "containers": [["name": "main", "image": "demo/task:1"]]],
                    ]
                ],
            ], .jobs)
        #expect(cluster.step { !$0.pods.isEmpty })
        // It crashes before it has written a status; the pod ends and the Job is suspended while it is away.
        try Self.turn(&cluster, on: false)
        #expect(cluster.step { $0.pods.first?.pod?.phase == .succeeded })
        cluster.ask(.patch(.merge, .jobs, Make.key("crunch"), ["spec": ["suspend": true]]))
        try Self.turn(&cluster, on: true)
        cluster.run(until: cluster.now + .minutes(5))
        func conditions() -> [String] {
            (cluster.object(.jobs, "crunch")?.at("status", "conditions")?.array ?? []).map {
                $0["type"]?.string ?? ""
            }
        }
        #expect(conditions() == ["SuccessCriteriaMet"])
        let refusals = Set(cluster.requests.compactMap { _, record in
            record.component == "job-controller" && record.result.code == 422 ? record.result.failure?.message : nil
        })
        #expect(
            refusals == [
                "Job.batch \"crunch\" is invalid: status.startTime: Required value: startTime is required for "
                    + "finished job"
            ])
        #expect(cluster.unconverged() == [])
        cluster.ask(.patch(.merge, .jobs, Make.key("crunch"), ["spec": ["suspend": false]]))
        #expect(cluster.step { _ in true })
        cluster.run(until: cluster.now + .minutes(2))
        #expect(conditions() == ["SuccessCriteriaMet", "Complete"])
        #expect(cluster.unconverged() == [])
    }

    /// A Deployment of three replicas of `a:1`, all there.
    private static func running() throws -> Cluster {
        var cluster = Cluster.checked()
        cluster.create(
            [
                "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "default"],
                "spec": [
                    "replicas": 3, "selector": ["matchLabels": ["app": "web"]],
                    "template": [
                        "metadata": ["labels": ["app": "web"]],
                        "spec": ["containers": [["name": "c", "image": "a:1"]]],
                    ],
                ],
            ], .deployments)
        _ = cluster.settle()
        try #require(cluster.unconverged() == [])
        return cluster
    }

    private static func change(_ cluster: inout Cluster, replicas: Int64, image: String) {
        let containers: Value = [["name": "c", "image": .string(image)]]
        let spec: Value = ["replicas": .int(replicas), "template": ["spec": ["containers": containers]]]
        cluster.ask(.patch(.merge, .deployments, Make.key("web"), ["spec": spec]))
    }

    /// What the ReplicaSets want: `a:1 5, a:2 0`.
    private static func sizes(_ cluster: Cluster) -> [String] {
        cluster.server.store.list(.replicaSets, namespace: "default").map { set in
            let image = set.at("spec", "template", "spec", "containers")?.array?.first?["image"]?.string ?? ""
            return "\(image) \(set.at("spec", "replicas")?.int ?? -1)"
        }.sorted()
    }

    @Test("a ReplicaSet that was made for another number of replicas, and has as many as are wanted, stops a rollout")
    func scalingWithNothingToDo() throws {
        var cluster = try Self.running()
        try Self.turn(&cluster, on: false)
        let name = cluster.server.store.list(.replicaSets, namespace: "default").first?.name ?? ""
        cluster.ask(Make.scale(name, to: 5))
        Self.change(&cluster, replicas: 5, image: "a:2")
        try Self.turn(&cluster, on: true)
        cluster.run(until: cluster.now + .minutes(5))
        #expect(Self.sizes(cluster) == ["a:1 5"])
        #expect(cluster.unconverged() == [])
        Self.change(&cluster, replicas: 4, image: "a:2")
        cluster.run(until: cluster.now + .minutes(5))
        #expect(Self.sizes(cluster) == ["a:1 0", "a:2 4"])
        #expect(cluster.unconverged() == [])
    }
}
