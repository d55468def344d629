import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

@Suite("what is seen of a DaemonSet") struct DaemonViewTests {
    typealias Node = DaemonFinding.Node
    typealias Step = DaemonFinding.Step

    /// The lines of a sync about nodes and update, with what a DaemonSet's sync noted.
    static func shown(_ findings: [DaemonFinding], _ options: ViewOptions = ViewOptions()) -> String {
        var spans = Spans()
        let (cause, start) = spans.scaled()
        let end = spans.end(start, [cause], findings.map { .daemon($0) }, [], 6, 9)
        let lines = SyncView.sync(end, in: spans.trace, options).plain.split(separator: "\n")
        return lines.dropFirst(2).dropLast().joined(separator: "\n")
    }

    static let limits = DaemonFinding.Limits(
        desired: 4, surge: ("0", 0), unavailable: ("30%", 2), isForced: false)

    @Test("each node with the first check that turned it down, and what follows")
    func nodes() {
        let text = Self.shown([
            .node(Node("n1", .none, shouldRun: true, mayStay: true, pods: 1, decision: .nothing)),
            .node(Node("n2", .none, shouldRun: true, mayStay: true, pods: 0, decision: .create)),
            .node(
                Node(
                    "n3", .taint("gpu=true:NoSchedule"), shouldRun: false, mayStay: true, pods: 1, decision: .nothing)),
            .node(
                Node(
                    "n4", .nodeAffinity, shouldRun: false, mayStay: false, pods: 1,
                    decision: .delete(["agent-x"], because: .notFit))),
            .node(Node("n5", .nodeName("n1"), shouldRun: false, mayStay: false, pods: 0, decision: .nothing)),
            .node(Node("n6", .none, shouldRun: true, mayStay: true, pods: 1, decision: .waitsForBackoff))
        ])
        #expect(
            text == """
                  nodes      n1  fit, has its pod
                             n2  fit, no pod  → creates one
                             n3  taint gpu=true:NoSchedule, 1 pod; it may stay
                             n4  node selector or affinity differs, 1 pod  → deletes agent-x:
                             not for this node
                             n5  the template names n1, no pod
                             n6  fit, 1 pod  → failed; it stays until its back-off is over
                """)
    }

    @Test("the rolling update, node by node, with its sums")
    func replacing() {
        let text = Self.shown([
            .limits(Self.limits),
            .step(Step("n1", .old(isAvailable: true), .candidate, taken: 0)),
            .step(Step("n2", .old(isAvailable: false), .allowed, taken: 1)),
            .step(Step("n3", .new(isAvailable: true), .leaves, taken: 1)),
            .step(Step("n4", .nothing, .counts, taken: 2)),
            .step(Step("n5", .old(isAvailable: true), .full, taken: 2)),
            .slots(
                DaemonFinding.Slots(
                    isSurge: false, max: 2, taken: 2, allowed: 1, candidates: 1, chosen: 0, leaving: nil))
        ])
        #expect(
            text == """
                  update     4 nodes · maxSurge 0 · maxUnavailable ⌈30%⌉ = 2    `rule ds-update`
                             n1  old, available       candidate                 numUnavailable 0
                             n2  old, not available   goes whatever             numUnavailable 1
                             n3  new, available       as it should be           numUnavailable 1
                             n4  no pod               takes a slot              numUnavailable 2
                             n5  old, available       no slot left              numUnavailable 2
                  slots      maxUnavailable 2 − numUnavailable 2 = 0 free for 1 candidate
                             deletes 1 = 1 whatever the limit + 0 of the candidates
                """)
    }

    @Test("surge: who starts beside whom, and who may leave")
    func surging() {
        let text = Self.shown([
            .limits(DaemonFinding.Limits(desired: 3, surge: ("1", 1), unavailable: ("0", 0), isForced: false)),
            .step(Step("n1", .both(newIsAvailable: false), .counts, taken: 1)),
            .step(Step("n2", .both(newIsAvailable: true), .oldGoes, taken: 1)),
            .step(Step("n3", .old(isAvailable: false), .allowed, taken: 1)),
            .step(Step("n4", .old(isAvailable: true), .leaving, taken: 1)),
            .slots(
                DaemonFinding.Slots(
                    isSurge: true, max: 1, taken: 1, allowed: 1, candidates: 0, chosen: 0,
                    leaving: DaemonFinding.Leaving(available: 4, desired: 3, pods: 1, deleted: 1)))
        ])
        #expect(
            text == """
                  update     3 nodes · maxSurge 1 · maxUnavailable 0            `rule ds-update`
                             n1  old + new not yet    takes a slot                    numSurge 1
                             n2  old + new available  the old one goes                numSurge 1
                             n3  old, not available   gets a new one at once          numSurge 1
                             n4  old, available       to run none any more            numSurge 1
                  slots      maxSurge 1 − numSurge 1 = 0 free for 0 candidates
                             creates beside 1 = 1 whatever the limit + 0 of the candidates
                             leaving: 4 available − 3 wanted lets 1 of 1 pod go
                """)
    }

    @Test("an update with nothing to replace is one line, unless all is asked for")
    func upToDate() {
        let findings: [DaemonFinding] = [
            .limits(Self.limits), .step(Step("n1", .new(isAvailable: true), .leaves, taken: 0)),
            .slots(
                DaemonFinding.Slots(
                    isSurge: false, max: 2, taken: 0, allowed: 0, candidates: 0, chosen: 0, leaving: nil))
        ]
        #expect(Self.shown(findings) == "  update     no pod is of an older template: nothing to replace")
        #expect(Self.shown(findings, ViewOptions(verbose: true)).contains("n1  new, available"))
    }

    @Test("the timeline has a row for each node and counts the newest template")
    func timeline() throws {
        var options = ClusterOptions()
        options.nodes = 2
        var cluster = Cluster(options)
        let set: Value = [
            "apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": ["name": "agent", "namespace": "default"],
            "spec": [
                "selector": ["matchLabels": ["app": "agent"]],
                "template": [
                    "metadata": ["labels": ["app": "agent"]], "spec": ["containers": [["name": "m", "image": "i:1"]]]
                ]
            ]
        ]
        var request = APIRequest.create(set, .daemonSets)
        request.user = "kubernetes-admin"
        _ = cluster.submit(request, causes: [])
        while let due = cluster.nextDue, due < .zero + .seconds(3), cluster.step() {}
        let stored = try #require(cluster.server.store.object(.daemonSets, ObjectKey("default", "agent")))
        let picture = try #require(TimelineView.picture(stored.ref, in: cluster, cells: 10))
        #expect(picture.rows.map(\.label) == ["node-1", "node-2", "newest template", "available", "total"])
        #expect(picture.rows.map { $0.cells.last } == [.ready, .ready, .number(2), .number(2), .number(2)])
    }
}
