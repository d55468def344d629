/// What may follow `apply`: the annotation that it keeps.
///
/// Upstream: kubectl/pkg/cmd/apply/apply_view_last_applied.go, apply_set_last_applied.go,
/// apply_edit_last_applied.go.
enum KubectlLastApplied {
    static let children: [VerbSpec] = [
        VerbSpec(
            "view-last-applied", owner: .kubectl, KubectlFlags.resourceAndNames,
            flags: selecting + [
                FlagSpec(
                    "output", "o", default: "yaml", value: "FORMAT", completes: .choices(["json", "yaml"]),
                    "json or yaml", "输出格式")
            ],
            english: "shows what was applied last", chinese: "显示上次应用的内容"),
        VerbSpec(
            "set-last-applied", owner: .kubectl,
            flags: KubectlFlags.common + [
                KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.dryRun,
                FlagSpec("create-annotation", nil, .bool, default: "false", "even if there is none", "没有时创建注解")
            ] + KubectlFlags.results,
            english: "takes a file for what was applied last", chinese: "将文件设为上次应用的内容"),
        VerbSpec(
            "edit-last-applied", owner: .kubectl, KubectlFlags.resourceAndNames, flags: selecting,
            english: "opens what was applied last in an editor", chinese: "编辑上次应用的内容"),
    ]

    private static let selecting: [FlagSpec] =
        KubectlFlags.common + [
            KubectlFlags.selector, KubectlFlags.all, KubectlFlags.filename, KubectlFlags.recursive,
            KubectlFlags.kustomize,
        ]
}
