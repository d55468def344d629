/// The verbs that change what is there.
enum KubectlWriting {
    static let windowsLineEndings = FlagSpec(
        "windows-line-endings", nil, .bool, default: "false", "lines end as on Windows", "使用 Windows 换行符")
    private static let subresource = FlagSpec(
        "subresource", value: "NAME", completes: .choices(["status", "scale", "resize"]), "a subresource", "子资源")

    static let apply = VerbSpec(
        "apply", owner: .kubectl,
        flags: KubectlFlags.common + [
            KubectlFlags.record,
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.dryRun,
            KubectlFlags.selector, KubectlFlags.validate,
            KubectlFlags.manager("kubectl-client-side-apply"),
            FlagSpec("overwrite", nil, .bool, default: "true", "the manifest wins in conflicts", "冲突时以清单为准"),
            FlagSpec("server-side", nil, .bool, default: "false", "the server merges", "服务器端应用"),
            FlagSpec("force-conflicts", nil, .bool, default: "false", "takes fields over", "强制接管字段"),
            FlagSpec("prune", nil, .bool, default: "false", "deletes what was applied before", "删除不再应用的对象"),
            FlagSpec("prune-allowlist", nil, .list, value: "GROUP/VERSION/KIND", "only these kinds", "仅这些类型"),
            KubectlFlags.all,
            FlagSpec(
                "cascade", default: "background", bare: "background", value: "background|orphan|foreground",
                completes: .choices(["background", "orphan", "foreground"]), "what becomes of dependents",
                "如何处理附属对象"),
            FlagSpec("grace-period", nil, .int, default: "-1", value: "SECONDS", "seconds to stop in", "终止宽限秒数"),
            FlagSpec("force", nil, .bool, default: "false", "replaces if need be", "必要时强制替换"),
            FlagSpec("timeout", nil, .duration, default: "0s", value: "DURATION", "how long to wait", "等待时长"),
            FlagSpec("wait", nil, .bool, default: "false", "until what is pruned is gone", "等待被清理的对象删除"),
            subresource
        ] + KubectlFlags.results,
        children: KubectlLastApplied.children,
        english: "makes objects as a manifest says", chinese: "按清单创建或更新对象",
        examples: [ExampleSpec("apply -f web.yaml", "what the file says", "应用清单文件")])

    static let delete = VerbSpec(
        "delete", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.selector,
            KubectlFlags.fieldSelector,
            KubectlFlags.all, KubectlFlags.allNamespaces, KubectlFlags.ignoreNotFound, KubectlFlags.dryRun,
            FlagSpec("output", "o", value: "FORMAT", completes: .choices(["name"]), "name", "输出格式"),
            FlagSpec("now", nil, .bool, default: "false", "a grace period of one second", "宽限期为一秒"),
            FlagSpec("wait", nil, .bool, default: "true", "until they are gone", "等待删除完成"),
            FlagSpec("interactive", "i", .bool, default: "false", "asks first", "删除前确认"),
            FlagSpec("raw", value: "URI", "a raw path", "原始路径")
        ] + KubectlFlags.deletion,
        english: "deletes objects", chinese: "删除对象",
        examples: [
            ExampleSpec("delete pod web", "asks it to stop, then removes it", "请求停止并删除"),
            ExampleSpec("delete rs web --cascade=orphan", "leaves its Pods behind", "保留其 Pod")
        ])

    static let scale = VerbSpec(
        "scale", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            KubectlFlags.record,
            FlagSpec("replicas", nil, .int, default: "-1", value: "COUNT", "how many Pods", "副本数"),
            FlagSpec(
                "current-replicas", nil, .int, default: "-1", value: "COUNT", "only from so many", "当前副本数须为此值"
            ),
            FlagSpec("timeout", nil, .duration, default: "0s", value: "DURATION", "how long to wait", "等待时长"),
            KubectlFlags.resourceVersion, KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize,
            KubectlFlags.selector,
            KubectlFlags.all, KubectlFlags.dryRun
        ] + KubectlFlags.results,
        english: "sets how many Pods a controller keeps", chinese: "设置副本数",
        examples: [ExampleSpec("scale rs/web --replicas=3", "three of them", "设为三个副本")])

    static let label = VerbSpec(
        "label", owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("KEY=VALUE", .nothing, isRepeated: true)],
        flags: mapFlags + [KubectlFlags.manager("kubectl-label")], english: "sets or takes labels",
        chinese: "设置或删除标签",
        examples: [
            ExampleSpec("label pod web app=web", "sets one", "设置标签"),
            ExampleSpec("label pod web app-", "takes it away", "删除标签")
        ])

    static let annotate = VerbSpec(
        "annotate", owner: .kubectl,
        KubectlFlags.resourceAndNames + [PositionalSpec("KEY=VALUE", .nothing, isRepeated: true)],
        flags: mapFlags + [KubectlFlags.manager("kubectl-annotate")], english: "sets or takes annotations",
        chinese: "设置或删除注解")

    private static let mapFlags: [FlagSpec] =
        KubectlFlags.common + [
            KubectlFlags.record,
            KubectlFlags.overwrite, KubectlFlags.resourceVersion, KubectlFlags.selector,
            KubectlFlags.fieldSelector,
            KubectlFlags.all, KubectlFlags.allNamespaces, KubectlFlags.filename, KubectlFlags.recursive,
            KubectlFlags.kustomize,
            KubectlFlags.dryRun, KubectlFlags.local,
            FlagSpec("list", nil, .bool, default: "false", "shows what is set", "列出现有的值")
        ] + KubectlFlags.results

    static let patch = VerbSpec(
        "patch", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            KubectlFlags.record,
            FlagSpec("patch", "p", value: "PATCH", "the patch as JSON or YAML", "JSON 或 YAML 补丁"),
            FlagSpec("patch-file", value: "FILE", completes: .files, "a file with the patch", "补丁文件"),
            FlagSpec(
                "type", default: "strategic", value: "json|merge|strategic",
                completes: .choices(["json", "merge", "strategic"]), "how the patch is written", "补丁类型"),
            subresource,
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.dryRun,
            KubectlFlags.local, KubectlFlags.manager("kubectl-patch")
        ] + KubectlFlags.results,
        english: "changes some fields of an object", chinese: "修改对象的部分字段",
        examples: [
            ExampleSpec("patch rs web -p '{\"spec\":{\"replicas\":2}}'", "one field", "修改一个字段")
        ])

    static let edit = VerbSpec(
        "edit", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            KubectlFlags.record,
            KubectlFlags.selector, KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize,
            KubectlFlags.validate,
            KubectlFlags.manager("kubectl-edit"),
            FlagSpec(
                "output", "o", default: "yaml", value: "FORMAT", completes: .choices(["json", "yaml"]), "json or yaml",
                "输出格式"),
            FlagSpec(
                "output-patch", nil, .bool, default: "false", "shows what is sent", "显示发送的补丁"),
            windowsLineEndings, KubectlFlags.saveConfig, subresource
        ],
        english: "opens an object in an editor", chinese: "在编辑器中修改对象")

    static let replace = VerbSpec(
        "replace", owner: .kubectl,
        flags: KubectlFlags.common + [
            KubectlFlags.record,
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.dryRun,
            KubectlFlags.validate, KubectlFlags.saveConfig, KubectlFlags.manager("kubectl-replace"),
            FlagSpec("raw", value: "URI", "a raw path", "原始路径"),
            subresource
        ] + KubectlFlags.results + KubectlFlags.deletion,
        english: "puts a manifest in place of an object", chinese: "用清单替换对象")
}
