import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Endpoints that are kept by hand, as EndpointSlices.
@Suite("mirroring of endpoints")
struct MirroringTests {
    private static let service = EndpointWorld.service(["selector": .null])

    private static func endpoints(_ subsets: Value, metadata: Value = [:]) -> Value {
        var endpoints: Value = [
            "apiVersion": "v1", "kind": "Endpoints", "subsets": subsets,
            "metadata": ["name": "web", "namespace": "default", "uid": "uid-ep"],
        ]
        for field in metadata.fields ?? Fields() { endpoints.set(field.value, at: "metadata", field.key) }
        return endpoints
    }

    private static let one: Value = [
        [
            "addresses": [["ip": "203.0.113.7"], ["ip": "203.0.113.8"]],
            "notReadyAddresses": [["ip": "203.0.113.9", "hostname": "c"]],
            "ports": [["port": 8080, "protocol": "TCP"]],
        ]
    ]

    @Test("a subset becomes a slice with its labels and annotations, but for those of others")
    func copies() throws {
        let metadata: Value = [
            "labels": ["tier": "front"],
            "annotations": [
                "note": "x", "kubectl.kubernetes.io/last-applied-configuration": "{}",
                "endpoints.kubernetes.io/last-change-trigger-time": "2026-01-01T00:00:00Z",
            ],
        ]
        let rig = EndpointWorld.mirrors([
            (Self.service, .services), (Self.endpoints(Self.one, metadata: metadata), .endpoints),
        ])
        #expect(rig.writes == ["POST endpointslices"])
        let body = try #require(rig.sent.last?.body)
        #expect(EndpointWorld.text(slice: body) == ["203.0.113.7 ready", "203.0.113.8 ready", "203.0.113.9"])
        #expect(body["endpoints"]?[2]?["hostname"] == "c")
        #expect(body["ports"] == [["name": "", "port": 8080, "protocol": "TCP"]])
        #expect(
            body.at("metadata", "labels") == [
                "tier": "front", "kubernetes.io/service-name": "web",
                "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io",
            ])
        #expect(body.at("metadata", "annotations") == ["note": "x"])
        #expect(body.at("metadata", "ownerReferences")?[0]?["kind"] == "Endpoints")
    }

    @Test("both families: a slice each; what is no address is told of")
    func families() {
        let subsets: Value = [["addresses": [["ip": "203.0.113.7"], ["ip": "fd00::7"], ["ip": "nowhere"]]]]
        let rig = EndpointWorld.mirrors([(Self.service, .services), (Self.endpoints(subsets), .endpoints)])
        #expect(rig.sent.map { $0.body["addressType"]?.string } == ["IPv4", "IPv6"])
        #expect(
            rig.eventTexts.first
                == "Warning InvalidIPAddress default/web: Skipped 1 invalid IP addresses when mirroring to "
                + "EndpointSlices")
    }

    @Test("at most 1000 addresses of a subset")
    func tooMany() {
        let all = (0 ..< 1002).map { number -> Value in ["ip": .string("10.0.\(number / 250).\(number % 250 + 1)")] }
        let rig = EndpointWorld.mirrors([
            (Self.service, .services), (Self.endpoints([["addresses": .array(all)]]), .endpoints),
        ])
        #expect(rig.sent.last?.body["endpoints"]?.array?.count == 1000)
        #expect(
            rig.eventTexts.first
                == "Warning TooManyAddressesToMirror default/web: A max of 1000 addresses can be mirrored to "
                + "EndpointSlices per Endpoints subset. 2 addresses were skipped")
    }

    @Test("what is right is not written again; other ports rewrite the slice; no subsets delete it")
    func changes() {
        var rig = EndpointWorld.mirrors([(Self.service, .services), (Self.endpoints(Self.one), .endpoints)])
        rig.put(Self.endpoints(Self.one, metadata: ["resourceVersion": "7"]), .endpoints)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.count == 1)
        rig.put(Self.endpoints([["addresses": [["ip": "203.0.113.7"]], "ports": [["port": 81]]]]), .endpoints)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.count == 2 && rig.writes.last?.hasPrefix("PUT endpointslices/") == true)
        rig.put(Self.endpoints([]), .endpoints)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.last?.hasPrefix("DELETE endpointslices/") == true)
    }

    @Test("without Endpoints or Service, with a selector or the label, the copies go")
    func cleanUp() {
        let start = EndpointWorld.mirrors([(Self.service, .services), (Self.endpoints(Self.one), .endpoints)])
        func ends(_ change: (inout Rig) -> Void) -> Bool {
            var rig = start
            change(&rig)
            rig.run(for: .milliseconds(2))
            return rig.writes.last?.hasPrefix("DELETE endpointslices/") == true
        }
        #expect(ends { $0.remove(.endpoints, EndpointWorld.key) })
        #expect(ends { $0.remove(.services, EndpointWorld.key) })
        #expect(ends { $0.put(EndpointWorld.service(), .services) })
        let skipped: Value = ["labels": ["endpointslice.kubernetes.io/skip-mirror": "true"]]
        #expect(ends { $0.put(Self.endpoints(Self.one, metadata: skipped), .endpoints) })
    }

    @Test("Endpoints with a leader's lock are none of a Service")
    func locks() {
        let lock: Value = ["annotations": ["control-plane.alpha.kubernetes.io/leader": "{}"]]
        let rig = EndpointWorld.mirrors([
            (Self.service, .services), (Self.endpoints(Self.one, metadata: lock), .endpoints),
        ])
        #expect(rig.writes == [])
    }
}
