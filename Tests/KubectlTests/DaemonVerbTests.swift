import Documents
import KubeAPI
import Kubectl
import Testing


/// kubectl's rollout of DaemonSets. Upstream: kubectl/pkg/polymorphichelpers/rollout_status_test.go, history_test.go.
@Suite struct DaemonVerbTests {
    private static func set(_ status: Value, strategy: String = "RollingUpdate") -> Value {
        [
            "apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": ["name": "agent", "generation": 2],
            "spec": [
                "selector": ["matchLabels": ["app": "agent"]], "updateStrategy": ["type": .string(strategy)],
                "template": [
                    "metadata": ["labels": ["app": "agent"]],
                    "spec": ["containers": [["name": "c", "image": "nginx:1.26"]]],
                ],
            ],
            "status": status,
        ]
    }

    @Test(
        "rollout status",
        arguments: [
            (
                ["observedGeneration": 1, "desiredNumberScheduled": 3],
                "Waiting for daemon set spec update to be observed...\n"
            ),
            (
                ["observedGeneration": 2, "desiredNumberScheduled": 3, "updatedNumberScheduled": 1],
                "Waiting for daemon set \"agent\" rollout to finish: 1 out of 3 new pods have been updated...\n"
            ),
            (
                [
                    "observedGeneration": 2, "desiredNumberScheduled": 3, "updatedNumberScheduled": 3,
                    "numberAvailable": 2,
                ],
                "Waiting for daemon set \"agent\" rollout to finish: 2 of 3 updated pods are available...\n"
            ),
            (
                [
                    "observedGeneration": 2, "desiredNumberScheduled": 3, "updatedNumberScheduled": 3,
                    "numberAvailable": 3,
                ], "daemon set \"agent\" successfully rolled out\n"
            ),
        ] as [(Value, String)])
    func status(_ status: Value, _ text: String) {
        var host = FakeHost()
        host.add(Self.set(status))
        #expect(host.run("rollout status ds/agent --watch=false").stdout == text)
    }

    @Test("what cannot be told or undone is refused")
    func refusals() {
        var host = FakeHost()
        host.add(Self.set([:], strategy: "OnDelete"))
        #expect(
            host.run("rollout status ds/agent --watch=false").stderr
                == "error: rollout status is only available for RollingUpdate strategy type\n")
        #expect(host.run("rollout undo ds/agent").stderr == "error: no last revision to roll back to\n")
        #expect(
            host.run("rollout undo ds/agent --to-revision=7").stderr
                == "error: unable to find specified revision 7 in history\n")
    }
}
