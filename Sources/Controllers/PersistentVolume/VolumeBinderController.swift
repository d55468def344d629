public import ControllerKit
public import KubeAPI
import OrderedMaps
public import Simulation

/// The binder of claims and volumes with its look at everything every 15 s.
///
/// Upstream: pkg/controller/volume/persistentvolume/pv_controller_base.go, resync. In a cluster without claims and
/// volumes no timer runs: the rounds that would find nothing are left out, the others are where upstream's are.
public struct VolumeBinderController: ReconcilingComponent {
    /// Not one of the runner's timers.
    private static let resync: UInt8 = 200

    private var runner = ControllerRunner<VolumeBinderReconciler>()
    /// When the first round was; the others follow every 15 s.
    private var origin: SimTime?
    private var isRoundPlanned = false

    /// One that was told of nothing yet.
    public init() {}

    /// `persistentvolume-binder-controller`.
    public var name: String { runner.name }
    /// Its service account.
    public var user: String { runner.user }
    /// The syncs under way, oldest first.
    public var underWay: [Flight] { runner.underWay }
    /// Nothing: it has none.
    public var expectations: Expectations { runner.expectations }

    /// Claims and volumes.
    public func watches(_ resource: Resource) -> Bool { VolumeBinderReconciler.watches(resource) }

    /// Takes what it is told.
    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        if case .timer(let tag) = input, tag.kind == VolumeBinderController.resync {
            isRoundPlanned = false
            lookAtAll(&outlet)
        } else {
            runner.handle(input, &outlet)
            if case .started = input { origin = outlet.moment.time }
        }
        planRound(&outlet)
    }

    /// Queues every claim, then every volume.
    private mutating func lookAtAll(_ outlet: inout Outlet) {
        let claims = outlet.caches[.persistentVolumeClaims]?.objects.map { $0.key } ?? []
        let volumes = outlet.caches[.persistentVolumes]?.objects.map { $0.key } ?? []
        runner.enqueue(
            claims.map { WorkKey($0, lane: VolumeBinderReconciler.claims) }
                + volumes.map { WorkKey($0, lane: VolumeBinderReconciler.volumes) }, &outlet)
    }

    private mutating func planRound(_ outlet: inout Outlet) {
        guard let origin, !isRoundPlanned else { return }
        let isNeeded = [Resource.persistentVolumeClaims, .persistentVolumes].contains {
            outlet.caches[$0]?.objects.isEmpty == false
        }
        guard isNeeded else { return }
        isRoundPlanned = true
        let period = VolumeBinderReconciler.resyncPeriod.microseconds
        let passed = (outlet.moment.time - origin).microseconds
        outlet.wake(
            after: SimDuration(microseconds: period - passed % period),
            TimerTag(kind: VolumeBinderController.resync))
    }

    /// Its queue, what it keeps, and when it looks at everything.
    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        runner.inspection(caches, at: moment) + VolumeBinderReconciler.inspection(of: runner.ownMemory, origin, moment)
    }

    /// What must hold of its queue.
    public func invariantBroken() -> String? { runner.invariantBroken() }
}
