import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Why a sync of a Deployment ends early.
enum RolloutStop: Error {
    /// It waits for an answer.
    case interrupted(Interrupt)
    /// A request failed.
    case failed(Status)
}

/// The Deployment of one sync: what the cache showed, and the copy that the sync writes its changes into.
///
/// Every status write sends the copy as it is by then, with the version the cache had: a second one in the same
/// sync is a conflict, as it is upstream. Upstream: pkg/controller/deployment (`d` of syncDeployment).
struct RolloutDraft {
    typealias Context = SyncContext<NoMemory>

    let object: APIObject
    let limits: RolloutLimits
    private(set) var value: Value
    /// When the sync began, in microseconds since 1970.
    let now: Int64

    init(_ object: APIObject, now: Int64) {
        self.object = object
        self.now = now
        value = object.published
        limits = RolloutLimits(object.value)
    }

    var isPaused: Bool { object.at("spec", "paused")?.bool ?? false }
    var template: Value { object.at("spec", "template") ?? .null }
    var minReadySeconds: Int64 { object.at("spec", "minReadySeconds")?.int ?? 0 }
    var collisionCount: Int64? { value.at("status", "collisionCount")?.int }
    /// `spec.progressDeadlineSeconds`, unless it is absent or means "never". Upstream: HasProgressDeadline.
    var progressDeadline: Int64? { limit("progressDeadlineSeconds") }
    /// `spec.revisionHistoryLimit`, unless all are kept. Upstream: HasRevisionHistoryLimit.
    var revisionHistoryLimit: Int64? { limit("revisionHistoryLimit") }

    private func limit(_ field: String) -> Int64? {
        object.at("spec", field)?.int.flatMap { $0 == Int64(Int32.max) ? nil : $0 }
    }

    var status: Value { value["status"] ?? .object(Fields()) }

    mutating func setStatus(_ status: Value) { value.set(status, at: "status") }

    mutating func setCondition(_ condition: Value) {
        var status = status
        DeploymentConditions.set(condition, in: &status)
        setStatus(status)
    }

    /// Notes the revision on the copy; answers whether it is another one. Upstream: SetDeploymentRevision.
    mutating func setRevision(_ revision: String) -> Bool {
        if value.at("metadata", "annotations", RolloutAnnotations.revision)?.string == revision { return false }
        value.set(.string(revision), at: "metadata", "annotations", RolloutAnnotations.revision)
        return true
    }

    mutating func countCollision() {
        value.set(.int((collisionCount ?? 0) + 1), at: "status", "collisionCount")
    }

    // MARK: requests

    /// Sends a request; a failure ends the sync.
    static func send(_ request: APIRequest, _ context: inout Context) throws(RolloutStop) -> APIObject? {
        let answer: APIResult
        do { answer = try context.send(request) } catch { throw .interrupted(error) }
        if let failure = answer.failure { throw .failed(failure) }
        return answer.object
    }

    /// Writes the copy's status (and annotations).
    func writeStatus(_ context: inout Context) throws(RolloutStop) {
        _ = try RolloutDraft.send(.update(value, .deployments, subresource: "status"), &context)
    }

    func record(_ type: String, _ reason: String, _ message: String, _ context: inout Context) {
        context.record(type: type, reason: reason, message: message, on: object)
    }
}
