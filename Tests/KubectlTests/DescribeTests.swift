import Documents
import KubeAPI
import Kubectl
import Testing

struct DescribeTests {
    /// The pod of the recorded scenario `kubectl-describe`.
    static let web0 = Value.json(
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-0","labels":{"app":"web",
          "apps.kubernetes.io/pod-index":"0","controller-revision-hash":"web-1"},
          "ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"web","uid":"u","controller":true}]},
         "spec":{"priority":0,"serviceAccountName":"default","nodeName":"manual-1",
          "containers":[{"name":"c","image":"nginx:1.25","ports":[{"containerPort":80,"protocol":"TCP"}],
            "resources":{"limits":{"memory":"32Mi"},"requests":{"cpu":"10m","memory":"16Mi"}},
            "livenessProbe":{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,
              "successThreshold":1,"failureThreshold":3},
            "env":[{"name":"A","value":"b"}],
            "volumeMounts":[{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"kube-api-access-x",
              "readOnly":true}]}],
          "volumes":[{"name":"kube-api-access-x","projected":{"sources":[
            {"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
            {"configMap":{"name":"kube-root-ca.crt"}},{"downwardAPI":{}}]}}],
          "tolerations":[
            {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},
            {"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]},
         "status":{"phase":"Running","podIP":"10.244.5.5","podIPs":[{"ip":"10.244.5.5"}],"qosClass":"Burstable",
          "startTime":"2025-12-31T23:59:00Z",
          "conditions":[{"type":"Initialized","status":"True"},{"type":"Ready","status":"True"}],
          "containerStatuses":[{"name":"c","ready":true,"restartCount":0,"image":"nginx:1.25","imageID":"",
            "state":{"running":{"startedAt":"2025-12-31T23:59:01Z"}}}]}}
        """)

    static func event(_ name: String, kind: String, of object: String, _ reason: String, _ message: String)
        -> Value
    {
        [
            "apiVersion": "v1", "kind": "Event", "metadata": ["name": .string(name)], "type": "Normal",
            "reason": .string(reason), "message": .string(message), "reportingComponent": "default-scheduler",
            "eventTime": "2025-12-31T23:59:00.000000Z",
            "involvedObject": [
                "kind": .string(kind), "name": .string(object), "namespace": "default",
                "uid": .string("uid-\(object)"),
            ],
        ]
    }

    @Test("a pod in words, with its events")
    func pod() {
        var host = FakeHost()
        host.add(Self.web0)
        host.add(
            Self.event(
                "e", kind: "Pod", of: "web-0", "Scheduled", "Successfully assigned default/web-0 to manual-1")
        )
        host.add(Self.event("f", kind: "Pod", of: "other", "Scheduled", "not this one"))
        let text = host.run("describe pod web-0").stdout
        #expect(text == Self.podText)
    }

    static let podText = """
        Name:             web-0
        Namespace:        default
        Priority:         0
        Service Account:  default
        Node:             manual-1/
        Start Time:       Wed, 31 Dec 2025 23:59:00 +0000
        Labels:           app=web
                          apps.kubernetes.io/pod-index=0
                          controller-revision-hash=web-1
        Annotations:      <none>
        Status:           Running
        IP:               10.244.5.5
        IPs:
          IP:           10.244.5.5
        Controlled By:  StatefulSet/web
        Containers:
          c:
            Container ID:   \("")
            Image:          nginx:1.25
            Image ID:       \("")
            Port:           80/TCP
            Host Port:      0/TCP
            State:          Running
              Started:      Wed, 31 Dec 2025 23:59:01 +0000
            Ready:          True
            Restart Count:  0
            Limits:
              memory:  32Mi
            Requests:
              cpu:     10m
              memory:  16Mi
            Liveness:  http-get http://:80/ delay=0s timeout=1s period=10s #success=1 #failure=3
            Environment:
              A:  b
            Mounts:
              /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-x (ro)
        Conditions:
          Type          Status
          Initialized   True \("")
          Ready         True \("")
        Volumes:
          kube-api-access-x:
            Type:                    Projected (a volume that contains injected data from multiple sources)
            TokenExpirationSeconds:  3607
            ConfigMapName:           kube-root-ca.crt
            Optional:                false
            DownwardAPI:             true
        QoS Class:                   Burstable
        Node-Selectors:              <none>
        Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                                     node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
        Events:
          Type    Reason     Age   From               Message
          ----    ------     ----  ----               -------
          Normal  Scheduled  60s   default-scheduler  Successfully assigned default/web-0 to manual-1

        """

    struct Case: Sendable { let line: String, text: String }

    static let cases: [Case] = [
        Case(
            line: "describe rs web",
            text: """
                Name:         web
                Namespace:    default
                Selector:     app=web
                Labels:       <none>
                Annotations:  <none>
                Replicas:     3 current / 3 desired
                Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 0 Failed
                Pod Template:
                  Labels:  app=web
                  Containers:
                   c:
                    Image:         nginx:1.25
                    Port:          <none>
                    Host Port:     <none>
                    Environment:   <none>
                    Mounts:        <none>
                  Volumes:         <none>
                  Node-Selectors:  <none>
                  Tolerations:     <none>
                Events:            <none>

                """),
        Case(
            line: "describe cm conf",
            text: """
                Name:         conf
                Namespace:    default
                Labels:       <none>
                Annotations:  <none>

                Data
                ====
                a:
                ----
                1

                text:
                ----
                two
                lines



                BinaryData
                ====

                Events:  <none>

                """),
        Case(
            line: "describe secret sec",
            text: """
                Name:         sec
                Namespace:    default
                Labels:       <none>
                Annotations:  <none>

                Type:  Opaque

                Data
                ====
                password:  6 bytes

                """),
        Case(
            line: "describe priorityclass system-node-critical",
            text: """
                Name:              system-node-critical
                Value:             2000001000
                GlobalDefault:     false
                PreemptionPolicy:  PreemptLowerPriority
                Description:       Used for system critical pods that must not be moved from their current node.
                Annotations:       <none>
                Events:            <none>

                """),
        Case(
            line: "describe namespace default",
            text: """
                Name:         default
                Labels:       kubernetes.io/metadata.name=default
                Annotations:  <none>
                Status:       Active

                No resource quota.

                No LimitRange resource.

                """),
        Case(
            line: "describe lease node-1",
            text: """
                Name:         node-1
                Namespace:    default
                Labels:       <none>
                Annotations:  <none>
                API Version:  coordination.k8s.io/v1
                Kind:         Lease
                Metadata:
                  Creation Timestamp:  2025-12-31T23:59:00Z
                  Resource Version:    107
                  UID:                 uid-node-1
                Spec:
                  Holder Identity:  node-1
                Events:             <none>

                """),
    ]

    @Test("each kind in words", arguments: cases)
    func kinds(_ c: Case) {
        var host = FakeHost()
        host.add(Fixtures.replicaSet)
        host.add([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "conf"],
            "data": ["a": "1", "text": "two\nlines\n"],
        ])
        host.add([
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "sec"], "type": "Opaque",
            "data": ["password": "czNjcjN0"],
        ])
        host.add([
            "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass",
            "metadata": ["name": "system-node-critical"],
            "value": 2_000_001_000, "preemptionPolicy": "PreemptLowerPriority",
            "description": "Used for system critical pods that must not be moved from their current node.",
        ])
        host.add([
            "apiVersion": "v1", "kind": "Namespace",
            "metadata": ["name": "default", "labels": ["kubernetes.io/metadata.name": "default"]],
            "status": ["phase": "Active"],
        ])
        host.add(["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]])
        host.add([
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": ["name": "node-1"],
            "spec": ["holderIdentity": "node-1"],
        ])
        let result = host.run(c.line)
        #expect(result.stdout == c.text)
        #expect(result.exitCode == 0)
    }

    @Test("a node tells what its pods ask for")
    func node() {
        var host = FakeHost()
        host.add(Fixtures.node)
        var pod = Self.web0
        pod.set("node-1", at: "spec", "nodeName")
        host.add(pod)
        let text = host.run("describe node node-1").stdout
        #expect(text.contains("Taints:             k=v:NoSchedule\nUnschedulable:      true\n"))
        #expect(
            text.contains(
                "Lease:              Failed to get lease: leases.coordination.k8s.io \"node-1\" not found\n"))
        #expect(text.hasSuffix(Self.nodeTail))
    }

    static let nodeTail = """
        Non-terminated Pods:          (1 in total)
          Namespace                   Name     CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
          ---------                   ----     ------------  ----------  ---------------  -------------  ---
          default                     web-0    10m (0%)      0 (0%)      16Mi (0%)        32Mi (0%)      60s
        Allocated resources:
          (Total limits may be over 100 percent, i.e., overcommitted.)
          Resource           Requests   Limits
          --------           --------   ------
          cpu                10m (0%)   0 (0%)
          memory             16Mi (0%)  32Mi (0%)
          ephemeral-storage  0 (0%)     0 (0%)
        Events:              <none>

        """

    @Test("what is not there is said as get says it")
    func missing() {
        var host = FakeHost()
        let result = host.run("describe pod nosuch")
        #expect(result.stderr == "Error from server (NotFound): pods \"nosuch\" not found\n")
        #expect(result.exitCode == 1)
    }

    @Test("explain shows the field with its type and values")
    func explain() {
        var host = FakeHost()
        let text = host.run("explain pod.spec.restartPolicy").stdout
        #expect(text.hasPrefix("KIND:       Pod\nVERSION:    v1\n\nFIELD: restartPolicy <string>\n"))
        #expect(text.contains("DESCRIPTION:\n    "))
        // A field's text, its type's, and the template's line of blanks.
        #expect(
            host.run("explain pod.spec.containers").stdout.contains(
                ".\n    One program that runs in a pod.\n    \nFIELDS:\n"))
        #expect(
            host.run("explain rs").stdout.hasPrefix(
                "GROUP:      apps\nKIND:       ReplicaSet\nVERSION:    v1\n\n"))
        #expect(host.run("explain pod --recursive").stdout.contains("\n  spec\t<PodSpec>\n"))
    }
}
