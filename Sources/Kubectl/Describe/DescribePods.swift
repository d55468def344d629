import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describePod, DescribePodTemplate.
extension DescribeText {
    mutating func pod(_ object: APIObject, _ events: [Value]?) {
        let pod = ObjectText.document(object)
        let (metadata, spec, status) = (
            pod["metadata"] ?? .null, pod["spec"] ?? .null, pod["status"] ?? .null
        )
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        if let priority = spec["priority"]?.int { write(0, "Priority:\t\(priority)\n") }
        lineIfAny("Priority Class Name", spec.text("priorityClassName"))
        lineIfAny("Runtime Class Name", spec.text("runtimeClassName"))
        lineIfAny("Service Account", spec.text("serviceAccountName"))
        let node = spec.text("nodeName")
        write(0, node.isEmpty ? "Node:\t<none>\n" : "Node:\t\(node)/\(status.text("hostIP"))\n")
        if let start = status["startTime"]?.string { write(0, "Start Time:\t\(LongTimes.text(start))\n") }
        labels("Labels", metadata["labels"])
        annotations("Annotations", metadata["annotations"])
        let phase = status.text("phase")
        if object.meta.isTerminating && phase != "Failed" && phase != "Succeeded" {
            let since = Ages.since(metadata["deletionTimestamp"]?.string, now)
            write(0, "Status:\tTerminating (lasts \(since))\n")
            write(0, "Termination Grace Period:\t\(object.meta.deletionGraceSeconds ?? 0)s\n")
        } else {
            write(0, "Status:\t\(phase)\n")
        }
        lineIfAny("Reason", status.text("reason"))
        lineIfAny("Message", status.text("message"))
        if let profile = spec.at("securityContext", "seccompProfile") {
            write(0, "SeccompProfile:\t\(profile.text("type"))\n")
            lineIfAny("LocalhostProfile", profile.text("localhostProfile"))
        }
        write(0, "IP:\t\(status.text("podIP"))\n")
        let addresses = status["podIPs"]?.array ?? []
        write(0, addresses.isEmpty ? "IPs:\t<none>\n" : "IPs:\n")
        for address in addresses { write(1, "IP:\t\(address.text("ip"))\n") }
        controller(object)
        lineIfAny("NominatedNodeName", status.text("nominatedNodeName"))
        if let resources = spec["resources"] {
            write(0, "Resources:\n")
            self.resources(resources, level: 1)
        }
        podContainers(pod, spec, status)
        podConditions(spec, status)
        volumes(spec["volumes"]?.array ?? [])
        write(0, "QoS Class:\t\(status.text("qosClass"))\n")
        labels("Node-Selectors", spec["nodeSelector"])
        tolerations("Tolerations", spec["tolerations"]?.array ?? [])
        spread(spec["topologySpreadConstraints"]?.array ?? [], space: "")
        self.events(events)
    }

    mutating func lineIfAny(_ title: String, _ text: String) {
        if !text.isEmpty { write(0, "\(title):\t\(text)\n") }
    }

    mutating func controller(_ object: APIObject) {
        if let owner = object.meta.controller { write(0, "Controlled By:\t\(owner.kind)/\(owner.name)\n") }
    }

    private mutating func podContainers(_ pod: Value, _ spec: Value, _ status: Value) {
        let initial = spec["initContainers"]?.array ?? []
        if !initial.isEmpty {
            containers("Init Containers", initial, status["initContainerStatuses"]?.array ?? [], pod: pod)
        }
        containers(
            "Containers", spec["containers"]?.array ?? [], status["containerStatuses"]?.array ?? [], pod: pod)
        let ephemeral = spec["ephemeralContainers"]?.array ?? []
        if !ephemeral.isEmpty {
            containers(
                "Ephemeral Containers", ephemeral, status["ephemeralContainerStatuses"]?.array ?? [], pod: pod
            )
        }
    }

    private mutating func podConditions(_ spec: Value, _ status: Value) {
        let conditions = status["conditions"]?.array ?? []
        let gates = spec["readinessGates"]?.array ?? []
        if !gates.isEmpty {
            write(0, "Readiness Gates:\n  Type\tStatus\n")
            for gate in gates {
                let met = conditions.first { $0["type"] == gate["conditionType"] }?.text("status") ?? "<none>"
                write(1, "\(gate.text("conditionType")) \t\(met) \n")
            }
        }
        if conditions.isEmpty { return }
        write(0, "Conditions:\n  Type\tStatus\n")
        for condition in conditions { write(1, "\(condition.text("type")) \t\(condition.text("status")) \n") }
    }

    mutating func tolerations(_ title: String, _ tolerations: [Value]) {
        let sorted = tolerations.enumerated().sorted { a, b in
            let (left, right) = (a.element.text("key"), b.element.text("key"))
            return left == right ? a.offset < b.offset : left < right
        }
        multiline(
            title,
            sorted.map { _, toleration in
                var text = toleration.text("key")
                let (value, effect) = (toleration.text("value"), toleration.text("effect"))
                if !value.isEmpty { text += "=\(value)" }
                if !effect.isEmpty { text += ":\(effect)" }
                if toleration.text("operator") == "Exists" && value.isEmpty {
                    text += text.isEmpty ? "op=Exists" : " op=Exists"
                }
                if let seconds = toleration["tolerationSeconds"]?.int { text += " for \(seconds)s" }
                return text
            })
    }

    private mutating func spread(_ constraints: [Value], space: String) {
        if constraints.isEmpty { return }
        let lines = constraints.sorted { $0.text("topologyKey") < $1.text("topologyKey") }.map { constraint in
            var text = "\(constraint.text("topologyKey")):\(constraint.text("whenUnsatisfiable"))"
            text += " when max skew \(constraint["maxSkew"]?.int ?? 0) is exceeded"
            if let selector = constraint["labelSelector"] {
                text += " for selector \(KindTable.selectorText(selector))"
            }
            return text
        }
        multiline("\(space)Topology Spread Constraints", lines)
    }

    mutating func template(_ template: Value) {
        let spec = template["spec"] ?? .null
        write(0, "Pod Template:\n")
        labels("  Labels", template.at("metadata", "labels"))
        if let annotations = template.at("metadata", "annotations"), !annotations.isEmpty {
            self.annotations("  Annotations", annotations)
        }
        if !spec.text("serviceAccountName").isEmpty {
            write(1, "Service Account:\t\(spec.text("serviceAccountName"))\n")
        }
        let initial = spec["initContainers"]?.array ?? []
        if !initial.isEmpty { containers("Init Containers", initial, [], space: "  ") }
        containers("Containers", spec["containers"]?.array ?? [], [], space: "  ")
        volumes(spec["volumes"]?.array ?? [], space: "  ")
        spread(spec["topologySpreadConstraints"]?.array ?? [], space: "  ")
        if !spec.text("priorityClassName").isEmpty {
            write(1, "Priority Class Name:\t\(spec.text("priorityClassName"))\n")
        }
        labels("  Node-Selectors", spec["nodeSelector"])
        tolerations("  Tolerations", spec["tolerations"]?.array ?? [])
    }
}
