import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// The Endpoints of Services with a selector.
@Suite("endpoints")
struct EndpointsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let service: Value
        let pods: [Value]
        let expect: [String]

        init(_ name: String, spec service: Value = [:], _ pods: [Value], _ expect: [String]) {
            (self.name, self.service, self.pods, self.expect) = (name, service, pods, expect)
        }

        var testDescription: String { name }
    }

    private static func written(_ service: Value, _ pods: [Value]) -> Value {
        let rig = EndpointWorld.endpoints(pods.map { ($0, .pods) } + [(service, .services)])
        return rig.sent.last { $0.resource == .endpoints }?.body ?? .null
    }

    @Test(
        "who is in Endpoints, and how",
        arguments: [
            Case("a ready pod", [EndpointWorld.pod("a", ip: "10.0.0.1")], ["10.0.0.1 :80"]),
            Case(
                "ready ones and others",
                [EndpointWorld.pod("a", ip: "10.0.0.1"), EndpointWorld.pod("b", ip: "10.0.0.2", ready: "False")],
                ["10.0.0.1 !10.0.0.2 :80"]),
            Case("no address yet", [EndpointWorld.pod("a")], []),
            Case("over", [EndpointWorld.pod("a", ip: "10.0.0.1", phase: "Succeeded")], []),
            Case("in deletion", [EndpointWorld.pod("a", ip: "10.0.0.1", deleted: true)], []),
            Case(
                "in deletion, all are published", spec: ["publishNotReadyAddresses": true],
                [EndpointWorld.pod("a", ip: "10.0.0.1", ready: "False", deleted: true)], ["10.0.0.1 :80"]),
            Case("other labels", [EndpointWorld.pod("a", ip: "10.0.0.1", labels: ["app": "other"])], []),
            Case("the other family", spec: ["ipFamilies": ["IPv6"]], [EndpointWorld.pod("a", ip: "10.0.0.1")], []),
            Case(
                "headless without ports", spec: ["clusterIP": "None", "ports": .null],
                [EndpointWorld.pod("a", ip: "10.0.0.1")], ["10.0.0.1"]),
        ])
    func members(_ test: Case) {
        let written = Self.written(EndpointWorld.service(test.service), test.pods)
        #expect(EndpointWorld.text(written["subsets"]) == test.expect)
    }

    @Test("labels and annotations: those of the Service, who keeps them, headless; a pod's host name under its Service")
    func headless() {
        let pod = EndpointWorld.pod("a", ip: "10.0.0.1", spec: ["hostname": "a-0", "subdomain": "web"])
        let written = Self.written(EndpointWorld.service(["clusterIP": "None"], labels: ["tier": "front"]), [pod])
        #expect(
            written.at("metadata", "labels") == [
                "tier": "front", "endpoints.kubernetes.io/managed-by": "endpoint-controller",
                "service.kubernetes.io/headless": "",
            ])
        #expect(
            written.at("metadata", "annotations") == [
                "endpoints.kubernetes.io/last-change-trigger-time": "2026-01-01T00:00:00Z"
            ])
        #expect(
            written["subsets"]?[0]?["addresses"]?[0] == [
                "ip": "10.0.0.1", "nodeName": "node-1", "hostname": "a-0",
                "targetRef": ["kind": "Pod", "name": "a", "namespace": "default", "uid": "uid-a"],
            ])
    }

    @Test("a named port is looked up in containers and sidecars; who lacks it is left out of that port")
    func ports() {
        let service: Value = [
            "ports": [
                ["name": "http", "port": 80, "targetPort": "http", "protocol": "TCP"],
                ["name": "admin", "port": 81, "targetPort": "admin", "protocol": "TCP"],
            ]
        ]
        func container(_ name: String, _ port: Int64) -> Value {
            ["ports": [["name": .string(name), "containerPort": .int(port), "protocol": "TCP"]]]
        }
        var sidecar = container("admin", 9000)
        sidecar.set("Always", at: "restartPolicy")
        let both = EndpointWorld.pod(
            "a", ip: "10.0.0.1", spec: ["containers": [container("http", 8080)], "initContainers": [sidecar]])
        let one = EndpointWorld.pod(
            "b", ip: "10.0.0.2",
            spec: ["containers": [container("http", 8080)], "initContainers": [container("admin", 9000)]])
        let subsets = EndpointWorld.text(Self.written(EndpointWorld.service(service), [both, one])["subsets"])
        #expect(subsets.sorted() == ["10.0.0.1 :9000", "10.0.0.1,10.0.0.2 :8080"])
    }

    @Test("equal address sets share a subset; its ports stand in the order of their hashes, as recorded")
    func packing() {
        let service: Value = [
            "ports": [
                ["name": "metrics", "port": 9100, "targetPort": 9090, "protocol": "TCP"],
                ["name": "http", "port": 80, "targetPort": 80, "protocol": "TCP"],
            ]
        ]
        let pods = [EndpointWorld.pod("b", ip: "10.0.0.10"), EndpointWorld.pod("a", ip: "10.0.0.9")]
        // The oracle's service-endpoints has 80 before 9090; addresses are ordered as texts.
        #expect(EndpointWorld.text(Self.written(EndpointWorld.service(service), pods)["subsets"]) == [
            "10.0.0.10,10.0.0.9 :80,9090"
        ])
    }

    @Test("more than 1000 addresses: those that are not ready go first, and an annotation tells")
    func truncated() throws {
        let pods = (0 ..< 1003).map { number in
            EndpointWorld.pod(
                "p\(number)", ip: "10.0.\(number / 250).\(number % 250 + 1)", ready: number < 5 ? "False" : "True")
        }
        let written = Self.written(EndpointWorld.service(), pods)
        let subset = try #require(written["subsets"]?[0])
        #expect(subset["addresses"]?.array?.count == 998)
        #expect(subset["notReadyAddresses"]?.array?.count == 2)
        #expect(written.at("metadata", "annotations", "endpoints.kubernetes.io/over-capacity") == "truncated")
    }

    @Test("what is right is not written again; a label of the Service is")
    func upToDate() {
        var rig = EndpointWorld.endpoints([
            (EndpointWorld.pod("a", ip: "10.0.0.1"), .pods), (EndpointWorld.service(), .services),
        ])
        #expect(rig.writes == ["POST endpoints/web"])
        var pod = EndpointWorld.pod("a", ip: "10.0.0.1")
        pod.set("x", at: "metadata", "annotations", "note")
        rig.put(pod, .pods)
        rig.put(EndpointWorld.service(["externalIPs": []]), .services)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes == ["POST endpoints/web"])
        rig.put(EndpointWorld.service(labels: ["tier": "front"]), .services)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes == ["POST endpoints/web", "PUT endpoints/web"])
    }

    @Test("a cache that still shows the version that was replaced is not acted on")
    func stale() {
        var rig = EndpointWorld.endpoints([
            (EndpointWorld.pod("a", ip: "10.0.0.1"), .pods), (EndpointWorld.service(), .services),
        ])
        rig.server = .unseen
        rig.put(EndpointWorld.pod("b", ip: "10.0.0.2"), .pods)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes == ["POST endpoints/web", "PUT endpoints/web"])
        rig.put(EndpointWorld.pod("c", ip: "10.0.0.3"), .pods)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes.count == 2)
        let text = "endpoints informer cache is out of date, resource version"
        #expect(
            rig.syncs.contains { sync in
                if case .failed(let why, _, _) = sync.outcome { why.hasPrefix(text) } else { false }
            })
    }

    @Test("the Endpoints of a Service that is gone go; those of others are left alone")
    func serviceGone() {
        var rig = EndpointWorld.endpoints([(EndpointWorld.service(), .services)])
        rig.remove(.services, EndpointWorld.key)
        rig.run(for: .milliseconds(2))
        #expect(rig.writes == ["POST endpoints/web", "DELETE endpoints/web"])
    }

    @Test("an ExternalName and a Service without selector get none")
    func leftAlone() {
        for spec: Value in [["type": "ExternalName"], ["selector": .null]] {
            let rig = EndpointWorld.endpoints([
                (EndpointWorld.pod("a", ip: "10.0.0.1"), .pods), (EndpointWorld.service(spec), .services),
            ])
            #expect(rig.sent.isEmpty)
        }
    }

    @Test("Endpoints without a Service are deleted at the start, not when somebody makes them later")
    func leftovers() {
        let orphan: Value = ["metadata": ["name": "old", "namespace": "default", "uid": "uid-old"]]
        var rig = Rig(ControllerRunner<EndpointsReconciler>())
        rig.put(orphan, .endpoints)
        rig.started()
        rig.run(for: .milliseconds(2))
        #expect(rig.writes == ["DELETE endpoints/old"])
        #expect(EndpointWorld.endpoints([(orphan, .endpoints)]).sent.isEmpty)
    }

    @Test("a write that fails is told by an event and tried again; a namespace that ends is not")
    func failures() {
        var rig = EndpointWorld.endpoints([])
        rig.failing = { $0.verb == .create ? Status(code: 500, reason: "InternalError", message: "no") : nil }
        rig.put(EndpointWorld.service(), .services)
        rig.run(for: .milliseconds(3))
        #expect(
            rig.eventTexts.first
                == "Warning FailedToCreateEndpoint default/web: Failed to create endpoint for service default/web: no")
        var ending = EndpointWorld.endpoints([])
        ending.failing = { request in
            guard request.verb == .create else { return nil }
            var status = Status(code: 403, reason: "Forbidden", message: "ends")
            status.causes = [Status.Cause(reason: "NamespaceTerminating", message: "", field: "")]
            return status
        }
        ending.put(EndpointWorld.service(), .services)
        ending.run(for: .minutes(1))
        #expect(ending.sent.count == 1 && ending.eventTexts.isEmpty)
    }
}

/// Which Services a change of a pod wakes.
@Suite("services of a pod")
struct ServicesOfPodTests {
    private static func named(_ name: String, _ selector: Value?) -> Value {
        var service = EndpointWorld.service(["selector": selector ?? .null])
        service.set(.string(name), at: "metadata", "name")
        service.set(.string("uid-\(name)"), at: "metadata", "uid")
        return service
    }

    /// The keys that are synced after a change of pod `a`.
    private static func woken(from before: Value?, to after: Value?) -> [String] {
        var rig = EndpointWorld.endpoints([
            (named("app", ["app": "web"]), .services), (named("both", ["app": "web", "tier": "front"]), .services),
            (named("tier", ["tier": "front"]), .services), (named("none", nil), .services),
        ])
        if let before { rig.put(before, .pods) }
        rig.run(for: .milliseconds(2))
        let count = rig.syncs.count
        if let after { rig.put(after, .pods) } else { rig.remove(.pods, ObjectKey("default", "a")) }
        rig.run(for: .milliseconds(2))
        return rig.syncs.dropFirst(count).map(\.key.key.name).sorted()
    }

    @Test("added, deleted, changed in ways that matter and in ways that do not")
    func concerned() {
        let plain = EndpointWorld.pod("a", ip: "10.0.0.1")
        let front = EndpointWorld.pod("a", ip: "10.0.0.1", labels: ["app": "web", "tier": "front"])
        #expect(Self.woken(from: nil, to: plain) == ["app"])
        #expect(Self.woken(from: plain, to: nil) == ["app"])
        #expect(Self.woken(from: front, to: nil) == ["app", "both", "tier"])
        // Only the labels: those that have it before and after need not look.
        #expect(Self.woken(from: plain, to: front) == ["both", "tier"])
        let unready = EndpointWorld.pod("a", ip: "10.0.0.1", ready: "False", labels: ["app": "web", "tier": "front"])
        #expect(Self.woken(from: plain, to: unready) == ["app", "both", "tier"])
        #expect(Self.woken(from: plain, to: EndpointWorld.pod("a", ip: "10.0.0.9")) == ["app"])
        var noted = plain
        noted.set("x", at: "metadata", "annotations", "note")
        #expect(Self.woken(from: plain, to: noted) == [])
        // In deletion every news counts.
        let going = EndpointWorld.pod("a", ip: "10.0.0.1", deleted: true)
        var later = going
        later.set("x", at: "metadata", "annotations", "note")
        #expect(Self.woken(from: going, to: later) == ["app"])
    }
}
