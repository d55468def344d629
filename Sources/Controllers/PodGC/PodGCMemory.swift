import KubeAPI
import OrderedMaps
import Simulation

/// What pod GC remembers between its rounds.
public struct PodGCMemory: Sendable {
    /// When its first round was; the others are every 20 s from there.
    var origin: SimTime?
    /// A round is queued or has its time.
    var isPlanned = false
    /// Something came since the last round began that a round may have to do with.
    var hasNews = false
    /// Pods that have finished.
    var finished = 0
    /// Nodes that pods name and nobody knows, with when their quarantine ends.
    var quarantine = OrderedMap<String, SimTime>()

    /// How long it is from `now` to the next round. Upstream: wait.UntilWithContext.
    func untilNextRound(from now: SimTime) -> SimDuration {
        guard let origin else { return .zero }
        let period = PodGC.period.microseconds
        let passed = (now - origin).microseconds
        return SimDuration(microseconds: period - passed % period)
    }

    /// The nodes whose quarantine is over; they leave it, whatever is found of them.
    mutating func released(at now: SimTime) -> [String] {
        let out = quarantine.filter { $0.value <= now }.map { $0.key }
        for name in out { quarantine[name] = nil }
        return out
    }
}
