import KubeAPI
import OrderedMaps
public import Simulation

/// The infra container of a pod: it holds the namespaces that the pod's containers join.
public struct Sandbox: Sendable, Equatable {
    let podUID: String
    /// 0 for the first one of a pod.
    public let attempt: Int
    /// Empty for a pod on the host's network.
    public let ip: String
    public let usesHostNetwork: Bool
    public let sharesPID: Bool
    public let createdAt: SimTime
    /// It is gone since then.
    public internal(set) var diedAt: SimTime?

    /// 64 hexadecimal digits, made from pod and attempt.
    public var id: String { Identifiers.hex("sandbox/\(podUID)/\(attempt)") }
    public var isAlive: Bool { diedAt == nil }
}

/// One container that was made: running, or ended and kept for its exit code and log.
public struct RunContainer: Sendable, Equatable {
    public let name: String
    public let image: String
    let podUID: String
    /// 0 for the first run; what statuses call `restartCount`.
    public let attempt: Int
    public let sandboxAttempt: Int
    public let startedAt: SimTime
    /// When it ends by itself or was ended; `.never` while nothing is planned.
    public internal(set) var endsAt: SimTime
    public internal(set) var exitCode: Int
    let logs: [Behaviour.LogLine]
    /// What it printed beyond its behaviour's lines (`bind: address already in use`).
    var complaint = ""
    /// `TCP/80`: what it bound.
    let ports: [String]

    /// 64 hexadecimal digits, made from pod, name and attempt.
    public var id: String { Identifiers.hex("container/\(podUID)/\(name)/\(attempt)") }

    public func isRunning(at time: SimTime) -> Bool { time < endsAt }
}

/// The simulated container runtime of a node: it goes on while the kubelet is dead.
///
/// It needs no events: a container knows when it will end, and who looks at a moment sees what is true then.
public struct Runtime: Sendable {
    /// What it knows of one pod.
    struct PodRecord: Sendable {
        let pod: ObjectRef
        var sandbox: Sandbox?
        /// For each container its newest run and the one before, newest first.
        var runs: [RunContainer] = []

        func newest(_ name: String) -> RunContainer? { runs.first { $0.name == name } }
        func previous(_ name: String) -> RunContainer? {
            guard let first = runs.firstIndex(where: { $0.name == name }) else { return nil }
            return runs[(first + 1)...].first { $0.name == name }
        }
        func runningCount(at time: SimTime) -> Int { runs.count { $0.isRunning(at: time) } }
    }

    var pods = OrderedMap<String, PodRecord>()
    var images = OrderedMap<String, Bool>()
    var addresses: AddressPool?
    /// Pulls run one after the other; the last one ends then.
    var pullsEnd = SimTime(microseconds: .min)

    public init(podCIDR: String) { addresses = AddressPool(podCIDR) }

    /// The images that were pulled, in order.
    public var imageNames: [String] { images.map { $0.key } }

    /// The sandbox of a pod, if it ever had one.
    public func sandbox(ofPod uid: String) -> Sandbox? { pods[uid]?.sandbox }

    /// The runs it remembers of a pod's containers, newest first.
    public func runs(ofPod uid: String) -> [RunContainer] { pods[uid]?.runs ?? [] }

    /// Makes a sandbox; an older one must be dead. `nil` if the node has no address left.
    mutating func makeSandbox(
        _ pod: ObjectRef, usesHostNetwork: Bool, sharesPID: Bool, at time: SimTime
    ) -> Sandbox? {
        var record = pods[pod.uid] ?? PodRecord(pod: pod)
        var ip = ""
        if !usesHostNetwork {
            guard let next = addresses?.take() else { return nil }
            ip = next
        }
        let attempt = (record.sandbox?.attempt ?? -1) + 1
        let sandbox = Sandbox(
            podUID: pod.uid, attempt: attempt, ip: ip, usesHostNetwork: usesHostNetwork, sharesPID: sharesPID,
            createdAt: time)
        record.sandbox = sandbox
        pods[pod.uid] = record
        return sandbox
    }

    /// The sandbox is gone and with it every container that still ran: code 137.
    mutating func endSandbox(ofPod uid: String, at time: SimTime) {
        guard var record = pods[uid], var sandbox = record.sandbox, sandbox.isAlive else { return }
        sandbox.diedAt = time
        if !sandbox.ip.isEmpty { addresses?.release(sandbox.ip) }
        record.sandbox = sandbox
        for index in record.runs.indices where record.runs[index].isRunning(at: time) {
            record.runs[index].endsAt = time
            record.runs[index].exitCode = 137
        }
        pods[uid] = record
    }

    /// Starts a container in the pod's sandbox.
    mutating func start(
        _ name: String, image: String, ports: [String], behaviour: SharedBehaviour, endsByItself: Bool,
        firstAttempt: Int, inPod uid: String, at time: SimTime
    ) -> RunContainer? {
        guard var record = pods[uid], let sandbox = record.sandbox, sandbox.isAlive else { return nil }
        let attempt = record.newest(name).map { $0.attempt + 1 } ?? firstAttempt
        var ends = SimTime.never
        if let seconds = behaviour.runsForSeconds {
            ends = time + .seconds(seconds)
        } else if endsByItself || !behaviour.exitCodes.isEmpty {
            ends = time
        }
        var run = RunContainer(
            name: name, image: image, podUID: uid, attempt: attempt, sandboxAttempt: sandbox.attempt,
            startedAt: time, endsAt: ends, exitCode: behaviour.value.exitCode(ofRun: attempt),
            logs: behaviour.logs, ports: ports)
        if let taken = clash(run, record, at: time) {
            run.endsAt = time
            run.exitCode = 1
            run.complaint = "listen \(taken): bind: address already in use"
        }
        // Of each container the newest run and the one before are kept.
        record.runs.removeAll { $0.name == name && $0.attempt < attempt - 1 }
        record.runs.insert(run, at: 0)
        pods[uid] = record
        return run
    }

    /// The port that another container in the same network namespace holds.
    private func clash(_ run: RunContainer, _ record: PodRecord, at time: SimTime) -> String? {
        if run.ports.isEmpty { return nil }
        var holders = [record]
        if record.sandbox?.usesHostNetwork == true {
            holders += pods.map { $0.value }.filter {
                $0.pod.uid != record.pod.uid && $0.sandbox?.usesHostNetwork == true
            }
        }
        for holder in holders {
            for other in holder.runs where other.name != run.name && other.isRunning(at: time) {
                if let port = run.ports.first(where: other.ports.contains) {
                    let parts = port.split(separator: "/")
                    return "\(parts[0].lowercased()) :\(parts.last ?? "")"
                }
            }
        }
        return nil
    }

    /// Plans the end of a running container; an earlier end stays.
    mutating func end(_ name: String, inPod uid: String, at time: SimTime, code: Int) {
        pods.update(uid) { record in
            guard let index = record.runs.firstIndex(where: { $0.name == name }) else { return }
            if record.runs[index].endsAt > time {
                record.runs[index].endsAt = time
                record.runs[index].exitCode = code
            }
        }
    }

    /// Removes all that is left of a pod.
    mutating func forget(pod uid: String, at time: SimTime) {
        endSandbox(ofPod: uid, at: time)
        pods[uid] = nil
    }
}

/// Ids that are the same in every run.
enum Identifiers {
    /// 64 hexadecimal digits made from `text`.
    static func hex(_ text: String) -> String {
        var seed = Seed(0).child(text)
        return String(unsafeUninitializedCapacity: 64) { buffer in
            for part in 0..<4 {
                let number = seed.next()
                for place in 0..<16 {
                    let digit = UInt8((number >> UInt64(60 - 4 * place)) & 0xF)
                    buffer[part * 16 + place] = digit < 10 ? 48 + digit : 87 + digit
                }
            }
            return 64
        }
    }
}
