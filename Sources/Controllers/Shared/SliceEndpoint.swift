import Documents
import KubeAPI

/// By what an endpoint is recognised in another version of a slice: what may change in place is left out.
///
/// Upstream: staging/src/k8s.io/endpointslice/util/endpointset.go, hashEndpoint.
struct EndpointIdentity: Hashable, Sendable {
    private let addresses: [String]
    private let hostname: String
    private let pod: ObjectKey

    init(_ endpoint: Value) {
        addresses = (endpoint["addresses"]?.array ?? []).compactMap(\.string).sorted()
        hostname = endpoint["hostname"]?.string ?? ""
        pod = ObjectKey(
            endpoint.at("targetRef", "namespace")?.string ?? "", endpoint.at("targetRef", "name")?.string ?? "")
    }
}

/// The endpoints that shall be in slices and are in none yet, in the order in which they came.
///
/// Upstream's EndpointSet hands them out in the order of a Go map: by chance.
struct EndpointSet: Sendable {
    private var endpoints: [Value?] = []
    private var places: [EndpointIdentity: Int] = [:]
    /// Before this place all have been taken.
    private var next = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func insert(_ endpoint: Value) {
        let identity = EndpointIdentity(endpoint)
        if let place = places[identity] {
            endpoints[place] = endpoint
            return
        }
        places[identity] = endpoints.count
        endpoints.append(endpoint)
        count += 1
    }

    func desired(for endpoint: Value) -> Value? { places[EndpointIdentity(endpoint)].flatMap { endpoints[$0] } }

    /// Takes the endpoint that stands for `endpoint` out of the set.
    mutating func take(_ endpoint: Value) -> Value? {
        guard let place = places.removeValue(forKey: EndpointIdentity(endpoint)), let found = endpoints[place] else {
            return nil
        }
        endpoints[place] = nil
        count -= 1
        return found
    }

    /// Takes the first ones, at most so many.
    mutating func take(atMost limit: Int) -> [Value] {
        var out: [Value] = []
        while next < endpoints.count, out.count < limit {
            if let endpoint = endpoints[next] {
                out.append(endpoint)
                places[EndpointIdentity(endpoint)] = nil
                endpoints[next] = nil
                count -= 1
            }
            next += 1
        }
        return out
    }
}

/// What is asked of one endpoint of a slice.
enum SliceEndpoint {
    static func isReady(_ endpoint: Value) -> Bool { endpoint.at("conditions", "ready")?.bool == true }

    /// Equal in what its identity leaves out; the version of the pod does not count.
    ///
    /// Upstream: controller_utils.go, EndpointsEqualBeyondHash.
    static func isSame(_ a: Value, _ b: Value) -> Bool {
        a["nodeName"] == b["nodeName"] && a["zone"] == b["zone"] && a["conditions"] == b["conditions"]
            && reference(a) == reference(b)
    }

    private static func reference(_ endpoint: Value) -> Value? {
        var reference = endpoint["targetRef"]
        if reference?["resourceVersion"] != nil { reference?.set(nil, at: "resourceVersion") }
        return reference
    }

    /// Ports in the order of slices: that of their hashes. Upstream: NewPortMapKey, portsInOrder.
    static func sorted(_ ports: [Value]) -> [Value] { SubsetPacking.sorted(ports, as: "discovery/v1.EndpointPort") }
}
