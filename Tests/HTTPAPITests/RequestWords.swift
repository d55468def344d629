import Documents

/// What requests are made of.
extension RequestGrammar {
    static let methods = [
        "GET", "GET", "POST", "POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "PATCH", "DELETE", "HEAD", "OPTIONS"
    ]
    static let users =
        Array(repeating: "kubernetes-admin", count: 12) + [
            "", "system:anonymous", "system:serviceaccount:default:default", "system:node:node-1", "'\"\n$(x)"
        ]
    static let usual: Set = [
        "pods", "nodes", "namespaces", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs",
        "services", "configmaps", "secrets", "persistentvolumeclaims", "persistentvolumes", "resourcequotas",
        "horizontalpodautoscalers", "poddisruptionbudgets", "customresourcedefinitions", "wheels", "events", "roles",
        "endpoints", "limitranges", "serviceaccounts", "selfsubjectaccessreviews"
    ]
    static let names = [
        "web", "web", "m", "job", "node-1", "node-2", "default", "p", "q", "wheels.toys.example.com", "big", "cron",
        "a%2Fb", "%00", "A_B", "-", "..", "x%20y", "漢", String(repeating: "n", count: 300)
    ]
    static let namespaces = ["default", "default", "default", "kube-system", "other", "nowhere", "..", "%2e%2e", "A B"]
    static let subresources = [
        "status", "scale", "log", "exec", "eviction", "binding", "token", "finalize", "approval", "nonsense", ".."
    ]
    static let pathPieces = ["/", "//", "%2f", "%", "%zz", "..", "%00", "?", "#", ";", "watch/", "é", " "]
    static let otherPaths = [
        "/", "/api", "/apis", "/api/v1", "/apis/apps", "/apis/apps/v1", "/version", "/healthz", "/livez/ping",
        "/readyz?verbose", "/openapi/v3", "/openapi/v3/api/v1", "/openapi/v3/apis/toys.example.com/v1", "/nonsense",
        "/apis/toys.example.com", "/api/v1/watch/pods", "/api/v1/watch", "/api/v1/namespaces", "/api/v1/%00",
        "/apis/metrics.k8s.io/v1beta1/pods", "/apis/metrics.k8s.io/v1beta1/nodes", "/metrics", "/orrery"
    ]
    static let queryNames = [
        "limit", "continue", "labelSelector", "fieldSelector", "resourceVersion", "resourceVersionMatch", "watch",
        "timeoutSeconds", "dryRun", "fieldManager", "fieldValidation", "force", "gracePeriodSeconds",
        "propagationPolicy", "orphanDependents", "pretty", "container", "tailLines", "previous", "follow",
        "sendInitialEvents", "allowWatchBookmarks", "includeObject", "sinceSeconds", "nonsense"
    ]
    static let queryValues = [
        "", "1", "0", "-1", "true", "false", "500", "x", "9223372036854775807", "99999999999999999999", "All", "Strict",
        "Ignore", "Warn", "Foreground", "Orphan", "Background", "Exact", "NotOlderThan", "app%3Dweb",
        "app%20in%20(web)",
        "a%3D%3D%3Db", "metadata.name%3Dweb", "spec.nodeName%3Dnode-1", "status.phase!%3DRunning", "%00", "%zz", "me",
        "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6Nywic3RhcnQiOiJ3ZWJcdTAwMDAifQ", "None", "Object", "Metadata"
    ]
    static let accepts = [
        "application/json", "application/yaml", "*/*", "text/html", "application/vnd.kubernetes.protobuf",
        "application/json;as=Table;v=v1;g=meta.k8s.io", "application/json;as=Table;v=v9;g=meta.k8s.io",
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,*/*;q=0.1", ";;;q=,", "application/json;q=0"
    ]
    static let bodyTypes = [
        "application/json", "application/json", "application/json", "application/yaml", "", "text/plain",
        "application/vnd.kubernetes.protobuf"
    ]
    static let patchTypes = [
        "application/merge-patch+json", "application/strategic-merge-patch+json", "application/json-patch+json",
        "application/apply-patch+yaml", "application/json"
    ]
    static let keys = [
        "metadata", "spec", "status", "data", "labels", "annotations", "finalizers", "ownerReferences", "containers",
        "template", "replicas", "selector", "matchLabels", "0", "-", "99", "", "a~1b", "name", "managedFields",
        "$patch",
        "$setElementOrder/containers", "x-y.z", "generateName", "deletionTimestamp", "resourceVersion", "uid"
    ]
    static let oddities: [Value] = [
        .null, true, false, 0, -1, 1, 2, .int(.max), .int(.min), .double(1.5), .double(1e300), "", "x", "web", "50%",
        "-1", "100m", "9Ei", "1e400", "2026-13-45T99:99:99Z", "2026-01-05T08:00:10Z", "\u{0}", "A B", "漢字", [], [:],
        [.null], [[:]], [1, "a"], ["a": "b"], ["a": ["b": [:]]], .string(String(repeating: "x", count: 70)),
        .string(String(repeating: "y", count: 300))
    ]
    static let noise = [
        "", " ", "{", "null", "[]", "\"x\"", "7", "{}", "\u{0}", "k8s\u{0}\u{1}\u{2}\u{3}", "a: [", "- a\n- b", "{}{}",
        "{\"a\":1,\"a\":2}", String(repeating: "[", count: 3_000), String(repeating: "{\"a\":", count: 3_000)
    ]
    static let deletions: [Value] = [
        [:], ["gracePeriodSeconds": 0], ["gracePeriodSeconds": -5], ["propagationPolicy": "Foreground"],
        ["propagationPolicy": "Orphan"], ["propagationPolicy": "x"], ["orphanDependents": true],
        ["preconditions": ["uid": "x"]], ["preconditions": ["resourceVersion": "1"]], ["dryRun": ["All"]],
        ["dryRun": ["x"]], ["kind": "Pod"]
    ]
    static let patches: [Value] = [
        ["spec": ["replicas": 3]], ["metadata": ["labels": ["a": "b"]]], ["metadata": ["finalizers": ["x.y/z"]]],
        ["data": ["k": "v"]], ["spec": .null], ["status": ["replicas": 9]], ["metadata": ["labels": .null]],
        ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "m"], "data": ["k": "w"]]
    ]

    private static let labels: Value = ["app": "web"]
    private static let template: Value = [
        "metadata": ["labels": labels],
        "spec": ["containers": [["name": "c", "image": "nginx", "ports": [["containerPort": 80]]]]]
    ]

    static let objects: [Value] = [
        ["kind": "Pod", "metadata": ["labels": labels], "spec": template["spec"] ?? .null],
        [
            "kind": "Deployment", "metadata": [:],
            "spec": ["replicas": 2, "selector": ["matchLabels": labels], "template": template]
        ],
        [
            "kind": "Job", "metadata": [:],
            "spec": [
                "completions": 2,
                "template": ["spec": ["restartPolicy": "Never", "containers": [["name": "c", "image": "busybox"]]]]
            ]
        ],
        ["kind": "ConfigMap", "metadata": ["annotations": ["a": "b"]], "data": ["k": "v"], "binaryData": ["b": "AAE="]],
        ["kind": "Secret", "metadata": [:], "type": "Opaque", "stringData": ["k": "v"], "data": ["d": "!!"]],
        ["kind": "Service", "metadata": [:], "spec": ["selector": labels, "ports": [["port": 80, "targetPort": "x"]]]],
        [
            "kind": "PersistentVolumeClaim", "metadata": [:],
            "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]]
        ],
        ["kind": "ResourceQuota", "metadata": [:], "spec": ["hard": ["pods": "5", "count/configmaps": "9"]]],
        ["kind": "Namespace", "metadata": ["finalizers": ["a.b/c"]], "spec": ["finalizers": ["kubernetes"]]],
        [
            "kind": "HorizontalPodAutoscaler", "metadata": [:],
            "spec": [
                "minReplicas": 1, "maxReplicas": 5,
                "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web"]
            ]
        ],
        [
            "kind": "PodDisruptionBudget", "metadata": [:],
            "spec": ["minAvailable": "50%", "selector": ["matchLabels": labels]]
        ],
        [
            "kind": "Role", "metadata": [:],
            "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": ["get", "*"]]]
        ],
        [
            "kind": "Wheel", "apiVersion": "toys.example.com/v1", "metadata": [:],
            "spec": ["size": 3, "spokes": ["a", "b"]]
        ],
        ["kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": [:], "spec": ["replicas": 4]],
        ["kind": "Binding", "metadata": [:], "target": ["kind": "Node", "name": "node-1"]],
        ["kind": "Eviction", "apiVersion": "policy/v1", "metadata": [:], "deleteOptions": ["gracePeriodSeconds": 1]],
        [
            "kind": "SelfSubjectAccessReview", "metadata": [:],
            "spec": ["resourceAttributes": ["verb": "get", "resource": "pods"]]
        ],
        ["kind": "TokenRequest", "metadata": [:], "spec": ["expirationSeconds": 600, "audiences": []]]
    ]

    /// The world that the requests meet.
    static let world = [
        "create deployment web --image=nginx --replicas=2", "create configmap m --from-literal=k=v",
        "run p --image=nginx", "create job job --image=busybox", "create namespace other",
        "create cronjob cron --image=busybox --schedule='*/5 * * * *'", "expose deployment web --port=80", "settle"
    ]
    static let definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
        "metadata":{"name":"wheels.toys.example.com"},"spec":{"group":"toys.example.com","scope":"Namespaced",
        "names":{"plural":"wheels","singular":"wheel","kind":"Wheel","listKind":"WheelList"},
        "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{},
        "scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
        "schema":{"openAPIV3Schema":{"type":"object","properties":{
        "spec":{"type":"object","required":["size"],"properties":{"size":{"type":"integer","minimum":1,"maximum":9},
        "colour":{"type":"string","default":"red","enum":["red","blue"]},
        "spokes":{"type":"array","items":{"type":"string","pattern":"^[a-z]+$"}}}},
        "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}
        """
}
