import Documents
import KubeAPI

extension KindTable {
    static let namespaces = KindTable(columns: [Column("Name"), Column("Status"), Column("Age")]) {
        object, now in
        [object.name, object.at("status", "phase")?.string ?? "", Ages.since(creationOf: object, now)]
    }

    static let configMaps = KindTable(columns: [Column("Name"), Column("Data"), Column("Age")]) {
        object, now in
        let count = (object["data"]?.fields?.count ?? 0) + (object["binaryData"]?.fields?.count ?? 0)
        return [object.name, String(count), Ages.since(creationOf: object, now)]
    }

    static let secrets = KindTable(
        columns: [Column("Name"), Column("Type"), Column("Data"), Column("Age")]
    ) { object, now in
        [
            object.name, object["type"]?.string ?? "", String(object["data"]?.fields?.count ?? 0),
            Ages.since(creationOf: object, now),
        ]
    }

    static let leases = KindTable(columns: [Column("Name"), Column("Holder"), Column("Age")]) { object, now in
        [object.name, object.at("spec", "holderIdentity")?.string ?? "", Ages.since(creationOf: object, now)]
    }

    static let priorityClasses = KindTable(
        columns: [
            Column("Name"), Column("Value", .integer), Column("Global-Default", .boolean), Column("Age"),
            Column("PreemptionPolicy"),
        ]
    ) { object, now in
        [
            object.name, String(object["value"]?.int ?? 0),
            object["globalDefault"]?.bool == true ? "true" : "false",
            Ages.since(creationOf: object, now), object["preemptionPolicy"]?.string ?? "",
        ]
    }

    /// Upstream: apimachinery meta/v1 helpers.go, FormatLabelSelector.
    static func selectorText(_ selector: Value?) -> String {
        guard let parsed = try? LabelSelector(value: selector) else { return "<error>" }
        return parsed.requirements.isEmpty ? "<none>" : parsed.text
    }

    static let nodes = KindTable(
        columns: [
            Column("Name"), Column("Status"), Column("Roles"), Column("Age"), Column("Version"),
            Column("Internal-IP", wide: true), Column("External-IP", wide: true),
            Column("OS-Image", wide: true),
            Column("Kernel-Version", wide: true), Column("Container-Runtime", wide: true),
        ]
    ) { object, now in
        let info = object.at("status", "nodeInfo") ?? .null
        func known(_ key: String) -> String {
            let text = info[key]?.string ?? ""
            return text.isEmpty ? "<unknown>" : text
        }
        let architecture = info["architecture"]?.string ?? ""
        return [
            object.name, nodeStatus(object), NodeRoles.text(object), Ages.since(creationOf: object, now),
            info["kubeletVersion"]?.string ?? "", address("InternalIP", object),
            address("ExternalIP", object),
            known("osImage"), known("kernelVersion") + (architecture.isEmpty ? "" : " (\(architecture))"),
            known("containerRuntimeVersion"),
        ]
    }

    private static func nodeStatus(_ node: APIObject) -> String {
        var words: [String] = []
        if let ready = node.at("status", "conditions")?.array?.last(where: { $0["type"]?.string == "Ready" })
        {
            words.append(ready["status"]?.string == "True" ? "Ready" : "NotReady")
        } else {
            words.append("Unknown")
        }
        if node.at("spec", "unschedulable")?.bool == true { words.append("SchedulingDisabled") }
        return words.joined(separator: ",")
    }

    private static func address(_ type: String, _ node: APIObject) -> String {
        let addresses = node.at("status", "addresses")?.array ?? []
        return addresses.first { $0["type"]?.string == type }?["address"]?.string ?? "<none>"
    }

    static let events = KindTable(
        columns: [
            Column("Last Seen"), Column("Type"), Column("Reason"), Column("Object"),
            Column("Subobject", wide: true),
            Column("Source", wide: true), Column("Message"), Column("First Seen", wide: true),
            Column("Count", wide: true), Column("Name", wide: true),
        ]
    ) { object, now in
        let times = EventTimes(object.value, now)
        let involved = object["involvedObject"] ?? .null
        let kind = (involved["kind"]?.string ?? "").lowercased()
        let name = involved["name"]?.string ?? ""
        return [
            times.last, object["type"]?.string ?? "", object["reason"]?.string ?? "",
            name.isEmpty ? kind : "\(kind)/\(name)", involved["fieldPath"]?.string ?? "",
            eventSource(object.value),
            (object["message"]?.string ?? "").trimmed, times.first, String(times.count), object.name,
        ]
    }

    /// Upstream: printers.go, formatEventSource.
    private static func eventSource(_ event: Value) -> String {
        var component = event.at("source", "component")?.string ?? ""
        if component.isEmpty { component = event["reportingComponent"]?.string ?? "" }
        var host = event.at("source", "host")?.string ?? ""
        if host.isEmpty { host = event["reportingInstance"]?.string ?? "" }
        return host.isEmpty ? component : "\(component), \(host)"
    }
}

/// The roles that labels give a node.
enum NodeRoles {
    /// `control-plane`, or `<none>`.
    static func text(_ node: APIObject) -> String {
        let roles = all(node)
        return roles.isEmpty ? "<none>" : roles.joined(separator: ",")
    }

    private static func all(_ node: APIObject) -> [String] {
        let prefix = "node-role.kubernetes.io/"
        var roles: [String] = []
        for (key, value) in node.meta.labels {
            if key.hasPrefix(prefix), key.count > prefix.count {
                roles.append(String(key.dropFirst(prefix.count)))
            } else if key == "kubernetes.io/role", !value.isEmpty {
                roles.append(value)
            }
        }
        var unique: [String] = []
        for role in roles.sorted() where unique.last != role { unique.append(role) }
        return unique
    }
}

/// When an event was seen first and last, as ages.
struct EventTimes {
    let first: String
    let last: String
    let count: Int64

    init(_ event: Value, _ now: Int64) {
        let firstText = event["firstTimestamp"]?.string ?? event["eventTime"]?.string
        first = Ages.since(firstText, now)
        if let series = event["series"], !series.isNull {
            last = Ages.since(series["lastObservedTime"]?.string, now)
            count = series["count"]?.int ?? 0
        } else {
            last = event["lastTimestamp"]?.string.map { Ages.since($0, now) } ?? first
            let given = event["count"]?.int ?? 0
            count = given == 0 ? 1 : given
        }
    }
}
