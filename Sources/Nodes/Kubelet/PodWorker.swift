/// The life of a pod on its node.
///
/// Upstream: pkg/kubelet/pod_workers.go (SyncPod → SyncTerminatingPod → SyncTerminatedPod) and the steps
/// of pkg/kubelet/kubelet.go, SyncPod.
enum PodWorker: Sendable, Equatable {
    /// The kubelet knows the pod, its worker has not run. → mounting, active (taken over), rejected, stopping
    case waiting
    /// The node does not take it. → (removed)
    case rejected
    /// Waits for its volumes. → makingSandbox, stopping
    case mounting
    /// The infra container is being made. → active, stopping
    case makingSandbox
    /// Containers are started and started again. → makingSandbox, stopping
    case active
    /// Containers are being stopped. → stopped
    case stopping
    /// No container runs, the sandbox is gone; volumes are being unmounted. → finished
    case stopped
    /// Nothing is left but the object. → (removed)
    case finished

    /// What happened to the pod.
    enum Input: Sendable, Equatable {
        /// The worker ran for the first time; `takenOver`: the runtime knows it already.
        case admitted(takenOver: Bool)
        case refused
        case volumesMounted
        case sandboxMade
        /// The infra container is gone, and the pod is to go on.
        case sandboxLost
        /// It was deleted, or has come to its end.
        case stopWanted
        case containersGone
        case cleanedUp
    }

    /// What is to be done.
    enum Effect: Sendable, Equatable {
        case writeStatus, rejectPod, mountVolumes, makeSandbox, driveContainers, stopContainers, tearDown, finish
    }

    /// Takes in what happened; an input that a state does not expect changes nothing (it came too late).
    mutating func handle(_ input: Input) -> [Effect] {
        switch (self, input) {
        case (.waiting, .admitted(takenOver: false)):
            self = .mounting
            return [.writeStatus, .mountVolumes]
        case (.waiting, .admitted(takenOver: true)):
            self = .active
            return [.driveContainers, .writeStatus]
        case (.waiting, .refused):
            self = .rejected
            return [.rejectPod]
        case (.mounting, .volumesMounted), (.active, .sandboxLost):
            self = .makingSandbox
            return [.makeSandbox]
        case (.makingSandbox, .sandboxMade):
            self = .active
            return [.driveContainers]
        case (.waiting, .stopWanted), (.mounting, .stopWanted), (.makingSandbox, .stopWanted), (.active, .stopWanted):
            self = .stopping
            return [.stopContainers]
        case (.stopping, .containersGone):
            self = .stopped
            return [.tearDown, .writeStatus]
        case (.stopped, .cleanedUp):
            self = .finished
            return [.finish]
        default:
            return []
        }
    }

    /// The pod has been told to stop, or has stopped.
    var isPastStop: Bool { self == .stopping || self == .stopped || self == .finished }
    /// It may have running containers. Upstream: pod_workers.go, CouldHaveRunningContainers.
    var couldHaveRunningContainers: Bool {
        switch self {
        case .mounting, .makingSandbox, .active, .stopping: true
        case .waiting, .rejected, .stopped, .finished: false
        }
    }
    /// It counts against what the node can hold.
    var holdsResources: Bool { self != .waiting && self != .rejected && self != .finished && self != .stopped }
}
