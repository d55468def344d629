/// kubectl's verbs as data.
///
/// Upstream: staging/src/k8s.io/kubectl/pkg/cmd, v1.36: names, aliases, flags and defaults. The help is in
/// our own words. Flags that concern clusters, files and streams a simulation has none of are left out, so
/// they are unknown; flags that would change what happens are there and refused.
public enum KubectlGrammar {
    /// The verbs that work, then those that are refused.
    public static let verbs: [VerbSpec] = modelled + notModelled

    static let modelled: [VerbSpec] = [
        KubectlReading.get, KubectlReading.describe, KubectlReading.logs, KubectlPods.exec, KubectlPods.debug,
        KubectlReading.explain,
        KubectlReading.wait, KubectlReading.apiResources, KubectlReading.version, KubectlWriting.apply,
        KubectlCreating.create, KubectlWriting.delete, KubectlWriting.scale, KubectlWriting.label,
        KubectlWriting.annotate, KubectlWriting.patch, KubectlWriting.edit, KubectlWriting.replace,
        KubectlCreating.run, KubectlNodes.cordon, KubectlNodes.uncordon, KubectlNodes.drain, KubectlNodes.taint,
        KubectlRollouts.rollout, KubectlSetting.set,
        KubectlScaling.autoscale, KubectlLooking.diff, KubectlLooking.events, KubectlCreating.expose,
        KubectlAccess.auth, KubectlAccess.certificate, KubectlCluster.info, KubectlCluster.apiVersions,
        KubectlCluster.config, KubectlLooking.kustomize, KubectlLooking.top,
    ]

    static let notModelled: [VerbSpec] = [
        refused("attach", "joins a running container", "接入正在运行的容器"),
        refused("cp", "copies files of containers", "复制容器内的文件"),
        refused("port-forward", "opens a port to a Pod", "转发端口到 Pod"),
        refused("proxy", "opens a port to the API server", "代理到 API 服务器"),
    ]

    private static func refused(_ name: String, _ english: String, _ chinese: String) -> VerbSpec {
        VerbSpec(
            name, owner: .kubectlNotModelled, [PositionalSpec("…", .nothing, isRepeated: true)],
            english: english,
            chinese: chinese)
    }

    /// Words of other programs, and the verbs that do the same. Upstream: `SuggestFor` of the commands.
    static let meant: [(verb: String, words: [String])] = [
        ("get", ["list", "ls"]), ("describe", ["inspect"]), ("delete", ["rm", "remove"]), ("top", ["stats"]),
    ]

    /// The flag of every verb that `word` begins with, for words before the verb.
    static func commonFlag(_ word: String) -> FlagSpec? {
        let name = word.drop { $0 == "-" }.split(separator: "=").first.map(String.init) ?? ""
        if word.hasPrefix("--") { return KubectlFlags.common.first { $0.long == name } }
        guard name.count == 1, let letter = name.first else { return nil }
        return KubectlFlags.common.first { $0.short == letter }
    }
}

/// Flags that several verbs share.
enum KubectlFlags {
    static let namespace = FlagSpec(
        "namespace", "n", value: "NAMESPACE", completes: .namespaces, "the namespace to work in", "所用的命名空间")

    /// Of every kubectl verb.
    static let common: [FlagSpec] = [
        namespace,
        FlagSpec("help", "h", .bool, default: "false", "shows this page", "显示本页"),
        FlagSpec("as", value: "USER", "acts as another user", "以其他用户身份执行"),
        FlagSpec("as-group", nil, .array, value: "GROUP", "who is in this group", "该用户所属的组"),
        FlagSpec("as-uid", value: "UID", "with this uid", "该用户的 UID"),
        FlagSpec("as-user-extra", nil, .array, value: "KEY=VALUE", "what else is known of the user", "该用户的附加信息"),
        FlagSpec(
            "v", "v", .int, default: "0", value: "LEVEL", "6 and more: the requests that are sent", "6 起显示请求"),
        FlagSpec(
            "request-timeout", default: "0", value: "DURATION", "how long a request may take", "单个请求的超时时间"),
        FlagSpec(
            "warnings-as-errors", nil, .bool, default: "false", "warnings of the server are errors",
            "将服务器警告视为错误"),
        FlagSpec("context", value: "NAME", isModelled: false, "another cluster", "使用其他集群"),
        FlagSpec("kubeconfig", value: "FILE", isModelled: false, "another configuration", "使用其他配置"),
    ]

    static let output = FlagSpec(
        "output", "o", value: "FORMAT", completes: .choices(["json", "yaml", "kyaml", "name", "wide"]),
        "json, yaml, kyaml, name, wide, jsonpath=…, go-template=…, custom-columns=…", "输出格式")
    static let resultOutput = FlagSpec(
        "output", "o", value: "FORMAT", completes: .choices(["json", "yaml", "kyaml", "name"]),
        "json, yaml, kyaml, name, jsonpath=… or go-template=…", "输出格式")
    static let managedFields = FlagSpec(
        "show-managed-fields", nil, .bool, default: "false", "keeps managedFields in json and yaml",
        "在 json 和 yaml 中保留 managedFields")
    static let dryRun = FlagSpec(
        "dry-run", default: "none", bare: "unchanged", value: "none|client|server",
        completes: .choices(["none", "client", "server"]), "only shows what would be done", "只显示将执行的操作")
    static let template = FlagSpec("template", value: "TEMPLATE", "a Go template", "Go 模板")
    static let kustomize = FlagSpec(
        "kustomize", "k", value: "FOLDER", completes: .files, "a folder with a kustomization", "kustomize 目录")
    static let filename = FlagSpec(
        "filename", "f", .list, value: "FILE", completes: .files, "a file, a folder, or - for standard input",
        "文件、目录，或用 - 表示标准输入")
    static let recursive = FlagSpec(
        "recursive", "R", .bool, default: "false", "looks into folders below", "递归处理子目录")
    static let selector = FlagSpec(
        "selector", "l", value: "SELECTOR", "only objects with these labels", "按标签筛选")
    static let fieldSelector = FlagSpec(
        "field-selector", value: "SELECTOR", "only objects with these fields", "按字段筛选")
    static let allNamespaces = FlagSpec(
        "all-namespaces", "A", .bool, default: "false", "all namespaces", "所有命名空间")
    static let all = FlagSpec("all", nil, .bool, default: "false", "all objects of the kind", "该类型的所有对象")
    static let validate = FlagSpec(
        "validate", default: "strict", bare: "strict", value: "strict|warn|ignore",
        completes: .choices(["strict", "warn", "ignore"]), "what to do about unknown fields", "如何处理未知字段")
    static func manager(_ usual: String) -> FlagSpec {
        FlagSpec("field-manager", default: usual, value: "NAME", "the name that owns the fields", "字段管理者名称")
    }
    static let ignoreNotFound = FlagSpec(
        "ignore-not-found", nil, .bool, default: "false", "objects that are not there are no error",
        "对象不存在时不报错")
    static let overwrite = FlagSpec(
        "overwrite", nil, .bool, default: "false", "changes values that are there already", "允许覆盖已有的值")
    static let resourceVersion = FlagSpec(
        "resource-version", value: "VERSION", "only if the object is at this version", "仅当版本一致时修改")
    static let local = FlagSpec(
        "local", nil, .bool, default: "false", "only on what the files say; no server", "只处理文件，不访问服务器")
    static let overrides = FlagSpec("overrides", value: "JSON", "changes what is made", "覆盖字段")
    static let overrideType = FlagSpec(
        "override-type", default: "merge", value: "json|merge|strategic",
        completes: .choices(["json", "merge", "strategic"]), "how overrides are merged", "覆盖方式")
    static let missingKeys = FlagSpec(
        "allow-missing-template-keys", nil, .bool, default: "true", "missing fields are no error",
        "模板缺少字段时不报错")
    /// How objects are printed in other ways than as tables.
    static let printing = [template, missingKeys, managedFields]
    /// Of every verb that prints what became of an object. Upstream: cli-runtime genericclioptions/print_flags.go.
    static let results = [resultOutput] + printing
    /// Upstream: cli-runtime genericclioptions/record_flags.go.
    static let record = FlagSpec(
        "record", nil, .bool, default: "false", "keeps the command in an annotation", "将命令记入注解")
    static let noHeaders = FlagSpec("no-headers", nil, .bool, default: "false", "no column titles", "不显示表头")
    static let saveConfig = FlagSpec(
        "save-config", nil, .bool, default: "false", "keeps the manifest in an annotation, as apply does",
        "像 apply 一样保存清单注解")
    static let deletion: [FlagSpec] = [
        FlagSpec("grace-period", nil, .int, default: "-1", value: "SECONDS", "seconds to stop in", "终止宽限秒数"),
        FlagSpec("force", nil, .bool, default: "false", "does not wait for the kubelet", "立即强制删除"),
        FlagSpec(
            "cascade", default: "background", bare: "background", value: "background|orphan|foreground",
            completes: .choices(["background", "orphan", "foreground"]), "what becomes of dependents",
            "如何处理附属对象"),
        FlagSpec("timeout", nil, .duration, default: "0s", value: "DURATION", "how long to wait", "等待时长"),
    ]
    static let resourceAndNames = [
        PositionalSpec("TYPE[/NAME]", .resources), PositionalSpec("NAME", .names, isRepeated: true),
    ]
}
