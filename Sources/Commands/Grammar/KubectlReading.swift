/// The verbs that only look.
enum KubectlReading {
    static let get = VerbSpec(
        "get", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            KubectlFlags.output, KubectlFlags.selector, KubectlFlags.fieldSelector,
            KubectlFlags.allNamespaces,
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize, KubectlFlags.ignoreNotFound,
            KubectlFlags.noHeaders,
            KubectlFlags.managedFields,
            FlagSpec("watch", "w", .bool, default: "false", "goes on with every change", "持续显示变化"),
            FlagSpec("watch-only", nil, .bool, default: "false", "only the changes", "只显示变化"),
            FlagSpec(
                "output-watch-events", nil, .bool, default: "false", "names the kind of change", "显示事件类型"),
            FlagSpec("show-labels", nil, .bool, default: "false", "labels as the last column", "显示标签列"),
            FlagSpec("show-kind", nil, .bool, default: "false", "the kind before the name", "名称前显示类型"),
            FlagSpec(
                "label-columns", "L", .list, value: "LABEL", "columns of their own for labels", "将标签显示为列"),
            FlagSpec("sort-by", value: "PATH", "orders rows by a JSONPath", "按 JSONPath 排序"),
            KubectlFlags.template,
            FlagSpec("chunk-size", nil, .int, default: "500", value: "N", "objects a request", "每次请求的对象数"),
            FlagSpec(
                "subresource", value: "NAME", completes: .choices(["status", "scale"]), "a subresource", "子资源"
            ),
            FlagSpec("raw", value: "URI", "a raw path", "原始路径"),
            KubectlFlags.missingKeys,
            FlagSpec(
                "server-print", nil, .bool, default: "true", "tables as the server makes them", "使用服务器端表格")
        ],
        english: "lists objects, or shows some of them", chinese: "列出或显示对象",
        examples: [
            ExampleSpec("get pods -o wide", "all Pods, with nodes and addresses", "所有 Pod 及其节点和地址"),
            ExampleSpec("get rs web -o yaml", "one object, whole", "显示一个完整对象"),
            ExampleSpec(
                "get pods -o jsonpath='{.items[*].metadata.name}'", "only the names", "只显示名称")
        ])

    static let describe = VerbSpec(
        "describe", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            KubectlFlags.selector, KubectlFlags.allNamespaces, KubectlFlags.filename, KubectlFlags.recursive,
            KubectlFlags.kustomize,
            FlagSpec(
                "show-events", nil, .bool, default: "true", "events too; of several objects only if it is given",
                "显示相关事件；多个对象时须明确指定"),
            FlagSpec("chunk-size", nil, .int, default: "500", value: "N", "objects a request", "每次请求的对象数")
        ],
        english: "tells all about objects, with their events", chinese: "详细描述对象及其事件",
        examples: [ExampleSpec("describe pod web", "one Pod in words", "描述一个 Pod")])

    static let logs = VerbSpec(
        "logs", aliases: ["log"], owner: .kubectl,
        [PositionalSpec("POD", .namesOf("pods")), PositionalSpec("CONTAINER", .containers)],
        flags: KubectlFlags.common + [
            KubectlFlags.selector,
            FlagSpec("container", "c", value: "CONTAINER", completes: .containers, "which container", "指定容器"),
            FlagSpec("previous", "p", .bool, default: "false", "of the run before", "上一次运行的日志"),
            FlagSpec("follow", "f", .bool, default: "false", "goes on with new lines", "持续输出"),
            FlagSpec("tail", nil, .int, default: "-1", value: "N", "only the last lines", "只显示末尾若干行"),
            FlagSpec("timestamps", nil, .bool, default: "false", "the time before each line", "显示时间戳"),
            FlagSpec(
                "since", nil, .duration, default: "0s", value: "DURATION", "only newer lines", "只显示较新的日志"),
            FlagSpec("since-time", value: "TIME", "only lines after a time (RFC 3339)", "只显示之后的日志"),
            FlagSpec("limit-bytes", nil, .int, default: "0", value: "N", "at most so many bytes", "最大字节数"),
            FlagSpec("all-containers", nil, .bool, default: "false", "every container", "所有容器"),
            FlagSpec("all-pods", nil, .bool, default: "false", "every Pod of the object", "该对象的所有 Pod"),
            FlagSpec("prefix", nil, .bool, default: "false", "Pod and container before each line", "显示来源前缀"),
            FlagSpec("ignore-errors", nil, .bool, default: "false", "goes on after errors", "出错时继续"),
            FlagSpec(
                "max-log-requests", nil, .int, default: "5", value: "N", "at most so many logs", "并发日志数上限")
        ],
        english: "shows what a container printed", chinese: "显示容器的日志",
        examples: [ExampleSpec("logs web --previous", "what it said before it restarted", "重启前的日志")])

    static let explain = VerbSpec(
        "explain", owner: .kubectl, [PositionalSpec("TYPE.FIELD", .resources)],
        flags: KubectlFlags.common + [
            FlagSpec("recursive", nil, .bool, default: "false", "all fields below", "显示所有下级字段"),
            FlagSpec("api-version", value: "VERSION", "of this version", "指定 API 版本"),
            FlagSpec("output", "o", default: "plaintext", value: "FORMAT", "plaintext", "输出格式")
        ],
        english: "tells what fields a kind has", chinese: "解释资源的字段",
        examples: [ExampleSpec("explain pod.spec.restartPolicy", "one field", "解释一个字段")])

    static let wait = VerbSpec(
        "wait", owner: .kubectl, KubectlFlags.resourceAndNames,
        flags: KubectlFlags.common + [
            FlagSpec(
                "for", nil, .array, value: "CONDITION", "delete, create, condition=…, jsonpath=…", "等待的条件"),
            FlagSpec("timeout", nil, .duration, default: "30s", value: "DURATION", "how long", "等待时长"),
            KubectlFlags.selector, KubectlFlags.fieldSelector, KubectlFlags.all, KubectlFlags.allNamespaces,
            KubectlFlags.filename, KubectlFlags.recursive, KubectlFlags.kustomize
        ] + KubectlFlags.results,
        english: "waits until objects are so", chinese: "等待对象满足条件",
        examples: [ExampleSpec("wait --for=condition=Ready pod/web", "until it is ready", "等待就绪")])

    static let apiResources = VerbSpec(
        "api-resources", owner: .kubectl,
        flags: KubectlFlags.common + [
            FlagSpec("api-group", value: "GROUP", "only this group", "只显示该组"),
            FlagSpec("namespaced", nil, .bool, default: "true", "only those in namespaces", "只显示命名空间级资源"),
            FlagSpec(
                "output", "o", value: "FORMAT", completes: .choices(["wide", "name", "json", "yaml"]),
                "wide, name, json or yaml", "输出格式"),
            FlagSpec("verbs", nil, .list, value: "VERB", "only with these verbs", "只显示支持这些动词的资源"),
            FlagSpec("categories", nil, .list, value: "NAME", "only of these categories", "只显示该类别"),
            FlagSpec("sort-by", value: "name|kind", "the order", "排序方式"),
            FlagSpec("cached", nil, .bool, default: "false", "of the cache", "使用缓存"), KubectlFlags.noHeaders
        ],
        english: "lists the kinds of objects", chinese: "列出资源类型")

    static let version = VerbSpec(
        "version", owner: .kubectl,
        flags: KubectlFlags.common + [
            FlagSpec("client", nil, .bool, default: "false", "only of kubectl", "只显示客户端版本"),
            FlagSpec(
                "output", "o", value: "FORMAT", completes: .choices(["json", "yaml"]), "json or yaml", "输出格式")
        ],
        english: "says which version this is", chinese: "显示版本")
}
