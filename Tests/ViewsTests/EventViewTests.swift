import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

@Suite struct EventViewTests {
    private func all(_ spans: Spans) -> [Span<Happening>] {
        var out: [Span<Happening>] = []
        spans.trace.forEach(from: SpanID(1)) {
            out.append($0); return true
        }
        return out
    }

    @Test("each kind of event in a line or two")
    func kinds() {
        var spans = Spans()
        let (_, start) = spans.scaled()
        let pod = ObjectRef(.pods, ObjectKey("default", "web-a"))
        let decided = spans.trace.append(
            .scheduled(
                SchedulingSpan(
                    pod: pod, node: "node-2", evaluated: 3, feasible: 3, nodes: 3,
                    best: [("node-2", 277), ("node-1", 271), ("node-3", 268)], failure: "")),
            at: spans.at(7), causes: [start])
        _ = spans.trace.append(
            .scheduled(
                SchedulingSpan(
                    pod: pod, node: nil, evaluated: 3, feasible: 0, nodes: 3, best: [],
                    failure: "0/3 nodes are available: 3 Insufficient cpu.")), at: spans.at(8),
            causes: [start])
        _ = spans.trace.append(
            .kubelet(
                KubeletSpan(
                    node: "node-2", pod: pod,
                    action: .sandboxReady(
                        ip: "10.244.2.7", attempt: 0, sharesPID: false, usesHostNetwork: false))),
            at: spans.at(9), causes: [decided])
        _ = spans.trace.append(
            .process(ProcessSpan(process: "kube-scheduler", text: "became leader")), at: spans.at(10),
            causes: [])
        let lease = APIObject(
            ["metadata": ["name": "node-1", "namespace": "kube-node-lease"]], .leases, revision: 1)
        _ = spans.write(
            .update(lease.value, .leases), by: "kubelet/node-1", "kubelet", .modified, lease, { _ in lease },
            11, [])
        #expect(
            EventView.step(all(spans), in: spans.trace).plain == """
                ▸ you        scale rs/web --replicas=3                                   1  t=0s
                ▸ wrote      PATCH  replicasets/default/web                          200  rev 41
                             by you: scale rs/web --replicas=3
                             ~ spec.replicas: 1 → 3
                ▸ delivered  ReplicaSet default/web MODIFIED (rev 41)                3  t=0.005s
                             → kube-controller-manager  cache at 41 · woke replicaset-controller
                             default/web
                             ~ spec.replicas: 1 → 3
                ▸ sync 4     replicaset-controller  default/web   worker 1           4  t=0.006s
                             woken by  ReplicaSet web MODIFIED (rev 41)  ← you: scale rs/web --…
                ▸ scheduled  default/web-a → node-2                                  5  t=0.007s
                             chosen among 3   node-2 277 · node-1 271 · node-3 268
                ▸ scheduled  default/web-a fits nowhere                              6  t=0.008s
                             0 of 3 nodes looked at can take it
                             0/3 nodes are available: 3 Insufficient cpu.
                ▸ kubelet    node-2  default/web-a  sandbox  pause ● net ● ipc ●     7  t=0.009s
                             uts ●   10.244.2.7
                ▸ process    kube-scheduler  became leader                            8  t=0.01s
                ▸ lease      kubelet/node-1 renewed kube-node-lease/node-1           200  rev 42

                """)
        let last = Array(all(spans).suffix(2))
        #expect(
            EventView.step(last, in: spans.trace).plain == """
                ▸ process    kube-scheduler  became leader                            8  t=0.01s
                ▸ lease      kubelet/node-1 renewed kube-node-lease/node-1           200  rev 42

                """)
    }

    @Test("a tick: one line for each component and object")
    func tick() {
        var spans = Spans()
        let (cause, start) = spans.scaled()
        let made = spans.write(
            Spans.create, by: "kube-controller-manager", spans.loop, .added, nil,
            { Spans.pod("web-a", revision: $0) },
            8, [start], sync: start)
        _ = spans.end(start, [cause], [.compared("spec.replicas", want: 3, have: 1)], [made], 6, 9)
        let told = spans.deliver(made, 10)
        let pod = ObjectRef(.pods, ObjectKey("default", "web-a"))
        _ = spans.trace.append(
            .scheduled(
                SchedulingSpan(
                    pod: pod, node: "node-2", evaluated: 3, feasible: 3, nodes: 3, best: [("node-2", 277)],
                    failure: "")),
            at: spans.at(11), causes: [told])
        _ = spans.trace.append(
            .kubelet(
                KubeletSpan(
                    node: "node-2", pod: pod,
                    action: .sandboxReady(
                        ip: "10.244.2.7", attempt: 0, sharesPID: false, usesHostNetwork: false))),
            at: spans.at(12), causes: [told])
        #expect(
            TickView.summary(all(spans), from: .zero, to: spans.at(250), in: spans.trace).plain == """
                t=0s → 0.25s                                                  9 events, 2 writes
                  you              scale rs/web --replicas=3
                  you              default/web  spec.replicas 1 → 3
                  replicaset       default/web  made web-a
                  scheduler        web-a  → node-2   (3 feasible, best of 3)
                  kubelet/node-2   web-a  sandbox  pause ● net ● ipc ● uts ●   10.244.2.7
                                                                 events 1–9 · `show 6` opens one

                """)
    }

    @Test("many lines of a tick are folded by component; nothing happened is said")
    func folds() {
        var spans = Spans()
        for number in 0..<60 {
            _ = spans.trace.append(
                .kubelet(
                    KubeletSpan(
                        node: "node-1", pod: ObjectRef(.pods, ObjectKey("default", "p\(number)")),
                        action: .admitted)),
                at: spans.at(1), causes: [])
        }
        let text = TickView.summary(all(spans), from: .zero, to: spans.at(250), in: spans.trace)
        #expect(text.lines.count <= 24)
        #expect(text.plain.contains("… 42 more of it"))
        #expect(
            TickView.summary([], from: .zero, to: spans.at(250), in: spans.trace).plain == """
                t=0s → 0.25s                                                  0 events, 0 writes
                  nothing    happened: nothing was due

                """)
    }
}
