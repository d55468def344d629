import ControllerKit
import KubeAPI
public import Simulation

extension Cluster {
    /// No counted write for so long: the cluster is settled.
    public static let settleQuiet = SimDuration.seconds(3)
    /// `settle` gives up after so much virtual time.
    public static let settleMax = SimDuration.minutes(30)

    /// How `settle` ended.
    public enum Settled: Sendable, Equatable {
        case settled
        /// Still moving at the cap: who wrote last, and what.
        case capped(String)
    }

    /// Goes on until 3 s have passed without a write; events, leases and heartbeats do not count.
    public mutating func settle() -> Settled {
        let limit = now + Cluster.settleMax
        let from = max(now, lastCountedWrite)
        var quietUntil = max(now, from) + Cluster.settleQuiet
        if lastCountedWrite < now { quietUntil = now + Cluster.settleQuiet }
        while true {
            guard let due = queue.nextDue, due <= quietUntil else {
                run(until: quietUntil)
                return .settled
            }
            let before = lastCountedWrite
            step()
            if lastCountedWrite != before || lastCountedWrite == now {
                quietUntil = max(quietUntil, lastCountedWrite + Cluster.settleQuiet)
            }
            if now > limit { return .capped(lastWriteText()) }
        }
    }

    /// The newest counted write, in words.
    public func lastWriteText() -> String {
        var text = "nothing was written lately"
        trace.forEachBackward(from: SpanID(trace.count)) { span in
            if case .request(let request) = span.body, request.changes.contains(where: Settling.counts) {
                let who = request.component.isEmpty ? request.process : request.component
                text = "\(who) \(request.request.verb.method) \(request.request.path) at t=\(span.time)"
                return false
            }
            return true
        }
        return text
    }
}
