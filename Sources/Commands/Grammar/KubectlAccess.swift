/// The verbs about who may do what.
///
/// Upstream: kubectl/pkg/cmd/auth, kubectl/pkg/cmd/certificates, kubectl/pkg/cmd/create/create_role.go,
/// create_rolebinding.go.
enum KubectlAccess {
    static let auth = VerbSpec(
        "auth", owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "can-i", owner: .kubectl, [PositionalSpec("VERB", .nothing), PositionalSpec("TYPE[/NAME]", .resources)],
                flags: KubectlFlags.common + [
                    KubectlFlags.allNamespaces, KubectlFlags.noHeaders,
                    FlagSpec("list", nil, .bool, default: "false", "all that may be done", "列出全部权限"),
                    FlagSpec("quiet", "q", .bool, default: "false", "only the exit code", "只返回退出码"),
                    FlagSpec("subresource", value: "NAME", "a subresource", "子资源")
                ],
                english: "asks whether something is allowed", chinese: "查询是否允许",
                examples: [ExampleSpec("auth can-i create pods --as=bob", "may bob?", "bob 可以吗？")]),
            VerbSpec(
                "whoami", owner: .kubectl,
                flags: KubectlFlags.common + KubectlFlags.results,
                english: "says who the server takes one for", chinese: "显示当前身份"),
            VerbSpec(
                "reconcile", owner: .kubectl, [PositionalSpec("", .nothing, isRepeated: true)],
                flags: KubectlFlags.common + [
                    KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.dryRun,
                    FlagSpec(
                        "remove-extra-permissions", nil, .bool, default: "false", "takes other rules away", "移除多余的规则"),
                    FlagSpec(
                        "remove-extra-subjects", nil, .bool, default: "false", "takes other subjects away", "移除多余的主体")
                ] + KubectlFlags.results,
                english: "brings roles and bindings up to date", chinese: "更新角色与绑定",
                examples: [ExampleSpec("auth reconcile -f roles.yaml --dry-run=client", "what would change", "将有何变化")]),
        ],
        english: "asks about permissions", chinese: "查询权限")

    static let certificate = VerbSpec(
        "certificate", owner: .kubectl, flags: KubectlFlags.common,
        children: [decision("approve", "allows a certificate", "批准"), decision("deny", "refuses a certificate", "拒绝")],
        english: "decides about certificates", chinese: "审批证书")

    private static func decision(_ name: String, _ english: String, _ chinese: String) -> VerbSpec {
        VerbSpec(
            name, owner: .kubectl, [PositionalSpec("NAME", .namesOf("certificatesigningrequests"), isRepeated: true)],
            flags: KubectlFlags.common + [
                KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize,
                FlagSpec("force", nil, .bool, default: "false", "once more", "再次更新")
            ] + KubectlFlags.results,
            english: english, chinese: "\(chinese)证书请求")
    }

    /// Children of `create`.
    static let roles: [VerbSpec] = [
        VerbSpec(
            "role", owner: .kubectl, name, flags: KubectlCreating.made + rule, english: "makes a Role",
            chinese: "创建 Role",
            examples: [ExampleSpec("create role reader --verb=get,list --resource=pods", "may look", "只读")]),
        VerbSpec(
            "clusterrole", owner: .kubectl, name,
            flags: KubectlCreating.made + rule + [
                FlagSpec("non-resource-url", nil, .list, value: "PATH", "a path", "非资源路径"),
                FlagSpec("aggregation-rule", nil, .list, value: "KEY=VALUE", "made of other roles", "聚合标签")
            ],
            english: "makes a ClusterRole", chinese: "创建 ClusterRole"),
        VerbSpec(
            "rolebinding", owner: .kubectl, name,
            flags: KubectlCreating.made + subjects + [FlagSpec("role", value: "NAME", "the Role", "Role")],
            english: "gives a role to someone", chinese: "创建 RoleBinding",
            examples: [ExampleSpec("create rolebinding r --role=reader --user=bob", "to bob", "授予 bob")]),
        VerbSpec(
            "clusterrolebinding", owner: .kubectl, name, flags: KubectlCreating.made + subjects,
            english: "gives a role to someone everywhere", chinese: "创建 ClusterRoleBinding")
    ]

    private static let name = [PositionalSpec("NAME", .nothing)]
    private static let rule = [
        FlagSpec("verb", nil, .list, value: "VERB", "what may be done", "允许的动词"),
        FlagSpec("resource", nil, .list, value: "TYPE", completes: .resources, "with what", "资源类型"),
        FlagSpec("resource-name", nil, .array, value: "NAME", "only with this one", "资源名称")
    ]
    private static let subjects = [
        FlagSpec("clusterrole", value: "NAME", completes: .namesOf("clusterroles"), "the ClusterRole", "ClusterRole"),
        FlagSpec("user", nil, .array, value: "NAME", "a user", "用户"),
        FlagSpec("group", nil, .array, value: "NAME", "a group", "用户组"),
        FlagSpec("serviceaccount", nil, .array, value: "NAMESPACE:NAME", "a ServiceAccount", "服务账号")
    ]
}
