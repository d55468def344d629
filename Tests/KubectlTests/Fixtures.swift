import Documents
import KubeAPI

/// Objects like those of the recorded runs.
enum Fixtures {
    static let pod = Value.json(
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"app":"a"}},
         "spec":{"containers":[{"name":"c","image":"nginx:1.25","env":[{"name":"A","value":"b"}]}],"nodeName":"node-1"},
         "status":{"phase":"Running","podIPs":[{"ip":"10.244.1.2"}],
          "conditions":[{"type":"Ready","status":"True"}],
          "containerStatuses":[{"name":"c","ready":true,"restartCount":0,"state":{"running":{}}}]}}
        """)

    static let replicaSet = Value.json(
        """
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web","generation":1},
         "spec":{"replicas":3,"selector":{"matchLabels":{"app":"web"}},
          "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"nginx:1.25"}]}}},
         "status":{"replicas":3,"readyReplicas":2}}
        """)

    static let node = Value.json(
        """
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1","labels":{"kubernetes.io/hostname":"node-1"}},
         "spec":{"unschedulable":true,"taints":[{"key":"k","value":"v","effect":"NoSchedule"}]},
         "status":{"addresses":[{"type":"InternalIP","address":"10.0.0.1"}],
          "capacity":{"cpu":"4","memory":"8Gi","pods":"110"},"allocatable":{"cpu":"4","memory":"8Gi","pods":"110"},
          "conditions":[{"type":"Ready","status":"True","reason":"KubeletReady","message":"ready",
            "lastHeartbeatTime":"2026-01-01T00:00:00Z","lastTransitionTime":"2025-12-31T23:59:00Z"}],
          "nodeInfo":{"kubeletVersion":"v1.36.2","osImage":"Linux","kernelVersion":"6.1","architecture":"amd64",
            "containerRuntimeVersion":"sim://1"}}}
        """)

    /// A pod with the parts of its status that decide what `get` says.
    static func pod(_ name: String, _ spec: String, _ status: String, deletion: String? = nil) -> Value {
        var value = Value.json(
            #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(name)"},"spec":\#(spec),"status":\#(status)}"#
        )
        if let deletion { value.set(.string(deletion), at: "metadata", "deletionTimestamp") }
        return value
    }

    static func host() -> FakeHost {
        var host = FakeHost()
        host.add(pod)
        return host
    }
}
