/// `set` and its children.
enum KubectlSetting {
    static let set = VerbSpec(
        "set", owner: .kubectl, flags: KubectlFlags.common,
        children: [image, env, resources, serviceAccount, selector, subject],
        english: "changes fields of a Pod template", chinese: "修改 Pod 模板的字段",
        examples: [
            ExampleSpec("set image deployment/web c=nginx:1.26", "another image", "更换镜像"),
            ExampleSpec("set env deployment/web MODE=fast", "a variable of all containers", "设置环境变量")
        ])

    private static let shared: [FlagSpec] =
        KubectlFlags.common + [
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.selector,
            KubectlFlags.all,
            KubectlFlags.dryRun, KubectlFlags.local,
            KubectlFlags.manager("kubectl-set")
        ] + KubectlFlags.results
    private static let containers = FlagSpec(
        "containers", "c", default: "*", value: "NAMES", completes: .containers, "only these, * may stand in a name",
        "只修改这些容器，可用 *")

    private static let image = VerbSpec(
        "image", owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("CONTAINER=IMAGE", .nothing, isRepeated: true)],
        flags: shared + [KubectlFlags.record], english: "changes the image of containers", chinese: "修改容器镜像")

    private static let env = VerbSpec(
        "env", owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("NAME=VALUE", .nothing, isRepeated: true)],
        flags: shared + [
            containers,
            FlagSpec("env", "e", .array, value: "NAME=VALUE", "a variable", "环境变量"),
            FlagSpec("from", value: "TYPE/NAME", "all keys of a ConfigMap or Secret", "来自 ConfigMap 或 Secret"),
            FlagSpec("keys", nil, .list, value: "KEYS", "only these keys", "只取这些键"),
            FlagSpec("prefix", value: "TEXT", "in front of every name", "名称前缀"),
            FlagSpec("list", nil, .bool, default: "false", "shows what is set", "列出现有变量"),
            FlagSpec("overwrite", nil, .bool, default: "true", "may replace values", "允许覆盖"),
            FlagSpec("resolve", nil, .bool, default: "false", "shows referred values", "显示引用的值")
        ], english: "changes environment variables", chinese: "修改环境变量")

    private static let resources = VerbSpec(
        "resources", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: shared + [
            KubectlFlags.record,
            containers,
            FlagSpec("limits", value: "cpu=1,memory=1Gi", "what may be used at most", "资源上限"),
            FlagSpec("requests", value: "cpu=1,memory=1Gi", "what is set aside", "资源请求")
        ], english: "changes requests and limits", chinese: "修改资源请求与上限")

    private static let serviceAccount = VerbSpec(
        "serviceaccount", aliases: ["sa"], owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("SERVICE_ACCOUNT", .namesOf("serviceaccounts"))],
        flags: shared + [KubectlFlags.record], english: "changes the service account", chinese: "修改服务账号")

    private static let selector = VerbSpec(
        "selector", owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("EXPRESSION", .nothing, isRepeated: true)],
        flags: shared + [KubectlFlags.record, KubectlFlags.resourceVersion],
        english: "changes the selector of a Service", chinese: "修改 Service 的选择器")

    private static let subject = VerbSpec(
        "subject", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: shared + [
            FlagSpec("user", nil, .array, value: "NAME", "a user", "用户"),
            FlagSpec("group", nil, .array, value: "NAME", "a group", "用户组"),
            FlagSpec("serviceaccount", nil, .array, value: "NAMESPACE:NAME", "a ServiceAccount", "服务账号")
        ],
        english: "adds subjects to bindings", chinese: "为绑定添加主体")
}
