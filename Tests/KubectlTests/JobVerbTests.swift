import Documents
import KubeAPI
import Kubectl
import Testing

@Suite struct JobVerbTests {
    private static let condition: @Sendable (String) -> Value = { ["type": .string($0), "status": "True"] }

    private static func host() -> FakeHost {
        var host = FakeHost()
        let template: Value = [
            "metadata": ["labels": ["job-name": "sum"]],
            "spec": ["restartPolicy": "Never", "containers": [["name": "c", "image": "busybox:1.36"]]],
        ]
        host.add([
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "sum", "labels": ["job-name": "sum"]],
            "spec": [
                "parallelism": 2, "completions": 4, "completionMode": "Indexed", "suspend": false, "backoffLimit": 6,
                "activeDeadlineSeconds": 90, "ttlSecondsAfterFinished": 5, "template": template,
                "selector": ["matchLabels": ["job-name": "sum"]],
            ],
            "status": [
                "startTime": "2025-12-31T23:59:00Z", "active": 1, "ready": 1, "succeeded": 3, "failed": 2,
                "completedIndexes": "0-2",
            ],
        ])
        host.add([
            "apiVersion": "batch/v1", "kind": "CronJob", "metadata": ["name": "backup"],
            "spec": [
                "jobTemplate": [
                    "metadata": ["labels": ["a": "b"], "annotations": ["c": "d"]], "spec": ["template": template],
                ]
            ],
        ])
        return host
    }

    @Test("what create job says", arguments: [
        (
            "create job hello --image=busybox:1.36 --dry-run=client -- date -u",
            "job.batch/hello created (dry run)\n", ""
        ),
        ("create job now --from=cronjob/backup --dry-run=client", "job.batch/now created (dry run)\n", ""),
        (
            "create job", "",
            "error: exactly one NAME is required, got 0\nSee 'kubectl create job -h' for help and examples\n"
        ),
        (
            "create job a b --image=i -- date", "",
            "error: exactly one NAME is required, got 2\nSee 'kubectl create job -h' for help and examples\n"
        ),
        ("create job x", "", "error: either --image or --from must be specified\n"),
        ("create job x --image=i --from=cronjob/backup", "", "error: either --image or --from must be specified\n"),
        ("create job x --from=cronjob/backup -- date", "", "error: cannot specify --from and command\n"),
        ("create job x --from=job/sum", "", "error: unknown object type *v1.Job\n"),
        ("create job sum --image=i", "", "error: failed to create job: jobs.batch \"sum\" already exists\n"),
    ])
    func create(_ line: String, _ out: String, _ err: String) {
        var host = Self.host()
        let result = host.run(line)
        #expect(result.stdout == out)
        #expect(result.stderr == err)
    }

    @Test("what create job makes")
    func made() throws {
        var host = Self.host()
        _ = host.run("create job hello --image=busybox:1.36 -- date -u")
        _ = host.run("create job now --from=cronjob/backup")
        let bodies = host.requests.filter { $0.verb == .create }.map(\.body)
        let container = try #require(bodies[0].at("spec", "template", "spec", "containers")?[0])
        #expect(container["command"] == ["date", "-u"])
        #expect(bodies[0].at("spec", "template", "spec", "restartPolicy") == "Never")
        #expect(bodies[1].at("metadata", "annotations") == ["c": "d", "cronjob.kubernetes.io/instantiate": "manual"])
        #expect(bodies[1].at("metadata", "labels") == ["a": "b"])
        let owner: Value = [
            "apiVersion": "batch/v1", "kind": "CronJob", "name": "backup", "uid": "uid-backup", "controller": true,
        ]
        #expect(bodies[1].at("metadata", "ownerReferences") == [owner])
    }

    @Test("delete --raw asks for nothing but the deletion")
    func deleteRaw() throws {
        var host = Self.host()
        let result = host.run("delete --raw /apis/batch/v1/namespaces/default/jobs/sum")
        #expect(result.stderr == "")
        let request = try #require(host.requests.last)
        #expect(request.verb == .delete)
        #expect(request.key == ObjectKey("default", "sum"))
        #expect(request.options.propagationPolicy == nil)
        let both = host.run("delete --raw /api/v1/x -o name")
        #expect(both.stderr == "error: --raw and --output are mutually exclusive\n")
    }

    @Test("the table of a Job, wide")
    func table() {
        var host = Self.host()
        let result = host.run("get job sum -o wide")
        #expect(
            result.stdout == """
                NAME   STATUS    COMPLETIONS   DURATION   AGE   CONTAINERS   IMAGES         SELECTOR
                sum    Running   3/4           60s        60s   c            busybox:1.36   job-name=sum

                """)
    }

    @Test("the status column: the first condition of its list", arguments: [
        (["Complete", "SuccessCriteriaMet"], "Complete"), (["FailureTarget", "Failed"], "Failed"),
        (["Suspended"], "Suspended"), (["FailureTarget"], "FailureTarget"),
        (["SuccessCriteriaMet"], "SuccessCriteriaMet"), ([], "Running"),
    ])
    func status(_ types: [String], _ word: String) {
        var host = FakeHost()
        host.add([
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "x"], "spec": ["parallelism": 3],
            "status": ["conditions": .array(types.map(Self.condition))],
        ])
        let row = host.run("get job x --no-headers").stdout.split(separator: " ").map(String.init)
        #expect(Array(row.prefix(2)) == ["x", word])
        #expect(row[2...].joined(separator: " ").hasPrefix("0/1 of 3"))
    }

    @Test("describe job")
    func describe() {
        var host = Self.host()
        let result = host.run("describe job sum")
        #expect(
            result.stdout == """
                Name:                        sum
                Namespace:                   default
                Selector:                    job-name=sum
                Labels:                      job-name=sum
                Annotations:                 <none>
                Parallelism:                 2
                Completions:                 4
                Completion Mode:             Indexed
                Suspend:                     false
                Backoff Limit:               6
                TTL Seconds After Finished:  5
                Start Time:                  Wed, 31 Dec 2025 23:59:00 +0000
                Active Deadline Seconds:     90s
                Pods Statuses:               1 Active (1 Ready) / 3 Succeeded / 2 Failed
                Completed Indexes:           0-2
                Pod Template:
                  Labels:  job-name=sum
                  Containers:
                   c:
                    Image:         busybox:1.36
                    Port:          <none>
                    Host Port:     <none>
                    Environment:   <none>
                    Mounts:        <none>
                  Volumes:         <none>
                  Node-Selectors:  <none>
                  Tolerations:     <none>
                Events:            <none>

                """)
    }
}
