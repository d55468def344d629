import Simulation

/// When a loop of kube-apiserver looks over its objects: at its start, then once a period.
///
/// Upstream such a loop is a `wait.Until` that polls. Here a pass is left out if nothing it looks at has changed since
/// the one before: it would find nothing to do.
public struct PassClock: Sendable {
    /// The first pass.
    private(set) var begun: SimTime?

    /// Notes the moment of the first pass.
    mutating func begin(at time: SimTime) { if begun == nil { begun = time } }

    /// How long it is from `time` to the next pass; none before the first one.
    func wait(_ period: SimDuration, at time: SimTime) -> SimDuration {
        guard let begun else { return .zero }
        return time.next(every: period, phase: begun - .zero) - time
    }
}
