import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

private let plain: Value = ["containers": [["name": "web", "image": "nginx:1.25"]]]

@Suite struct DeletionTests {
    /// The pod's last steps as text with whole seconds since `start`.
    private func tail(_ harness: NodeHarness, _ name: String, since start: SimTime) -> [String] {
        harness.steps(name).filter { $0.time > start }.map { "\(($0.time - start).wholeSeconds) \($0.action)" }
    }

    @Test("a pod that is deleted ends its containers, succeeds, and is removed after the next relist")
    func graceful() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(2))
        harness.writes = []
        let start = harness.now
        harness.delete("web", grace: 5)
        harness.run(for: .seconds(3))
        #expect(harness.pod("web") == nil)
        #expect(
            tail(harness, "web", since: start) == [
                "0 stopping(graceSeconds: 5)", "0 containerExited(\"web\", code: 0, isInit: false)",
                "0 sandboxStopped", "\(harness.steps("web").last.map { ($0.time - start).wholeSeconds } ?? 0) gone",
            ])
        let last = harness.writes.last { $0.request.resource == .pods }
        #expect(last?.request.verb == .delete)
        #expect(last?.request.options.gracePeriodSeconds == 0)
        #expect(last?.request.options.uid?.isEmpty == false)
        #expect(last.map { $0.time - start } ?? .seconds(9) < .milliseconds(1150))
        #expect(harness.phases("web").last == "Succeeded")
        #expect(harness.eventTexts("web").last == "Normal Killing Stopping container web")
    }

    @Test("a pod that is deleted before its containers ran passes through Failed")
    func neverRan() {
        var harness = NodeHarness.running()
        var spec = plain
        spec.set([["name": "data", "emptyDir": [:]]], at: "volumes")
        harness.bind("web", spec: spec)
        harness.run(for: .milliseconds(100))
        harness.delete("web")
        harness.run(for: .seconds(3))
        #expect(harness.phases("web") == ["Pending", "Failed"])
        #expect(harness.pod("web") == nil)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let grace: Int64
        let preStop: Int64
        let ignores: Bool
        let seconds: Int64
        let code: Int64
        var testDescription: String { name }
    }

    @Test(
        "the hook's time is taken out of the grace, two seconds are left at least",
        arguments: [
            Case(name: "obeys at once", grace: 30, preStop: 0, ignores: false, seconds: 0, code: 0),
            Case(name: "hook, then obeys", grace: 30, preStop: 10, ignores: false, seconds: 10, code: 0),
            Case(
                name: "hook, then killed at the end of grace", grace: 30, preStop: 10, ignores: true, seconds: 30,
                code: 137),
            Case(name: "hook longer than grace", grace: 30, preStop: 40, ignores: true, seconds: 32, code: 137),
            Case(name: "killed after a short grace", grace: 5, preStop: 0, ignores: true, seconds: 5, code: 137),
        ])
    func stops(_ c: Case) {
        var harness = NodeHarness.running(behaviours: always { $0.ignoresSIGTERM = c.ignores })
        var spec: Value = ["containers": [["name": "web", "image": "x"]]]
        if c.preStop > 0 {
            spec = [
                "containers": [
                    [
                        "name": "web", "image": "x",
                        "lifecycle": ["preStop": ["sleep": ["seconds": .int(c.preStop)]]],
                    ]
                ]
            ]
        }
        harness.bind("web", spec: spec)
        harness.run(for: .seconds(2))
        let start = harness.now
        harness.delete("web", grace: c.grace)
        harness.run(for: .seconds(60))
        let ended = harness.steps("web").first { step in
            switch step.action {
            case .containerExited, .containerKilled: step.time > start
            default: false
            }
        }
        #expect(ended.map { ($0.time - start).wholeSeconds } == c.seconds)
        let final = harness.writes.last { $0.request.resource == .pods && $0.request.verb != .delete }?.object
        let code = final?.at("status", "containerStatuses")?[0]?.at("state", "terminated", "exitCode")?.int
        #expect(code == c.code)
        #expect(final?["status"]?["phase"]?.string == (c.code == 0 ? "Succeeded" : "Failed"))
    }

    @Test("sidecars stop after the containers, the last one first")
    func sidecars() {
        var harness = NodeHarness.running(behaviours: always { $0.stopMilliseconds = 2000 })
        harness.bind(
            "shop",
            spec: [
                "initContainers": [
                    ["name": "log", "image": "x", "restartPolicy": "Always"],
                    ["name": "proxy", "image": "x", "restartPolicy": "Always"],
                ],
                "containers": [["name": "web", "image": "x"]],
            ])
        harness.run(for: .seconds(3))
        let start = harness.now
        harness.delete("shop")
        harness.run(for: .seconds(4))
        let uid = harness.pod("shop")?.uid ?? ""
        let ends = harness.kubelet.runtime.runs(ofPod: uid).map { "\($0.name) \(($0.endsAt - start).wholeSeconds)" }
        #expect(ends.sorted() == ["log 6", "proxy 4", "web 2"])
        harness.run(for: .seconds(5))
        #expect(harness.pod("shop") == nil)
    }

    @Test("a second deletion can shorten the grace")
    func shorterGrace() {
        var harness = NodeHarness.running(behaviours: always { $0.ignoresSIGTERM = true })
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(2))
        let start = harness.now
        harness.delete("web", grace: 600)
        harness.run(for: .seconds(10))
        harness.delete("web", grace: 3)
        harness.run(for: .seconds(20))
        #expect(harness.pod("web") == nil)
        #expect(tail(harness, "web", since: start).contains("13 containerKilled(\"web\", code: 137)"))
    }

    @Test("a deletion that an answer to a status write showed first is not missed", arguments: 0..<12)
    func deletionDuringWrite(step: Int64) {
        var harness = NodeHarness.running()
        harness.bind("web", spec: plain)
        harness.run(for: .milliseconds(2 + step * 2))
        harness.delete("web", grace: 5)
        harness.run(for: .seconds(10))
        #expect(harness.pod("web") == nil)
    }

    @Test("a pod whose object is gone is ended without a word to the API")
    func forced() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(2))
        harness.writes = []
        harness.events = []
        harness.delete("web", grace: 0)
        harness.run(for: .seconds(5))
        #expect(harness.writes.filter { $0.request.resource == .pods }.isEmpty)
        #expect(harness.events.isEmpty)
        #expect(harness.steps("web").last?.action == .gone)
        // Its address is free, but given out again only after a full turn.
        harness.bind("next", spec: plain)
        harness.run(for: .seconds(2))
        #expect(harness.status("next")["podIP"]?.string == "10.244.1.3")
    }
}
