/// The verbs about the cluster and how kubectl finds it.
///
/// Upstream: kubectl/pkg/cmd/apiresources/apiversions.go, clusterinfo, config.
enum KubectlCluster {
    static let apiVersions = VerbSpec(
        "api-versions", owner: .kubectl, flags: KubectlFlags.common, english: "lists the versions of the API",
        chinese: "列出 API 版本")

    static let info = VerbSpec(
        "cluster-info", owner: .kubectl, flags: KubectlFlags.common, english: "names the cluster's addresses",
        chinese: "显示集群地址")

    static let config = VerbSpec(
        "config", owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "view", owner: .kubectl,
                flags: KubectlFlags.common + [
                    FlagSpec("minify", nil, .bool, default: "false", "only what is used", "只显示当前使用的部分")
                ] + KubectlFlags.results,
                english: "shows the configuration", chinese: "显示配置"),
            VerbSpec(
                "current-context", owner: .kubectl, flags: KubectlFlags.common, english: "names the context",
                chinese: "显示当前上下文"),
            VerbSpec(
                "get-contexts", owner: .kubectl,
                flags: KubectlFlags.common + [
                    KubectlFlags.noHeaders,
                    FlagSpec("output", "o", value: "FORMAT", completes: .choices(["name"]), "name", "输出格式"),
                ],
                english: "lists the contexts", chinese: "列出上下文"),
            VerbSpec(
                "get-clusters", owner: .kubectl, flags: KubectlFlags.common, english: "lists the clusters",
                chinese: "列出集群"),
            VerbSpec(
                "get-users", owner: .kubectl, flags: KubectlFlags.common, english: "lists the users",
                chinese: "列出用户"),
            VerbSpec(
                "set-context", owner: .kubectl, [PositionalSpec("NAME", .nothing)],
                flags: KubectlFlags.common + [
                    FlagSpec("current", nil, .bool, default: "false", "the present one", "当前上下文")
                ],
                english: "sets the namespace of the context", chinese: "设置上下文的命名空间",
                examples: [
                    ExampleSpec("config set-context --current --namespace=kube-system", "from here on", "之后都用它")
                ]),
            VerbSpec(
                "use-context", owner: .kubectl, [PositionalSpec("NAME", .nothing)], flags: KubectlFlags.common,
                english: "takes a context", chinese: "切换上下文"),
        ],
        english: "shows how kubectl finds the cluster", chinese: "查看 kubectl 配置")
}
