import Documents

/// Upstream: pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment.
enum DeploymentDefaults {
    static func deployment(_ object: Value) -> Value? {
        edited(object) { deployment in
            deployment.editStruct("spec", spec)
        }
    }

    private static func spec(_ spec: Value) -> Value? {
        edited(spec) { spec in
            spec.setDefault("replicas", 1)
            spec.editStruct("strategy", strategy)
            spec.setDefault("revisionHistoryLimit", 10)
            spec.setDefault("progressDeadlineSeconds", 600)
            spec.editStruct("template", PodDefaults.template)
        }
    }

    private static func strategy(_ strategy: Value) -> Value? {
        edited(strategy) { strategy in
            strategy.setDefault("type", "RollingUpdate")
            guard strategy["type"]?.string == "RollingUpdate" else { return }
            strategy.editStruct("rollingUpdate") { rolling in
                edited(rolling) { rolling in
                    rolling.setDefault("maxUnavailable", "25%")
                    rolling.setDefault("maxSurge", "25%")
                }
            }
        }
    }
}
