import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation

/// Literal DaemonSets and their pods, and a rig that runs their controller.
enum Daemon {
    static let key = ObjectKey("default", "agent")
    static let labels: Value = ["app": "agent"]
    static let owner: Value = [
        "apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "uid-agent", "controller": true,
        "blockOwnerDeletion": true
    ]

    static func set(
        spec: Value = [:], strategy: Value = ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 1]],
        minReady: Int64 = 0, annotations: Value = [:], status: Value = [:], image: String = "i:1"
    ) -> Value {
        var podSpec: Value = ["containers": [["name": "c", "image": .string(image)]]]
        for member in spec.fields?.members ?? [] { podSpec.set(member.value, at: member.key) }
        return [
            "apiVersion": "apps/v1", "kind": "DaemonSet",
            "metadata": [
                "name": "agent", "namespace": "default", "uid": "uid-agent", "generation": 1,
                "annotations": annotations, "creationTimestamp": "2026-01-01T00:00:00Z"
            ],
            "spec": [
                "selector": ["matchLabels": labels], "minReadySeconds": .int(minReady), "revisionHistoryLimit": 2,
                "updateStrategy": strategy, "template": ["metadata": ["labels": labels], "spec": podSpec]
            ],
            "status": status
        ]
    }

    static func surge(_ count: Value) -> Value {
        ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": count, "maxUnavailable": 0]]
    }

    static func unavailable(_ count: Value) -> Value {
        ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 0, "maxUnavailable": count]]
    }

    /// The hash of the template that `set(image:)` makes.
    static func hash(of set: Value) -> String { NameHashes.podTemplateHash(set.at("spec", "template") ?? .null) }

    static func pod(
        _ name: String, on node: String, hash: String, ready: Bool = true, phase: String = "Running",
        created: Int64 = 0, stopping: Bool = false, pinned: Bool = false
    ) -> Value {
        var pod = Make.pod(
            name, on: pinned ? "" : node, ready: ready ? "True" : "False", labels: labels, owner: owner,
            created: created)
        pod.set(.string(hash), at: "metadata", "labels", "controller-revision-hash")
        pod.set(.string(phase), at: "status", "phase")
        if stopping { pod.set("2026-01-01T00:00:10Z", at: "metadata", "deletionTimestamp") }
        if pinned {
            pod.set(
                [["matchFields": [["key": "metadata.name", "operator": "In", "values": [.string(node)]]]]], at: "spec",
                "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
        }
        return pod
    }

    /// A rig with nodes `n1` … and, unless nothing is to be seen, an obedient server.
    static func rig(_ nodes: Int = 0, server: Rig.Server = .obedient) -> Rig {
        var rig = Rig(ControllerRunner<DaemonSetReconciler>(), server: server)
        for number in stride(from: 1, through: nodes, by: 1) { rig.put(Make.node("n\(number)"), .nodes) }
        rig.started()
        return rig
    }
}

extension Rig {
    /// The node each created pod is for, in the order of the requests.
    var createdFor: [String] {
        sent.filter { $0.verb == .create && $0.resource == .pods }.map { request in
            let terms = request.body.at(
                "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution",
                "nodeSelectorTerms")
            return terms?[0]?["matchFields"]?[0]?["values"]?[0]?.string ?? "?"
        }
    }

    /// The names of deleted pods.
    var deletedPods: [String] { sent.filter { $0.verb == .delete && $0.resource == .pods }.map(\.name) }

    /// The findings of the DaemonSet controller in the last sync of the set.
    var daemonFindings: [DaemonFinding] {
        (syncs.last { $0.key.lane == 0 }?.findings ?? []).compactMap { finding in
            if case .daemon(let daemon) = finding { daemon } else { nil }
        }
    }

    /// The last status that was written.
    var daemonStatus: Value { stored(.daemonSets, Daemon.key)?["status"] ?? .null }
}
