import Documents

/// The defaults of DaemonSets: update one node after the other, remember ten old templates.
///
/// Upstream: pkg/apis/apps/v1/defaults.go, SetDefaults_DaemonSet.
enum DaemonSetDefaults {
    static func daemonSet(_ object: Value) -> Value? {
        edited(object) { set in
            set.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.editStruct("template", PodDefaults.template)
                    spec.editStruct("updateStrategy", updateStrategy)
                    spec.setDefault("revisionHistoryLimit", 10)
                }
            }
        }
    }

    private static func updateStrategy(_ strategy: Value) -> Value? {
        edited(strategy) { strategy in
            strategy.setDefault("type", "RollingUpdate")
            guard strategy["type"]?.string == "RollingUpdate" else {
                // Inside they are no pointers: what is not given is zero.
                strategy.edit("rollingUpdate") { rollingUpdate in
                    edited(rollingUpdate) { rollingUpdate in
                        for field in ["maxUnavailable", "maxSurge"] where !rollingUpdate[field].isThere {
                            rollingUpdate.set(field, 0)
                        }
                    }
                }
                return
            }
            strategy.editStruct("rollingUpdate") { rollingUpdate in
                edited(rollingUpdate) { rollingUpdate in
                    if !rollingUpdate["maxUnavailable"].isThere { rollingUpdate.set("maxUnavailable", 1) }
                    if !rollingUpdate["maxSurge"].isThere { rollingUpdate.set("maxSurge", 0) }
                }
            }
        }
    }
}
