import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describePersistentVolume, describeStorageClass,
/// describeVolumeAttributesClass, describeCSINode.
extension DescribeText {
    mutating func persistentVolume(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        let spec = document["spec"] ?? .null
        head(object, document)
        write(0, "Finalizers:\t[\(object.meta.finalizers.joined(separator: " "))]\n")
        write(0, "StorageClass:\t\(Claims.storageClass(document))\n")
        if let deletion = document.at("metadata", "deletionTimestamp")?.string {
            write(0, "Status:\tTerminating (lasts \(Ages.since(deletion, now)))\n")
        } else {
            write(0, "Status:\t\(document.text("status", "phase"))\n")
        }
        let claim = spec["claimRef"].map { "\($0.text("namespace"))/\($0.text("name"))" } ?? ""
        write(0, "Claim:\t\(claim)\n")
        write(0, "Reclaim Policy:\t\(spec.text("persistentVolumeReclaimPolicy"))\n")
        write(0, "Access Modes:\t\(Claims.accessModes(spec["accessModes"]))\n")
        if let mode = spec["volumeMode"]?.string { write(0, "VolumeMode:\t\(mode)\n") }
        write(0, "Capacity:\t\(spec.at("capacity", "storage").map(GoStrings.plain) ?? "0")\n")
        nodeAffinity(spec.at("nodeAffinity", "required"))
        write(0, "Message:\t\(document.text("status", "message"))\n")
        write(0, "Source:\n")
        if !volumeSource(spec, isVolume: true) { write(1, "<unknown>\n") }
        self.events(events)
    }

    /// Upstream: printVolumeNodeAffinity.
    private mutating func nodeAffinity(_ required: Value?) {
        guard let required else { return write(0, "Node Affinity:\t<none>\n") }
        write(0, "Node Affinity:\t\n")
        let terms = required["nodeSelectorTerms"]?.array ?? []
        write(1, "Required Terms:\t\(terms.isEmpty ? "<none>" : "")\n")
        for (index, term) in terms.enumerated() {
            let lines = (term["matchExpressions"]?.array ?? []).map { expression in
                let values = (expression["values"]?.array ?? []).compactMap(\.string)
                let text = "\(expression.text("key")) \(expression.text("operator").lowercased())"
                return values.isEmpty ? text : "\(text) [\(values.joined(separator: ", "))]"
            }
            self.term(index, lines, level: 2)
        }
    }

    private mutating func term(_ index: Int, _ lines: [String], level: Int) {
        write(level, "Term \(index):\t")
        if lines.isEmpty { write(0, "<none>\n") }
        for (place, line) in lines.enumerated() {
            if place > 0 { write(level, "\t") }
            write(0, "\(line)\n")
        }
    }

    mutating func storageClass(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        let marks = ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"]
        let isDefault = marks.contains { document.at("metadata", "annotations", $0) == "true" }
        write(0, "IsDefaultClass:\t\(isDefault ? "Yes" : "No")\n")
        write(0, "Annotations:\t\(KindTable.mapText(document.at("metadata", "annotations")))\n")
        write(0, "Provisioner:\t\(document.text("provisioner"))\n")
        write(0, "Parameters:\t\(KindTable.mapText(document["parameters"]))\n")
        let expands = document["allowVolumeExpansion"]?.bool.map { $0 ? "True" : "False" } ?? "<unset>"
        write(0, "AllowVolumeExpansion:\t\(expands)\n")
        let options = (document["mountOptions"]?.array ?? []).compactMap(\.string)
        write(0, options.isEmpty ? "MountOptions:\t<none>\n" : "MountOptions:\n")
        for option in options { write(1, "\(option)\n") }
        lineIfAny("ReclaimPolicy", document.text("reclaimPolicy"))
        lineIfAny("VolumeBindingMode", document.text("volumeBindingMode"))
        if let topologies = document["allowedTopologies"]?.array, !topologies.isEmpty {
            write(0, "AllowedTopologies:\t\n")
            for (index, term) in topologies.enumerated() {
                let lines = (term["matchLabelExpressions"]?.array ?? []).map { expression in
                    let values = (expression["values"]?.array ?? []).compactMap(\.string)
                    return "\(expression.text("key")) in"
                        + (values.isEmpty ? "" : " [\(values.joined(separator: ", "))]")
                }
                self.term(index, lines, level: 1)
            }
        }
        self.events(events)
    }

    mutating func volumeAttributesClass(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Annotations:\t\(KindTable.mapText(document.at("metadata", "annotations")))\n")
        write(0, "DriverName:\t\(document.text("driverName"))\n")
        write(0, "Parameters:\t\(KindTable.mapText(document["parameters"]))\n")
        self.events(events)
    }

    mutating func csiNode(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        head(object, document)
        write(0, "CreationTimestamp:\t\(LongTimes.text(document.at("metadata", "creationTimestamp")?.string))\n")
        write(0, "Spec:\n")
        if let drivers = document.at("spec", "drivers")?.array {
            write(1, "Drivers:\n")
            for driver in drivers {
                write(2, "\(driver.text("name")):\n")
                write(3, "Node ID:\t\(driver.text("nodeID"))\n")
                if let count = driver.at("allocatable", "count")?.int {
                    write(3, "Allocatables:\n")
                    write(4, "Count:\t\(count)\n")
                }
                if let keys = driver["topologyKeys"]?.array {
                    write(3, "Topology Keys:\t[\(keys.compactMap(\.string).joined(separator: " "))]\n")
                }
            }
        }
        self.events(events)
    }
}
