import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeStatefulSet, describeService, describePersistentVolumeClaim.
extension DescribeText {
    mutating func statefulSet(_ object: APIObject, pods: [APIObject], _ events: [Value]?) {
        let set = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, "CreationTimestamp:\t\(LongTimes.text(set.at("metadata", "creationTimestamp")?.string))\n")
        write(0, "Selector:\t\(KindTable.selectorText(set.at("spec", "selector")))\n")
        labels("Labels", set.at("metadata", "labels"))
        annotations("Annotations", set.at("metadata", "annotations"))
        let total = set.at("status", "replicas")?.int ?? 0
        write(0, "Replicas:\t\(set.at("spec", "replicas")?.int ?? 0) desired | \(total) total\n")
        write(0, "Update Strategy:\t\(set.text("spec", "updateStrategy", "type"))\n")
        if let partition = set.at("spec", "updateStrategy", "rollingUpdate", "partition")?.int {
            write(1, "Partition:\t\(partition)\n")
        }
        podsStatus(of: object, pods)
        template(set.at("spec", "template") ?? .null)
        claimTemplates(set.at("spec", "volumeClaimTemplates")?.array ?? [])
        self.events(events)
    }

    private mutating func claimTemplates(_ claims: [Value]) {
        write(0, claims.isEmpty ? "Volume Claims:\t<none>\n" : "Volume Claims:\n")
        for claim in claims {
            write(1, "Name:\t\(claim.text("metadata", "name"))\n")
            write(1, "StorageClass:\t\(Claims.storageClass(claim))\n")
            labels("  Labels", claim.at("metadata", "labels"))
            labels("  Annotations", claim.at("metadata", "annotations"))
            let capacity = claim.at("spec", "resources", "requests", "storage")?.string ?? "<default>"
            write(1, "Capacity:\t\(capacity)\n")
            let modes = (claim.at("spec", "accessModes")?.array ?? []).compactMap(\.string)
            write(1, "Access Modes:\t[\(modes.joined(separator: " "))]\n")
        }
    }

    mutating func claim(_ object: APIObject, pods: [APIObject], _ events: [Value]?) {
        let claim = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, "StorageClass:\t\(Claims.storageClass(claim))\n")
        if let deletion = claim.at("metadata", "deletionTimestamp")?.string {
            write(0, "Status:\tTerminating (lasts \(Ages.since(deletion, now)))\n")
        } else {
            write(0, "Status:\t\(claim.text("status", "phase"))\n")
        }
        let volume = claim.text("spec", "volumeName")
        write(0, "Volume:\t\(volume)\n")
        labels("Labels", claim.at("metadata", "labels"))
        annotations("Annotations", claim.at("metadata", "annotations"))
        write(0, "Finalizers:\t[\(object.meta.finalizers.joined(separator: " "))]\n")
        let isBound = !volume.isEmpty
        write(0, "Capacity:\t\(isBound ? claim.at("status", "capacity", "storage")?.string ?? "0" : "")\n")
        write(0, "Access Modes:\t\(isBound ? Claims.accessModes(claim.at("status", "accessModes")) : "")\n")
        if let mode = claim.at("spec", "volumeMode")?.string { write(0, "VolumeMode:\t\(mode)\n") }
        if let source = claim.at("spec", "dataSource") {
            write(0, "DataSource:\n")
            if let group = source["apiGroup"]?.string { write(1, "APIGroup:\t\(group)\n") }
            write(1, "Kind:\t\(source.text("kind"))\n")
            write(1, "Name:\t\(source.text("name"))\n")
        }
        let users = pods.filter { pod in
            pod.namespace == object.namespace
                && (pod.at("spec", "volumes")?.array ?? []).contains {
                    $0.at("persistentVolumeClaim", "claimName")?.string == object.name
                }
        }
        let owners = (object.at("metadata", "ownerReferences")?.array ?? []).filter { $0.text("kind") == "Pod" }
        let makers = pods.filter { pod in
            pod.namespace == object.namespace && owners.contains { $0.text("uid") == pod.uid }
        }
        let names = users.map(\.name) + makers.filter { maker in !users.contains { $0.uid == maker.uid } }.map(\.name)
        multiline("Used By", names.sorted())
        claimConditions(claim.at("status", "conditions")?.array ?? [])
        self.events(events)
    }
    private mutating func claimConditions(_ conditions: [Value]) {
        if conditions.isEmpty { return }
        write(0, "Conditions:\n")
        write(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n")
        write(1, "----\t------\t-----------------\t------------------\t------\t-------\n")
        for condition in conditions {
            let times = ["lastProbeTime", "lastTransitionTime"].map { LongTimes.text(condition[$0]?.string) }
            let words = [condition.text("type"), condition.text("status")] + times
            let cells = words + [condition.text("reason"), condition.text("message")]
            write(1, cells.joined(separator: " \t") + "\n")
        }
    }
}
