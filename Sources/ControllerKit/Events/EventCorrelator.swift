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

    private struct Similar: Sendable {
        var messages: [String]
        var last: Int64
    }

    private struct Observed: Sendable {
        var count: Int64
        var first: Int64
        var name: String
    }

    private struct Bucket: Sendable {
        var tokens: Int64
        var since: Int64
    }

    private var similar = RecentlyUsed<Fingerprint, Similar>(limit: EventLimits.cacheEntries)
    private var observed = RecentlyUsed<Fingerprint, Observed>(limit: EventLimits.cacheEntries)
    private var spam = RecentlyUsed<Fingerprint, Bucket>(limit: EventLimits.cacheEntries)
    private var seconds = SecondText()

    /// What is written for `event` of the source `component` (on `host`, for kubelets).
    mutating func correlate(_ event: RecordedEvent, component: String, host: String, at moment: Moment) -> Write {
        let (object, group, single) = Self.keys(of: event)
        var key = single
        var message = event.message
        let alike = similar.use(group) { known in
            var record = known ?? Similar(messages: [], last: .min / 2)
            if moment.date - record.last > EventLimits.similarInterval.microseconds {
                record = Similar(messages: [], last: 0)
            }
            if !record.messages.contains(event.message) { record.messages.append(event.message) }
            record.last = moment.date
            let count = record.messages.count
            if count >= EventLimits.similarMax { record.messages.removeLast() }
            known = record
            return count
        }
        if alike >= EventLimits.similarMax {
            message = "(combined from similar events): \(event.message)"
            key = group
        }
        let (isKnown, count, name) = observed.use(key) { known in
            let isKnown = known != nil
            var record =
                known ?? Observed(count: 0, first: moment.date, name: CoreEvent.name(event.regarding.key.name, moment))
            record.count += 1
            known = record
            return (isKnown, record.count, record.name)
        }
        if isSpam(object, moment.date) { return .none }
        if isKnown {
            return .patch(
                name: name,
                [
                    "count": .int(count), "lastTimestamp": seconds.value(moment.date),
                    "message": .string(message),
                ])
        }
        let date = seconds.value(moment.date)
        return .create(
            CoreEvent.value(event, name: name, message: message, component: component, host: host, date: date))
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

    private mutating func isSpam(_ object: Fingerprint, _ now: Int64) -> Bool {
        spam.use(object) { known in
            var bucket = known ?? Bucket(tokens: EventLimits.spamBurst, since: now)
            defer { known = bucket }
            let refill = (now - bucket.since) / EventLimits.spamInterval.microseconds
            if refill > 0 {
                bucket.tokens = min(EventLimits.spamBurst, bucket.tokens + refill)
                bucket.since += refill * EventLimits.spamInterval.microseconds
            }
            if bucket.tokens == EventLimits.spamBurst { bucket.since = now }
            if bucket.tokens == 0 { return true }
            bucket.tokens -= 1
            return false
        }
    }
}

/// An event as core/v1 writes it.
enum CoreEvent {
    /// `web.18a3c5e0f7b9d2c4`: the object's name and the nanoseconds in hexadecimal.
    static func name(_ object: String, _ moment: Moment) -> String {
        "\(object).\(String(UInt64(bitPattern: moment.date &* 1000), radix: 16))"
    }

    static func value(
        _ event: RecordedEvent, name: String, message: String, component: String, host: String, date: Value
    ) -> Value {
        var source: Value = ["component": .string(component)]
        if !host.isEmpty { source.set(.string(host), at: "host") }
        // In the order of the keys: nothing is moved.
        return [
            "apiVersion": "v1", "count": 1, "eventTime": .null, "firstTimestamp": date,
            "involvedObject": reference(event), "kind": "Event", "lastTimestamp": date, "message": .string(message),
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
        let info = event.regarding.resource.info
        var out = Fields([("apiVersion", .string(info.apiVersion))])
        if !event.fieldPath.isEmpty { out["fieldPath"] = .string(event.fieldPath) }
        out["kind"] = .string(info.kind)
        out["name"] = .string(event.regarding.key.name)
        if !event.regarding.key.namespace.isEmpty { out["namespace"] = .string(event.regarding.key.namespace) }
        if event.regardingRevision > 0 { out["resourceVersion"] = .string(String(event.regardingRevision)) }
        if !event.regarding.uid.isEmpty { out["uid"] = .string(event.regarding.uid) }
        return .object(out)
    }
}
