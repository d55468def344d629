import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation

/// The events of a tick, by who did something to what.
struct TickGroups {
    /// One line of the summary.
    struct Told {
        let who: String
        let text: StyledText
    }

    private struct Group {
        let who: String
        let object: String
        /// Each in full, and short for lines that tell several.
        var parts: [(full: StyledText, short: StyledText)] = []
        var fields: [(name: String, old: String?, new: String)] = []
        var otherFields = 0
        var failures = 0
        var lastFailure = ""
        var created: [String] = []
        var deleted: [String] = []
        var syncs = 0
        var seen: [SpanID] = []

        mutating func tell(_ full: StyledText, short: StyledText? = nil) {
            parts.append((full, short ?? full))
        }

        /// A field that changed; if it changed before, both are one change.
        mutating func note(_ entry: DiffEntry) {
            let name = FieldDiffs.short(entry.path, inside: "status")
            let new = entry.new.map(ValueText.brief) ?? "none"
            if let known = fields.firstIndex(where: { $0.name == name }) {
                fields[known].new = new
            } else {
                fields.append((name, entry.old.map(ValueText.brief), new))
            }
        }

        /// `replicas 1 → 3`; other fields are counted if nothing else is to be told.
        var written: [StyledText] {
            if !fields.isEmpty {
                return fields.map { field in
                    if field.name == "phase" { return StyledText("→ \(field.new)", .bold) }
                    return StyledText("\(field.name) \(field.old.map { "\($0) → " } ?? "")\(field.new)")
                }
            }
            return otherFields > 0 && parts.isEmpty
                ? [StyledText("\(Names.count(otherFields, "field")) written")] : []
        }
    }

    let trail: Trail
    private(set) var writes = 0
    /// The event that is worth opening: a sync, a decision.
    private(set) var mostTelling: SpanID?
    private var groups: [Group] = []
    /// Where the group of a name is; only looked up.
    private var places: [String: Int] = [:]
    private var syncGroups: [SpanID: Int] = [:]
    private var leases = 0
    private var eventsWritten = 0
    private var heartbeats = 0

    init(trail: Trail) { self.trail = trail }

    mutating func take(_ span: Span<Happening>) {
        switch span.body {
        case .input(let text): add("you", "", StyledText(text, .bold))
        case .request(let request):
            writes += request.changes.count
            take(request)
        case .delivery: break
        case .syncStarted(let start):
            let index = group(Names.short(start.component), start.key.description)
            syncGroups[span.id] = index
        case .syncEnded(let record):
            if mostTelling == nil { mostTelling = span.id }
            take(record)
        case .scheduled(let decision):
            if mostTelling == nil { mostTelling = span.id }
            take(decision)
        case .kubelet(let step): take(step)
        case .process(let process): add(process.process, "", StyledText(process.text))
        case .turned: break
        }
    }

    // MARK: taking

    private mutating func group(_ who: String, _ object: String) -> Int {
        let name = "\(who) \(object)"
        if let known = places[name] { return known }
        places[name] = groups.count
        groups.append(Group(who: who, object: object))
        return groups.count - 1
    }

    private mutating func add(_ who: String, _ object: String, _ text: StyledText, short: StyledText? = nil) {
        let index = group(who, object)
        if groups[index].parts.last?.full != text { groups[index].tell(text, short: short) }
    }

    private mutating func take(_ record: SyncRecord) {
        let index = group(Names.short(record.component), record.key.description)
        groups[index].syncs += 1
        groups[index].seen += record.causes.filter { !groups[index].seen.contains($0) }
        if case .failed(let message, let retry, _) = record.outcome {
            groups[index].failures += 1
            groups[index].lastFailure = "again at t=\(retry): \(message)"
        }
        if case .dropped(let message) = record.outcome {
            groups[index].failures += 1
            groups[index].lastFailure = "dropped: \(message)"
        }
    }

    private mutating func take(_ decision: SchedulingSpan) {
        var text = StyledText()
        if let node = decision.node {
            text.append("→ ")
            text.append(node, .bold)
            text.append("   (\(decision.feasible) feasible, best of \(decision.feasible))", .dim)
        } else {
            text.append("fits nowhere: \(decision.failure)", .red)
        }
        add("scheduler", decision.pod.key.description, text)
    }

    private mutating func take(_ step: KubeletSpan) {
        switch step.action {
        case .heartbeat, .relisted, .volumesMounted, .imagePresent: break
        default:
            add(
                "kubelet/\(step.node)", step.pod?.key.description ?? "",
                StyledText(KubeletWords.brief(step.action), KubeletWords.style(step.action)),
                short: StyledText(KubeletWords.short(step.action), KubeletWords.style(step.action)))
        }
    }

    private mutating func take(_ request: RequestSpan) {
        let asked = request.request
        if asked.verb.isRead { return }
        if asked.resource == .leases && request.result.failure == nil { return leases += 1 }
        if asked.resource == .events { return eventsWritten += 1 }
        let who = Names.short(Names.who(request))
        let index: Int
        if let known = syncGroups[request.sync] {
            index = known
        } else if case .syncStarted(let start)? = trail[request.sync]?.body {
            index = group(who, start.key.description)
        } else {
            let key = request.result.object?.key ?? asked.key
            let isNode = asked.resource == .nodes
            if isNode, let change = request.changes.first, FieldDiffs.isHeartbeat(change) {
                return heartbeats += 1
            }
            index = group(who, isNode ? "Node \(key)" : key.description)
        }
        if let failure = request.result.failure {
            let text =
                "\(RequestWords(request).brief(home: asked.namespace)) \(failure.reason)"
            let told = StyledText(text, .red)
            if !groups[index].parts.contains(where: { $0.full == told }) { groups[index].tell(told) }
            return
        }
        for change in request.changes { note(change, of: asked, index) }
    }

    private mutating func note(_ change: Change, of request: APIRequest, _ index: Int) {
        switch change.kind {
        case .added: groups[index].created.append(change.object.name)
        case .deleted: groups[index].deleted.append(change.object.name)
        case .modified where request.subresource == "binding": break
        case .modified where request.verb == .delete:
            groups[index].deleted.append(change.object.name)
        case .modified:
            let entries = FieldDiffs.entries(of: change)
            let told = FieldDiffs.telling(entries)
            if told.isEmpty { groups[index].otherFields += entries.count }
            for entry in told { groups[index].note(entry) }
        }
    }

    // MARK: telling

    var lines: [Told] {
        var idle = 0
        var out = groups.compactMap { group -> Told? in
            var parts: [StyledText] = []
            if group.syncs > 0, let seen = seen(group) { parts.append(seen) }
            let written = group.written
            let isIdle =
                group.created.isEmpty && group.deleted.isEmpty && group.parts.isEmpty && written.isEmpty
                && group.failures == 0
            if isIdle && group.syncs > 0 && parts.isEmpty {
                idle += group.syncs
                return nil
            }
            if !group.created.isEmpty {
                parts.append(StyledText("made \(Names.list(group.created, limit: 2))", .green))
            }
            parts += written
            let isShort = group.parts.count + parts.count > 1
            if group.failures > 0 {
                let times = group.failures > 1 ? " \(group.failures) times" : ""
                parts.append(StyledText("failed\(times), \(group.lastFailure)", .red))
            }
            parts += isShort ? group.parts.map(\.short) : group.parts.map(\.full)
            if group.deleted == [TickGroups.label(group)] {
                parts.append(StyledText("deleted", .red))
            } else if !group.deleted.isEmpty {
                parts.append(StyledText("deleted \(Names.list(group.deleted, limit: 2))", .red))
            }
            if isIdle && group.syncs > 0 { parts.append(StyledText("looked, nothing to do", .dim)) }
            if parts.isEmpty { return nil }
            let object =
                group.object.isEmpty ? StyledText() : StyledText(TickGroups.label(group) + "  ", .bold)
            return Told(who: group.who, text: object + .joined(parts))
        }
        var routine: [String] = []
        if leases > 0 { routine.append(Names.count(leases, "lease renewal")) }
        if heartbeats > 0 { routine.append(Names.count(heartbeats, "heartbeat")) }
        if idle > 0 { routine.append(Names.count(idle, "sync") + " with nothing to do") }
        if eventsWritten > 0 { routine.append(Names.count(eventsWritten, "event") + " written") }
        if !routine.isEmpty {
            out.append(Told(who: "routine", text: StyledText(routine.joined(separator: ", "), .dim)))
        }
        return out
    }

    /// Pods of `default` go by their name alone where only pods are told of.
    private static func label(_ group: Group) -> String {
        let ofPods = group.who == "scheduler" || group.who.hasPrefix("kubelet/")
        let prefix = "default/"
        return ofPods && group.object.hasPrefix(prefix)
            ? String(group.object.dropFirst(prefix.count)) : group.object
    }

    /// `2 pods seen`: whose changes woke the syncs, the object itself left out.
    private func seen(_ group: Group) -> StyledText? {
        var kinds: [(kind: String, names: [String])] = []
        for id in group.seen {
            guard case .delivery(let delivery)? = trail[id]?.body else { continue }
            let object = delivery.change.object
            let name = object.key.description
            if name == group.object { continue }
            let kind = object.resource.info.singular
            if let known = kinds.firstIndex(where: { $0.kind == kind }) {
                if !kinds[known].names.contains(name) { kinds[known].names.append(name) }
            } else {
                kinds.append((kind, [name]))
            }
        }
        if kinds.isEmpty { return nil }
        let text = kinds.map { Names.count($0.names.count, $0.kind) }.joined(separator: ", ")
        return StyledText("\(text) seen", .dim)
    }
}
