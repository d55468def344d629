import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeDaemonSet.
extension DescribeText {
    mutating func daemonSet(_ object: APIObject, pods: [APIObject], _ events: [Value]?) {
        let set = ObjectText.document(object)
        let status = set["status"] ?? .null
        func count(_ field: String) -> Int64 { status[field]?.int ?? 0 }
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, "Selector:\t\((try? LabelSelector(value: set.at("spec", "selector")))?.text ?? "")\n")
        write(0, "Node-Selector:\t\(KindTable.mapText(set.at("spec", "template", "spec", "nodeSelector")))\n")
        labels("Labels", set.at("metadata", "labels"))
        annotations("Annotations", set.at("metadata", "annotations"))
        write(0, "Desired Number of Nodes Scheduled: \(count("desiredNumberScheduled"))\n")
        write(0, "Current Number of Nodes Scheduled: \(count("currentNumberScheduled"))\n")
        write(0, "Number of Nodes Scheduled with Up-to-date Pods: \(count("updatedNumberScheduled"))\n")
        write(0, "Number of Nodes Scheduled with Available Pods: \(count("numberAvailable"))\n")
        write(0, "Number of Nodes Misscheduled: \(count("numberMisscheduled"))\n")
        podsStatus(of: object, pods)
        template(set.at("spec", "template") ?? .null)
        self.events(events)
    }
}
