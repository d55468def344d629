import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// The situations of pkg/controller/deployment/rolling_test.go, deployment_util_test.go and recreate_test.go.
@Suite struct DeploymentRollingTests {
    typealias Size = DeploymentWorld.Size

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let replicas: Int64
        let surge: Value
        let unavailable: Value
        let new: Size?
        let old: [Size]
        let sizes: [String]

        init(
            _ name: String, _ replicas: Int64, surge: Value, unavailable: Value, new: Size?, old: [Size],
            _ sizes: [String]
        ) {
            testDescription = name
            self.replicas = replicas
            self.surge = surge
            self.unavailable = unavailable
            self.new = new
            self.old = old
            self.sizes = sizes
        }
    }

    static let cases = [
        // Growing.
        Case("a first rollout makes all", 10, surge: 0, unavailable: 1, new: nil, old: [], ["new 10"]),
        Case(
            "the new set is made with its size, so the old one shrinks in the same sync", 10, surge: "25%",
            unavailable: "25%", new: nil, old: [Size(10, 10)], ["new 3", "old1 8"]),
        Case(
            "four replicas: one more and one fewer at once", 4, surge: "25%", unavailable: "25%", new: nil,
            old: [Size(4, 4)], ["new 1", "old1 3"]),
        Case(
            "a set that is there grows, and the sync ends", 10, surge: 2, unavailable: 2, new: Size(0, 0),
            old: [Size(10, 10)], ["new 2"]),
        Case(
            "at the cap a new set is made empty, unhealthy old pods make room", 10, surge: 3, unavailable: 2, new: nil,
            old: [Size(8, 8), Size(5, 0)], ["new 0", "old2 0"]),
        Case(
            "no surge, nothing to grow into", 5, surge: 0, unavailable: 0, new: Size(0, 0),
            old: [Size(5, 5)], ["old1 4"]),
        Case(
            "never more new pods than wanted", 3, surge: 10, unavailable: 0, new: Size(2, 2), old: [Size(3, 3)],
            ["new 3"]),
        Case("too many new ones go", 3, surge: 1, unavailable: 0, new: Size(5, 5), old: [], ["new 3"]),
        // Shrinking.
        Case(
            "nothing is taken while too few are available", 10, surge: 3, unavailable: 2,
            new: Size(5, 0), old: [Size(8, 8)], []),
        Case(
            "available new pods let old ones go", 10, surge: 3, unavailable: 2, new: Size(5, 3), old: [Size(8, 8)],
            ["old1 5"]),
        Case(
            "unhealthy old pods go first, across sets, the oldest set first", 10, surge: 3, unavailable: 2,
            new: Size(3, 3), old: [Size(2, 0), Size(8, 8)], ["old1 0", "old2 5"]),
        Case(
            "no more unhealthy ones go than may be missing", 10, surge: 0, unavailable: 2, new: Size(2, 0),
            old: [Size(8, 6)], []),
        Case(
            "both round to zero: one may be missing", 5, surge: 0, unavailable: "10%",
            new: Size(0, 0), old: [Size(5, 5)], ["old1 4"]),
        Case("the end: nothing to do", 3, surge: 1, unavailable: 0, new: Size(3, 3), old: [Size(0, 0)], []),
        Case(
            "two old sets shrink in the order of their age", 4, surge: 1, unavailable: 1, new: Size(4, 4),
            old: [Size(1, 1), Size(2, 2)], ["old1 0", "old2 0"]),
    ]

    @Test("sizes that one sync of a rolling update writes", arguments: cases)
    func sizes(_ c: Case) {
        var world = DeploymentWorld(replicas: c.replicas, surge: c.surge, unavailable: c.unavailable)
        for (index, size) in c.old.enumerated() { world.add("old\(index + 1)", size, age: index) }
        if let new = c.new { world.add("new", new, age: 9) }
        world.sync()
        #expect(world.sizes == c.sizes)
    }

    @Test(
        "surge is rounded up, unavailability down; both zero means one",
        arguments: [
            (1, "25%", "25%", 1, 0), (3, "25%", "25%", 1, 0), (4, "25%", "25%", 1, 1), (7, "25%", "25%", 2, 1),
            (10, "25%", "25%", 3, 2), (5, "0%", "10%", 0, 1), (2, "0%", "100%", 0, 2), (0, "25%", "25%", 0, 0),
        ] as [(Int64, String, String, Int64, Int64)])
    func limits(_ replicas: Int64, _ surge: String, _ unavailable: String, _ up: Int64, _ down: Int64) {
        let world = DeploymentWorld(replicas: replicas, surge: .string(surge), unavailable: .string(unavailable))
        let limits = RolloutLimits(world.deployment)
        #expect(limits.surge == up)
        #expect(limits.unavailable == down)
        #expect(limits.maxTotal == replicas + up)
        #expect(limits.minAvailable == replicas - down)
    }

    @Test("the arithmetic is noted with its numbers")
    func findings() {
        var world = DeploymentWorld(replicas: 10)
        world.add("old", Size(10, 10), age: 0)
        world.sync()
        guard case .mayGrow(let limits, total: 10, from: 0, to: 3)? = world.steps.first else {
            Issue.record("\(world.steps)")
            return
        }
        #expect(limits.surge == 3 && limits.surgeText == "25%" && limits.replicas == 10)
        #expect(world.steps.contains { if case .available(_, available: 10, spare: 2) = $0 { true } else { false } })
    }

    // MARK: Recreate

    @Test("Recreate takes all old pods before it makes a set")
    func recreateScalesDown() {
        var world = DeploymentWorld(replicas: 3, isRecreate: true)
        world.add("old", Size(3, 3), age: 0)
        world.sync()
        #expect(world.sizes == ["old 0"])
    }

    @Test("Recreate waits for pods that are being deleted, but not for ended ones", arguments: [true, false])
    func recreateWaits(_ hasEnded: Bool) {
        var world = DeploymentWorld(replicas: 3, isRecreate: true)
        world.add("old", Size(0, 0), age: 0)
        let set: Value = [
            "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-old", "uid": "uid-old", "controller": true,
        ]
        var pod = Make.pod("web-old-1", on: "node-1", labels: DeploymentWorld.labels, owner: set)
        pod.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        if hasEnded { pod.set("Succeeded", at: "status", "phase") }
        world.rig.put(pod, .pods)
        world.sync()
        #expect(world.sizes == (hasEnded ? ["new 3"] : []))
        if !hasEnded {
            world.rig.remove(.pods, ObjectKey("default", "web-old-1"))
            world.rig.run(for: .milliseconds(4))
            #expect(world.sizes == ["new 3"])
        }
    }

    // MARK: scaling

    @Test("a change of replicas only resizes; the one set with pods takes it")
    func scalesTheOnlySet() {
        var world = DeploymentWorld(replicas: 6)
        world.add("old", Size(0, 0), age: 0, desired: 4)
        world.add("new", Size(4, 4), age: 1, desired: 4)
        world.sync()
        #expect(world.sizes == ["new 6"])
        let said = "Normal ScalingReplicaSet default/web: Scaled up replica set web-new from 4 to 6"
        #expect(world.rig.eventTexts == [said])
    }

    struct Share: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let replicas: Int64
        let former: Int64
        let sizes: [Size]
        let expected: [String]
    }

    @Test(
        "during a rollout every set takes its share",
        arguments: [
            Share(
                testDescription: "10 to 15 with 8 old and 5 new", replicas: 15, former: 13,
                sizes: [Size(8, 8), Size(5, 0)], expected: ["old 11", "new 7"]),
            Share(
                testDescription: "15 to 5", replicas: 5, former: 18, sizes: [Size(11, 8), Size(7, 0)],
                expected: ["old 5", "new 3"]),
            Share(
                testDescription: "to nothing", replicas: 0, former: 13, sizes: [Size(8, 8), Size(5, 5)],
                expected: ["old 0", "new 0"]),
            Share(
                testDescription: "equal sets: the newer gets what is left over", replicas: 7, former: 6,
                sizes: [Size(3, 3), Size(3, 3)], expected: ["new 5", "old 5"]),
        ])
    func proportional(_ c: Share) {
        var world = DeploymentWorld(replicas: c.replicas, surge: 3, unavailable: 2)
        world.add("old", c.sizes[0], age: 0, maxReplicas: c.former, desired: 1)
        world.add("new", c.sizes[1], age: 1, maxReplicas: c.former, desired: 1)
        world.sync()
        #expect(world.sizes == c.expected)
    }

    @Test("a saturated new set: adopted old ones go to zero")
    func saturated() {
        var world = DeploymentWorld(replicas: 4)
        world.add("old", Size(2, 2), age: 0, desired: 2)
        world.add("new", Size(4, 4), age: 1)
        world.sync()
        #expect(world.sizes == ["old 0"])
    }
}
