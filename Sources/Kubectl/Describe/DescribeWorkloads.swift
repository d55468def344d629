import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeDeployment, describeReplicaSet,
/// describeReplicationController.
extension DescribeText {
    mutating func replicaSet(_ object: APIObject, pods: [APIObject], _ events: [Value]?) {
        replicated(object, selector: KindTable.selectorText(object.at("spec", "selector")), pods: pods, events)
    }

    mutating func replicationController(_ object: APIObject, pods: [APIObject], _ events: [Value]?) {
        replicated(object, selector: KindTable.mapText(object.at("spec", "selector")), pods: pods, events)
    }

    private mutating func replicated(
        _ object: APIObject, selector: String, pods: [APIObject], _ events: [Value]?
    ) {
        let set = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, "Selector:\t\(selector)\n")
        labels("Labels", set.at("metadata", "labels"))
        annotations("Annotations", set.at("metadata", "annotations"))
        if object.resource == .replicaSets { controller(object) }
        let current = set.at("status", "replicas")?.int ?? 0
        write(0, "Replicas:\t\(current) current / \(set.at("spec", "replicas")?.int ?? 0) desired\n")
        podsStatus(of: object, pods)
        template(set.at("spec", "template") ?? .null)
        conditions(set.at("status", "conditions"))
        self.events(events)
    }

    mutating func deployment(_ object: APIObject, sets: [APIObject], _ events: [Value]?) {
        let deployment = ObjectText.document(object)
        func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        let created = deployment.at("metadata", "creationTimestamp")?.string ?? ""
        write(0, "CreationTimestamp:\t\(LongTimes.text(created))\n")
        labels("Labels", deployment.at("metadata", "labels"))
        annotations("Annotations", deployment.at("metadata", "annotations"))
        write(0, "Selector:\t\((try? LabelSelector(value: object.at("spec", "selector")))?.text ?? "")\n")
        write(
            0,
            "Replicas:\t\(object.at("spec", "replicas")?.int ?? 1) desired | \(count("updatedReplicas")) updated | "
                + "\(count("replicas")) total | \(count("availableReplicas")) available | "
                + "\(count("unavailableReplicas")) unavailable\n")
        write(0, "StrategyType:\t\(deployment.at("spec", "strategy", "type")?.string ?? "")\n")
        write(0, "MinReadySeconds:\t\(object.at("spec", "minReadySeconds")?.int ?? 0)\n")
        if let rolling = deployment.at("spec", "strategy", "rollingUpdate"), !rolling.isNull {
            func text(_ field: String) -> String {
                rolling[field]?.string ?? rolling[field]?.int.map(String.init) ?? "0"
            }
            write(
                0,
                "RollingUpdateStrategy:\t\(text("maxUnavailable")) max unavailable, \(text("maxSurge")) max surge\n")
        }
        template(deployment.at("spec", "template") ?? .null)
        conditions(object.at("status", "conditions"))
        if !sets.isEmpty {
            let division = DeploymentRollouts.division(of: object, sets)
            write(0, "OldReplicaSets:\t\(DescribeText.sizes(division.old))\n")
            write(0, "NewReplicaSet:\t\(DescribeText.sizes(division.new.map { [$0] } ?? []))\n")
        }
        self.events(events)
    }

    /// Upstream: printReplicaSetsByLabels.
    private static func sizes(_ sets: [APIObject]) -> String {
        if sets.isEmpty { return "<none>" }
        return sets.map { set in
            let (have, want) = (set.at("status", "replicas")?.int ?? 0, set.at("spec", "replicas")?.int ?? 0)
            return "\(set.name) (\(have)/\(want) replicas created)"
        }.joined(separator: ", ")
    }

    private mutating func conditions(_ conditions: Value?) {
        guard let conditions = conditions?.array, !conditions.isEmpty else { return }
        write(0, "Conditions:\n  Type\tStatus\tReason\n")
        write(1, "----\t------\t------\n")
        for condition in conditions {
            write(1, "\(condition.text("type")) \t\(condition.text("status"))\t\(condition.text("reason"))\n")
        }
    }
}
