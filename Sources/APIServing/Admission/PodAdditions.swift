import Documents

/// The tolerations every pod gets. Upstream: plugin/pkg/admission/defaulttolerationseconds.
enum Tolerations {
    static let notReadyKey = "node.kubernetes.io/not-ready"
    static let unreachableKey = "node.kubernetes.io/unreachable"
    /// `--default-not-ready-toleration-seconds`, `--default-unreachable-toleration-seconds`.
    static let defaultSeconds: Int64 = 300

    private static let defaults: [Value] = [make(notReadyKey), make(unreachableKey)]

    private static func make(_ key: String) -> Value {
        [
            "key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": .int(defaultSeconds),
        ]
    }

    static func addDefaults(_ pod: inout Value) {
        guard let existing = pod.at("spec", "tolerations")?.array, !existing.isEmpty else {
            pod.set(.array(defaults), at: "spec", "tolerations")
            return
        }
        var tolerations = existing
        for (index, key) in [notReadyKey, unreachableKey].enumerated() {
            let tolerated = existing.contains { toleration in
                let taint = toleration["key"]?.string ?? ""
                let effect = toleration["effect"]?.string ?? ""
                return (taint == key || taint.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
            }
            if !tolerated { tolerations.append(defaults[index]) }
        }
        if tolerations.count != existing.count { pod.set(.array(tolerations), at: "spec", "tolerations") }
    }
}

/// The taint a node starts with. Upstream: plugin/pkg/admission/nodetaint/admission.go.
enum NodeTaints {
    static func addNotReady(_ node: inout Value) {
        var taints = node.at("spec", "taints")?.array ?? []
        let known = taints.contains {
            $0["key"]?.string == Tolerations.notReadyKey && $0["effect"]?.string == "NoSchedule"
        }
        if known { return }
        taints.append(["key": .string(Tolerations.notReadyKey), "effect": "NoSchedule"])
        node.set(.array(taints), at: "spec", "taints")
    }
}

/// The projected volume with the service account's token, and its mounts.
///
/// Upstream: plugin/pkg/admission/serviceaccount/admission.go, TokenVolumeSource.
enum TokenVolume {
    static let mountPath = "/var/run/secrets/kubernetes.io/serviceaccount"
    static let tokenSeconds: Int64 = 3607

    /// Shared by all pods: the tree is immutable, so it is held once.
    private static let projected: Value = [
        "defaultMode": 420,
        "sources": [
            ["serviceAccountToken": ["expirationSeconds": .int(tokenSeconds), "path": "token"]],
            [
                "configMap": [
                    "name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]],
                ]
            ],
            [
                "downwardAPI": [
                    "items": [
                        [
                            "path": "namespace",
                            "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"],
                        ]
                    ]
                ]
            ],
        ],
    ]

    static func add(to pod: inout Value, suffix: String) {
        let volumes = pod.at("spec", "volumes")?.array ?? []
        var name = "kube-api-access-" + suffix
        for volume in volumes {
            if let known = volume["name"]?.string, known.hasPrefix("kube-api-access-") { name = known }
        }
        var isNeeded = false
        let mount: Value = ["name": .string(name), "readOnly": true, "mountPath": .string(mountPath)]
        for list in ["containers", "initContainers"] {
            guard pod.at("spec", list)?.array?.isEmpty == false else { continue }
            pod.update(at: "spec", list) { containers in
                guard case .array(var elements) = containers else { return }
                containers = .null
                for index in elements.indices {
                    let mounts = elements[index]["volumeMounts"]?.array ?? []
                    if mounts.contains(where: { $0["mountPath"]?.string == mountPath }) { continue }
                    isNeeded = true
                    elements[index].set(.array(mounts + [mount]), at: "volumeMounts")
                }
                containers = .array(elements)
            }
        }
        guard isNeeded, !volumes.contains(where: { $0["name"]?.string == name }) else { return }
        let volume: Value = ["name": .string(name), "projected": projected]
        pod.set(.array(volumes + [volume]), at: "spec", "volumes")
    }
}
