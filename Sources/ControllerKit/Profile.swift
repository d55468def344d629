public import Simulation

/// How long things take, by name: a run is only comparable with another of the same profile.
///
/// The figures of `recorded` are medians of a real v1.36.2 control plane on two cores.
public struct Profile: Sendable, Equatable {
    public var name: String
    /// From the sender to the effect of a write at the API server, and as long back again.
    public var writeHop: SimDuration
    /// The same for a read.
    public var readHop: SimDuration
    /// From the commit of a change to a watcher.
    public var watchHop: SimDuration
    /// From a key being ready in a work queue to the worker starting on it.
    public var workerHop: SimDuration
    /// A scheduling cycle.
    public var schedulingCycle: SimDuration
    /// From a pod reaching its kubelet to the kubelet's worker acting on it.
    public var podWorkerHop: SimDuration
    /// The kubelet looks at its volumes this often while a pod waits for them.
    public var volumePoll: SimDuration
    /// Sandbox and network set-up.
    public var sandboxStart: SimDuration
    /// From the command to start a container to the container running.
    public var containerStart: SimDuration
    /// The kubelet looks at its containers this often (PLEG relist).
    public var plegPeriod: SimDuration
    /// Requests a second and burst of each client of kube-controller-manager; `nil`: no limit.
    public var controllerLimit: ClientLimit?
    /// The same for kube-scheduler.
    public var schedulerLimit: ClientLimit?
    /// The same for each kubelet.
    public var kubeletLimit: ClientLimit?
    /// Hops vary by chance between half and three times their figure.
    public var jitters: Bool
    /// Teaching switches: controllers without the memory of what they asked for, without 1.36's check that
    /// their cache is as new as their own writes.
    public var usesExpectations = true
    public var usesConsistencyStore = true

    /// A token bucket of client-go (`QPS`, `Burst`).
    public struct ClientLimit: Sendable, Equatable {
        public let perSecond: Int64
        public let burst: Int64

        public init(perSecond: Int64, burst: Int64) {
            self.perSecond = perSecond
            self.burst = burst
        }
    }

    /// The medians of the recorded runs, with upstream's default client limits.
    public static let recorded = Profile(
        name: "recorded", writeHop: .microseconds(1600), readHop: .microseconds(500), watchHop: .microseconds(800),
        workerHop: .microseconds(100), schedulingCycle: .microseconds(600), podWorkerHop: .milliseconds(2),
        volumePoll: .milliseconds(300), sandboxStart: .milliseconds(10), containerStart: .milliseconds(5),
        plegPeriod: .seconds(1), controllerLimit: ClientLimit(perSecond: 20, burst: 30),
        schedulerLimit: ClientLimit(perSecond: 50, burst: 100), kubeletLimit: ClientLimit(perSecond: 50, burst: 100),
        jitters: false)

    /// As `recorded` without client limits: what the benchmark uses, as the recorded performance did.
    public static let unlimited: Profile = {
        var profile = recorded
        profile.name = "unlimited"
        profile.controllerLimit = nil
        profile.schedulerLimit = nil
        profile.kubeletLimit = nil
        return profile
    }()

    /// As `unlimited`, with hops that vary: what the simulation tests use to find races.
    public static let jittered: Profile = {
        var profile = unlimited
        profile.name = "jittered"
        profile.jitters = true
        return profile
    }()

    public static let all: [Profile] = [.recorded, .unlimited, .jittered]
    public static func named(_ name: String) -> Profile? { all.first { $0.name == name } }
}
