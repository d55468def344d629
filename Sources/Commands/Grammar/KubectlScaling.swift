/// The verbs that make autoscalers and disruption budgets.
///
/// Upstream: kubectl/pkg/cmd/autoscale/autoscale.go, kubectl/pkg/cmd/create/create_pdb.go.
enum KubectlScaling {
    static let autoscale = VerbSpec(
        "autoscale", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            FlagSpec("min", nil, .int, default: "-1", value: "N", "the least Pods", "最少 Pod 数"),
            FlagSpec("max", nil, .int, default: "-1", value: "N", "the most Pods; required", "最多 Pod 数（必填）"),
            FlagSpec("cpu", value: "CPU", "70% of the request, or 500m", "目标 CPU：70% 或 500m"),
            FlagSpec("memory", value: "MEMORY", "60% of the request, or 200Mi", "目标内存：60% 或 200Mi"),
            FlagSpec("cpu-percent", nil, .int, default: "-1", value: "N", "use --cpu instead", "请改用 --cpu"),
            FlagSpec("name", value: "NAME", "its name, if not the target's", "名称（默认同目标）"),
            KubectlFlags.record, KubectlFlags.dryRun, KubectlFlags.saveConfig, KubectlFlags.filename,
            KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.manager("kubectl-autoscale")
        ] + KubectlFlags.results,
        english: "makes a HorizontalPodAutoscaler", chinese: "创建 HorizontalPodAutoscaler",
        examples: [ExampleSpec("autoscale rs web --max=5 --cpu=50%", "up to five Pods", "最多五个 Pod")])

    static let budget = VerbSpec(
        "poddisruptionbudget", aliases: ["pdb"], owner: .kubectl, [PositionalSpec("NAME", .nothing)],
        flags: KubectlCreating.made + [
            FlagSpec("selector", value: "SELECTOR", "the Pods it covers", "所覆盖的 Pod"),
            FlagSpec("min-available", value: "N|N%", "Pods that must stay", "必须可用的 Pod 数"),
            FlagSpec("max-unavailable", value: "N|N%", "Pods that may be missing", "允许不可用的 Pod 数")
        ],
        english: "makes a PodDisruptionBudget", chinese: "创建 PodDisruptionBudget")
}
