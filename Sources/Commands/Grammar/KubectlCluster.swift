/// The verbs about the cluster and how kubectl finds it.
///
/// Upstream: kubectl/pkg/cmd/apiresources/apiversions.go, clusterinfo, config.
enum KubectlCluster {
    static let apiVersions = VerbSpec(
        "api-versions", owner: .kubectl, flags: KubectlFlags.common, english: "lists the versions of the API",
        chinese: "列出 API 版本")

    static let info = VerbSpec(
        "cluster-info", owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "dump", owner: .kubectl,
                flags: KubectlFlags.common + [
                    KubectlFlags.allNamespaces,
                    FlagSpec("namespaces", nil, .list, value: "NAMES", completes: .namespaces, "only these", "限定命名空间"),
                    FlagSpec("output-directory", value: "FOLDER", "only `-`: the prompt writes no files", "只支持 `-`"),
                    FlagSpec(
                        "output", "o", default: "json", value: "FORMAT", completes: .choices(["json", "yaml"]),
                        "json, yaml, …", "输出格式"),
                    FlagSpec(
                        "pod-running-timeout", nil, .duration, default: "20s", value: "DURATION", "until a Pod runs",
                        "等待 Pod 运行的时长"),
                ] + KubectlFlags.printing,
                english: "prints what is there, with the logs", chinese: "输出集群状态与日志")
        ],
        english: "names the cluster's addresses", chinese: "显示集群地址")

    static let options = VerbSpec(
        "options", owner: .kubectl, flags: KubectlFlags.common, english: "lists the flags of every command",
        chinese: "列出所有命令通用的参数")

    static let config = VerbSpec(
        "config", owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "view", owner: .kubectl,
                flags: KubectlFlags.common + [
                    FlagSpec("minify", nil, .bool, default: "false", "only what is used", "只显示当前使用的部分"),
                    FlagSpec("raw", nil, .bool, default: "false", "keys and tokens too", "包括密钥与令牌"),
                    FlagSpec("flatten", nil, .bool, default: "false", "nothing in other files", "内嵌其他文件的内容"),
                    FlagSpec("merge", nil, .bool, default: "true", "of all files", "合并全部文件"),
                ] + KubectlFlags.results,
                english: "shows the configuration", chinese: "显示配置"),
            VerbSpec(
                "current-context", owner: .kubectl, flags: KubectlFlags.common, english: "names the context",
                chinese: "显示当前上下文"),
            VerbSpec(
                "get-contexts", owner: .kubectl, [PositionalSpec("NAME", .nothing, isRepeated: true)],
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
                    FlagSpec("current", nil, .bool, default: "false", "the present one", "当前上下文"),
                    FlagSpec("cluster", value: "NAME", "its cluster", "集群"),
                    FlagSpec("user", value: "NAME", "its user", "用户"),
                ],
                english: "makes a context, or changes its namespace", chinese: "创建上下文，或修改其命名空间",
                examples: [
                    ExampleSpec("config set-context --current --namespace=kube-system", "from here on", "之后都用它")
                ]),
            VerbSpec(
                "use-context", aliases: ["use"], owner: .kubectl, [PositionalSpec("NAME", .nothing)],
                flags: KubectlFlags.common, english: "takes a context", chinese: "切换上下文"),
            VerbSpec(
                "rename-context", owner: .kubectl, [PositionalSpec("OLD", .nothing), PositionalSpec("NEW", .nothing)],
                flags: KubectlFlags.common, english: "gives a context another name", chinese: "重命名上下文"),
            taking("delete-context", "takes a context away", "删除上下文"),
            taking("delete-cluster", "takes a cluster away", "删除集群"),
            taking("delete-user", "takes a user away", "删除用户"),
            VerbSpec(
                "set-cluster", owner: .kubectl, [PositionalSpec("NAME", .nothing)],
                flags: KubectlFlags.common + [
                    FlagSpec("server", value: "URL", "its address", "地址"),
                    FlagSpec("tls-server-name", value: "NAME", "the name in its certificate", "证书中的名称"),
                    FlagSpec("certificate-authority", value: "FILE", "who signed it", "证书颁发机构"),
                    FlagSpec("insecure-skip-tls-verify", nil, .bool, default: "false", "trusts anyone", "不校验证书"),
                    FlagSpec("proxy-url", value: "URL", "a way to it", "代理地址"),
                    FlagSpec("embed-certs", nil, .bool, default: "false", "not modelled", "尚未建模"),
                ],
                english: "makes or changes a cluster", chinese: "创建或修改集群"),
            VerbSpec(
                "set-credentials", owner: .kubectl, [PositionalSpec("NAME", .nothing)],
                flags: KubectlFlags.common + [
                    FlagSpec("token", value: "TOKEN", "a token", "令牌"),
                    FlagSpec("username", value: "NAME", "a name", "用户名"),
                    FlagSpec("password", value: "TEXT", "a password", "密码"),
                    FlagSpec("client-certificate", value: "FILE", "a certificate", "证书"),
                    FlagSpec("client-key", value: "FILE", "its key", "私钥"),
                    FlagSpec("embed-certs", nil, .bool, default: "false", "not modelled", "尚未建模"),
                ],
                english: "makes or changes a user", chinese: "创建或修改用户"),
            VerbSpec(
                "set", owner: .kubectl, [PositionalSpec("PROPERTY", .nothing), PositionalSpec("VALUE", .nothing)],
                flags: KubectlFlags.common, english: "sets one field", chinese: "设置一个字段",
                examples: [
                    ExampleSpec("config set contexts.kubernetes-admin@kubernetes.namespace dev", "by its path", "按路径")
                ]),
            VerbSpec(
                "unset", owner: .kubectl, [PositionalSpec("PROPERTY", .nothing)], flags: KubectlFlags.common,
                english: "takes one field away", chinese: "清除一个字段"),
        ],
        english: "shows and changes how kubectl finds the cluster", chinese: "查看并修改 kubectl 配置")

    private static func taking(_ name: String, _ english: String, _ chinese: String) -> VerbSpec {
        VerbSpec(
            name, owner: .kubectl, [PositionalSpec("NAME", .nothing)], flags: KubectlFlags.common, english: english,
            chinese: chinese)
    }
}
