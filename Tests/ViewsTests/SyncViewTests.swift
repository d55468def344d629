import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Testing
import Views

@Suite struct SyncViewTests {
    @Test("a sync that creates: causes first, numbers, rule, writes, what comes next")
    func creates() {
        var spans = Spans()
        let (cause, start) = spans.scaled()
        var made: [SpanID] = []
        var told: [SpanID] = []
        for name in ["web-x2k9p", "web-7hvq4"] {
            let pod = spans.write(
                Spans.create, by: "kube-controller-manager", spans.loop, .added, nil,
                { Spans.pod(name, revision: $0) }, 8, [start], sync: start)
            made.append(pod)
            told.append(spans.deliver(pod, 10))
        }
        let old = Spans.set("web", replicas: 3, revision: spans.revision)
        let put = APIRequest.update(old.value, .replicaSets, subresource: "status")
        made.append(
            spans.write(
                put, by: "kube-controller-manager", spans.loop, .modified, old,
                { Spans.set("web", replicas: 3, observed: 2, revision: $0) }, 20, [start], sync: start))
        let end = spans.end(
            start, [cause],
            [
                .cache(.replicaSets, cache: 41, store: 41), .cache(.pods, cache: 40, store: 41),
                .counted("owned", 1), .counted("active", 1), .compared("spec.replicas", want: 3, have: 1),
                .rule("slow-start", detail: "batches of 1, 1"),
            ], made,
            events: [
                Spans.event("SuccessfulCreate", "Created pod: web-x2k9p"),
                Spans.event("SuccessfulCreate", "Created pod: web-7hvq4"),
            ], again: told, 6, 21)
        #expect(
            SyncView.sync(end, in: spans.trace).plain == """
                ▸ sync 4   t=0.006s – 0.021s   replicaset-controller   default/web
                  woken by   ReplicaSet web MODIFIED (rev 41)  ← you: scale rs/web --replicas=3
                  saw        cache as new as the store (rev 41) · 1 owned, 1 active
                  compared   spec.replicas  want 3  have 1  → 2 missing
                  rule       slow start: batches of 1, 1                       `rule slow-start`
                  wrote      POST   pods web-x2k9p                                   201  rev 42
                  wrote      POST   pods web-7hvq4                                   201  rev 43
                  wrote      PUT    replicasets/web/status                           200  rev 44
                             ~ observedGeneration: 1 → 2
                  said       Normal SuccessfulCreate  Created pod: web-x2k9p  (+1 alike)
                  next       default/web is queued again: 2 Pods ADDED while it ran (merged)

                """)
    }

    @Test("a sync that waits for its own pods, with a cache that is behind")
    func holdsBack() {
        var spans = Spans()
        let (cause, first) = spans.scaled()
        _ = spans.write(
            Spans.create, by: "kube-controller-manager", spans.loop, .added, nil,
            { Spans.pod("web-a", revision: $0) },
            8, [first], sync: first)
        let start = spans.start([cause], 12)
        let end = spans.end(
            start, [cause],
            [
                .cache(.pods, cache: 40, store: 42), .counted("owned", 1), .counted("active", 1),
                .expects(creations: 1, deletions: 0, since: spans.at(6)),
                .compared("spec.replicas", want: 3, have: 1),
                .rule("expectations", detail: "scaling waits; claiming and status go on"),
                .rule("no-op-write", detail: "the status is as it was: nothing is written"),
            ], [], 12, 12)
        #expect(
            SyncView.sync(end, in: spans.trace).plain == """
                ▸ sync 6   t=0.012s – 0.012s   replicaset-controller   default/web
                  woken by   ReplicaSet web MODIFIED (rev 41)  ← you: scale rs/web --replicas=3
                  saw        pods cache at rev 40, store at 42 — 1 behind     `rule stale-cache`
                             1 owned, 1 active
                  expects    scaling waits: 1 creation not yet seen          `rule expectations`
                             asked for at t=0.006s; claiming and status go on
                  compared   spec.replicas  want 3  have 1  → 2 missing
                  rule       the status is as it was: nothing is written      `rule no-op-write`
                  next       nothing: done until something changes

                """)
    }

    @Test("a refused write shows the error as a client sees it, then the retry")
    func fails() {
        var spans = Spans()
        let (cause, start) = spans.scaled()
        let status = Status.forbidden("pods", group: "", name: "web-", "exceeded quota: small")
        let refused = spans.refuse(Spans.create, status, 8, [start], sync: start)
        let end = spans.end(
            start, [cause], [.compared("spec.replicas", want: 3, have: 1)], [refused],
            events: [Spans.event("FailedCreate", "Error creating: no", type: "Warning")],
            outcome: .failed("no", retry: spans.at(19), failures: 2), 6, 9)
        #expect(
            SyncView.sync(end, in: spans.trace).plain == """
                ▸ sync 4   t=0.006s – 0.009s   replicaset-controller   default/web
                  woken by   ReplicaSet web MODIFIED (rev 41)  ← you: scale rs/web --replicas=3
                  compared   spec.replicas  want 3  have 1  → 2 missing
                  tried      POST   pods web-…                                               403
                             Error from server (Forbidden): pods "web-" is forbidden: exceeded
                             quota: small
                  said       Warning FailedCreate  Error creating: no
                  failed     no
                  next       requeue in 10ms (2nd failure), at t=0.019s          `rule back-off`

                """)
    }

    @Test("who is given up, and which rule decided")
    func ranks() {
        var spans = Spans()
        let (cause, start) = spans.scaled(from: 3, to: 2)
        func ranked(_ name: String, _ goes: Bool, _ rule: Int, _ because: String) -> Finding.Ranked {
            Finding.Ranked(
                key: ObjectKey("default", name), isVictim: goes, decidingRule: rule, because: because)
        }
        let end = spans.end(
            start, [cause],
            [
                .compared("spec.replicas", want: 2, have: 3),
                .rule("victim-ranking", detail: "1 of 3 active pods must go"),
                .ranked([
                    ranked("web-a", true, 3, "not ready before ready"),
                    ranked("web-b", false, 8, "younger before older"),
                    ranked("web-c", false, 0, ""),
                ]),
            ], [], outcome: .again(spans.at(1006)), 6, 6)
        #expect(
            SyncView.sync(end, in: spans.trace).plain == """
                ▸ sync 4   t=0.006s – 0.006s   replicaset-controller   default/web
                  woken by   ReplicaSet web MODIFIED (rev 41)  ← you: scale rs/web --replicas=2
                  compared   spec.replicas  want 2  have 3  → 1 too many
                  rule       victim ranking: 1 of 3 active pods must go    `rule victim-ranking`
                             - goes   web-a  rule 3: not ready before ready
                               stays  web-b  rule 8: younger before older
                               stays  web-c
                  next       default/web is looked at again in 1s, by its own wish

                """)
    }

    @Test("fifty creates share a line, -v shows each")
    func folds() {
        var spans = Spans()
        let (cause, start) = spans.scaled(to: 50)
        var made: [SpanID] = []
        for number in 0..<50 {
            made.append(
                spans.write(
                    Spans.create, by: "kube-controller-manager", spans.loop, .added, nil,
                    { Spans.pod("web-\(number)", revision: $0) }, 8, [start], sync: start))
        }
        let end = spans.end(start, [cause], [], made, 6, 9)
        let short = SyncView.sync(end, in: spans.trace).plain
        #expect(
            short == """
                ▸ sync 4   t=0.006s – 0.009s   replicaset-controller   default/web
                  woken by   ReplicaSet web MODIFIED (rev 41)  ← you: scale rs/web --replicas=50
                  wrote      POST   pods × 50                                     201  rev 42–91
                             web-0, web-1, web-2 (+47 alike)
                  next       nothing: done until something changes

                """)
        let whole = SyncView.sync(end, in: spans.trace, ViewOptions(verbose: true))
        #expect(whole.lines.count == 53)
    }

    @Test("no line is wider than asked for", arguments: [60, 80, 120], ["web", "网页服务器前端副本集合控制演示"])
    func fits(width: Int, name: String) {
        var spans = Spans()
        let (cause, start) = spans.scaled(name)
        let pod = spans.write(
            Spans.create, by: "kube-controller-manager", spans.loop, .added, nil,
            { Spans.pod(name + "-x2k9p", revision: $0) }, 8, [start], sync: start)
        let end = spans.end(
            start, [cause, pod],
            [
                .cache(.pods, cache: 40, store: 42), .claimed(ObjectKey("default", name), .adopted),
                .absent(.replicaSets, ObjectKey("default", name)),
                .ranked([
                    Finding.Ranked(
                        key: ObjectKey("default", name), isVictim: true, decidingRule: 3,
                        because: "还没有准备好的在准备好的之前，还没有准备好的在准备好的之前")
                ]),
            ], [pod], events: [Spans.event("SuccessfulCreate", "Created pod: \(name) \(name) \(name)")], 6, 9,
            key: name)
        let options = ViewOptions(width: width)
        #expect(SyncView.sync(end, in: spans.trace, options).widest <= width)
        var all: [Span<Happening>] = []
        spans.trace.forEach(from: SpanID(1)) {
            all.append($0); return true
        }
        #expect(EventView.step(all, in: spans.trace, options).widest <= width)
        #expect(TickView.summary(all, from: .zero, to: spans.at(9), in: spans.trace, options).widest <= width)
        #expect(SequenceView.sequence(all, options).widest <= width)
    }
}
