import Documents
import KubeAPI
import Testing

/// Kinds that are stored and served only: what their objects may not say, with upstream's messages.
@Suite("rules of kinds that nothing acts on")
struct PassiveKindTests {
    static let network = "networking.k8s.io"
    static let storage = "storage.k8s.io"

    /// What is wrong with a new object, defaults filled in.
    static func created(
        _ object: Value, _ group: String, _ kind: String, name: String = "x", namespaced: Bool = false
    ) -> [String] {
        var object = object
        object.set(.string(name), at: "metadata", "name")
        if namespaced { object.set("default", at: "metadata", "namespace") }
        applyDefaults(&object, group: group, kind: kind)
        return lines(validateCreate(object, group: group, kind: kind))
    }

    /// What is wrong with a change of a spec, or of what is named.
    static func updated(
        _ old: Value, _ new: Value, _ group: String, _ kind: String, subresource: String = "", namespaced: Bool = false
    ) -> [String] {
        func whole(_ object: Value) -> Value {
            var object = object
            object.set("x", at: "metadata", "name")
            object.set("7", at: "metadata", "resourceVersion")
            if namespaced { object.set("default", at: "metadata", "namespace") }
            applyDefaults(&object, group: group, kind: kind)
            return object
        }
        let errors = validateUpdate(whole(new), from: whole(old), group: group, kind: kind, subresource: subresource)
        return lines(errors)
    }

    // MARK: Ingress

    private static func ingress(_ spec: Value) -> [String] {
        created(["spec": spec], network, "Ingress", namespaced: true)
    }

    private static func path(_ path: Value) -> [String] { ingress(["rules": [["http": ["paths": [path]]]]]) }

    private static let backend: Value = ["service": ["name": "web", "port": ["number": 80]]]

    struct Case: Sendable {
        let name: String
        let spec: Value
        let expected: [String]
    }

    @Test(
        "an Ingress",
        arguments: [
            Case(name: "default backend", spec: ["defaultBackend": backend], expected: []),
            Case(
                name: "nothing", spec: [:],
                expected: ["spec: Invalid value: null: either `defaultBackend` or `rules` must be specified"]),
            Case(
                name: "empty backend", spec: ["defaultBackend": [:]],
                expected: ["spec.defaultBackend: Invalid value: \"\": resource or service backend is required"]),
            Case(
                name: "both backends",
                spec: ["defaultBackend": ["service": ["name": "a"], "resource": ["kind": "K", "name": "n"]]],
                expected: ["spec.defaultBackend: Invalid value: \"\": cannot set both resource and service backends"]),
            Case(
                name: "no port", spec: ["defaultBackend": ["service": ["name": "1-web"]]],
                expected: ["spec.defaultBackend: Required value: port name or number is required"]),
            Case(
                name: "two ports",
                spec: ["defaultBackend": ["service": ["name": "web", "port": ["name": "http", "number": 80]]]],
                expected: ["spec.defaultBackend: Invalid value: \"\": cannot set both port name & port number"]),
            Case(
                name: "port range", spec: ["defaultBackend": ["service": ["name": "web", "port": ["number": 70000]]]],
                expected: [
                    "spec.defaultBackend.service.port.number: Invalid value: 70000: must be between 1 and 65535, "
                        + "inclusive"
                ]),
            Case(
                name: "a reference to nothing", spec: ["defaultBackend": ["resource": ["apiGroup": "a.b"]]],
                expected: [
                    "spec.defaultBackend.resource.kind: Required value",
                    "spec.defaultBackend.resource.name: Required value",
                ]),
            Case(
                name: "address as host", spec: ["rules": [["host": "10.0.0.1"]]],
                expected: ["spec.rules[0].host: Invalid value: \"10.0.0.1\": must be a DNS name, not an IP address"]),
            Case(
                name: "wildcard inside", spec: ["rules": [["host": "a.*.com"]]],
                expected: [
                    "spec.rules[0].host: Invalid value: \"a.*.com\": a wildcard DNS-1123 subdomain must start with "
                        + "'*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric "
                        + "characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex "
                        + "used for validation is "
                        + "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
                ]),
            Case(name: "wildcard", spec: ["rules": [["host": "*.example.com"]]], expected: []),
            Case(
                name: "no paths", spec: ["rules": [["http": [:]]]],
                expected: ["spec.rules[0].http.paths: Required value"]),
            Case(
                name: "secret", spec: ["defaultBackend": backend, "tls": [["secretName": "A"]]],
                expected: [
                    "spec.tls[0].secretName: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of "
                        + "lower case alphanumeric characters, '-' or '.', and must start and end with an "
                        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
                        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
                ]),
        ])
    func ingress(_ c: Case) { #expect(Self.ingress(c.spec) == c.expected, "\(c.name)") }

    @Test("the paths of an Ingress")
    func paths() {
        let place = "spec.rules[0].http.paths[0]"
        #expect(Self.path(["path": "/a", "pathType": "Prefix", "backend": Self.backend]) == [])
        #expect(
            Self.path(["path": "/a", "backend": Self.backend])
                == ["\(place).pathType: Required value: pathType must be specified"])
        #expect(
            Self.path(["path": "a//b/..", "pathType": "Exact", "backend": Self.backend]) == [
                "\(place).path: Invalid value: \"a//b/..\": must be an absolute path",
                "\(place).path: Invalid value: \"a//b/..\": must not contain '//'",
                "\(place).path: Invalid value: \"a//b/..\": cannot end with '/..'",
            ])
        #expect(Self.path(["pathType": "ImplementationSpecific", "backend": Self.backend]) == [])
        #expect(
            Self.path(["path": "/", "pathType": "Regex", "backend": Self.backend]) == [
                "\(place).pathType: Unsupported value: \"Regex\": supported values: \"Exact\", "
                    + "\"ImplementationSpecific\", \"Prefix\""
            ])
    }

    @Test("the old annotation and the new field name one class; a status has addresses")
    func ingressClassName() {
        let spec: Value = ["ingressClassName": "b", "defaultBackend": Self.backend]
        let annotated: Value = ["metadata": ["annotations": ["kubernetes.io/ingress.class": "a"]], "spec": spec]
        #expect(
            Self.created(annotated, Self.network, "Ingress", namespaced: true) == [
                "annotations.kubernetes.io/ingress.class: Invalid value: \"a\": must match `ingressClassName` when "
                    + "both are specified"
            ])
        let old: Value = ["spec": spec]
        var new = old
        new.set(["ingress": [["ip": "no"], ["hostname": "10.0.0.1"]]], at: "status", "loadBalancer")
        #expect(
            Self.updated(old, new, Self.network, "Ingress", subresource: "status", namespaced: true) == [
                "status.loadBalancer.ingress[0].ip: Invalid value: \"no\": must be a valid IP address, (e.g. "
                    + "10.9.8.7 or 2001:db8::ffff)",
                "status.loadBalancer.ingress[1].hostname: Invalid value: \"10.0.0.1\": must be a DNS name, not an IP "
                    + "address",
            ])
    }

    // MARK: addresses

    @Test("a ServiceCIDR has one range of each family, in canonical form")
    func serviceRanges() {
        func problems(_ ranges: Value) -> [String] {
            Self.created(["spec": ["cidrs": ranges]], Self.network, "ServiceCIDR")
        }
        #expect(problems(["10.0.0.0/24", "2001:db8::/64"]) == [])
        #expect(problems([]) == ["spec.cidrs: Required value: at least one CIDR required"])
        #expect(
            problems(["10.0.0.0/24", "10.1.0.0/24"]) == [
                "spec.cidrs: Invalid value: [\"10.0.0.0/24\",\"10.1.0.0/24\"]: may specify no more than one IP for "
                    + "each IP family, i.e 192.168.0.0/24 and 2001:db8::/64"
            ])
        #expect(
            problems(["10.0.0.7/24"])
                == ["spec.cidrs[0]: Invalid value: \"10.0.0.7/24\": must not have bits set beyond the prefix length"])
        #expect(
            problems(["010.0.0.0/24"])
                == ["spec.cidrs[0]: Invalid value: \"010.0.0.0/24\": must not have leading 0s in IP or prefix length"])
        #expect(
            problems(["a", "b", "c"]) == [
                "spec.cidrs: Invalid value: {\"CIDRs\":[\"a\",\"b\",\"c\"]}: may only hold up to 2 values"
            ])
        func change(_ old: Value, _ new: Value) -> [String] {
            Self.updated(["spec": ["cidrs": old]], ["spec": ["cidrs": new]], Self.network, "ServiceCIDR")
        }
        #expect(change(["10.0.0.0/24"], ["10.0.0.0/24", "2001:db8::/64"]) == [])
        #expect(
            change(["10.0.0.0/24"], ["10.1.0.0/24"])
                == ["spec.cidrs[0]: Invalid value: \"10.1.0.0/24\": field is immutable"])
        #expect(
            change(["10.0.0.0/24", "2001:db8::/64"], ["10.0.0.0/24"])
                == ["spec.cidrs: Invalid value: [\"10.0.0.0/24\"]: field is immutable"])
    }

    @Test("an IPAddress is named as itself and says whose it is")
    func addresses() {
        let parent: Value = ["resource": "services", "name": "web", "namespace": "default"]
        func problems(_ name: String, _ spec: Value) -> [String] {
            Self.created(["spec": spec], Self.network, "IPAddress", name: name)
        }
        #expect(problems("10.0.0.1", ["parentRef": parent]) == [])
        #expect(problems("10.0.0.1", [:]) == ["spec.parentRef: Required value"])
        #expect(
            problems("2001:DB8::1", ["parentRef": ["name": "web"]]) == [
                "metadata.name: Invalid value: \"2001:DB8::1\": must be in canonical form (\"2001:db8::1\")",
                "spec.parentRef.resource: Required value",
            ])
        #expect(
            problems("web", ["parentRef": parent]) == [
                "metadata.name: Invalid value: \"web\": must be a valid IP address, (e.g. 10.9.8.7 or "
                    + "2001:db8::ffff)"
            ])
    }
}
