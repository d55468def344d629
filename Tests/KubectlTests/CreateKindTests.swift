import Documents
import KubeAPI
import Kubectl
import Testing

/// `create` of everything that flags can make.
struct CreateKindTests {
    struct Case: Sendable, CustomStringConvertible {
        let line: String, out: String
        var description: String { line }
        init(_ line: String, _ out: String) { (self.line, self.out) = (line, out) }
    }

    static let manifests = [
        Case(
            "create service clusterip cs --tcp=80:8080",
            """
            apiVersion: v1
            kind: Service
            metadata:
              labels:
                app: cs
              name: cs
            spec:
              ports:
              - name: 80-8080
                port: 80
                protocol: TCP
                targetPort: 8080
              selector:
                app: cs
              type: ClusterIP
            status:
              loadBalancer: {}

            """),
        Case(
            "create service externalname e --external-name=a.example",
            """
            apiVersion: v1
            kind: Service
            metadata:
              labels:
                app: e
              name: e
            spec:
              externalName: a.example
              selector:
                app: e
              type: ExternalName
            status:
              loadBalancer: {}

            """),
        Case(
            "create role r --verb=get,list --resource=pods,deployments.apps/scale --resource-name=a",
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: r
            rules:
            - apiGroups:
              - ""
              resourceNames:
              - a
              resources:
              - pods
              verbs:
              - get
              - list
            - apiGroups:
              - apps
              resourceNames:
              - a
              resources:
              - deployments/scale
              verbs:
              - get
              - list

            """),
        Case(
            "create clusterrole c --verb=get --non-resource-url=/healthz/*",
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: c
            rules:
            - nonResourceURLs:
              - /healthz/*
              verbs:
              - get

            """),
        Case(
            "create rolebinding b --role=r --user=bob --serviceaccount=default:sa",
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata:
              name: b
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: Role
              name: r
            subjects:
            - apiGroup: rbac.authorization.k8s.io
              kind: User
              name: bob
            - kind: ServiceAccount
              name: sa
              namespace: default

            """),
        Case(
            "create quota q --hard=pods=3,cpu=1 --scopes=BestEffort",
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata:
              name: q
            spec:
              hard:
                cpu: "1"
                pods: "3"
              scopes:
              - BestEffort
            status: {}

            """),
        Case(
            "create ingress i --class=nginx --rule='a.example/x*=web:80,tls=cert' --rule='a.example/=web:http'",
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: i
            spec:
              ingressClassName: nginx
              rules:
              - host: a.example
                http:
                  paths:
                  - backend:
                      service:
                        name: web
                        port:
                          number: 80
                    path: /x
                    pathType: Prefix
                  - backend:
                      service:
                        name: web
                        port:
                          name: http
                    path: /
                    pathType: Exact
              tls:
              - hosts:
                - a.example
                secretName: cert
            status:
              loadBalancer: {}

            """),
        Case(
            "create secret docker-registry d --docker-username=u --docker-password=p --docker-server=s",
            """
            apiVersion: v1
            data:
              .dockerconfigjson: eyJhdXRocyI6eyJzIjp7InVzZXJuYW1lIjoidSIsInBhc3N3b3JkIjoicCIsImF1dGgiOiJkVHB3In19fQ==
            kind: Secret
            metadata:
              name: d
            type: kubernetes.io/dockerconfigjson

            """),
        Case(
            "create secret generic s --from-literal=k=v",
            """
            apiVersion: v1
            data:
              k: dg==
            kind: Secret
            metadata:
              name: s

            """)
    ]

    @Test("a dry run of the client prints the manifest", arguments: manifests)
    func dryRuns(_ c: Case) {
        var host = FakeHost()
        let result = host.run(c.line + " --dry-run=client -o yaml")
        #expect(result.stderr == "")
        #expect(result.stdout == c.out)
        #expect(host.requests.isEmpty)
    }

    @Test(
        "what flags leave out or get wrong is said in kubectl's words",
        arguments: [
            Case("create service clusterip cs", "error: at least one tcp port specifier must be provided\n"),
            Case(
                "create service clusterip cs --tcp=x",
                "error: strconv.ParseUint: parsing \"x\": invalid syntax\n"),
            Case("create service externalname e", "error: required flag(s) \"external-name\" not set\n"),
            Case("create role r --resource=pods", "error: at least one verb must be specified\n"),
            Case("create role r --verb=get", "error: at least one resource must be specified\n"),
            Case(
                "create role r --verb=get --resource=nosuch",
                "the server doesn't have a resource type \"nosuch\"\n"),
            Case(
                "create role r --verb=bind --resource=pods",
                "error: can not perform 'bind' on 'pods' in group ''\n"),
            Case(
                "create rolebinding b --user=u", "error: exactly one of clusterrole or role must be specified\n"),
            Case(
                "create rolebinding b --role=r --serviceaccount=x",
                "error: serviceaccount must be <namespace>:<name>\n"),
            Case("create clusterrolebinding b --user=u", "error: required flag(s) \"clusterrole\" not set\n"),
            Case(
                "create quota q --hard=pods", "error: Invalid argument syntax pods, expected <resource>=<value>\n"),
            Case(
                "create ingress i --rule=a",
                "error: rule a is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]\n"),
            Case("create secret tls t", "error: key and cert must be specified\n"),
            Case(
                "create token sa --duration=1500ms",
                "error: --duration cannot be expressed in units less than seconds\n"),
            Case(
                "create secret generic",
                "error: exactly one NAME is required, got 0\n"
                    + "See 'kubectl create secret generic -h' for help and examples\n")
        ])
    func refuses(_ c: Case) {
        var host = FakeHost()
        let result = host.run(c.line)
        #expect(result.exitCode == 1)
        #expect(result.stderr == c.out)
    }

    @Test("what is made goes to the server, and is named")
    func creates() {
        var host = FakeHost()
        #expect(host.run("create service nodeport n --tcp=80 --node-port=30080").stdout == "service/n created\n")
        #expect(host.objects.last?.at("spec", "ports")?[0]?["nodePort"]?.int == 30080)
        #expect(
            host.run("create clusterrolebinding b --clusterrole=admin --group=g").stdout
                == "clusterrolebinding.rbac.authorization.k8s.io/b created\n")
        #expect(host.run("create quota q --hard=pods=1").stdout == "resourcequota/q created\n")
        let again = host.run("create quota q --hard=pods=1")
        #expect(again.stderr == "error: failed to create quota: resourcequotas \"q\" already exists\n")
    }

    @Test("a token is printed as it is")
    func token() {
        var host = FakeHost()
        host.answers = [("TokenRequest", ["token": "abc"])]
        #expect(host.run("create token bob --duration=10m --audience=x").stdout == "abc\n")
        let request = host.requests.last
        #expect(request?.subresource == "token" && request?.name == "bob")
        #expect(request?.body.at("spec", "expirationSeconds")?.int == 600)
    }
}
