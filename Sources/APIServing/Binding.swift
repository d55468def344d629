import Documents
import KubeAPI
import Simulation

extension APIServer {
    /// POST pods/NAME/binding: the scheduler assigns a pod to a node.
    ///
    /// Upstream: pkg/registry/core/pod/storage/storage.go, BindingREST.
    mutating func bind(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        var binding = request.body
        try admit(&binding, old: nil, &pipeline)
        guard let node = binding.at("target", "name")?.string, !node.isEmpty else {
            throw .invalid(
                kind: "Binding", group: "", name: request.name, [FieldError(.required, "target.name")])
        }
        let pod = try existing(request)
        if let uid = binding.at("metadata", "uid")?.string, !uid.isEmpty, uid != pod.uid {
            throw .conflict("pods/binding", group: "", name: pod.name, PreconditionProblem.uid(uid, of: pod))
        }
        if pod.meta.isTerminating {
            throw .conflict(
                "pods/binding", group: "", name: pod.name,
                "pod \(pod.name) is being deleted, cannot be assigned to a host")
        }
        if let bound = pod.pod?.nodeName, !bound.isEmpty {
            throw .conflict(
                "pods/binding", group: "", name: pod.name,
                "pod \(pod.name) is already assigned to node \"\(bound)\"")
        }
        var draft = pod.value
        draft.set(.string(node), at: "spec", "nodeName")
        for field in ["annotations", "labels"] {
            for (key, value) in binding.at("metadata", field)?.stringMap ?? [] {
                draft.set(.string(value), at: "metadata", field, key)
            }
        }
        let date = Timestamps.seconds(pipeline.moment.date)
        draft.update(at: "status") { status in
            status.set(nil, at: "nominatedNodeName")
            status.update(at: "conditions") { conditions in
                conditions = Conditions.setting(
                    conditions.array ?? [], type: "PodScheduled", status: "True", date: date,
                    observedGeneration: 0)
            }
        }
        _ = commit(draft, old: pod, &pipeline)
        return .document(
            ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201], code: 201)
    }
}

/// Conditions of a pod's status.
enum Conditions {
    /// The conditions with one turned; the transition time moves only if the status does.
    ///
    /// Upstream: pkg/api/v1/pod/util.go, UpdatePodCondition.
    static func setting(
        _ conditions: [Value], type: String, status: String, date: String, observedGeneration: Int64,
        reason: String = "", message: String = ""
    ) -> Value {
        var out = conditions
        var fresh: Value = ["type": .string(type), "status": .string(status), "lastProbeTime": .null]
        fresh.set(.string(date), at: "lastTransitionTime")
        if !reason.isEmpty { fresh.set(.string(reason), at: "reason") }
        if !message.isEmpty { fresh.set(.string(message), at: "message") }
        if observedGeneration > 0 { fresh.set(.int(observedGeneration), at: "observedGeneration") }
        if let index = out.firstIndex(where: { $0["type"]?.string == type }) {
            if says(out[index], fresh) { return .array(out) }
            if out[index]["status"]?.string == status {
                fresh.set(out[index]["lastTransitionTime"], at: "lastTransitionTime")
            }
            out[index] = fresh
        } else {
            out.append(fresh)
        }
        return .array(out)
    }

    /// Whether a condition says the same already, whenever it began to.
    private static func says(_ known: Value, _ fresh: Value) -> Bool {
        ["status", "reason", "message", "observedGeneration"].allSatisfy { known[$0] == fresh[$0] }
    }
}
