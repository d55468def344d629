import Documents

/// What holds for events, in the old form (core) and the new one (events.k8s.io).
///
/// Upstream: pkg/apis/core/validation/events.go.
enum EventRules {
    private static let instanceBytesMax = 128
    private static let actionBytesMax = 128
    private static let reasonBytesMax = 128
    private static let noteBytesMax = 1024

    static func create(_ event: Value, group: String, _ report: inout FieldReport) {
        common(event, group: group, &report)
        guard group == "events.k8s.io" else { return MetadataRules.checkAfter(event, &report) }
        MetadataRules.check(event, namespaced: true, names: .subdomain, &report)
        series(event, &report)
        if !event["eventTime"].isThere { report.required("eventTime") }
        let type = event["type"]?.string ?? ""
        if type != "Normal", type != "Warning" { report.invalid("type", "", "has invalid value: \(type)") }
        for (field, shown) in [
            ("deprecatedFirstTimestamp", "firstTimestamp"), ("deprecatedLastTimestamp", "lastTimestamp"),
            ("deprecatedCount", "count"), ("deprecatedSource", "source"),
        ] where !(event[field] ?? .null).isEmpty {
            report.invalid(shown, "", "needs to be unset")
        }
    }

    static func update(_ new: Value, _ old: Value, group: String, _ report: inout FieldReport) {
        common(new, group: group, &report)
        guard group == "events.k8s.io" else { return }
        MetadataRules.checkUpdate(new, old, &report)
        if new["series"] != old["series"] { series(new, &report) }
        for (field, shown) in [
            ("regarding", "involvedObject"), ("reason", "reason"), ("note", "message"),
            ("deprecatedSource", "source"), ("deprecatedFirstTimestamp", "firstTimestamp"),
            ("deprecatedLastTimestamp", "lastTimestamp"), ("deprecatedCount", "count"), ("type", "type"),
            ("eventTime", "eventTime"), ("action", "action"), ("related", "related"),
            ("reportingController", "reportingController"), ("reportingInstance", "reportingInstance"),
        ] {
            report.immutable(shown, new[field], old[field])
        }
    }

    private static func series(_ event: Value, _ report: inout FieldReport) {
        guard let series = event["series"] else { return }
        if series["count"]?.int ?? 0 < 2 { report.invalid("series.count", "", "should be at least 2") }
        if !series["lastObservedTime"].isThere { report.required("series.lastObservedTime") }
    }

    private static func common(_ event: Value, group: String, _ report: inout FieldReport) {
        let isNew = group == "events.k8s.io"
        let namespace = event.at("metadata", "namespace")?.string ?? ""
        let about = event.at(isNew ? "regarding" : "involvedObject", "namespace")?.string ?? ""
        func mismatch() {
            report.invalid("involvedObject.namespace", about, "does not match event.namespace")
        }
        if !event["eventTime"].isThere {
            if about.isEmpty ? (namespace != "" && namespace != "default") : namespace != about {
                mismatch()
            }
        } else {
            if about.isEmpty, namespace != "default", namespace != "kube-system" { mismatch() }
            teller(event, isNew: isNew, &report)
        }
        report.invalid("namespace", namespace, each: TextRules.dnsSubdomain(namespace))
    }

    private static func teller(_ event: Value, isNew: Bool, _ report: inout FieldReport) {
        let field = isNew ? "reportingController" : "reportingComponent"
        let teller = event[field]?.string ?? ""
        if teller.isEmpty { report.required(field) }
        report.invalid(field, teller, each: TextRules.qualifiedName(teller))
        for (field, most) in [
            ("reportingInstance", instanceBytesMax), ("action", actionBytesMax), ("reason", reasonBytesMax),
        ] {
            let text = event[field]?.string ?? ""
            if text.isEmpty { report.required(field) }
            if text.utf8.count > most { report.invalid(field, "", "can have at most \(most) characters") }
        }
        if (event[isNew ? "note" : "message"]?.string ?? "").utf8.count > noteBytesMax {
            report.invalid("message", "", "can have at most \(noteBytesMax) characters")
        }
    }
}
