import Documents
import KubeAPI
import Kubectl
import Testing

@Suite("kubectl shows DaemonSets") struct DaemonSetTextTests {
    static func host() -> FakeHost {
        var host = FakeHost()
        host.add(
            Value.json(
                """
                {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent","generation":1,
                  "annotations":{"deprecated.daemonset.template.generation":"1"}},
                 "spec":{"selector":{"matchLabels":{"app":"agent"}},
                  "template":{"metadata":{"labels":{"app":"agent"}},
                   "spec":{"nodeSelector":{"disk":"ssd","zone":"a"},"containers":[{"name":"c","image":"agent:1"}]}}},
                 "status":{"desiredNumberScheduled":4,"currentNumberScheduled":3,"numberReady":2,
                  "updatedNumberScheduled":1,"numberAvailable":2,"numberMisscheduled":1}}
                """))
        return host
    }

    @Test("get, narrow and wide")
    func get() {
        var host = Self.host()
        #expect(
            host.run("get ds").stdout == """
                NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR     AGE
                agent   4         3         2       1            2           disk=ssd,zone=a   60s

                """)
        let wide = host.run("get daemonset agent -o wide").stdout.split(separator: "\n")
        #expect(
            wide.map { String($0.dropFirst(82)) } == [
                "   CONTAINERS   IMAGES    SELECTOR", "   c            agent:1   app=agent"
            ])
    }

    @Test("describe")
    func describe() {
        var host = Self.host()
        #expect(
            host.run("describe ds agent").stdout == """
                Name:           agent
                Namespace:      default
                Selector:       app=agent
                Node-Selector:  disk=ssd,zone=a
                Labels:         <none>
                Annotations:    deprecated.daemonset.template.generation: 1
                Desired Number of Nodes Scheduled: 4
                Current Number of Nodes Scheduled: 3
                Number of Nodes Scheduled with Up-to-date Pods: 1
                Number of Nodes Scheduled with Available Pods: 2
                Number of Nodes Misscheduled: 1
                Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 0 Failed
                Pod Template:
                  Labels:  app=agent
                  Containers:
                   c:
                    Image:         agent:1
                    Port:          <none>
                    Host Port:     <none>
                    Environment:   <none>
                    Mounts:        <none>
                  Volumes:         <none>
                  Node-Selectors:  disk=ssd
                                   zone=a
                  Tolerations:     <none>
                Events:            <none>

                """)
    }
}
