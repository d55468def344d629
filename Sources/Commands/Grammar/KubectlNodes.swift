/// The verbs that steer what runs on a node.
///
/// Upstream: kubectl/pkg/cmd/drain/drain.go, kubectl/pkg/cmd/taint/taint.go.
enum KubectlNodes {
    private static let nodes = [PositionalSpec("NODE", .namesOf("nodes"), isRepeated: true)]
    private static let cordoning: [FlagSpec] = KubectlFlags.common + [KubectlFlags.selector, KubectlFlags.dryRun]

    static let cordon = VerbSpec(
        "cordon", owner: .kubectl, nodes, flags: cordoning, english: "keeps new Pods off a node",
        chinese: "禁止新 Pod 调度到节点",
        examples: [ExampleSpec("cordon node-1", "what runs there stays", "已在运行的 Pod 不受影响")])

    static let uncordon = VerbSpec(
        "uncordon", owner: .kubectl, nodes, flags: cordoning, english: "lets Pods on a node again",
        chinese: "恢复节点调度")

    static let drain = VerbSpec(
        "drain", owner: .kubectl, nodes,
        flags: cordoning + [
            FlagSpec("force", nil, .bool, default: "false", "Pods that no controller keeps go too", "无控制器的 Pod 也驱逐"),
            FlagSpec(
                "ignore-daemonsets", nil, .bool, default: "false", "leaves daemon Pods alone", "忽略 DaemonSet 的 Pod"),
            FlagSpec(
                "delete-emptydir-data", nil, .bool, default: "false", "Pods with an emptyDir go too",
                "连同使用 emptyDir 的 Pod 一起驱逐"),
            FlagSpec("grace-period", nil, .int, default: "-1", value: "SECONDS", "seconds to stop in", "终止宽限秒数"),
            FlagSpec(
                "timeout", nil, .duration, default: "0s", value: "DURATION", "how long to try", "最长等待时间"),
            FlagSpec("pod-selector", value: "SELECTOR", "only Pods with these labels", "按标签筛选 Pod"),
            FlagSpec("disable-eviction", nil, .bool, default: "false", "deletes, past all budgets", "改用删除，绕过预算"),
            FlagSpec(
                "skip-wait-for-delete-timeout", nil, .int, default: "0", value: "SECONDS",
                "does not wait for Pods that long in deletion", "跳过已删除超过该秒数的 Pod"),
            FlagSpec("chunk-size", nil, .int, default: "500", value: "N", "objects a request", "每次请求的对象数")
        ],
        english: "empties a node", chinese: "排空节点",
        examples: [
            ExampleSpec("drain node-1 --ignore-daemonsets", "evicts the rest, as budgets allow", "按预算驱逐其余 Pod")
        ])

    static let taint = VerbSpec(
        "taint", owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("KEY=VALUE:EFFECT", .nothing, isRepeated: true)],
        flags: KubectlFlags.common + [
            KubectlFlags.dryRun, KubectlFlags.validate, KubectlFlags.selector,
            KubectlFlags.overwrite, KubectlFlags.all, KubectlFlags.manager("kubectl-taint")
        ] + KubectlFlags.results,
        english: "changes the taints of nodes", chinese: "修改节点污点",
        examples: [
            ExampleSpec("taint nodes node-1 repair=now:NoExecute", "sets one", "设置污点"),
            ExampleSpec("taint nodes node-1 repair-", "takes it away", "去除污点")
        ])
}
