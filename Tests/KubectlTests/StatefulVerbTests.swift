import Documents
import KubeAPI
import Kubectl
import Testing

/// What kubectl says of StatefulSets, Services, claims and revisions.
@Suite("kubectl and StatefulSets")
struct StatefulVerbTests {
    private static func set(_ spec: Value = [:], _ status: Value) -> Value {
        var set: Value = [
            "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": ["name": "web", "generation": 2],
            "spec": [
                "replicas": 3, "selector": ["matchLabels": ["app": "web"]],
                "updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": 0]],
                "template": [
                    "metadata": ["labels": ["app": "web"]],
                    "spec": ["containers": [["name": "c", "image": "nginx:1.26"]]],
                ],
            ],
            "status": status,
        ]
        for member in spec.fields?.members ?? [] { set.set(member.value, at: "spec", member.key) }
        return set
    }

    private static let done: Value = [
        "observedGeneration": 2, "replicas": 3, "readyReplicas": 3, "updatedReplicas": 3, "currentReplicas": 3,
        "currentRevision": "web-a", "updateRevision": "web-a",
    ]

    private static func revision(_ name: String, _ number: Int64, _ image: String) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "ControllerRevision",
            "metadata": [
                "name": .string(name), "labels": ["app": "web"],
                "ownerReferences": [
                    [
                        "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web", "uid": "uid-web",
                        "controller": true,
                    ]
                ],
            ],
            "data": [
                "spec": [
                    "template": [
                        "$patch": "replace", "metadata": ["labels": ["app": "web"]],
                        "spec": ["containers": [["name": "c", "image": .string(image), "resources": [:]]]],
                    ]
                ]
            ],
            "revision": .int(number),
        ]
    }

    @Test(
        "rollout status",
        arguments: [
            ([:], done, "partitioned roll out complete: 3 new pods have been updated...\n"),
            ([:], ["observedGeneration": 1], "Waiting for statefulset spec update to be observed...\n"),
            ([:], ["observedGeneration": 2, "readyReplicas": 1], "Waiting for 2 pods to be ready...\n"),
            (
                ["updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": 1]]],
                ["observedGeneration": 2, "readyReplicas": 3, "updatedReplicas": 1],
                "Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...\n"
            ),
            (
                ["updateStrategy": ["type": "RollingUpdate"]], done,
                "statefulset rolling update complete 3 pods at revision web-a...\n"
            ),
        ] as [(Value, Value, String)])
    func status(_ spec: Value, _ status: Value, _ text: String) {
        var host = FakeHost()
        host.add(Self.set(spec, status))
        #expect(host.run("rollout status sts/web --watch=false").stdout == text)
    }

    @Test("rollout status of OnDelete is refused")
    func onDelete() {
        var host = FakeHost()
        host.add(Self.set(["updateStrategy": ["type": "OnDelete"]], Self.done))
        let text = "error: rollout status is only available for RollingUpdate strategy type\n"
        #expect(host.run("rollout status sts/web").stderr == text)
    }

    @Test("history and undo")
    func history() {
        var host = FakeHost()
        host.add(Self.set([:], Self.done))
        #expect(
            host.run("rollout undo sts/web").stderr == "error: no last revision to roll back to\n")
        host.add(Self.revision("web-a", 1, "nginx:1.25"))
        host.add(Self.revision("web-b", 2, "nginx:1.26"))
        #expect(
            host.run("rollout history sts/web").stdout
                == "statefulset.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n")
        #expect(
            host.run("rollout undo sts/web --to-revision=7").stderr
                == "error: unable to find specified revision 7 in history\n")
        #expect(host.run("rollout undo sts/web").stdout == "statefulset.apps/web rolled back\n")
        let image = host.objects.first { $0.resource == .statefulSets }?.at("spec", "template", "spec", "containers")
        #expect(image?.array?.first?["image"] == "nginx:1.25")
    }

    @Test("tables")
    func tables() {
        var host = FakeHost()
        host.add(Self.set([:], Self.done))
        host.add(Self.revision("web-a", 1, "nginx:1.25"))
        host.add([
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"],
            "spec": [
                "type": "ClusterIP", "clusterIP": "None", "clusterIPs": ["None"], "selector": ["app": "web"],
                "ports": [["port": 80, "protocol": "TCP"]],
            ],
        ])
        host.add([
            "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "data"],
            "spec": ["volumeName": "pv-0", "volumeMode": "Filesystem"],
            "status": ["phase": "Bound", "capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"]],
        ])
        #expect(
            host.run("get sts -o wide").stdout
                == "NAME   READY   AGE   CONTAINERS   IMAGES\nweb    3/3     60s   c            nginx:1.26\n")
        #expect(
            host.run("get controllerrevisions").stdout
                == "NAME    CONTROLLER             REVISION   AGE\nweb-a   statefulset.apps/web   1          60s\n")
        #expect(
            host.run("get svc -o wide").stdout
                == "NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE   SELECTOR\n"
                + "web    ClusterIP   None         <none>        80/TCP    60s   app=web\n")
        #expect(
            host.run("get pvc").stdout
                == "NAME   STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE\n"
                + "data   Bound    pv-0     1Gi        RWO                           <unset>                 60s\n")
    }
}
