/// The verbs that make something new.
enum KubectlCreating {
    static let create = VerbSpec(
        "create", owner: .kubectl,
        flags: made + [
            KubectlFlags.record, KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize,
            KubectlFlags.selector, KubectlWriting.windowsLineEndings,
            FlagSpec("edit", nil, .bool, default: "false", "opens it in an editor first", "创建前编辑"),
            FlagSpec("raw", value: "URI", "a raw path", "原始路径")
        ],
        children: [
            namespace, configMap, deployment, secret, serviceAccount, priorityClass, job, cronJob,
            KubectlScaling.budget, service, quota, ingress, token
        ] + KubectlAccess.roles,
        english: "makes an object of a file or of flags", chinese: "从文件或参数创建对象",
        examples: [
            ExampleSpec("create -f web.yaml", "what the file says", "按文件创建"),
            ExampleSpec("create configmap c --from-literal=a=1", "without a file", "不用文件创建")
        ])

    static let made: [FlagSpec] =
        KubectlFlags.common + [
            KubectlFlags.dryRun, KubectlFlags.validate, KubectlFlags.saveConfig,
            KubectlFlags.manager("kubectl-create")
        ] + KubectlFlags.results
    private static let name = [PositionalSpec("NAME", .nothing)]
    private static let sources: [FlagSpec] = [
        FlagSpec("from-literal", nil, .array, value: "KEY=VALUE", "one entry", "一个键值"),
        FlagSpec(
            "from-file", nil, .array, value: "[KEY=]FILE", completes: .files, "a file is the value", "以文件内容为值"
        ),
        FlagSpec(
            "from-env-file", nil, .array, value: "FILE", completes: .files, "lines of KEY=VALUE", "环境变量文件"),
        appendHash
    ]
    private static let appendHash = FlagSpec(
        "append-hash", nil, .bool, default: "false", "a hash in the name", "名称附加哈希")

    private static let namespace = VerbSpec(
        "namespace", aliases: ["ns"], owner: .kubectl, name, flags: made, english: "makes a Namespace",
        chinese: "创建命名空间")
    private static let configMap = VerbSpec(
        "configmap", aliases: ["cm"], owner: .kubectl, name, flags: made + sources,
        english: "makes a ConfigMap",
        chinese: "创建 ConfigMap")
    private static let deployment = VerbSpec(
        "deployment", aliases: ["deploy"], owner: .kubectl,
        name + [PositionalSpec("-- COMMAND", .nothing, isRepeated: true)],
        flags: made + [
            FlagSpec("image", nil, .list, value: "IMAGE", "what the containers run", "容器镜像"),
            FlagSpec("port", nil, .int, default: "-1", value: "PORT", "the port it listens at", "容器端口"),
            FlagSpec("replicas", "r", .int, default: "1", value: "COUNT", "how many Pods", "副本数")
        ],
        english: "makes a Deployment", chinese: "创建 Deployment",
        examples: [ExampleSpec("create deployment web --image=nginx:1.25", "of one container", "单容器")])
    private static let secret = VerbSpec(
        "secret", owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "generic", owner: .kubectl, name,
                flags: made + sources + [FlagSpec("type", value: "TYPE", "the Secret's type", "Secret 类型")],
                english: "makes a Secret", chinese: "创建 Secret"),
            VerbSpec(
                "docker-registry", owner: .kubectl, name,
                flags: made + [
                    FlagSpec(
                        "docker-server", default: "https://index.docker.io/v1/", value: "URL", "the registry", "镜像仓库"),
                    FlagSpec("docker-username", value: "NAME", "who logs in", "用户名"),
                    FlagSpec("docker-password", value: "TEXT", "the password", "密码"),
                    FlagSpec("docker-email", value: "ADDRESS", "an address", "邮箱"),
                    FlagSpec(
                        "from-file", nil, .list, value: "FILE", completes: .files, "a configuration file", "配置文件"),
                    appendHash
                ],
                english: "makes a Secret for a registry", chinese: "创建镜像仓库 Secret"),
            VerbSpec(
                "tls", owner: .kubectl, name,
                flags: made + [
                    FlagSpec("cert", value: "FILE", completes: .files, "the certificate", "证书文件"),
                    FlagSpec("key", value: "FILE", completes: .files, "its key", "私钥文件"), appendHash
                ],
                english: "makes a Secret of a certificate", chinese: "创建 TLS Secret")
        ], english: "makes a Secret", chinese: "创建 Secret")
    private static let serviceAccount = VerbSpec(
        "serviceaccount", aliases: ["sa"], owner: .kubectl, name, flags: made,
        english: "makes a ServiceAccount",
        chinese: "创建 ServiceAccount")
    private static let priorityClass = VerbSpec(
        "priorityclass", aliases: ["pc"], owner: .kubectl, name,
        flags: made + [
            FlagSpec("value", nil, .int, default: "0", value: "N", "the priority", "优先级"),
            FlagSpec("global-default", nil, .bool, default: "false", "for Pods that name none", "作为默认值"),
            FlagSpec("description", value: "TEXT", "what it is for", "说明"),
            FlagSpec(
                "preemption-policy", default: "PreemptLowerPriority", value: "POLICY",
                completes: .choices(["PreemptLowerPriority", "Never"]), "may it push others out", "抢占策略")
        ],
        english: "makes a PriorityClass", chinese: "创建 PriorityClass")
    private static let job = VerbSpec(
        "job", owner: .kubectl, name + [PositionalSpec("-- COMMAND", .nothing, isRepeated: true)],
        flags: made + [
            FlagSpec("image", value: "IMAGE", "what the container runs", "容器镜像"),
            FlagSpec("from", value: "cronjob/NAME", "the CronJob whose Job it is", "来源 CronJob")
        ],
        english: "makes a Job", chinese: "创建 Job",
        examples: [
            ExampleSpec("create job sum --image=busybox:1.36", "a Job of one Pod", "一个 Pod 的任务"),
            ExampleSpec("create job now --from=cronjob/backup", "a run out of turn", "手动触发一次")
        ])
    private static let cronJob = VerbSpec(
        "cronjob", aliases: ["cj"], owner: .kubectl, name + [PositionalSpec("-- COMMAND", .nothing, isRepeated: true)],
        flags: made + [
            FlagSpec("image", value: "IMAGE", "what the container runs", "容器镜像"),
            FlagSpec("schedule", value: "CRON", "when Jobs are made", "何时创建 Job"),
            FlagSpec(
                "restart", value: "POLICY", completes: .choices(["OnFailure", "Never"]), "what to do when it fails",
                "重启策略")
        ],
        english: "makes a CronJob", chinese: "创建 CronJob",
        examples: [
            ExampleSpec(
                "create cronjob tick --image=busybox:1.36 --schedule='*/5 * * * *'", "every five minutes", "每五分钟")
        ])
    static let run = VerbSpec(
        "run", owner: .kubectl, [PositionalSpec("NAME", .nothing)],
        flags: KubectlFlags.common + [
            FlagSpec("image", value: "IMAGE", "what the container runs", "容器镜像"),
            FlagSpec("image-pull-policy", value: "POLICY", "when to fetch it", "镜像拉取策略"),
            FlagSpec(
                "restart", default: "Always", value: "POLICY",
                completes: .choices(["Always", "OnFailure", "Never"]),
                "what to do when it ends", "重启策略"),
            FlagSpec("labels", "l", value: "LABELS", "labels of the Pod", "Pod 的标签"),
            FlagSpec("annotations", nil, .array, value: "KEY=VALUE", "annotations of the Pod", "Pod 的注解"),
            FlagSpec("env", nil, .array, value: "NAME=VALUE", "environment of the container", "环境变量"),
            FlagSpec("port", value: "PORT", "the port it listens at", "容器端口"),
            FlagSpec("command", nil, .bool, default: "false", "words behind -- are the command", "-- 之后为命令"),
            KubectlFlags.record, KubectlFlags.dryRun,
            KubectlFlags.manager("kubectl-run"), KubectlFlags.saveConfig,
            FlagSpec("quiet", "q", .bool, default: "false", "says nothing", "不显示提示"),
            KubectlFlags.overrides, KubectlFlags.overrideType,
            FlagSpec("attach", nil, .bool, default: "false", "not modelled: only false is", "尚未建模：只支持 false"),
            FlagSpec("stdin", "i", .bool, default: "false", "keeps input open, with --attach=false", "保持标准输入"),
            FlagSpec("tty", "t", .bool, default: "false", "gives it a terminal, with --attach=false", "分配终端"),
            FlagSpec("leave-stdin-open", nil, .bool, default: "false", "input stays open", "输入保持打开"),
            FlagSpec("rm", nil, .bool, default: "false", "not modelled, as --attach", "尚未建模，同 --attach"),
            FlagSpec(
                "pod-running-timeout", nil, .duration, default: "1m0s", value: "DURATION", "until the Pod runs",
                "等待 Pod 运行的时长"),
            FlagSpec(
                "expose", nil, .bool, default: "false", "makes a Service too",
                "同时创建 Service"),
            FlagSpec("privileged", nil, .bool, default: "false", "runs privileged", "特权容器")
        ] + KubectlFlags.results,
        english: "makes one Pod", chinese: "创建一个 Pod",
        examples: [ExampleSpec("run web --image=nginx:1.25", "a Pod of one container", "单容器 Pod")])
}
