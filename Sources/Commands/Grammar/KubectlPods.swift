/// Verbs that go into pods.
enum KubectlPods {
    static let exec = VerbSpec(
        "exec", owner: .kubectl,
        [PositionalSpec("POD", .namesOf("pods")), PositionalSpec("-- COMMAND", .nothing, isRepeated: true)],
        flags: KubectlFlags.common + [
            FlagSpec("container", "c", value: "CONTAINER", completes: .containers, "which container", "指定容器"),
            FlagSpec("stdin", "i", .bool, default: "false", "what is typed behind the line goes in", "传入标准输入"),
            FlagSpec("tty", "t", .bool, default: "false", "a terminal, of which there is none", "分配终端"),
            FlagSpec("quiet", "q", .bool, default: "false", "only what the command prints", "只显示命令输出"),
            KubectlFlags.filename,
            FlagSpec(
                "pod-running-timeout", nil, .duration, default: "1m0s", value: "DURATION", "until a Pod runs",
                "等待 Pod 运行的时长"),
        ],
        english: "runs a command in a container", chinese: "在容器中执行命令",
        examples: [
            ExampleSpec("exec web -- env", "the variables it was given", "容器的环境变量"),
            ExampleSpec("exec web -c app -- cat /etc/hosts", "a file that the kubelet made", "kubelet 生成的文件"),
            ExampleSpec("exec deploy/web -- sh -c 'echo $HOSTNAME'", "in one of its Pods", "在它的一个 Pod 中"),
        ])

    static let attach = VerbSpec(
        "attach", owner: .kubectl, [PositionalSpec("POD", .namesOf("pods"))],
        flags: KubectlFlags.common + [
            FlagSpec("container", "c", value: "CONTAINER", completes: .containers, "which container", "指定容器"),
            FlagSpec("stdin", "i", .bool, default: "false", "not modelled: containers read nothing", "尚未建模：容器不读取输入"),
            FlagSpec("tty", "t", .bool, default: "false", "a terminal, of which there is none", "分配终端"),
            FlagSpec("quiet", "q", .bool, default: "false", "only what the container prints", "只显示容器输出"),
            FlagSpec(
                "pod-running-timeout", nil, .duration, default: "1m0s", value: "DURATION", "until a Pod runs",
                "等待 Pod 运行的时长"),
        ],
        english: "shows what a container prints from now on", chinese: "显示容器此后的输出",
        examples: [ExampleSpec("attach web -c app", "its new lines come with the next steps", "新的行随后续步骤出现")])

    static let debug = VerbSpec(
        "debug", owner: .kubectl,
        [PositionalSpec("POD", .namesOf("pods")), PositionalSpec("-- COMMAND", .nothing, isRepeated: true)],
        flags: KubectlFlags.common + [
            FlagSpec("image", value: "IMAGE", "what the added container runs", "调试容器的镜像"),
            FlagSpec("container", "c", value: "NAME", "what it is called", "调试容器的名字"),
            FlagSpec(
                "target", value: "CONTAINER", completes: .containers, "whose processes it sees", "查看哪个容器的进程"),
            FlagSpec("env", nil, .list, value: "NAME=VALUE", "its environment", "环境变量"),
            FlagSpec("image-pull-policy", value: "POLICY", "when to fetch the image", "镜像拉取策略"),
            FlagSpec("arguments-only", nil, .bool, default: "false", "words behind -- are arguments", "-- 之后为参数"),
            FlagSpec(
                "profile", default: "general", value: "PROFILE",
                completes: .choices(["general", "baseline", "restricted", "netadmin", "sysadmin"]), "what it may do",
                "调试配置"),
            FlagSpec("custom", value: "FILE", completes: .files, "a partial container on top", "自定义容器字段的文件"),
            FlagSpec("quiet", "q", .bool, default: "false", "says nothing", "不显示提示"),
            KubectlFlags.filename,
            FlagSpec("stdin", "i", .bool, default: "false", "keeps input open", "保持标准输入"),
            FlagSpec("tty", "t", .bool, default: "false", "gives it a terminal", "分配终端"),
            FlagSpec("attach", nil, .bool, default: "false", "joins it: only false is modelled", "接入容器：只支持 false"),
            FlagSpec("copy-to", value: "NAME", "looks into a copy", "调试 Pod 的副本"),
            FlagSpec("replace", nil, .bool, default: "false", "deletes the original of the copy", "删除原 Pod"),
            FlagSpec("same-node", nil, .bool, default: "false", "the copy runs where the original does", "副本在同一节点"),
            FlagSpec("share-processes", nil, .bool, default: "true", "containers see each other", "共享进程命名空间"),
            FlagSpec("set-image", nil, .list, value: "NAME=IMAGE", "other images in the copy", "副本的镜像"),
            keeps("labels", "false", "labels", "标签"), keeps("annotations", "false", "annotations", "注解"),
            keeps("liveness", "false", "liveness probes", "存活探针"),
            keeps("readiness", "false", "readiness probes", "就绪探针"),
            keeps("startup", "false", "startup probes", "启动探针"),
            keeps("init-containers", "true", "init containers", "初始化容器"),
        ],
        english: "looks into a Pod, a copy of it or a node with a container", chinese: "用容器调试 Pod、其副本或节点",
        examples: [
            ExampleSpec("debug web --image=busybox --target=app -c look", "then `exec web -c look -- ps`", "添加调试容器")
        ])

    private static func keeps(_ what: String, _ usual: String, _ english: String, _ chinese: String) -> FlagSpec {
        FlagSpec(
            "keep-" + what, nil, .bool, default: usual, "the copy keeps its \(english)", "副本保留\(chinese)")
    }
}
