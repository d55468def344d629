public import OrderedMaps

/// What a channel is: events of one channel keep their order, always (a watch stream never reorders).
public struct ChannelID: Sendable, Hashable, Comparable {
    public let number: Int64

    public init(_ number: Int64) { self.number = number }
    public static func < (a: ChannelID, b: ChannelID) -> Bool { a.number < b.number }
}

/// Which of several channels goes first when their heads are due at the same instant.
public enum Delivery: Sendable, Equatable {
    /// As they were put in: the default, what lessons show.
    case inOrder
    /// By chance: finds races.
    case shuffled(Seed)
    /// The n-th choice takes the n-th number (index among the heads, in order of arrival); then `inOrder`.
    case scripted([Int])
}

/// The one queue of the simulation: everything that happens is taken from it, one event at a time.
///
/// Order: due time, then order of arrival. Persistent, so that a snapshot of the cluster shares it.
///
/// Push and pop are inlinable, so that they are compiled for the payload's type.
public struct EventQueue<Payload: Sendable>: Sendable {
    /// Where an event stands in the queue.
    public struct Slot: Sendable, Hashable, Comparable {
        public let due: SimTime
        public let sequence: Int64

        @inlinable
        init(due: SimTime, sequence: Int64) {
            self.due = due
            self.sequence = sequence
        }

        @inlinable
        public static func < (a: Slot, b: Slot) -> Bool {
            a.due == b.due ? a.sequence < b.sequence : a.due < b.due
        }
    }

    /// An event that waits.
    public struct Entry: Sendable {
        public let channel: ChannelID
        public let payload: Payload

        @inlinable
        init(channel: ChannelID, payload: Payload) {
            self.channel = channel
            self.payload = payload
        }
    }

    @usableFromInline var entries = OrderedMap<Slot, Entry>()
    @usableFromInline var lastDue = OrderedMap<ChannelID, SimTime>()
    @usableFromInline var sequence: Int64 = 0
    private var choices = 0
    public var delivery: Delivery

    public init(delivery: Delivery = .inOrder) { self.delivery = delivery }

    public var count: Int { entries.count }
    public var isEmpty: Bool { entries.isEmpty }
    /// When the next event is due.
    @inlinable public var nextDue: SimTime? { entries.first?.key.due }

    /// Puts an event in. Within a channel it is never due before an earlier one.
    @inlinable
    @discardableResult
    public mutating func push(_ payload: Payload, on channel: ChannelID, due: SimTime) -> Slot {
        var when = due
        let known: Void? = lastDue.update(channel) { last in
            if last > when { when = last } else { last = when }
        }
        if known == nil { lastDue[channel] = when }
        return insert(payload, channel, when)
    }

    /// Puts a timer in: it belongs to no stream, so nothing holds it back.
    @inlinable
    @discardableResult
    public mutating func pushTimer(_ payload: Payload, on channel: ChannelID, due: SimTime) -> Slot {
        insert(payload, channel, due)
    }

    @inlinable
    mutating func insert(_ payload: Payload, _ channel: ChannelID, _ due: SimTime) -> Slot {
        sequence += 1
        let slot = Slot(due: due, sequence: sequence)
        entries[slot] = Entry(channel: channel, payload: payload)
        return slot
    }

    /// Takes the next event.
    @inlinable
    public mutating func pop() -> (slot: Slot, payload: Payload)? {
        guard let first = entries.first else { return nil }
        var slot = first.key
        if delivery != .inOrder { slot = choose(among: first.key.due) ?? slot }
        guard let entry = entries.removeValue(forKey: slot) else { return nil }
        return (slot, entry.payload)
    }

    /// The events in the order in which they would be taken if nothing more came.
    public func forEach(_ body: (Slot, Entry) -> Bool) {
        for (slot, entry) in entries where !body(slot, entry) { return }
    }

    /// Forgets a channel that is gone for good.
    public mutating func close(_ channel: ChannelID) { lastDue[channel] = nil }

    /// Removes the events for which `drop` holds (a process died; its stream broke).
    public mutating func remove(where drop: (Entry) -> Bool) {
        var dropped: [Slot] = []
        for (slot, entry) in entries where drop(entry) { dropped.append(slot) }
        for slot in dropped { entries[slot] = nil }
    }

    /// Picks among the heads of the channels that are due at `instant`.
    @usableFromInline
    mutating func choose(among instant: SimTime) -> Slot? {
        var heads: [Slot] = []
        var seen: Set<ChannelID> = []  // membership only
        for (slot, entry) in entries {
            if slot.due != instant { break }
            if seen.insert(entry.channel).inserted { heads.append(slot) }
        }
        guard heads.count > 1 else { return heads.first }
        defer { choices += 1 }
        switch delivery {
        case .inOrder: return heads.first
        case .shuffled(var seed):
            let index = seed.below(heads.count)
            delivery = .shuffled(seed)
            return heads[index]
        case .scripted(let script):
            guard choices < script.count, heads.indices.contains(script[choices]) else { return heads.first }
            return heads[script[choices]]
        }
    }
}
