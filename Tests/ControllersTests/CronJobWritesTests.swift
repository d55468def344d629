import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Situations of pkg/controller/cronjob/cronjob_controllerv2_test.go and utils_test.go beside the table of syncs.
@Suite("CronJob: what it writes, and what wakes it")
struct CronJobWritesTests {
    // MARK: the Job

    @Test(
        "the Job has the template's labels, its annotations and the scheduled time on the clocks of the zone",
        arguments: [
            (nil, "2026-01-01T10:00:00Z"), ("UTC", "2026-01-01T10:00:00Z"),
            ("Europe/Rome", "2026-01-01T11:00:00+01:00")
        ] as [(String?, String)])
    func jobOfTemplate(_ zone: String?, _ stamp: String) throws {
        var desk = CronJobDesk(now: 60)
        desk.putCronJob { spec in if let zone { spec.set(.string(zone), at: "timeZone") } }
        _ = try desk.sync()
        let job = try #require(desk.rig.sent.first { $0.verb == .create }?.body)
        #expect(job.at("metadata", "name") == "tick-29454360")
        #expect(job.at("metadata", "labels") == ["a": "b"])
        #expect(
            job.at("metadata", "annotations")
                == ["x": "y", "batch.kubernetes.io/cronjob-scheduled-timestamp": .string(stamp)])
        #expect(job.at("metadata", "ownerReferences") == [CronJobDesk.owner])
        #expect(job.at("spec", "template", "spec", "containers")?[0]?["image"] == "i")
        #expect(desk.status("lastScheduleTime") == "2026-01-01T10:00:00Z")
    }

    @Test("the name is a lock: after a crash between Job and status the Job is taken over, not made twice")
    func takesOwnJob() throws {
        var desk = CronJobDesk(now: 60)
        desk.putJob(0, isCached: false)
        desk.putCronJob(last: -3600) { $0.set("Forbid", at: "concurrencyPolicy") }
        desk.rig.failing = { request in
            request.verb == .create ? .alreadyExists("jobs", group: "batch", name: request.name) : nil
        }
        let sync = try desk.sync()
        #expect(desk.active == ["tick-29454360"])
        #expect(desk.status("lastScheduleTime") == "2026-01-01T10:00:00Z")
        #expect(desk.rig.events.isEmpty)
        #expect(desk.waits(sync) == .seconds(3540) + CronTimes.delta)
    }

    @Test("a Job of that name that belongs to nobody is left alone")
    func leavesOthersJob() throws {
        var desk = CronJobDesk(now: 60)
        desk.putJob(0, isCached: false, owner: nil)
        desk.putCronJob(last: -3600)
        desk.rig.failing = { request in
            request.verb == .create ? .alreadyExists("jobs", group: "batch", name: request.name) : nil
        }
        let sync = try desk.sync()
        #expect(desk.rig.writes == ["POST jobs/tick-29454360"])
        #expect(desk.active.isEmpty && sync.outcome == .done)
    }

    @Test("a Job that cannot be made is told and tried again; in a namespace that ends nothing is told")
    func failures() throws {
        for (status, says) in [
            (Status(code: 403, reason: "Forbidden", message: "no"), ["FailedCreate"]),
            (
                Status(
                    code: 403, reason: "Forbidden", message: "it ends",
                    causes: [.init(reason: "NamespaceTerminating", message: "", field: "metadata.namespace")]), []
            )
        ] {
            var desk = CronJobDesk(now: 60)
            desk.putCronJob(last: -3600)
            desk.rig.failing = { $0.verb == .create ? status : nil }
            let sync = try desk.sync()
            #expect(desk.rig.events.map(\.reason) == says)
            #expect(desk.rig.writes.allSatisfy { $0.hasPrefix("POST") })
            guard case .failed(status.message, _, 1) = sync.outcome else { throw Unexpected.outcome(sync.outcome) }
        }
    }

    @Test("Replace makes no Job if the one that runs cannot be looked up or deleted")
    func replaceFails() throws {
        for (verb, says) in [(Verb.get, "FailedGet"), (.delete, "FailedDelete")] {
            var desk = CronJobDesk(now: 60)
            desk.putJob(-3540)
            desk.putCronJob(last: -3540, active: [-3540]) { $0.set("Replace", at: "concurrencyPolicy") }
            desk.rig.failing = { request in
                request.verb == verb && request.resource == .jobs
                    ? Status(code: 400, reason: "BadRequest", message: "request is invalid") : nil
            }
            _ = try desk.sync()
            #expect(desk.rig.events.map(\.reason) == [says])
            #expect(!desk.rig.writes.contains { $0.hasPrefix("POST") || $0.hasPrefix("PUT") })
        }
    }

    // MARK: the active list

    @Test("a running Job that is not on the list is unexpected, unless the server's list has it")
    func unexpected() throws {
        for isKnownLive in [false, true] {
            var desk = CronJobDesk(now: 60)
            desk.putJob(0)
            desk.putCronJob(last: 0)
            if isKnownLive {
                desk.rig.store(
                    CronJobDesk.cronJob(created: -3660, last: 0, active: [0]) { _ in }, .cronJobs)
            }
            let sync = try desk.sync()
            #expect(desk.rig.requests == ["GET cronjobs/tick"])
            #expect(desk.rig.events.map(\.reason) == (isKnownLive ? [] : ["UnexpectedJob"]))
            #expect(desk.waits(sync) == .seconds(3540) + CronTimes.delta)
        }
    }

    @Test("a listed Job that is gone at the server too goes off the list")
    func missing() throws {
        var desk = CronJobDesk(now: 60)
        desk.putCronJob(last: 0, active: [0])
        _ = try desk.sync()
        #expect(desk.rig.requests == ["GET jobs/tick-29454360", "PUT cronjobs/tick/status"])
        #expect(desk.rig.eventTexts == ["Normal MissingJob default/tick: Active job went missing: tick-29454360"])
        #expect(desk.active.isEmpty)
    }

    @Test("the latest completion is kept as the last success")
    func lastSuccess() throws {
        var desk = CronJobDesk(now: 60)
        for minute in [-7200, -3600, -5400] { desk.putJob(Int64(minute), done: "Complete") }
        desk.putJob(-1800, done: "Failed")
        desk.putCronJob(last: 0)
        _ = try desk.sync()
        #expect(desk.status("lastSuccessfulTime") == "2026-01-01T09:00:10Z")
    }

    @Test("a CronJob in deletion starts nothing")
    func deleted() throws {
        var desk = CronJobDesk(now: 60)
        var value = CronJobDesk.cronJob(created: -3660, last: nil, active: []) { _ in }
        value.set("2026-01-01T09:59:00Z", at: "metadata", "deletionTimestamp")
        desk.rig.put(value, .cronJobs)
        let sync = try desk.sync()
        #expect(desk.rig.requests.isEmpty && sync.outcome == .done)
    }

    // MARK: history

    @Test(
        "of finished Jobs the oldest go, those that succeeded and those that failed apart",
        arguments: [(3, 1, ["-3"]), (1, 1, ["1-", "2-", "-3"]), (0, 0, ["1-", "2-", "4-", "-3", "-5"]), (nil, nil, [])]
            as [(Int64?, Int64?, [String])])
    func history(_ succeeded: Int64?, _ failed: Int64?, _ gone: [String]) throws {
        var desk = CronJobDesk(now: 60)
        for (minute, outcome) in [(1, "Complete"), (2, "Complete"), (3, "Failed"), (4, "Complete"), (5, "Failed")] {
            desk.putJob(Int64(minute - 60) * 60, done: outcome)
        }
        desk.putCronJob(last: 0) { spec in
            if let succeeded { spec.set(.int(succeeded), at: "successfulJobsHistoryLimit") }
            if let failed { spec.set(.int(failed), at: "failedJobsHistoryLimit") }
        }
        _ = try desk.sync()
        let wanted = gone.map { word in
            let minute = Int64(word.filter(\.isNumber)) ?? 0
            return "DELETE jobs/\(CronJobDesk.jobName((minute - 60) * 60))"
        }
        #expect(desk.rig.writes.filter { $0.hasPrefix("DELETE") } == wanted)
        #expect(desk.rig.events.count { $0.reason == "SuccessfulDelete" } == gone.count)
        let deletes = desk.rig.sent.filter { $0.verb == .delete }
        #expect(deletes.allSatisfy { $0.options.propagationPolicy == .background })
    }

    // MARK: what wakes it

    @Test(
        "a new schedule sets the timer anew, any other change is looked at now",
        arguments: [
            ("*/1 * * * *", nil, 60), ("@every 3m", nil, 180), ("30 * * * ?", "America/New_York", 1800),
            ("0 * * * ?", nil, 0), ("not readable", nil, nil)
        ] as [(String, String?, Int64?)])
    func updates(_ schedule: String, _ zone: String?, _ waits: Int64?) throws {
        var desk = CronJobDesk(now: 0)
        desk.putCronJob(last: 0)
        _ = try desk.sync()
        desk.rig.run(until: CronJobDesk.time(1))
        desk.putCronJob(last: 0) { spec in
            spec.set(.string(schedule), at: "schedule")
            if let zone { spec.set(.string(zone), at: "timeZone") }
            spec.set("Forbid", at: "concurrencyPolicy")
        }
        desk.rig.run(until: CronJobDesk.time(3500))
        guard let waits else {
            #expect(desk.rig.eventTexts.first?.contains("UnParseableCronJobSchedule") == true)
            return
        }
        let second = try #require(desk.rig.syncs.dropFirst().first)
        let due = waits == 0 ? CronJobDesk.time(1) : CronJobDesk.time(waits) + CronTimes.delta
        #expect(second.startedAt - due < .milliseconds(1) && second.startedAt >= due)
    }

    @Test("a Job wakes its owner by name and uid, the old owner too when it changes hands")
    func jobsWake() throws {
        var desk = CronJobDesk(now: 0)
        desk.putCronJob(last: 0)
        _ = try desk.sync()
        func syncs(after change: (inout CronJobDesk) -> Void) -> Int {
            let before = desk.rig.syncs.count
            change(&desk)
            desk.rig.run(for: .seconds(1))
            return desk.rig.syncs.count - before
        }
        let stranger: Value = ["kind": "CronJob", "name": "tick", "uid": "another", "controller": true]
        let other: Value = ["kind": "Deployment", "name": "tick", "uid": "uid-tick", "controller": true]
        #expect(syncs { $0.putJob(60, done: "Failed") } == 1)
        #expect(syncs { $0.putJob(60, done: "Failed", owner: stranger) } == 1)
        #expect(syncs { $0.putJob(60, done: "Complete", owner: stranger) } == 0)
        #expect(syncs { $0.putJob(120, done: "Failed", owner: other) } == 0)
        #expect(syncs { $0.putJob(180, done: "Failed", owner: nil) } == 0)
        #expect(syncs { $0.putJob(240, done: "Failed") } == 1)
        #expect(syncs { $0.rig.remove(.jobs, ObjectKey("default", CronJobDesk.jobName(240))) } == 1)
    }

    private enum Unexpected: Error { case outcome(SyncOutcome) }
}
