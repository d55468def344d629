import Documents

/// Defaults of HorizontalPodAutoscalers. Upstream: pkg/apis/autoscaling/v2/defaults.go.
enum AutoscalerDefaults {
    /// Percent of the request, if no metric is named. Upstream: DefaultCPUUtilization.
    static let cpuUtilization: Int64 = 80

    private static let upPolicies: Value = [
        ["type": "Pods", "value": 4, "periodSeconds": 15], ["type": "Percent", "value": 100, "periodSeconds": 15]
    ]
    private static let downPolicies: Value = [["type": "Percent", "value": 100, "periodSeconds": 15]]

    static func autoscaler(_ object: Value) -> Value? {
        edited(object) { object in
            object.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.setDefault("minReplicas", 1)
                    if (spec["metrics"]?.array ?? []).isEmpty { spec.set("metrics", [cpu]) }
                    spec.edit("behavior", behavior)
                }
            }
        }
    }

    private static let cpu: Value = [
        "type": "Resource",
        "resource": [
            "name": "cpu", "target": ["type": "Utilization", "averageUtilization": .int(cpuUtilization)]
        ]
    ]

    /// Both directions are filled as soon as there is a behavior; the window down has no default here: it is
    /// the controller's (5 min).
    private static func behavior(_ behavior: Value) -> Value? {
        edited(behavior) { behavior in
            for (name, policies) in [("scaleUp", upPolicies), ("scaleDown", downPolicies)] {
                if !behavior[name].isThere { behavior.set(name, .object(Fields())) }
                behavior.edit(name) { rules in
                    edited(rules) { rules in
                        rules.setDefault("selectPolicy", "Max")
                        if !rules["policies"].isThere { rules.set("policies", policies) }
                        if name == "scaleUp" { rules.setDefault("stabilizationWindowSeconds", 0) }
                    }
                }
            }
        }
    }
}
