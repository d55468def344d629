import Testing
import Workbench

/// A person's way through a Job, line by line; what is shown is compared as a whole.
@Suite struct JobPromptTests {
    private static let job = """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: crunch
        spec:
          completions: 3
          parallelism: 2
          template:
            metadata:
              annotations:
                orrery.dev/behaviour: '{"runsForSeconds": 4}'
            spec:
              restartPolicy: Never
              containers:
              - name: main
                image: demo/task:1

        """

    private static func session() -> Session { Desk.session(MemoryIO(["job.yaml": job])) }

    @Test("one sync, told with its numbers")
    func sync() throws {
        var session = Self.session()
        session.type("apply -f job.yaml")
        let lines = session.type("step job").split(separator: "\n").map(String.init)
        let told = lines.filter { line in ["computed", "to create", "slow start"].contains { line.contains($0) } }
        #expect(
            told == [
                "  computed   want active 2 = min(completions 3 − succeeded 0, parallelism 2)",
                "             to create 2 = want active 2 − active 0       `rule job-want-active`",
                "  rule       slow start: batches of 1, 1                       `rule slow-start`",
            ])
        #expect(lines.contains { $0.hasPrefix("  wrote      PUT    jobs/crunch/status ") })
    }

    @Test("wait says how to get there, and until does")
    func wait() {
        var session = Self.session()
        session.type("apply -f job.yaml")
        let hint = "until job/crunch .status.conditions[type=Complete].status = True"
        #expect(session.type("wait --for=condition=complete job/crunch") == "kubectl would wait here: `\(hint)`\n")
        #expect(!session.perform(hint).isFailure)
        #expect(session.type("wait --for=condition=complete job/crunch") == "job.batch/crunch condition met\n")
        let row = session.type("get job crunch --no-headers").split(separator: " ")
        #expect(row.prefix(3) == ["crunch", "Complete", "3/3"])
    }

    @Test("the timeline: the Job, a row for each pod, the count")
    func timeline() {
        var session = Self.session()
        session.type("apply -f job.yaml")
        session.type("until job/crunch .status.conditions[type=Complete].status = True")
        let lines = session.type("timeline job/crunch").split(separator: "\n").map(String.init)
        #expect(lines.count == 8)
        #expect(lines[1].hasPrefix("crunch             ") && lines[1].hasSuffix("✓  Complete"))
        #expect(lines[2...4].allSatisfy { $0.hasPrefix("  …-") && $0.hasSuffix("✓") })
        #expect(lines[5].hasPrefix("succeeded          0") && lines[5].hasSuffix("3  3 of 3"))
        #expect(lines[7].hasSuffix("✓ succeeded  ✗ failed"))
    }

    @Test("a deletion that names no policy is warned of")
    func warning() {
        var session = Self.session()
        session.type("apply -f job.yaml")
        let answer = session.type("delete --raw /apis/batch/v1/namespaces/default/jobs/crunch")
        #expect(answer.contains("Warning: child pods are preserved by default when jobs are deleted; set "))
    }

    @Test("in a course of failures inspect shows how many there were and how long it waits")
    func inspect() {
        var session = Self.session()
        session.type("apply -f job.yaml")
        session.type("until pods -l job-name=crunch ready = 2")
        session.type("let one = pods -l job-name=crunch [0]")
        session.type("let two = pods -l job-name=crunch [1]")
        session.type("fault container $one/main exit=1")
        session.type("fault container $two/main exit=1")
        session.type("until job/crunch .status.failed = 2")
        let lines = session.type("inspect job").split(separator: "\n")
        let failures = lines.first { $0.contains("failures") }
        #expect(failures?.contains("default/crunch: 2 in a row, the next pod comes in ") == true)
    }
}
