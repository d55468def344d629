import Documents
import KubeAPI
import Testing

@Suite("defaults")
struct DefaultsTests {
    @Test("a pod of one container gets what the server sets")
    func podDefaults() throws {
        let wanted = try json(
            #"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","namespace":"default"},"spec":{
            "containers":[{"name":"c","image":"nginx:1.25","imagePullPolicy":"IfNotPresent",
            "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],
            "dnsPolicy":"ClusterFirst","enableServiceLinks":true,"restartPolicy":"Always",
            "schedulerName":"default-scheduler",
            "securityContext":{},"terminationGracePeriodSeconds":30}}
            """#)
        #expect(pod() == wanted)
        var again = pod()
        applyDefaults(&again, group: "", kind: "Pod")
        #expect(again == wanted)
    }

    @Test(
        "images without tag or with latest are pulled always",
        arguments: [
            ("nginx", "Always"), ("nginx:latest", "Always"), ("nginx:1.25", "IfNotPresent"),
            ("reg.io:5000/a/b", "Always"), ("a@sha256:0123", "IfNotPresent"), ("Bad", "IfNotPresent"),
        ])
    func pullPolicy(_ image: String, _ policy: String) {
        let made = pod { $0.set([["name": "c", "image": .string(image)]], at: "spec", "containers") }
        #expect(made.at("spec", "containers")?[0]?["imagePullPolicy"]?.string == policy)
    }

    @Test("requests follow limits in pods but not in templates")
    func requestsFromLimits() {
        let container: Value = [
            "name": "c", "image": "a:1",
            "resources": ["limits": ["cpu": "1", "memory": "1Gi"], "requests": ["cpu": "500m"]],
        ]
        let made = pod { $0.set([container], at: "spec", "containers") }
        #expect(
            made.at("spec", "containers")?[0]?.at("resources", "requests") == [
                "cpu": "500m", "memory": "1Gi",
            ])
        var set: Value = ["spec": ["template": ["spec": ["containers": [container]]]]]
        applyDefaults(&set, group: "apps", kind: "ReplicaSet")
        let kept = set.at("spec", "template", "spec", "containers")?[0]?.at("resources", "requests")
        #expect(kept == ["cpu": "500m"])
        #expect(set.at("spec", "replicas") == 1)
        #expect(set.at("spec", "template", "spec", "enableServiceLinks") == nil)
    }

    @Test("smaller kinds")
    func smallerKinds() {
        var namespace: Value = ["metadata": ["name": "team"]]
        applyDefaults(&namespace, group: "", kind: "Namespace")
        #expect(namespace.at("metadata", "labels", "kubernetes.io/metadata.name") == "team")
        #expect(namespace.at("status", "phase") == "Active")
        var secret: Value = ["metadata": ["name": "s"]]
        applyDefaults(&secret, group: "", kind: "Secret")
        #expect(secret["type"] == "Opaque")
        var node: Value = ["status": ["capacity": ["cpu": "1"]]]
        applyDefaults(&node, group: "", kind: "Node")
        #expect(node.at("status", "allocatable", "cpu") == "1")
        var priority: Value = ["value": 1]
        applyDefaults(&priority, group: "scheduling.k8s.io", kind: "PriorityClass")
        #expect(priority["preemptionPolicy"] == "PreemptLowerPriority")
    }
}
