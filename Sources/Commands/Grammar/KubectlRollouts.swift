/// `rollout` and its children.
enum KubectlRollouts {
    static let rollout = VerbSpec(
        "rollout", owner: .kubectl, flags: KubectlFlags.common,
        children: [status, history, undo, pause, resume, restart],
        english: "steers and shows rollouts", chinese: "管理和查看滚动更新",
        examples: [
            ExampleSpec("rollout status deployment/web", "how far it is", "查看进度"),
            ExampleSpec("rollout undo deployment/web --to-revision=1", "back to revision 1", "回滚到修订版本 1")
        ])

    private static let selection: [FlagSpec] =
        KubectlFlags.common + [
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.selector
        ]

    private static let status = child(
        "status",
        [
            FlagSpec("watch", "w", .bool, default: "true", "until it is done", "持续到完成"),
            FlagSpec("revision", nil, .int, default: "0", value: "N", "of this revision", "指定修订版本"),
            FlagSpec("timeout", nil, .duration, default: "0s", value: "DURATION", "how long to wait", "等待时长")
        ], "how far a rollout is", "查看滚动更新的进度")

    private static let history = child(
        "history",
        [
            FlagSpec("revision", nil, .int, default: "0", value: "N", "the template of this revision", "该修订版本的模板")
        ] + KubectlFlags.results, "the revisions that are kept", "列出保留的修订版本")

    private static let undo = child(
        "undo",
        [
            FlagSpec("to-revision", nil, .int, default: "0", value: "N", "0: the one before", "0 表示上一个修订版本"),
            KubectlFlags.dryRun
        ] + KubectlFlags.results, "goes back to an older template", "回滚到旧的模板")

    private static let pause = child("pause", writing, "keeps template changes back", "暂停滚动更新")
    private static let resume = child("resume", writing, "lets template changes go on", "恢复滚动更新")
    private static let restart = child("restart", writing, "replaces all Pods by a new rollout", "重新滚动所有 Pod")

    private static let writing: [FlagSpec] = [
        KubectlFlags.manager("kubectl-rollout")
    ] + KubectlFlags.results

    private static func child(_ name: String, _ flags: [FlagSpec], _ english: String, _ chinese: String) -> VerbSpec {
        VerbSpec(
            name, owner: .kubectl, KubectlFlags.resourceAndNames, flags: selection + flags, english: english,
            chinese: chinese)
    }
}
