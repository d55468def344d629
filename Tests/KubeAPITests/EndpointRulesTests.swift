import Documents
import KubeAPI
import Testing

/// Endpoints, EndpointSlices and PersistentVolumes as they are written by hand.
@Suite("rules of endpoints and volumes")
struct EndpointRulesTests {
    private static func checked(_ object: Value, _ group: String, _ kind: String) -> [String] {
        var object = object
        object.set("x", at: "metadata", "name")
        object.set("default", at: "metadata", "namespace")
        applyDefaults(&object, group: group, kind: kind)
        return lines(validateCreate(object, group: group, kind: kind))
    }

    @Test("what Endpoints may not say")
    func endpoints() {
        func problems(_ subset: Value) -> [String] { Self.checked(["subsets": [subset]], "", "Endpoints") }
        #expect(problems(["addresses": [["ip": "10.0.0.1"]], "ports": [["port": 80]]]) == [])
        #expect(problems([:]) == ["subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`"])
        #expect(
            problems(["addresses": [["ip": "127.0.0.1"]]]) == [
                "subsets[0].addresses[0].ip: Invalid value: \"127.0.0.1\": may not be in the loopback range "
                    + "(127.0.0.0/8, ::1/128)"
            ])
        #expect(
            problems(["addresses": [["ip": "10.0.0.1"]], "ports": [["port": 80], ["port": 81, "name": "b"]]])
                == ["subsets[0].ports[0].name: Required value"])
        #expect(
            problems(["addresses": [["ip": "10.0.0.1"]], "ports": [["port": 0, "protocol": "ICMP"]]]) == [
                "subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
                "subsets[0].ports[0].protocol: Unsupported value: \"ICMP\": supported values: \"SCTP\", \"TCP\", "
                    + "\"UDP\"",
            ])
    }

    @Test("what an EndpointSlice may not say")
    func slices() {
        func problems(_ slice: Value) -> [String] { Self.checked(slice, "discovery.k8s.io", "EndpointSlice") }
        #expect(problems(["addressType": "IPv4", "endpoints": [["addresses": ["10.0.0.1"]]]]) == [])
        #expect(problems([:]) == ["addressType: Required value"])
        #expect(
            problems(["addressType": "IPv6", "endpoints": [["addresses": ["10.0.0.1"]], [:]]]) == [
                "endpoints[0].addresses: Invalid value: \"10.0.0.1\": must be an IPv6 address",
                "endpoints[1].addresses: Required value: must contain at least 1 address",
            ])
        #expect(
            problems(["addressType": "FQDN", "endpoints": [["addresses": ["single"]]]]) == [
                "endpoints[0].addresses[0]: Invalid value: \"single\": should be a domain with at least two segments "
                    + "separated by dots"
            ])
        #expect(
            problems(["addressType": "IPv4", "ports": [["port": 80], ["port": 81]]])
                == ["ports[1].name: Duplicate value: \"\""])
        let old: Value = ["metadata": ["name": "x", "namespace": "default"], "addressType": "IPv4"]
        var new = old
        new.set("IPv6", at: "addressType")
        #expect(
            lines(validateUpdate(new, from: old, group: "discovery.k8s.io", kind: "EndpointSlice"))
                == ["addressType: Invalid value: \"IPv6\": field is immutable"])
    }

    @Test("what a PersistentVolume may not say")
    func volumes() {
        func problems(_ spec: Value) -> [String] {
            var merged: Value = [
                "capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"], "hostPath": ["path": "/data"],
            ]
            for field in spec.fields ?? Fields() { merged.set(field.value.isNull ? nil : field.value, at: field.key) }
            var volume: Value = ["metadata": ["name": "x"], "spec": merged]
            applyDefaults(&volume, group: "", kind: "PersistentVolume")
            return lines(validateCreate(volume, group: "", kind: "PersistentVolume"))
        }
        #expect(problems([:]) == [])
        #expect(problems(["accessModes": .null]) == ["spec.accessModes: Required value"])
        #expect(problems(["hostPath": .null]) == ["spec: Required value: must specify a volume type"])
        #expect(
            problems(["local": ["path": "/x"]]) == ["spec.local: Forbidden: may not specify more than 1 volume type"])
        #expect(
            problems(["hostPath": .null, "local": ["path": "/x"]])
                == ["spec.nodeAffinity: Required value: Local volume requires node affinity"])
        #expect(
            problems(["persistentVolumeReclaimPolicy": "Keep"]) == [
                "spec.persistentVolumeReclaimPolicy: Unsupported value: \"Keep\": supported values: \"Delete\", "
                    + "\"Recycle\", \"Retain\""
            ])
    }
}
