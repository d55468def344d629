import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Hints in EndpointSlices: by the annotation and by `trafficDistribution`.
@Suite("zone hints")
struct ZoneHintsTests {
    private static let auto: Value = ["service.kubernetes.io/topology-mode": "Auto"]

    private static func node(_ name: String, zone: String?, cpu: String = "1") -> Value {
        var node = Make.node(name, labels: zone.map { ["topology.kubernetes.io/zone": .string($0)] } ?? [:])
        node.set(.string(cpu), at: "status", "allocatable", "cpu")
        return node
    }

    /// Nodes 1 and 2 in zones `a` and `b`; the endpoints by zone.
    private static func rig(
        _ counts: (Int, Int), cpu: (String, String) = ("1", "1"), zones: (String?, String?) = ("a", "b"),
        _ service: Value
    ) -> Rig {
        var rig = EndpointWorld.slices([])
        rig.put(node("node-1", zone: zones.0, cpu: cpu.0), .nodes)
        rig.put(node("node-2", zone: zones.1, cpu: cpu.1), .nodes)
        rig.run(for: .milliseconds(2))
        for number in 0 ..< counts.0 + counts.1 {
            rig.put(
                EndpointWorld.pod(
                    "p\(number)", ip: "10.0.0.\(number + 1)", on: number < counts.0 ? "node-1" : "node-2"), .pods)
        }
        rig.put(service, .services)
        rig.run(for: .milliseconds(2))
        return rig
    }

    private static func hints(_ rig: Rig) -> [String] {
        (rig.sent.last?.body["endpoints"]?.array ?? []).map { endpoint in
            let zones = (endpoint.at("hints", "forZones")?.array ?? []).compactMap { $0["name"]?.string }
            let nodes = (endpoint.at("hints", "forNodes")?.array ?? []).compactMap { $0["name"]?.string }
            return (zones + nodes).joined(separator: "+")
        }
    }

    @Test("each zone gets endpoints by its CPU; the one with too many gives")
    func shares() {
        #expect(Self.hints(Self.rig((2, 2), EndpointWorld.service(annotations: Self.auto))) == ["a", "a", "b", "b"])
        let uneven = Self.rig((4, 2), EndpointWorld.service(annotations: Self.auto))
        #expect(Self.hints(uneven).sorted() == ["a", "a", "a", "b", "b", "b"])
        #expect(
            uneven.eventTexts == [
                "Normal TopologyAwareHintsEnabled default/web: Topology Aware Hints has been enabled, "
                    + "addressType: IPv4"
            ])
        let bigger = Self.rig((2, 4), cpu: ("2", "1"), EndpointWorld.service(annotations: Self.auto))
        #expect(Self.hints(bigger).filter { $0 == "a" }.count == 4)
    }

    @Test("no zone, one zone, too few endpoints: no hints, and an event tells why")
    func refused() {
        let service = EndpointWorld.service(annotations: Self.auto)
        func why(_ rig: Rig) -> String? { rig.eventTexts.first }
        let reason = "Warning TopologyAwareHintsDisabled default/web: "
        let unknown = "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes"
        #expect(why(Self.rig((2, 2), zones: ("a", nil), service)) == reason + unknown + ", addressType: IPv4")
        #expect(why(Self.rig((2, 2), zones: ("a", "a"), service)) == reason + unknown + ", addressType: IPv4")
        #expect(
            why(Self.rig((1, 0), service))
                == reason + "Insufficient number of endpoints (1 endpoints, 2 zones), addressType: IPv4")
    }

    @Test("without the annotation the hints go, with an event")
    func switchedOff() {
        var rig = Self.rig((2, 2), EndpointWorld.service(annotations: Self.auto))
        rig.put(EndpointWorld.service(), .services)
        rig.run(for: .milliseconds(2))
        #expect(Self.hints(rig) == ["", "", "", ""])
        #expect(rig.eventTexts.last?.contains("TopologyAwareHintsDisabled") == true)
    }

    @Test("trafficDistribution: the own zone, and the own node if wished; ready endpoints only")
    func distribution() {
        for word in ["PreferClose", "PreferSameZone"] {
            let rig = Self.rig((1, 1), EndpointWorld.service(["trafficDistribution": .string(word)]))
            #expect(Self.hints(rig) == ["a", "b"])
        }
        var rig = Self.rig((1, 1), EndpointWorld.service(["trafficDistribution": "PreferSameNode"]))
        #expect(Self.hints(rig) == ["a+node-1", "b+node-2"])
        rig.put(EndpointWorld.pod("p0", ip: "10.0.0.1", ready: "False"), .pods)
        rig.run(for: .milliseconds(2))
        #expect(Self.hints(rig) == ["", "b+node-2"])
        rig.put(EndpointWorld.service(), .services)
        rig.run(for: .milliseconds(2))
        #expect(Self.hints(rig) == ["", ""])
    }

    @Test("a node that goes makes Services with too little in a zone look again")
    func nodes() {
        var rig = Self.rig((2, 2), EndpointWorld.service(annotations: Self.auto))
        let before = rig.writes.count
        rig.remove(.nodes, ObjectKey("", "node-2"))
        rig.run(for: .milliseconds(5))
        #expect(rig.syncs.last?.key.key == EndpointWorld.key)
        #expect(rig.writes.count > before)
    }
}
