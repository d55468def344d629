import Documents
import KubeAPI

/// What a Service and a pod say about the endpoint of the pod.
///
/// Upstream: staging/src/k8s.io/endpointslice/utils.go and util/controller_utils.go.
enum EndpointFacts {
    /// `endpoints.kubernetes.io/last-change-trigger-time`: when what led to the last write happened.
    static let triggerTime = "endpoints.kubernetes.io/last-change-trigger-time"
    /// `service.kubernetes.io/headless`, on what belongs to a Service without an address.
    static let headless = "service.kubernetes.io/headless"

    /// Does the pod count at all? Not without an address, not if it is over. Upstream: ShouldPodBeInEndpoints.
    static func counts(_ pod: APIObject, evenTerminating: Bool) -> Bool {
        if pod.flags.isFinished || addresses(of: pod).isEmpty { return false }
        return evenTerminating || !pod.flags.isTerminating
    }

    /// All addresses of a pod, of both families.
    static func addresses(of pod: APIObject) -> [String] {
        let all = (pod.at("status", "podIPs")?.array ?? []).compactMap { $0["ip"]?.string }
        if !all.isEmpty { return all }
        let first = pod.pod?.podIP ?? ""
        return first.isEmpty ? [] : [first]
    }

    static func isV6(_ address: String) -> Bool { address.contains(":") }

    /// A Service has an address of its own, unless it is headless or none was given yet.
    static func hasAddress(_ service: APIObject) -> Bool {
        let address = service.at("spec", "clusterIP")?.string ?? ""
        return !address.isEmpty && address != "None"
    }

    /// A pod with a host name under the Service's name is told by it. Upstream: ShouldSetHostname.
    static func hostname(of pod: APIObject, in service: APIObject) -> String? {
        guard let name = pod.at("spec", "hostname")?.string, !name.isEmpty,
            pod.at("spec", "subdomain")?.string == service.name
        else { return nil }
        return name
    }

    static func reference(to pod: APIObject) -> Value {
        [
            "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid),
        ]
    }

    /// The number behind `targetPort`: itself, or that of the container port with that name. Upstream: FindPort.
    static func port(_ port: Value, of pod: APIObject) -> Int64? {
        guard let name = port["targetPort"]?.string else { return port["targetPort"]?.int ?? 0 }
        let sidecars = (pod.at("spec", "initContainers")?.array ?? []).filter { $0["restartPolicy"] == "Always" }
        for container in (pod.at("spec", "containers")?.array ?? []) + sidecars {
            for candidate in container["ports"]?.array ?? []
            where candidate["name"]?.string == name && candidate["protocol"] == port["protocol"] {
                return candidate["containerPort"]?.int
            }
        }
        return nil
    }
}

extension Status {
    /// What is created in a namespace that ends will never be: there is no use in trying again.
    var saysNamespaceEnds: Bool { causes.contains { $0.reason == "NamespaceTerminating" } }
}
