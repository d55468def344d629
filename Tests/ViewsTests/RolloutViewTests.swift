import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

/// The arithmetic of a rollout in words, and its picture.
@Suite struct RolloutViewTests {
    static let limits = RolloutFinding.Limits(
        replicas: 10, surge: 3, surgeText: "25%", unavailable: 2, unavailableText: "25%", isForcedOpen: false)

    @Test("each step of a rollout is one line with its numbers")
    func steps() {
        var spans = Spans()
        let (cause, start) = spans.scaled()
        let forced = RolloutFinding.Limits(
            replicas: 5, surge: 0, surgeText: "0", unavailable: 1, unavailableText: "10%", isForcedOpen: true)
        let end = spans.end(
            start, [cause],
            [
                .rollout(.mayGrow(Self.limits, total: 10, from: 0, to: 3)),
                .rollout(.mayGrow(Self.limits, total: 13, from: 3, to: 3)),
                .rollout(.mayShrink(Self.limits, total: 13, newUnavailable: 3, may: 2)),
                .rollout(.mayShrink(forced, total: 5, newUnavailable: 1, may: 0)),
                .rollout(.unhealthyFirst(set: "web-b", from: 5, to: 0)),
                .rollout(.available(Self.limits, available: 10, spare: 2)),
                .rollout(.scaled(set: "web-a", from: 10, to: 15)), .rollout(.follows(set: "web-a", from: 10, to: 15)),
                .rollout(
                    .proportional(
                        Self.limits, [RolloutFinding.Share(set: "web-a", from: 8, to: 11, formerMax: 13)])),
                .rollout(.waitsForOldPods(1)), .rollout(.history(old: 3, limit: 2, surplus: 1)),
                .rollout(.deadlineMissed(seconds: 600)), .rollout(.collision(name: "web-a", count: 1)),
                .rollout(.paused),
            ], [], 6, 21)
        let text = SyncView.sync(end, in: spans.trace).plain
        let lines = text.split(separator: "\n").map(String.init).dropFirst(2).map { line in
            line.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines.joined(separator: "\n") == """
                grow max 13 = 10 + ⌈25%⌉ 3, now 10 → may create 3 `rule max-surge`
                grow max 13 = 10 + ⌈25%⌉ 3, now 13 → must wait `rule max-surge`
                shrink total 13 − 3 new not available − at least 8 `rule max-unavailable`
                (10 − ⌊25%⌋ 2)
                = 2 → may remove 2
                shrink total 5 − 1 new not available − at least 4 `rule max-unavailable`
                (5 − 1)
                = 0 → must wait
                (surge and unavailable both come out as 0: one may be missing)
                unhealthy web-b 5 → 0: pods that are not `rule rollout-unhealthy-first`
                available go first
                available 10, at least 8 (10 − ⌊25%⌋ 2) → may remove 2
                scaling web-a was scaled for 10 replicas, now 15 `rule rollout-scaling`
                are wanted: no rollout now
                sizes web-a is the only one with pods: 10 → 15
                shares new max 13 = 10 + ⌈25%⌉ 3 `rule proportional-scaling`
                web-a 8 × 13 / 13 → 11
                waits 1 old pod must be gone before a new one is made `rule recreate`
                history 3 old ReplicaSets, 2 are kept: the lowest `rule revision-history`
                1 may go if empty
                deadline no progress for more than 600s: told, `rule progress-deadline`
                nothing else
                collision web-a has another template: hash number 1 is tried next
                paused templates wait; sizes are still kept `rule paused`
                next nothing: done until something changes
                """)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("a Deployment's picture has a row for each ReplicaSet, and the limits beside the sums")
    func picture() throws {
        var cluster = Cluster(ClusterOptions())
        func ask(_ request: APIRequest) {
            var request = request
            request.user = "kubernetes-admin"
            _ = cluster.submit(request, causes: [])
        }
        func template(_ image: String) -> Value {
            [
                "metadata": ["labels": ["app": "web"]],
                "spec": ["containers": [["name": "c", "image": .string(image)]]],
            ]
        }
        ask(
            .create(
                [
                    "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "default"],
                    "spec": [
                        "replicas": 3, "selector": ["matchLabels": ["app": "web"]], "template": template("a:1"),
                    ],
                ], .deployments))
        _ = cluster.settle()
        let key = ObjectKey("default", "web")
        ask(.patch(.strategic, .deployments, key, ["spec": ["template": template("a:2")]]))
        _ = cluster.settle()
        let newest = try #require(cluster.server.store.list(.replicaSets, namespace: "default").last { set in
            set.at("spec", "replicas") == 3
        })
        let why = WhyView.why(newest.ref, in: cluster).plain
        #expect(why.contains("deployment on web: 1 more (max 4, now 3)"))
        let picture = try #require(
            TimelineView.picture(ObjectRef(.deployments, key), in: cluster, cells: 40))
        #expect(picture.rows.map(\.note) == ["0", "3", "min 3 ≥ 3", "max 4 ≤ 4"])
        #expect(picture.rows.dropLast(2).allSatisfy { $0.label.hasPrefix("web-") })
        #expect(picture.rows.suffix(2).map(\.label) == ["available", "total"])
    }
}
