import Documents

/// Upstream: pkg/apis/networking/v1/defaults.go, pkg/apis/storage/v1/defaults.go.
enum ClassDefaults {
    /// What is filled in; `nil` if nothing is, or the kind is none of these.
    static func changed(_ object: Value, group: String, kind: String) -> Value? {
        switch (group, kind) {
        case ("networking.k8s.io", "NetworkPolicy"): networkPolicy(object)
        case ("networking.k8s.io", "IngressClass"): ingressClass(object)
        case ("storage.k8s.io", "StorageClass"): storageClass(object)
        case ("storage.k8s.io", "CSIDriver"): driver(object)
        case ("flowcontrol.apiserver.k8s.io", "FlowSchema"): FlowControlDefaults.schema(object)
        case ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"): FlowControlDefaults.level(object)
        default: nil
        }
    }

    private static func storageClass(_ object: Value) -> Value? {
        edited(object) { storageClass in
            storageClass.setDefault("reclaimPolicy", "Delete")
            storageClass.setDefault("volumeBindingMode", "Immediate")
        }
    }

    private static func ingressClass(_ object: Value) -> Value? {
        edited(object) { ingressClass in
            ingressClass.edit("spec") { spec in
                edited(spec) { spec in
                    spec.edit("parameters") { parameters in edited(parameters) { $0.setDefault("scope", "Cluster") } }
                }
            }
        }
    }

    private static func networkPolicy(_ object: Value) -> Value? {
        edited(object) { policy in
            policy.editStruct("spec") { spec in
                edited(spec) { spec in
                    if spec["policyTypes"]?.isEmpty ?? true {
                        let hasEgress = spec["egress"]?.isEmpty == false
                        spec.set("policyTypes", hasEgress ? ["Ingress", "Egress"] : ["Ingress"])
                    }
                    for list in ["ingress", "egress"] {
                        spec.editEach(list) { rule in
                            edited(rule) { rule in
                                rule.editEach("ports") { port in edited(port) { $0.setDefault("protocol", "TCP") } }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func driver(_ object: Value) -> Value? {
        edited(object) { driver in
            driver.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.setDefault("attachRequired", true)
                    spec.setDefault("fsGroupPolicy", "ReadWriteOnceWithFSType")
                    for field in ["podInfoOnMount", "requiresRepublish", "seLinuxMount", "storageCapacity"] {
                        spec.setDefault(field, false)
                    }
                    if spec["volumeLifecycleModes"]?.isEmpty ?? true {
                        spec.set("volumeLifecycleModes", ["Persistent"])
                    }
                }
            }
        }
    }
}
