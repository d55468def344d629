import Testing
import Workbench

@Suite("a CronJob at the prompt")
struct CronJourneyTests {
    static let tick = """
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: tick
        spec:
          schedule: "*/5 * * * *"
          timeZone: Asia/Shanghai
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                  - name: c
                    image: busybox:1.36

        """

    private static func started() -> Session {
        var session = Desk.session()
        session.type("advance 20s")
        session.type("apply -f - <<EOF", input: tick)
        return session
    }

    @Test("a sync tells where it searched, what it found and when it looks again, on the clocks of the zone")
    func syncs() {
        var session = Self.started()
        let first = session.type("step cronjob")
        #expect(
            first.contains(
                """
                  schedule   */5 * * * *  on the clocks of Asia/Shanghai    `rule cron-schedule`
                  searched   from 16:00:20 (t=20s), when it was made, to now, 16:00:20
                  computed   no start is due in between                         `rule cron-wait`
                             next 16:05:00 (t=300s)

                """))
        session.type("until jobs = 1")
        let second = session.type("step cronjob")
        #expect(
            second.contains(
                """
                  computed   1 start due, 16:05:00 (t=300s)                   `rule cron-latest`
                             → tick-29460005 is made
                             next 16:10:00 (t=600s)

                """))
        #expect(second.contains("+ active: [Job tick-29460005]"))
        #expect(session.type("why job/tick-29460005").contains("of cronjob on tick: 16:05:00 is due"))
        session.type("advance 299s")
        let third = session.type("step cronjob")
        #expect(third.contains("1 start due, 16:10:00 (t=600s)"))
        #expect(third.contains("→ not started: 1 Job active, and the policy is Forbid"))
    }

    @Test("the timeline has a row for each run, and when the schedule was due")
    func timeline() {
        var session = Self.started()
        session.type("advance 10m")
        let rows = session.type("timeline cronjob/tick").split(separator: "\n")
        #expect(rows.contains { $0.hasPrefix("tick               ████") })
        #expect(rows.contains { $0.hasPrefix("  …-29460005       ····") && $0.hasSuffix("█  active") })
        #expect(rows.first { $0.hasPrefix("due  ") }?.filter { $0 == "1" }.count == 2)
        #expect(rows.contains { $0.hasPrefix("active  ") && $0.hasSuffix("max 1") })
    }

    @Test("the controller is inspected, stepped and stopped by its short name")
    func names() {
        var session = Self.started()
        session.type("step cronjob")
        #expect(session.type("inspect cronjob").contains("delayed    default/tick until t=300.1"))
    }

    @Test("the server's warnings are shown once, before what came of the command")
    func warnings() {
        var session = Desk.session()
        let dotted = Self.tick.split(separator: "\n").map { $0 == "  name: tick" ? "  name: tick.a" : $0 }
        let made = session.type("apply -f - <<EOF", input: dotted.joined(separator: "\n"))
        #expect(
            made.unwrapped.contains(
                "Warning: metadata.name: this is used in Pod names and hostnames, which can result in surprising "
                    + "behavior; a DNS label is recommended: [must not contain dots]"))
        #expect(made.contains("cronjob.batch/tick.a created"))
        #expect(!session.type("patch cj tick.a -p '{\"spec\":{\"suspend\":true}}'").contains("Warning"))
    }
}
