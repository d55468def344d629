/// The verbs that make Services, Ingresses, quotas and tokens.
///
/// Upstream: kubectl/pkg/cmd/create/create_service.go, create_ingress.go, create_quota.go, create_token.go,
/// kubectl/pkg/cmd/expose/expose.go.
extension KubectlCreating {
    private static let name = [PositionalSpec("NAME", .nothing)]
    private static let tcp = FlagSpec("tcp", nil, .list, value: "PORT[:TARGET]", "a port", "端口")

    static let service = VerbSpec(
        "service", aliases: ["svc"], owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "clusterip", owner: .kubectl, name,
                flags: made + [tcp, FlagSpec("clusterip", value: "IP|None", "its address", "集群 IP")],
                english: "makes a Service inside the cluster", chinese: "创建 ClusterIP Service",
                examples: [ExampleSpec("create service clusterip web --tcp=80:8080", "one port", "一个端口")]),
            VerbSpec(
                "nodeport", owner: .kubectl, name,
                flags: made + [tcp, FlagSpec("node-port", nil, .int, default: "0", value: "PORT", "on nodes", "节点端口")],
                english: "makes a Service on every node", chinese: "创建 NodePort Service"),
            VerbSpec(
                "loadbalancer", owner: .kubectl, name, flags: made + [tcp],
                english: "makes a Service behind a load balancer", chinese: "创建 LoadBalancer Service"),
            VerbSpec(
                "externalname", owner: .kubectl, name,
                flags: made + [tcp, FlagSpec("external-name", value: "DNS", "what it stands for", "外部域名")],
                english: "makes a Service that is another name", chinese: "创建 ExternalName Service"),
        ], english: "makes a Service", chinese: "创建 Service")

    static let quota = VerbSpec(
        "quota", aliases: ["resourcequota"], owner: .kubectl, name,
        flags: made + [
            FlagSpec("hard", value: "RESOURCE=AMOUNT,…", "the limits", "硬限制"),
            FlagSpec("scopes", value: "SCOPE,…", "which objects count", "作用范围"),
        ],
        english: "makes a ResourceQuota", chinese: "创建 ResourceQuota")

    static let ingress = VerbSpec(
        "ingress", aliases: ["ing"], owner: .kubectl, name,
        flags: made + [
            FlagSpec("rule", nil, .array, value: "HOST/PATH=SERVICE:PORT", "one rule", "一条规则"),
            FlagSpec("class", value: "NAME", "its IngressClass", "IngressClass"),
            FlagSpec("default-backend", value: "SERVICE:PORT", "for all the rest", "默认后端"),
            FlagSpec("annotation", nil, .array, value: "KEY=VALUE", "an annotation", "注解"),
        ],
        english: "makes an Ingress", chinese: "创建 Ingress",
        examples: [ExampleSpec("create ingress web --rule='a.example/*=web:80'", "one host", "一个主机")])

    static let token = VerbSpec(
        "token", owner: .kubectl, [PositionalSpec("SERVICEACCOUNT", .namesOf("serviceaccounts"))],
        flags: KubectlFlags.common + [
            FlagSpec("audience", nil, .array, value: "NAME", "for whom it is", "受众"),
            FlagSpec("duration", nil, .duration, default: "0s", value: "DURATION", "how long it holds", "有效期"),
            FlagSpec("bound-object-kind", value: "KIND", "it ends with this object", "绑定对象类型"),
            FlagSpec("bound-object-name", value: "NAME", "its name", "绑定对象名称"),
            FlagSpec("bound-object-uid", value: "UID", "its uid", "绑定对象 UID")
        ] + KubectlFlags.results,
        english: "asks for a ServiceAccount's token", chinese: "申请 ServiceAccount 令牌")

    static let expose = VerbSpec(
        "expose", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            FlagSpec("port", value: "PORT", "the Service's port", "Service 端口"),
            FlagSpec("target-port", value: "PORT", "the containers' port", "容器端口"),
            FlagSpec("protocol", value: "TCP|UDP|SCTP", "how it talks", "协议"),
            FlagSpec("name", value: "NAME", "the Service's name", "Service 名称"),
            FlagSpec("type", value: "TYPE", "ClusterIP, NodePort, LoadBalancer", "Service 类型"),
            FlagSpec("selector", value: "SELECTOR", "other Pods", "Pod 选择器"),
            FlagSpec("labels", "l", value: "LABELS", "labels of the Service", "Service 标签"),
            FlagSpec("external-ip", value: "IP", "one more address", "外部 IP"),
            FlagSpec("load-balancer-ip", value: "IP", "the load balancer's address", "负载均衡 IP"),
            FlagSpec("cluster-ip", value: "IP|None", "its address", "集群 IP"),
            FlagSpec("session-affinity", value: "None|ClientIP", "who stays with whom", "会话亲和性"),
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.dryRun,
            KubectlFlags.record, KubectlFlags.saveConfig,
            KubectlFlags.manager("kubectl-expose"), KubectlFlags.overrides,
            KubectlFlags.overrideType
        ] + KubectlFlags.results,
        english: "makes a Service for Pods", chinese: "为 Pod 创建 Service",
        examples: [ExampleSpec("expose deployment web --port=80", "a Service in front", "创建前端 Service")])
}
