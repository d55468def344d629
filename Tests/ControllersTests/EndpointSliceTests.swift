import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// The EndpointSlices of Services with a selector.
@Suite("endpoint slices")
struct EndpointSliceTests {
    private static func slices(in rig: Rig) -> [APIObject] { rig.caches[.endpointSlices]?.list() ?? [] }

    @Test("without endpoints an empty slice stands in, once")
    func placeholder() throws {
        var rig = EndpointWorld.slices([(EndpointWorld.service(labels: ["tier": "front"]), .services)])
        #expect(rig.writes == ["POST endpointslices"])
        let body = try #require(rig.sent.last?.body)
        #expect(body.at("metadata", "generateName") == "web-")
        #expect(
            body.at("metadata", "labels") == [
                "tier": "front", "kubernetes.io/service-name": "web",
                "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
            ])
        #expect(
            body.at("metadata", "ownerReferences") == [
                [
                    "apiVersion": "v1", "kind": "Service", "name": "web", "uid": "uid-web", "controller": true,
                    "blockOwnerDeletion": true,
                ]
            ])
        rig.put(EndpointWorld.service(["externalIPs": []], labels: ["tier": "front"]), .services)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes == ["POST endpointslices"])
    }

    @Test("the empty slice takes the endpoints that come, and is empty again when they go")
    func recycled() throws {
        var rig = EndpointWorld.slices([(EndpointWorld.service(), .services)])
        let name = try #require(Self.slices(in: rig).first?.name)
        rig.put(EndpointWorld.pod("a", ip: "10.0.0.1"), .pods)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.last == "PUT endpointslices/\(name)")
        #expect(rig.sent.last?.body["ports"] == [["name": "", "port": 80, "protocol": "TCP"]])
        rig.remove(.pods, ObjectKey("default", "a"))
        rig.run(for: .milliseconds(2))
        #expect(rig.sent.last?.body["endpoints"] == [] && rig.sent.last?.body["ports"] == [])
        #expect(rig.writes.count == 3)
    }

    @Test(
        "ready, serving, terminating",
        arguments: [
            ("True", false, false, "a ready serving"), ("False", false, false, "a"),
            ("True", true, false, "a serving terminating"), ("False", true, false, "a terminating"),
            ("False", true, true, "a ready terminating"),
        ])
    func conditions(_ ready: String, _ deleted: Bool, _ publishes: Bool, _ expect: String) {
        let rig = EndpointWorld.slices([
            (EndpointWorld.pod("a", ip: "10.0.0.1", ready: ready, deleted: deleted), .pods),
            (EndpointWorld.service(["publishNotReadyAddresses": .bool(publishes)]), .services),
        ])
        #expect(EndpointWorld.text(slice: rig.sent.last?.body ?? .null) == [expect])
    }

    @Test("a slice for each family of the Service; a family that it gave up loses its slice")
    func families() {
        var rig = EndpointWorld.slices([
            (EndpointWorld.pod("a", ip: "10.0.0.1"), .pods),
            (EndpointWorld.service(["ipFamilies": ["IPv4", "IPv6"]]), .services),
        ])
        #expect(rig.sent.map { $0.body["addressType"]?.string } == ["IPv4", "IPv6"])
        #expect(EndpointWorld.text(slice: rig.sent.last?.body ?? .null) == [])
        rig.put(EndpointWorld.service(), .services)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.last?.hasPrefix("DELETE endpointslices/") == true)
    }

    @Test("a pod on a node that is not known is left out and told of, unless all are published")
    func missingNode() {
        let pods = [
            (EndpointWorld.pod("a", ip: "10.0.0.1"), Resource.pods),
            (EndpointWorld.pod("b", ip: "10.0.0.2", on: "gone"), .pods),
        ]
        let rig = EndpointWorld.slices(pods + [(EndpointWorld.service(), .services)])
        #expect(EndpointWorld.text(slice: rig.sent.last?.body ?? .null) == ["a ready serving"])
        #expect(
            rig.eventTexts == [
                "Warning FailedToUpdateEndpointSlices default/web: Error updating Endpoint Slices for Service "
                    + "default/web: skipping Pod b for Service default/web: Node gone Not Found"
            ])
        let all = EndpointWorld.slices(
            pods + [(EndpointWorld.service(["publishNotReadyAddresses": true]), .services)])
        #expect(EndpointWorld.text(slice: all.sent.last?.body ?? .null).count == 2)
    }

    @Test("zone and host name")
    func zones() {
        var rig = EndpointWorld.slices([])
        rig.put(Make.node("node-1", labels: ["topology.kubernetes.io/zone": "a"]), .nodes)
        rig.put(
            EndpointWorld.pod("a", ip: "10.0.0.1", spec: ["hostname": "a-0", "subdomain": "web"]), .pods)
        rig.put(EndpointWorld.service(), .services)
        rig.run(for: .milliseconds(2))
        let endpoint = rig.sent.last?.body["endpoints"]?[0]
        #expect(endpoint?["zone"] == "a" && endpoint?["hostname"] == "a-0" && endpoint?["nodeName"] == "node-1")
    }

    @Test("a slice of another owner under the same name of Service is deleted, not recycled")
    func foreignOwner() {
        let old: Value = [
            "addressType": "IPv4", "endpoints": [["addresses": ["10.0.0.9"]]],
            "metadata": [
                "name": "web-old", "namespace": "default", "uid": "uid-old",
                "labels": [
                    "kubernetes.io/service-name": "web",
                    "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
                ],
                "ownerReferences": [["apiVersion": "v1", "kind": "Service", "name": "web", "uid": "uid-before"]],
            ],
        ]
        let rig = EndpointWorld.slices([(old, .endpointSlices), (EndpointWorld.service(), .services)])
        #expect(rig.writes == ["POST endpointslices", "DELETE endpointslices/web-old"])
    }

    @Test("a slice that somebody else changes or deletes is put right after a second")
    func foreignChange() throws {
        var rig = EndpointWorld.slices([
            (EndpointWorld.pod("a", ip: "10.0.0.1"), .pods), (EndpointWorld.service(), .services),
        ])
        let slice = try #require(Self.slices(in: rig).first)
        var changed = slice.value
        changed.set([], at: "endpoints")
        changed.set(7, at: "metadata", "generation")
        rig.put(changed, .endpointSlices)
        rig.run(for: .milliseconds(900))
        #expect(rig.writes.count == 1)
        rig.run(for: .milliseconds(200))
        #expect(rig.writes.last == "PUT endpointslices/\(slice.name)")
        rig.remove(.endpointSlices, slice.key)
        rig.run(for: .milliseconds(1100))
        #expect(rig.writes.last == "POST endpointslices")
    }

    @Test("a cache that lacks what was written stops the next sync for a second")
    func stale() {
        var rig = EndpointWorld.slices([(EndpointWorld.service(), .services)], server: .unseen)
        rig.put(EndpointWorld.pod("a", ip: "10.0.0.1"), .pods)
        rig.run(for: .milliseconds(500))
        #expect(rig.writes == ["POST endpointslices"])
        let why = "EndpointSlice informer cache is out of date"
        #expect(rig.syncs.contains { if case .failed(why, _, _) = $0.outcome { true } else { false } })
    }

    @Test("the trigger time: the Service's at first, then that of the pod that changed, none without")
    func triggerTime() {
        func annotation(_ rig: Rig) -> Value? {
            rig.sent.last?.body.at(
                "metadata", "annotations", "endpoints.kubernetes.io/last-change-trigger-time")
        }
        var rig = EndpointWorld.slices([(EndpointWorld.service(), .services)])
        #expect(annotation(rig) == "2026-01-01T00:00:00Z")
        var pod = EndpointWorld.pod("a", ip: "10.0.0.1")
        pod.set(
            [["type": "Ready", "status": "True", "lastTransitionTime": "2026-01-01T00:05:00Z"]], at: "status",
            "conditions")
        rig.put(pod, .pods)
        rig.run(for: .milliseconds(2))
        #expect(annotation(rig) == "2026-01-01T00:05:00Z")
        pod.set("2026-01-01T00:06:00Z", at: "metadata", "deletionTimestamp")
        rig.put(pod, .pods)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.count == 3 && annotation(rig) == nil)
    }
}

/// Which endpoint goes into which slice.
@Suite("packing of slices")
struct SlicePackingTests {
    private static func pods(_ range: Range<Int>) -> [(Value, Resource)] {
        range.map { number in
            let digits = "00\(number)".suffix(3)
            return (EndpointWorld.pod("p\(digits)", ip: "10.0.\(number / 200).\(number % 200 + 1)"), .pods)
        }
    }

    private static func sizes(_ rig: Rig) -> [Int] {
        (rig.caches[.endpointSlices]?.list() ?? []).map { $0["endpoints"]?.array?.count ?? 0 }.sorted()
    }

    @Test("full slices and a rest; a rest that fits goes into the one that is not full")
    func fills() {
        var rig = EndpointWorld.slices(Self.pods(0 ..< 230) + [(EndpointWorld.service(), .services)])
        #expect(Self.sizes(rig) == [30, 100, 100])
        for (pod, resource) in Self.pods(230 ..< 240) { rig.put(pod, resource) }
        rig.run(for: .milliseconds(5))
        #expect(Self.sizes(rig) == [40, 100, 100])
        #expect(rig.writes.filter { $0.hasPrefix("PUT") }.count <= 10)
    }

    @Test("more than fits anywhere at once: a new slice, though there is room here and there")
    func opens() {
        var rig = EndpointWorld.slices(Self.pods(0 ..< 150) + [(EndpointWorld.service(), .services)])
        let held = rig.sent.count
        // All are told before the controller works: a worker's hop lies between.
        for (pod, resource) in Self.pods(150 ..< 220) { rig.put(pod, resource) }
        rig.run(for: .milliseconds(5))
        #expect(Self.sizes(rig) == [50, 70, 100])
        #expect(rig.sent.dropFirst(held).map(Rig.word) == ["POST endpointslices"])
    }

    @Test("a slice that changes anyway is filled up; one that loses all its endpoints goes")
    func changes() throws {
        var rig = EndpointWorld.slices(Self.pods(0 ..< 150) + [(EndpointWorld.service(), .services)])
        let held = rig.sent.count
        rig.remove(.pods, ObjectKey("default", "p000"))
        for (pod, resource) in Self.pods(150 ..< 153) { rig.put(pod, resource) }
        rig.run(for: .milliseconds(5))
        // One place came free in the full slice; the other two fit where there is room.
        #expect(Self.sizes(rig) == [52, 100])
        #expect(rig.sent.dropFirst(held).map(\.verb) == [.update, .update])
        for number in 100 ..< 153 { rig.remove(.pods, ObjectKey("default", "p\(number)")) }
        rig.run(for: .milliseconds(5))
        #expect(rig.sent.suffix(2).map(\.verb) == [.update, .delete])
        #expect(rig.sent.last { $0.verb == .update }?.body["endpoints"]?.array?.count == 99)
    }
}
