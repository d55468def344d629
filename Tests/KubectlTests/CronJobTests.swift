import Documents
import KubeAPI
import Kubectl
import Testing

@Suite("kubectl and CronJobs")
struct CronJobTests {
    static let tick = Value.json(
        """
        {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"tick"},
         "spec":{"schedule":"0 3 * * *","timeZone":"Asia/Shanghai","suspend":false,"concurrencyPolicy":"Allow",
          "successfulJobsHistoryLimit":3,"failedJobsHistoryLimit":1,"startingDeadlineSeconds":60,
          "jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never",
           "containers":[{"name":"c","image":"busybox:1.36"},{"name":"d","image":"nginx:1.25"}]}}}}},
         "status":{"active":[{"name":"tick-1"},{"name":"tick-2"}],"lastScheduleTime":"2025-12-31T23:59:30Z"}}
        """)
    static let idle = Value.json(
        """
        {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"idle"},
         "spec":{"schedule":"@hourly","suspend":true,"concurrencyPolicy":"Forbid",
          "jobTemplate":{"spec":{"parallelism":2,"completions":4,"activeDeadlineSeconds":9,
           "template":{"spec":{"containers":[{"name":"c","image":"busybox:1.36"}]}}}}},"status":{}}
        """)

    private static func host() -> FakeHost {
        var host = FakeHost()
        host.add(idle)
        host.add(tick)
        return host
    }

    @Test("get shows schedule, zone, active Jobs and the last scheduled time")
    func table() {
        var host = Self.host()
        #expect(
            host.run("get cj").stdout == """
                NAME   SCHEDULE    TIMEZONE        SUSPEND   ACTIVE   LAST SCHEDULE   AGE
                idle   @hourly     <none>          True      0        <none>          60s
                tick   0 3 * * *   Asia/Shanghai   False     2        30s             60s

                """)
        #expect(
            host.run("get cronjob tick -o wide --no-headers").stdout
                == "tick   0 3 * * *   Asia/Shanghai   False   2     30s   60s   c,d   "
                + "busybox:1.36,nginx:1.25   <none>\n")
    }

    @Test("describe shows what the recorded runs show (kubectl-describe)")
    func describe() {
        var host = Self.host()
        #expect(
            host.run("describe cronjob tick").stdout == """
                Name:                          tick
                Namespace:                     default
                Labels:                        <none>
                Annotations:                   <none>
                Schedule:                      0 3 * * *
                Concurrency Policy:            Allow
                Suspend:                       False
                Time Zone:                     Asia/Shanghai
                Successful Job History Limit:  3
                Failed Job History Limit:      1
                Starting Deadline Seconds:     60s
                Selector:                      <unset>
                Parallelism:                   <unset>
                Completions:                   <unset>
                Pod Template:
                  Labels:  <none>
                  Containers:
                   c:
                    Image:        busybox:1.36
                    Port:         <none>
                    Host Port:    <none>
                    Environment:  <none>
                    Mounts:       <none>
                   d:
                    Image:           nginx:1.25
                    Port:            <none>
                    Host Port:       <none>
                    Environment:     <none>
                    Mounts:          <none>
                  Volumes:           <none>
                  Node-Selectors:    <none>
                  Tolerations:       <none>
                Last Schedule Time:  Wed, 31 Dec 2025 23:59:30 +0000
                Active Jobs:         tick-1, tick-2
                Events:              <none>

                """)
        let idle = host.run("describe cj idle").stdout
        for line in [
            "Suspend:                       True\nTime Zone:                     <unset>\n",
            "Successful Job History Limit:  <unset>\n", "Starting Deadline Seconds:     <unset>\n",
            "Parallelism:                   2\nCompletions:                   4\nActive Deadline Seconds:       9s\n",
            "Last Schedule Time:  <unset>\nActive Jobs:         <none>\n",
        ] {
            #expect(idle.contains(line))
        }
    }

    @Test("create cronjob makes what the recorded run made (kubectl-misc)")
    func create() throws {
        var host = FakeHost()
        let schedule = "--schedule='*/5 * * * *'"
        #expect(
            host.run("create cronjob tick --image=busybox:1.36 \(schedule) --dry-run=client -o yaml").stdout == """
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: tick
                spec:
                  jobTemplate:
                    metadata:
                      name: tick
                    spec:
                      template:
                        metadata: {}
                        spec:
                          containers:
                          - image: busybox:1.36
                            name: tick
                            resources: {}
                          restartPolicy: OnFailure
                  schedule: '*/5 * * * *'
                status: {}

                """)
        let made = host.run("create cj tock --image=busybox:1.36 \(schedule) --restart=Never -- date -u")
        #expect(made.stdout == "cronjob.batch/tock created\n")
        let spec = host.objects.last?.at("spec", "jobTemplate", "spec", "template", "spec")
        #expect(spec?["restartPolicy"] == "Never")
        #expect(spec?["containers"]?[0]?["command"] == ["date", "-u"])
    }

    @Test(
        "what create cronjob refuses",
        arguments: [
            ("create cronjob tick --image=i", "error: required flag(s) \"schedule\" not set\n"),
            ("create cronjob tick", "error: required flag(s) \"image\", \"schedule\" not set\n"),
            (
                "create cronjob a b --image=i --schedule=@daily",
                "error: exactly one NAME is required, got 2\nSee 'kubectl create cronjob -h' for help and examples\n"
            ),
            (
                "create cronjob tick --image=i --schedule='61 * * * *'",
                "error: failed to create cronjob: CronJob.batch \"tick\" is invalid: spec.schedule: Invalid value: "
                    + "\"61 * * * *\": end of range (61) above maximum (59): 61\n"
            ),
        ])
    func refused(_ line: String, _ message: String) {
        var host = FakeHost()
        let result = host.run(line)
        #expect(result.stderr == message)
        #expect(result.exitCode == 1 && host.objects.isEmpty)
    }
}
