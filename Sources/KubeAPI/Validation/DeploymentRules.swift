import Documents

/// What holds for Deployments. Upstream: pkg/apis/apps/validation/validation.go, ValidateDeployment….
enum DeploymentRules {
    static func create(_ deployment: Value, _ report: inout FieldReport) {
        MetadataRules.check(deployment, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(deployment["spec"] ?? .null, &$0) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { report in
            spec(new["spec"] ?? .null, &report)
            ReplicatedPodRules.selectorStays(new, old, &report)
        }
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.nonNegative("replicas", spec["replicas"]?.int)
        ReplicatedPodRules.selectorAndTemplate(spec, &report)
        report.within("strategy") { strategy(spec["strategy"] ?? .null, &$0) }
        let minimum = spec["minReadySeconds"]?.int ?? 0
        report.nonNegative("minReadySeconds", minimum)
        report.nonNegative("revisionHistoryLimit", spec["revisionHistoryLimit"]?.int)
        guard let deadline = spec["progressDeadlineSeconds"]?.int else { return }
        report.nonNegative("progressDeadlineSeconds", deadline)
        if deadline <= minimum {
            report.invalid("progressDeadlineSeconds", deadline, "must be greater than minReadySeconds")
        }
    }

    private static func strategy(_ strategy: Value, _ report: inout FieldReport) {
        switch strategy["type"]?.string ?? "" {
        case "Recreate":
            if strategy["rollingUpdate"].isThere {
                report.forbidden("rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")
            }
        case "RollingUpdate":
            guard let rolling = strategy["rollingUpdate"], !rolling.isNull else {
                return report.required("rollingUpdate", "this should be defaulted and never be nil")
            }
            report.within("rollingUpdate") { rollingUpdate(rolling, &$0) }
        default:
            report.add(
                .notSupported, "", badValue: Schema.builtIn.goInternalJSON(strategy, as: "apps/v1.DeploymentStrategy"),
                "supported values: \"Recreate\", \"RollingUpdate\"")
        }
    }

    private static func rollingUpdate(_ rolling: Value, _ report: inout FieldReport) {
        let (unavailable, surge) = (rolling["maxUnavailable"], rolling["maxSurge"])
        report.positiveIntOrPercent("maxUnavailable", unavailable)
        report.positiveIntOrPercent("maxSurge", surge)
        if FieldReport.intOrPercentNumber(unavailable) == 0 && FieldReport.intOrPercentNumber(surge) == 0 {
            report.invalid("maxUnavailable", json: unavailable, "may not be 0 when `maxSurge` is 0")
        }
        report.notMoreThan100Percent("maxUnavailable", unavailable)
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let status = new["status"] ?? .null
        report.within("status") { report in
            ReplicatedPodRules.counts(
                status, fields: [
                    "observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas",
                    "unavailableReplicas", "terminatingReplicas", "collisionCount",
                ], notAboveReplicas: ["updatedReplicas", "readyReplicas", "availableReplicas"], &report)
            let collisions = status["collisionCount"]?.int
            if let before = old.at("status", "collisionCount")?.int, collisions ?? 0 < before {
                report.invalid("collisionCount", collisions ?? 0, "cannot be decremented")
            }
        }
    }
}
