import Documents

/// `status.phase`.
public enum PodPhase: UInt8, Sendable {
    case pending, running, succeeded, failed, unknown

    public init(_ text: String?) {
        switch text {
        case "Running": self = .running
        case "Succeeded": self = .succeeded
        case "Failed": self = .failed
        case "Unknown": self = .unknown
        default: self = .pending
        }
    }
}

/// The yes and no of a pod, to be read without touching a reference.
public struct PodFlags: Sendable {
    /// Neither finished nor terminating.
    public let isActive: Bool
    public let isTerminating: Bool
    /// Succeeded or Failed.
    public let isFinished: Bool
    /// The condition `Ready` is `True`.
    public let isReady: Bool

    init(_ facts: PodFacts?) {
        isActive = facts?.isActive ?? false
        isTerminating = facts?.isTerminating ?? false
        isFinished = facts?.isFinished ?? false
        isReady = facts?.isReady ?? false
    }
}

/// What controllers, scheduler and garbage collector read of a pod in their loops, decoded once a version.
///
/// A class for one pointer: immutable after init.
public final class PodFacts: Sendable {
    public let phase: PodPhase
    public let nodeName: String
    /// The condition `Ready` is `True`.
    public let isReady: Bool
    /// Microseconds since 1970: the last transition of the condition `Ready`, if it is there.
    public let readySince: Int64?
    /// Of all containers the highest restart count, regular ones and sidecars apart.
    public let maxRestarts: Int64
    public let maxSidecarRestarts: Int64
    public let isTerminating: Bool
    public let podIP: String

    /// Neither finished nor terminating. Upstream: controller_utils.go, IsPodActive.
    public var isActive: Bool { phase != .succeeded && phase != .failed && !isTerminating }
    /// Succeeded or Failed.
    public var isFinished: Bool { phase == .succeeded || phase == .failed }

    /// It is ready and has been since `date` (microseconds since 1970) at the latest.
    public func isReadySince(_ date: Int64) -> Bool { isReady && (readySince.map { $0 <= date } ?? false) }

    init(_ value: Value, _ meta: ObjectHeader) {
        let status = value["status"] ?? .null
        phase = PodPhase(status["phase"]?.string)
        nodeName = value["spec"]?["nodeName"]?.string ?? ""
        podIP = status["podIP"]?.string ?? ""
        isTerminating = meta.isTerminating
        var ready = false
        var since: Int64?
        for condition in status["conditions"]?.array ?? [] where condition["type"]?.string == "Ready" {
            ready = condition["status"]?.string == "True"
            since = condition["lastTransitionTime"]?.string.flatMap { Timestamps.parse($0) }
        }
        isReady = ready
        readySince = since
        maxRestarts = PodFacts.restarts(status["containerStatuses"])
        maxSidecarRestarts = PodFacts.sidecarRestarts(value["spec"]?["initContainers"], status["initContainerStatuses"])
    }

    private static func restarts(_ statuses: Value?) -> Int64 {
        var most: Int64 = 0
        for status in statuses?.array ?? [] { most = max(most, status["restartCount"]?.int ?? 0) }
        return most
    }

    private static func sidecarRestarts(_ containers: Value?, _ statuses: Value?) -> Int64 {
        guard let containers = containers?.array, let statuses = statuses?.array else { return 0 }
        var most: Int64 = 0
        for container in containers where container["restartPolicy"]?.string == "Always" {
            for status in statuses where status["name"] == container["name"] {
                most = max(most, status["restartCount"]?.int ?? 0)
            }
        }
        return most
    }
}
