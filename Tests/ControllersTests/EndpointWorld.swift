import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation

/// Services, pods and what is made of them, as literals.
enum EndpointWorld {
    static let key = ObjectKey("default", "web")

    static func service(_ spec: Value = [:], labels: Value? = nil, annotations: Value? = nil) -> Value {
        var merged: Value = [
            "selector": ["app": "web"], "clusterIP": "10.96.0.5", "ipFamilies": ["IPv4"], "type": "ClusterIP",
            "ports": [["port": 80, "targetPort": 80, "protocol": "TCP"]],
        ]
        for field in spec.fields ?? Fields() { merged.set(field.value.isNull ? nil : field.value, at: field.key) }
        var service: Value = [
            "apiVersion": "v1", "kind": "Service", "spec": merged,
            "metadata": [
                "name": "web", "namespace": "default", "uid": "uid-web", "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
        ]
        if let labels { service.set(labels, at: "metadata", "labels") }
        if let annotations { service.set(annotations, at: "metadata", "annotations") }
        return service
    }

    static func pod(
        _ name: String, ip: String? = nil, on node: String = "node-1", ready: String = "True",
        phase: String = "Running", deleted: Bool = false, labels: Value = ["app": "web"], spec: Value = [:]
    ) -> Value {
        var pod = Make.pod(name, on: node, ready: ready, labels: labels)
        pod.set(.string(phase), at: "status", "phase")
        if let ip { pod.set([["ip": .string(ip)]], at: "status", "podIPs") }
        if deleted { pod.set("2026-01-01T00:00:30Z", at: "metadata", "deletionTimestamp") }
        for field in spec.fields ?? Fields() { pod.set(field.value, at: "spec", field.key) }
        return pod
    }

    /// A rig with two nodes, the objects, and a moment behind it.
    static func rig(
        _ component: any Component, _ objects: [(Value, Resource)], server: Rig.Server = .obedient
    ) -> Rig {
        var rig = Rig(component, server: server)
        for resource in [Resource.services, .endpoints, .endpointSlices, .pods, .nodes] {
            rig.caches.markSynced(resource, at: 1)
        }
        rig.started()
        rig.put(Make.node("node-1"), .nodes)
        rig.put(Make.node("node-2"), .nodes)
        for (value, resource) in objects { rig.put(value, resource) }
        rig.run(for: .milliseconds(2))
        return rig
    }

    static func endpoints(_ objects: [(Value, Resource)], server: Rig.Server = .obedient) -> Rig {
        rig(ControllerRunner<EndpointsReconciler>(), objects, server: server)
    }

    static func slices(_ objects: [(Value, Resource)], server: Rig.Server = .obedient) -> Rig {
        rig(ControllerRunner<EndpointSliceReconciler>(), objects, server: server)
    }

    static func mirrors(_ objects: [(Value, Resource)]) -> Rig {
        rig(ControllerRunner<MirroringReconciler>(), objects)
    }

    /// `10.0.0.1,10.0.0.2 !10.0.0.3 :80,443`: ready addresses, others, ports of each subset.
    static func text(_ subsets: Value?) -> [String] {
        (subsets?.array ?? []).map { subset in
            let ready = (subset["addresses"]?.array ?? []).compactMap { $0["ip"]?.string }
            let others = (subset["notReadyAddresses"]?.array ?? []).compactMap { $0["ip"]?.string }
            let ports = (subset["ports"]?.array ?? []).compactMap { $0["port"]?.int.map(String.init) }
            return [
                ready.joined(separator: ","), others.isEmpty ? "" : "!" + others.joined(separator: ","),
                ports.isEmpty ? "" : ":" + ports.joined(separator: ","),
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// `a ready`, `b serving terminating`: the endpoints of a slice by their pods.
    static func text(slice: Value) -> [String] {
        (slice["endpoints"]?.array ?? []).map { endpoint in
            let words = ["ready", "serving", "terminating"].filter { endpoint.at("conditions", $0)?.bool == true }
            return ([endpoint.at("targetRef", "name")?.string ?? endpoint["addresses"]?[0]?.string ?? ""] + words)
                .joined(separator: " ")
        }
    }
}
