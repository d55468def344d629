import Documents

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
