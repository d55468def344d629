/// kubectl's verbs as data.
///
/// Upstream: staging/src/k8s.io/kubectl/pkg/cmd, v1.36: names, aliases, flags and defaults. The help is in
/// our own words. Flags that would ask another server, or as somebody whom this one does not know, are there and
/// refused; those that only say how bytes travel are taken and do nothing.
public enum KubectlGrammar {
    /// The verbs that work, then those that are refused.
    public static let verbs: [VerbSpec] = modelled + notModelled

    static let modelled: [VerbSpec] = [
        KubectlReading.get, KubectlReading.describe, KubectlReading.logs, KubectlPods.attach, KubectlPods.exec,
        KubectlPods.debug, KubectlReading.explain,
        KubectlReading.wait, KubectlReading.apiResources, KubectlReading.version, KubectlWriting.apply,
        KubectlCreating.create, KubectlWriting.delete, KubectlWriting.scale, KubectlWriting.label,
        KubectlWriting.annotate, KubectlWriting.patch, KubectlWriting.edit, KubectlWriting.replace,
        KubectlCreating.run, KubectlNodes.cordon, KubectlNodes.uncordon, KubectlNodes.drain, KubectlNodes.taint,
        KubectlRollouts.rollout, KubectlSetting.set,
        KubectlScaling.autoscale, KubectlLooking.diff, KubectlLooking.events, KubectlCreating.expose,
        KubectlAccess.auth, KubectlAccess.certificate, KubectlCluster.info, KubectlCluster.apiVersions,
        KubectlCluster.config, KubectlCluster.options, KubectlLooking.kustomize, KubectlLooking.top,
    ]

    static let notModelled: [VerbSpec] = [
        refused("cp", "copies files of containers", "复制容器内的文件"),
        refused("port-forward", "opens a port to a Pod", "转发端口到 Pod"),
        refused("proxy", "opens a port to the API server", "代理到 API 服务器"),
        refused("completion", "writes a shell's completion", "生成 shell 补全脚本"),
        refused("plugin", "finds plugins", "查找插件"),
        refused("kuberc", "changes kubectl's preferences", "修改 kubectl 偏好设置"),
        refused("alpha", "holds experiments", "实验性命令"),
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
        let flags = KubectlFlags.common + KubectlFlags.client
        if word.hasPrefix("--") { return flags.first { $0.long == name } }
        guard name.count == 1, let letter = name.first else { return nil }
        return flags.first { $0.short == letter }
    }

    /// `kubectl` alone, `kubectl help [VERB]`: what verbs there are, or a verb's page.
    static let help = VerbSpec(
        "help", owner: .kubectl, [PositionalSpec("VERB", .verbs, isRepeated: true)], flags: KubectlFlags.common,
        english: "lists kubectl's verbs, or shows the page of one", chinese: "列出 kubectl 的命令，或显示某个命令的说明")
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
    ]

    /// Of every kubectl verb too: which server is asked, as whom, and how the bytes travel. `options` lists them.
    ///
    /// A flag of a verb goes before one of these with its name. Upstream: cli-runtime
    /// genericclioptions/config_flags.go, kubectl/pkg/cmd/profiling.go.
    static let client: [FlagSpec] = [
        FlagSpec("context", value: "NAME", "a context of the kubeconfig", "使用 kubeconfig 中的上下文"),
        FlagSpec("cluster", value: "NAME", "a cluster of the kubeconfig", "使用 kubeconfig 中的集群"),
        FlagSpec("user", value: "NAME", "a user of the kubeconfig", "使用 kubeconfig 中的用户"),
        FlagSpec("server", "s", value: "URL", "the server's address: only the simulated one", "服务器地址：只有模拟的这一个"),
        FlagSpec("token", value: "TOKEN", "not modelled: `--as` asks as somebody else", "尚未建模：用 `--as` 换身份"),
        FlagSpec("username", value: "NAME", "not modelled, as --token", "尚未建模，同 --token"),
        FlagSpec("password", value: "TEXT", "not modelled, as --token", "尚未建模，同 --token"),
        FlagSpec("client-certificate", value: "FILE", "not modelled, as --token", "尚未建模，同 --token"),
        FlagSpec("client-key", value: "FILE", "not modelled, as --token", "尚未建模，同 --token"),
        FlagSpec("kubeconfig", value: "FILE", "not modelled: `config` changes the session's", "尚未建模：用 `config` 修改"),
        FlagSpec("certificate-authority", value: "FILE", "without effect here", "在这里无作用"),
        FlagSpec("insecure-skip-tls-verify", nil, .bool, default: "false", "without effect here", "在这里无作用"),
        FlagSpec("tls-server-name", value: "NAME", "without effect here", "在这里无作用"),
        FlagSpec("disable-compression", nil, .bool, default: "false", "without effect here", "在这里无作用"),
        FlagSpec("cache-dir", value: "FOLDER", "without effect here", "在这里无作用"),
        FlagSpec("kuberc", value: "FILE", "without effect here", "在这里无作用"),
        FlagSpec("match-server-version", nil, .bool, default: "false", "they match", "版本一致"),
        FlagSpec("log-flush-frequency", nil, .duration, default: "5s", "without effect here", "在这里无作用"),
        FlagSpec("vmodule", value: "PATTERN=N", "without effect here", "在这里无作用"),
        FlagSpec("profile", default: "none", value: "NAME", "without effect here", "在这里无作用"),
        FlagSpec("profile-output", default: "profile.pprof", value: "FILE", "without effect here", "在这里无作用"),
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
