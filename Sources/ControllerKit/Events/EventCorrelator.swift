import Documents
import KubeAPI
import Simulation

/// Numbers of client-go's recorders.
///
/// Upstream: client-go tools/record/events_cache.go, tools/events/event_broadcaster.go.
enum EventLimits {
    static let cacheEntries = 4096
    /// From so many different messages on, alike events become one.
    static let similarMax = 10
    static let similarInterval = SimDuration.minutes(10)
    /// Events of one source about one object: so many at once, then one in five minutes.
    static let spamBurst: Int64 = 25
    static let spamInterval = SimDuration.minutes(5)
    /// Events that wait for their turn; more are dropped, as the broadcaster's full channel drops them.
    static let waitingMax = 1000
}

/// Decides of a core/v1 event whether it is written anew, counted up or dropped.
///
/// Upstream: client-go tools/record/events_cache.go, EventCorrelator.
struct EventCorrelator: Sendable {
    /// What is to be written.
    enum Write: Sendable {
        case create(Value)
        case patch(name: String, Value)
        case none
    }

    /// Different messages about one matter: nearly always a single one, which needs no array.
    private struct Similar: Sendable {
        let message: String
        var others: [String] = []
        var last: Int64
    }

    private struct Observed: Sendable {
        var count: Int64
        var name: String
    }

    private struct Bucket: Sendable {
        var tokens: Int64
        var since: Int64
        /// How the last event named the object: those that follow name it alike as long as it stays as it is.
        var reference: Reference
    }

    private struct Reference: Sendable {
        let revision: Int64
        let fieldPath: String
        let value: Value

        init(_ event: RecordedEvent) {
            revision = event.regardingRevision
            fieldPath = event.fieldPath
            value = CoreEvent.reference(event)
        }

        func fits(_ event: RecordedEvent) -> Bool {
            revision == event.regardingRevision && fieldPath == event.fieldPath
        }
    }

    private var similar = RecentlyUsed<Fingerprint, Similar>(limit: EventLimits.cacheEntries)
    private var observed = RecentlyUsed<Fingerprint, Observed>(limit: EventLimits.cacheEntries)
    private var spam = RecentlyUsed<Fingerprint, Bucket>(limit: EventLimits.cacheEntries)
    private var seconds = SecondText()
    /// Who reports is the same in all events of a recorder.
    private var source: Value?

    /// What is written for `event` of the source `component` (on `host`, for kubelets).
    mutating func correlate(_ event: RecordedEvent, component: String, host: String, at moment: Moment) -> Write {
        let (object, group, single) = Self.keys(of: event)
        var key = single
        var message = event.message
        let alike = similar.use(group) { known in
            var record = known ?? Similar(message: event.message, last: .min / 2)
            if moment.date - record.last > EventLimits.similarInterval.microseconds {
                record = Similar(message: event.message, last: 0)
            }
            if record.message != event.message, !record.others.contains(event.message) {
                record.others.append(event.message)
            }
            record.last = moment.date
            let count = 1 + record.others.count
            if count >= EventLimits.similarMax { record.others.removeLast() }
            known = record
            return count
        }
        if alike >= EventLimits.similarMax {
            message = "(combined from similar events): \(event.message)"
            key = group
        }
        let (isKnown, count, name) = observed.use(key) { known in
            let isKnown = known != nil
            var record = known ?? Observed(count: 0, name: CoreEvent.name(event.regarding.key.name, moment))
            record.count += 1
            known = record
            return (isKnown, record.count, record.name)
        }
        let (isSpam, reference) = spent(object, event, moment.date)
        if isSpam { return .none }
        if isKnown {
            return .patch(
                name: name,
                [
                    "count": .int(count), "lastTimestamp": seconds.value(moment.date),
                    "message": .string(message),
                ])
        }
        let date = seconds.value(moment.date)
        let source = source ?? CoreEvent.source(component, host)
        self.source = source
        return .create(
            CoreEvent.value(
                event, reference, name: name, message: message, component: component, host: host, source: source,
                date: date))
    }

    /// An event that was to be counted up is gone: the next one is made anew.
    mutating func forget(_ event: RecordedEvent) {
        let (_, group, single) = Self.keys(of: event)
        observed.remove(single)
        observed.remove(group)
    }

    /// What is alike by object, by object and reason, in everything. Component and host are the recorder's own:
    /// they are the same for all events of one correlator.
    private static func keys(of event: RecordedEvent) -> (object: Fingerprint, group: Fingerprint, single: Fingerprint)
    {
        var key = Fingerprint()
        key.add(event.regarding)
        let object = key
        key.add(event.type)
        key.add(event.reason)
        let group = key
        key.add(event.fieldPath)
        key.add(event.message)
        return (object, group, key)
    }

    /// Takes a token of the object, if there is one, and names it.
    private mutating func spent(
        _ object: Fingerprint, _ event: RecordedEvent, _ now: Int64
    ) -> (isSpam: Bool, reference: Value) {
        spam.use(object) { known in
            var bucket =
                known ?? Bucket(tokens: EventLimits.spamBurst, since: now, reference: Reference(event))
            defer { known = bucket }
            if !bucket.reference.fits(event) { bucket.reference = Reference(event) }
            let refill = (now - bucket.since) / EventLimits.spamInterval.microseconds
            if refill > 0 {
                bucket.tokens = min(EventLimits.spamBurst, bucket.tokens + refill)
                bucket.since += refill * EventLimits.spamInterval.microseconds
            }
            if bucket.tokens == EventLimits.spamBurst { bucket.since = now }
            let isSpam = bucket.tokens == 0
            if !isSpam { bucket.tokens -= 1 }
            return (isSpam, bucket.reference.value)
        }
    }
}

/// An event as core/v1 writes it.
enum CoreEvent {
    /// `web.18a3c5e0f7b9d2c4`: the object's name and the nanoseconds in hexadecimal.
    static func name(_ object: String, _ moment: Moment) -> String {
        "\(object).\(String(UInt64(bitPattern: moment.date &* 1000), radix: 16))"
    }

    /// Who reports it.
    static func source(_ component: String, _ host: String) -> Value {
        host.isEmpty ? ["component": .string(component)] : ["component": .string(component), "host": .string(host)]
    }

    static func value(
        _ event: RecordedEvent, _ reference: Value, name: String, message: String, component: String, host: String,
        source: Value, date: Value
    ) -> Value {
        // In the order of the keys: nothing is moved.
        return [
            "apiVersion": "v1", "count": 1, "eventTime": .null, "firstTimestamp": date,
            "involvedObject": reference, "kind": "Event", "lastTimestamp": date, "message": .string(message),
            "metadata": ["name": .string(name), "namespace": .string(namespace(event))],
            "reason": .string(event.reason), "reportingComponent": .string(component),
            "reportingInstance": .string(host), "source": source, "type": .string(event.type),
        ]
    }

    /// Events about cluster-wide objects are kept in `default`.
    static func namespace(_ event: RecordedEvent) -> String {
        event.regarding.key.namespace.isEmpty ? "default" : event.regarding.key.namespace
    }

    static func reference(_ event: RecordedEvent) -> Value {
        let (info, key) = (event.regarding.resource.info, event.regarding.key)
        let revision = event.regardingRevision > 0 ? String(event.regardingRevision) : ""
        let said = [
            ("apiVersion", info.apiVersion), ("fieldPath", event.fieldPath), ("kind", info.kind), ("name", key.name),
            ("namespace", key.namespace), ("resourceVersion", revision), ("uid", event.regarding.uid),
        ]
        return .object(Fields(said.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) }))
    }
}
