import Documents
import KubeAPI
import Testing

/// Writes that are noted together and worked out later come to the same owners as writes worked out one by one.
@Suite struct FieldHistoryTests {
    /// Draws the same numbers each time.
    private struct Draw {
        var state: UInt64

        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
    }

    /// A pod with some status: conditions that come and go, members that are there, null, empty or gone.
    private static func pod(_ draw: inout Draw) -> Value {
        var conditions: [Value] = []
        for type in ["Ready", "Initialized", "PodScheduled"] where draw.below(4) > 0 {
            var condition: Value = ["type": .string(type), "status": .string(["True", "False"][draw.below(2)])]
            if draw.below(2) == 0 { condition.set(.string(["A", "B"][draw.below(2)]), at: "reason") }
            if draw.below(3) == 0 { condition.set("2026-01-01T00:00:00Z", at: "lastProbeTime") }
            conditions.append(condition)
        }
        var container: Value = ["name": "c"]
        if draw.below(2) == 0 { container.set(.int(Int64(draw.below(3))), at: "restartCount") }
        if draw.below(2) == 0 { container.set(.bool(draw.below(2) == 0), at: "ready") }
        container.set(
            [["waiting": ["reason": "X"]], ["running": ["startedAt": "t"]], [:]][draw.below(3)], at: "state")
        var status: Value = [:]
        if draw.below(5) > 0 { status.set(.array(conditions), at: "conditions") }
        if draw.below(3) > 0 { status.set(.array([container]), at: "containerStatuses") }
        if draw.below(2) == 0 { status.set("10.0.0.1", at: "podIP") }
        if draw.below(2) == 0 { status.set([["ip": "10.0.0.1"]], at: "podIPs") }
        if draw.below(3) == 0 { status.set("why", at: "message") }
        var pod: Value = [
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "default"],
            "spec": ["containers": [["name": "c", "image": "i"]]],
        ]
        if draw.below(6) > 0 { pod.set(status, at: "status") }
        return pod
    }

    @Test("on the wire stands what the tree with version and owners would give", arguments: 0 ..< 40)
    func wire(_ seed: Int) {
        var draw = Draw(state: UInt64(seed) &* 104_729)
        var (history, old): (FieldHistory?, Value?) = (nil, nil)
        for index in 0 ..< 4 {
            let new = Self.pod(&draw)
            let write = FieldHistory.Write(
                old: old, new: new, resource: .pods, manager: index == 0 ? "kube<manager>" : "kubelet",
                subresource: index == 0 ? "" : "status", time: Int64(index))
            history = FieldHistory(write, after: history)
            old = new
            let object = APIObject(new, .pods, revision: 7, fields: history)
            var (tree, text): ([UInt8], [UInt8]) = ([], [])
            Schema.builtIn.writeWire(object.publishedWithManagedFields, as: "core/v1.Pod", to: &tree)
            Schema.builtIn.writeWire(object.value, of: object, as: "core/v1.Pod", to: &text)
            #expect(String(decoding: text, as: UTF8.self) == String(decoding: tree, as: UTF8.self))
        }
    }

    @Test("two writes of a status, noted or worked out at once", arguments: 0 ..< 40)
    func joined(_ seed: Int) throws {
        var draw = Draw(state: UInt64(seed) &* 7919)
        for round in 0 ..< 50 {
            let versions = (0 ..< 4).map { _ in Self.pod(&draw) }
            let kind = OwnedKind(Resource.pods.info, subresource: "status")
            let whole = OwnedKind(Resource.pods.info, subresource: "")
            let creator = FieldManager(name: "kcm", operation: .update, apiVersion: "v1")
            let kubelet = FieldManager(name: "kubelet", operation: .update, apiVersion: "v1", subresource: "status")
            var known = ManagedFields()
            known.update(old: nil, new: versions[0], kind: whole, manager: creator, time: 1)
            var history = FieldHistory(known)
            for index in 1 ..< versions.count {
                let time = Int64(index + 1)
                known.update(old: versions[index - 1], new: versions[index], kind: kind, manager: kubelet, time: time)
                history = FieldHistory(
                    FieldHistory.Write(
                        old: versions[index - 1], new: versions[index], resource: .pods, manager: "kubelet",
                        subresource: "status", time: time),
                    after: history)
            }
            #expect(history.managed.isSame(exceptTimes: known), "seed \(seed), round \(round)")
        }
    }
}
