import Commands
import Documents
import KubeAPI
import Rendering

/// `events`: the events of a namespace or an object, oldest first.
///
/// Upstream: kubectl/pkg/cmd/events/events.go, event_printer.go.
extension Execution {
    mutating func events(on host: inout some KubectlHost) throws(KubectlFailure) {
        let types = command.list("types")
        if types.contains(where: { !["normal", "warning"].contains($0.lowercased()) }) {
            throw .message("valid --types are Normal or Warning")
        }
        let format = try outputFormat(host)
        var request = APIRequest(.list, .events, namespace: isAllNamespaces ? "" : namespace(host))
        request.options.fieldSelector = try eventSelector(types)
        let (objects, revision) = try listed(request, &host)
        let wanted = types.map { $0.lowercased() }
        let shown = objects.filter { wanted.isEmpty || wanted.contains(($0["type"]?.string ?? "").lowercased()) }
        var layout = TableLayout()
        layout.shape = .eventLines
        layout.showsNamespace = isAllNamespaces
        layout.hasHead = !command.bool("no-headers")
        if command.bool("watch") {
            var plan = WatchPlan(
                resource: .events, namespace: request.namespace, name: "", labelSelector: "",
                fieldSelector: request.options.fieldSelector, revision: revision, layout: layout, format: format,
                showsEvents: false)
            out += plan.initialText(shown, now: host.now)
            watch = plan
            return
        }
        if shown.isEmpty {
            err += isAllNamespaces ? "No events found.\n" : "No events found in \(namespace(host)) namespace.\n"
            return
        }
        let sorted = GoSort.sorted(shown) { EventTimes.newest($0) < EventTimes.newest($1) }
        try show(sorted, layout, format, host)
    }

    private mutating func show(
        _ events: [APIObject], _ layout: TableLayout, _ format: OutputFormat, _ host: some KubectlHost
    ) throws(KubectlFailure) {
        let info = Resource.events.info
        switch format {
        case .table:
            let rows = events.map { layout.row($0, info, now: host.now) }
            out += TextTable(head: layout.hasHead ? layout.head(info) : [], rows: rows).rendered()
        case .name: break
        default:
            try printDocument(
                [
                    "apiVersion": "v1", "kind": "EventList", "metadata": .object(Fields()),
                    "items": .array(events.map(ObjectText.document)),
                ], format)
        }
    }

    /// The selector for `--for` and, with one type only, for `--types`.
    private func eventSelector(_ types: [String]) throws(KubectlFailure) -> String {
        var terms: [String] = []
        let target = command.string("for")
        if !target.isEmpty {
            let parts = target.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            if parts.count == 1 { throw .message("--for must be in resource/name form") }
            if parts.count > 2 {
                throw .message("arguments in resource/name form may not have more than one slash")
            }
            let info = try resource(parts[0])
            terms = [
                "involvedObject.kind=\(info.kind)", "involvedObject.apiVersion=\(info.apiVersion)",
                "involvedObject.name=\(parts[1])",
            ]
        }
        if types.count == 1, command.bool("watch") {
            terms.append("type=\(types[0].lowercased() == "normal" ? "Normal" : "Warning")")
        }
        return terms.joined(separator: ",")
    }
}

extension KindTable {
    /// The lines of `kubectl events`.
    static let eventLines = KindTable(
        columns: [Column("Last Seen"), Column("Type"), Column("Reason"), Column("Object"), Column("Message")]
    ) { object, now in
        let involved = object["involvedObject"] ?? .null
        return [
            EventTimes.interval(object.value, now), object["type"]?.string ?? "", object["reason"]?.string ?? "",
            "\(involved.text("kind"))/\(involved.text("name"))", (object["message"]?.string ?? "").trimmed,
        ]
    }
}

extension EventTimes {
    /// `5s`, or `5s (x3 over 2m)`. Upstream: getInterval.
    static func interval(_ event: Value, _ now: Int64) -> String {
        let first = Ages.since(event["eventTime"]?.string ?? event["firstTimestamp"]?.string, now)
        if let series = event["series"], !series.isNull {
            let last = Ages.since(series["lastObservedTime"]?.string, now)
            return "\(last) (x\(series["count"]?.int ?? 0) over \(first))"
        }
        guard let count = event["count"]?.int, count > 1 else { return first }
        return "\(Ages.since(event["lastTimestamp"]?.string, now)) (x\(count) over \(first))"
    }

    /// When it was seen last, in microseconds since 1970. Upstream: eventTime.
    static func newest(_ event: APIObject) -> Int64 {
        let text =
            event.at("series", "lastObservedTime")?.string ?? event["lastTimestamp"]?.string
            ?? event["eventTime"]?.string
        return text.flatMap { Timestamps.parse($0) } ?? 0
    }
}
