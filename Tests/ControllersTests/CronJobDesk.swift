import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// A CronJob `tick` and its controller; times are seconds from ten o'clock of the rig's first day.
struct CronJobDesk {
    static let ten = Rig.start + 36_000_000_000
    static let key = ObjectKey("default", "tick")
    static let owner: Value = [
        "apiVersion": "batch/v1", "kind": "CronJob", "name": "tick", "uid": "uid-tick", "controller": true,
        "blockOwnerDeletion": true
    ]

    var rig: Rig
    private let began: SimTime

    init(now: Int64, server: Rig.Server = .unseen) {
        began = Self.time(now)
        rig = Rig(ControllerRunner<CronJobReconciler>(), server: server)
        rig.now = Self.time(now)
    }

    static func time(_ seconds: Int64) -> SimTime { SimTime(microseconds: 36_000_000_000) + .seconds(seconds) }
    static func date(_ seconds: Int64) -> Value { .string(Timestamps.seconds(ten + seconds * 1_000_000)) }
    static func jobName(_ seconds: Int64) -> String { "tick-\((ten / 1_000_000 + seconds) / 60)" }

    static func job(_ seconds: Int64, done: String? = nil, owner: Value? = owner) -> Value {
        var value: Value = [
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": [
                "name": .string(jobName(seconds)), "namespace": "default", "uid": .string("uid-\(seconds)"),
                "creationTimestamp": date(seconds)
            ],
            "status": ["startTime": date(seconds)]
        ]
        if let owner { value.set([owner], at: "metadata", "ownerReferences") }
        if let done {
            value.set([["type": .string(done), "status": "True"]], at: "status", "conditions")
            if done == "Complete" { value.set(date(seconds + 10), at: "status", "completionTime") }
        }
        return value
    }

    mutating func putJob(_ seconds: Int64, done: String? = nil, isCached: Bool = true, owner: Value? = owner) {
        let value = Self.job(seconds, done: done, owner: owner)
        if isCached { rig.put(value, .jobs) } else { rig.store(value, .jobs) }
    }

    static func cronJob(
        created: Int64, last: Int64?, active: [Int64], _ change: (inout Value) -> Void
    ) -> Value {
        var spec: Value = [
            "schedule": "0 * * * ?", "concurrencyPolicy": "Allow",
            "jobTemplate": [
                "metadata": ["labels": ["a": "b"], "annotations": ["x": "y"]],
                "spec": ["template": ["spec": ["containers": [["name": "c", "image": "i"]]]]]
            ]
        ]
        change(&spec)
        var value: Value = [
            "apiVersion": "batch/v1", "kind": "CronJob",
            "metadata": [
                "name": "tick", "namespace": "default", "uid": "uid-tick", "creationTimestamp": date(created)
            ],
            "spec": spec, "status": [:]
        ]
        if let last { value.set(date(last), at: "status", "lastScheduleTime") }
        let references = active.map { seconds -> Value in
            ["kind": "Job", "namespace": "default", "name": .string(jobName(seconds)), "uid": .string("uid-\(seconds)")]
        }
        if !references.isEmpty { value.set(.array(references), at: "status", "active") }
        return value
    }

    mutating func putCronJob(
        created: Int64 = -3660, last: Int64? = nil, active: [Int64] = [], _ change: (inout Value) -> Void = { _ in }
    ) {
        rig.put(Self.cronJob(created: created, last: last, active: active, change), .cronJobs)
    }

    /// Lets the controller run; its first sync.
    mutating func sync() throws -> SyncRecord {
        rig.started()
        rig.run(for: .milliseconds(4))
        return try #require(rig.syncs.first)
    }

    /// How long after the controller began the key of a sync is looked at again.
    func waits(_ sync: SyncRecord) -> SimDuration? {
        if case .again(let due) = sync.outcome { due - began } else { nil }
    }

    /// The active list as the server has it.
    var active: [String] {
        let list = rig.stored(.cronJobs, Self.key)?.at("status", "active")?.array ?? []
        return list.compactMap { $0["name"]?.string }
    }

    func status(_ field: String) -> String? { rig.stored(.cronJobs, Self.key)?.at("status", field)?.string }
}
