/// The verbs that compare and list what happened.
///
/// Upstream: kubectl/pkg/cmd/diff/diff.go, kubectl/pkg/cmd/events/events.go.
enum KubectlLooking {
    static let diff = VerbSpec(
        "diff", owner: .kubectl,
        flags: KubectlFlags.common + [
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.selector,
            KubectlFlags.manager("kubectl-client-side-apply"), KubectlFlags.managedFields,
            FlagSpec("show-secrets", nil, .bool, default: "false", "values of Secrets too", "显示 Secret 的值"),
            FlagSpec("concurrency", nil, .int, default: "1", value: "N", "so many at once", "并发数"),
            FlagSpec("server-side", nil, .bool, default: "false", "the server merges", "服务器端应用"),
            FlagSpec("force-conflicts", nil, .bool, default: "false", "takes fields over", "强制接管字段"),
            FlagSpec("prune", nil, .bool, default: "false", "what would go too", "包括将删除的对象"),
            FlagSpec("prune-allowlist", nil, .list, value: "GROUP/VERSION/KIND", "only these kinds", "仅这些类型"),
        ],
        english: "shows what apply would change", chinese: "显示 apply 会改变什么",
        examples: [ExampleSpec("diff -f web.yaml", "before one applies it", "应用之前先比较")])

    static let events = VerbSpec(
        "events", owner: .kubectl,
        flags: KubectlFlags.common + [
            FlagSpec("for", value: "TYPE/NAME", completes: .resources, "only of this object", "只看该对象"),
            FlagSpec(
                "types", nil, .list, value: "TYPE", completes: .choices(["Normal", "Warning"]), "only of these types",
                "只看这些类型"),
            FlagSpec("watch", "w", .bool, default: "false", "goes on with every event", "持续显示新事件"),
            FlagSpec("chunk-size", nil, .int, default: "500", value: "N", "objects a request", "每次请求的对象数"),
            KubectlFlags.allNamespaces, KubectlFlags.noHeaders, KubectlFlags.output, KubectlFlags.template,
            KubectlFlags.managedFields,
        ],
        english: "lists events, oldest first", chinese: "按时间列出事件",
        examples: [ExampleSpec("events --for=deployment/web", "of one object", "一个对象的事件")])

    static let kustomize = VerbSpec(
        "kustomize", owner: .kubectl, [PositionalSpec("FOLDER", .files)], flags: KubectlFlags.common,
        english: "builds the manifests of a kustomization", chinese: "构建 kustomize 清单",
        examples: [ExampleSpec("kustomize overlays/dev", "prints what -k would read", "打印 -k 将读取的内容")])

    static let top = VerbSpec(
        "top", owner: .kubectl, flags: KubectlFlags.common,
        children: [
            VerbSpec(
                "pod", aliases: ["pods", "po"], owner: .kubectl, [PositionalSpec("NAME", .namesOf("pods"))],
                flags: usage + [
                    KubectlFlags.fieldSelector, KubectlFlags.allNamespaces,
                    FlagSpec("containers", nil, .bool, default: "false", "each container", "按容器显示"),
                    FlagSpec("sum", nil, .bool, default: "false", "the sum below", "显示合计"),
                ],
                english: "shows what Pods use", chinese: "显示 Pod 用量"),
            VerbSpec(
                "node", aliases: ["nodes", "no"], owner: .kubectl, [PositionalSpec("NAME", .namesOf("nodes"))],
                flags: usage + [
                    FlagSpec("show-capacity", nil, .bool, default: "false", "shares of the capacity", "按总容量计算")
                ],
                english: "shows what nodes carry", chinese: "显示节点用量"),
        ],
        english: "shows what Pods use; `load` says how much", chinese: "显示资源用量（由 `load` 设定）",
        examples: [ExampleSpec("top pod --containers", "container by container", "逐个容器")])

    private static let usage: [FlagSpec] =
        KubectlFlags.common + [
            KubectlFlags.selector, KubectlFlags.noHeaders,
            FlagSpec("show-swap", nil, .bool, default: "false", "swap too, of which there is none", "包括交换空间（没有）"),
            FlagSpec("use-protocol-buffers", nil, .bool, default: "true", "without effect here", "在这里无作用"),
            FlagSpec(
                "sort-by", value: "cpu|memory", completes: .choices(["cpu", "memory"]), "the largest first", "排序依据"),
        ]
}
