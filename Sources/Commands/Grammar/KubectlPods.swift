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
}
