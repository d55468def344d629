public import Commands

/// Our own words at the prompt. None is a kubectl verb; each has one meaning.
public enum HouseWords {
    public static let verbs: [VerbSpec] = time + seeing + acting + door + notebook + lessons

    static let componentNames = [
        "replicaset", "gc", "podgc", "scheduler", "nodelifecycle", "taints", "serviceaccount", "rootca",
        "disruption", "deployment", "replicationcontroller", "job", "ttl", "daemonset", "statefulset",
        "pvcprotection", "cronjob", "hpa", "roles", "crdnames", "crdestablish", "crdcleanup",
    ]

    private static let time: [VerbSpec] = [
        VerbSpec(
            "step", aliases: ["s"], [PositionalSpec("n | component | into", .choices(["into"] + componentNames))],
            flags: [FlagSpec("verbose", "v", .bool, "show all", "全部显示")],
            english: "turn the clockwork: one event, n events, or to the end of a component's next sync",
            chinese: "让时钟走一步：一个事件、n 个事件，或到某组件下一次 sync 结束",
            examples: [
                ExampleSpec("step", "one event", "一个事件"),
                ExampleSpec("step 10", "ten events", "十个事件"),
                ExampleSpec("step replicaset", "to the end of its next sync", "到它下一次 sync 结束"),
                ExampleSpec("step into", "to the next request of a sync", "到某次 sync 的下一个请求"),
            ]),
        VerbSpec(
            "tick", aliases: ["t"], [PositionalSpec("duration", .nothing)],
            english: "let 250 ms (or the given time) pass with all that falls due in it",
            chinese: "让 250 毫秒（或给定时间）过去，期间到期的都会发生",
            examples: [ExampleSpec("tick", "250 ms", "250 毫秒"), ExampleSpec("tick 1s", "one second", "一秒")]),
        VerbSpec(
            "advance", [PositionalSpec("duration", .nothing)], english: "let that time pass",
            chinese: "让这么长的时间过去", examples: [ExampleSpec("advance 30s", "thirty seconds", "三十秒")]),
        VerbSpec(
            "until", [PositionalSpec("condition", .resources, isRepeated: true)],
            english: "go on until a condition holds (`help conditions`)", chinese: "继续直到条件成立（见 help conditions）",
            examples: [ExampleSpec("until pods -l app=web ready = 3", "three ready pods", "三个就绪的 Pod")]),
        VerbSpec(
            "settle", english: "go on until 3 s have passed without a write", chinese: "继续直到 3 秒内没有写入",
            examples: [ExampleSpec("settle", "let it come to rest", "等它静下来")]),
        VerbSpec(
            "auto", [PositionalSpec("speed", .nothing)], english: "let virtual time run with the clock on the wall",
            chinese: "让虚拟时间随真实时间走",
            examples: [
                ExampleSpec("auto 2x", "twice as fast", "两倍速"),
                ExampleSpec("auto eager", "come to rest after each request from outside", "外部每个请求后静下来"),
            ]),
        VerbSpec("halt", english: "end `auto`", chinese: "停止 auto"),
        VerbSpec(
            "back", aliases: ["b"], [PositionalSpec("n", .nothing)], english: "go back by one event, or n",
            chinese: "后退一个（或 n 个）事件", examples: [ExampleSpec("back 10", "ten events back", "后退十个事件")]),
        VerbSpec(
            "forward", [PositionalSpec("n", .nothing)], english: "go forward again, towards the newest moment",
            chinese: "再向前，朝最新时刻"),
        VerbSpec(
            "goto", [PositionalSpec("event | time | mark", .nothing)], english: "go to an event, a time or a mark",
            chinese: "去到某个事件、时刻或标记", examples: [ExampleSpec("goto t=2s", "two seconds", "第两秒")]),
        VerbSpec(
            "mark", [PositionalSpec("name", .nothing)], english: "give this moment a name", chinese: "给此刻起名",
            examples: [ExampleSpec("mark before", "a name to come back to", "以后可回来的名字")]),
        VerbSpec(
            "fork", [PositionalSpec("name", .nothing)], english: "open a branch here", chinese: "在此开一个分支",
            examples: [ExampleSpec("fork what-if", "a branch of that name", "名为 what-if 的分支")]),
        VerbSpec("branches", english: "the branches and marks there are", chinese: "有哪些分支与标记"),
        VerbSpec(
            "switch", [PositionalSpec("branch", .nothing)], english: "go to another branch", chinese: "切换到另一分支",
            examples: [ExampleSpec("switch main", "back to main", "回到 main")]),
        VerbSpec(
            "compare", [PositionalSpec("branch", .nothing), PositionalSpec("branch", .nothing)],
            english: "what differs between two branches", chinese: "两个分支有何不同"),
    ]

    private static let seeing: [VerbSpec] = [
        VerbSpec(
            "why", [PositionalSpec("object", .resources), PositionalSpec(".field", .nothing)],
            english: "follow causes back to a person or a timer", chinese: "把原因一路追到人或定时器",
            examples: [
                ExampleSpec("why node/node-1", "why it is as it is", "它为何如此"),
                ExampleSpec("why still pod/web", "what keeps it: finalizers, owners", "什么让它还在：终结器、属主"),
            ]),
        VerbSpec(
            "show", [PositionalSpec("event", .nothing)], flags: [FlagSpec("verbose", "v", .bool, "show all", "全部显示")],
            english: "one event in full", chinese: "完整显示一个事件", examples: [ExampleSpec("show 12", "span 12", "第 12 号")]),
        VerbSpec(
            "rule", [PositionalSpec("name", .nothing)], english: "a rule's text and where upstream has it",
            chinese: "某条规则的文字及其上游出处", examples: [ExampleSpec("rule slow-start", "1, 2, 4 …", "1、2、4……")]),
        VerbSpec("queue", english: "what is due, for whom, why", chinese: "什么将到期，归谁，为何"),
        VerbSpec(
            "inspect", [PositionalSpec("component", .choices(componentNames))],
            english: "a component's cache against the store, queue, expectations, back-offs",
            chinese: "某组件的缓存（对照存储）、队列、expectations、退避",
            examples: [ExampleSpec("inspect replicaset", "the ReplicaSet controller", "ReplicaSet 控制器")]),
        VerbSpec(
            "tree", [PositionalSpec("object", .resources)], english: "who owns whom", chinese: "谁拥有谁"),
        VerbSpec(
            "gc", children: [
                VerbSpec(
                    "graph", [PositionalSpec("object", .resources)],
                    flags: [FlagSpec("verbose", "v", .bool, "show all", "全部显示")],
                    english: "the garbage collector's graph of owners, with the state of each node",
                    chinese: "垃圾收集器的属主图及各节点状态",
                    examples: [ExampleSpec("gc graph", "all owners", "所有属主")])
            ], english: "look into the garbage collector", chinese: "看垃圾收集器"),
        VerbSpec(
            "timeline", [PositionalSpec("object", .resources)], english: "an object over virtual time, as a picture",
            chinese: "对象随虚拟时间的图"),
        VerbSpec(
            "versions", [PositionalSpec("object", .resources)], english: "each write of an object with what it changed",
            chinese: "对象的每次写入及其改动"),
        VerbSpec(
            "sequence", [PositionalSpec("from", .nothing), PositionalSpec("to", .nothing)],
            english: "who told whom, as a diagram: between two events, or since the last command",
            chinese: "谁告诉了谁的时序图：两个事件之间，或自上一命令起",
            examples: [ExampleSpec("sequence 200 230", "events 200 to 230", "事件 200 到 230")]),
        VerbSpec(
            "decisions", [PositionalSpec("pod", .namesOf("pods"))],
            english: "the scheduler's table for a pod: filters and scores", chinese: "调度器对某 Pod 的表：过滤与打分"),
        VerbSpec(
            "stages", [PositionalSpec("event", .nothing)],
            english: "a request's way through the API server, stage by stage",
            chinese: "一个请求在 API server 中逐阶段的路",
            examples: [
                ExampleSpec("stages", "your last write", "你最近的写入"),
                ExampleSpec("stages 493", "event 493", "第 493 号事件"),
            ]),
        VerbSpec(
            "etcd", children: [
                VerbSpec(
                    "get", [PositionalSpec("key", .nothing)], english: "a key as etcd holds it", chinese: "etcd 中的键",
                    examples: [
                        ExampleSpec("etcd get /registry/namespaces/default", "one key", "一个键")
                    ])
            ], english: "look into the store", chinese: "看存储"),
        VerbSpec(
            "define", [PositionalSpec("term", .nothing, isRepeated: true)], english: "the glossary", chinese: "术语表",
            examples: [ExampleSpec("define informer", "one term", "一个术语")]),
        VerbSpec(
            "check",
            children: [VerbSpec("world", english: "hold the cluster against its invariants", chinese: "检查不变量")],
            english: "check the world", chinese: "检查世界")
    ]

    private static let acting: [VerbSpec] = [
        VerbSpec(
            "load",
            [
                PositionalSpec("hpa/NAME | TARGET", .resources),
                PositionalSpec("METRIC=QUANTITY", .nothing, isRepeated: true),
            ],
            english: "what the metrics APIs say of an autoscaler's Pods", chinese: "设定指标 API 对某自动伸缩器的 Pod 报告的负载",
            examples: [
                ExampleSpec("load deployment/web cpu=80m", "of each Pod", "每个 Pod"),
                ExampleSpec("load hpa/web total:cpu=1", "shared by the running Pods", "由运行中的 Pod 分担"),
                ExampleSpec("load hpa/web external:queue=30", "pods:, object: and external: metrics", "其他指标"),
                ExampleSpec("load hpa/web off", "as without metrics-server", "如同没有 metrics-server"),
            ]),
        VerbSpec(
            "fault", [PositionalSpec("kind", .choices(FaultWords.kinds), isRepeated: true)],
            english: "make something go wrong (`help faults`)", chinese: "让某处出错（见 help faults）",
            examples: [
                ExampleSpec("fault lag kube-controller-manager/pods 5", "a cache that lags", "滞后的缓存"),
                ExampleSpec("fault crash kube-controller-manager", "a process dies", "进程死掉"),
            ]),
        VerbSpec(
            "stop", [PositionalSpec("process", .nothing)], english: "stop a process", chinese: "停止一个进程",
            examples: [ExampleSpec("stop kube-scheduler", "no scheduling", "不再调度")]),
        VerbSpec(
            "start", [PositionalSpec("process", .nothing)], english: "start it again", chinese: "再启动",
            examples: [ExampleSpec("start kube-scheduler", "scheduling again", "恢复调度")]),
        VerbSpec(
            "controller", children: [
                VerbSpec(
                    "add", [PositionalSpec("file", .files)],
                    flags: [
                        FlagSpec(
                            "filename", "f", .string, value: "file | -", "the file, or - for what follows",
                            "文件，或 - 表示后面的文字")
                    ],
                    english: "run a controller that you wrote (`help controllers`)",
                    chinese: "运行你自己写的控制器（见 help controllers）",
                    examples: [ExampleSpec("controller add site.rule", "from a file", "来自文件")]),
                VerbSpec(
                    "list", english: "your controllers, and what they made outside",
                    chinese: "你的控制器，以及它们在集群外造的东西"),
                VerbSpec(
                    "remove", [PositionalSpec("name", .nothing)], english: "take one away; what it made stays",
                    chinese: "移除一个；它造的东西留下"),
            ], english: "controllers of your own", chinese: "你自己的控制器"),
        VerbSpec(
            "node", children: [
                VerbSpec(
                    "add", [PositionalSpec("name", .nothing)],
                    flags: [
                        FlagSpec("manual", nil, .bool, "without a kubelet", "没有 kubelet"),
                        FlagSpec("labels", nil, .list, value: "k=v", "labels", "标签"),
                        FlagSpec("taints", nil, .list, value: "k=v:Effect", "taints", "污点"),
                        FlagSpec("capacity", nil, .list, value: "cpu=4,memory=8Gi,pods=110", "room", "容量"),
                    ], english: "a new node", chinese: "新节点",
                    examples: [ExampleSpec("node add node-4", "a fourth node", "第四个节点")]),
                VerbSpec(
                    "stop", [PositionalSpec("name", .namesOf("nodes"))], english: "its kubelet dies without a word",
                    chinese: "kubelet 悄然死去",
                    examples: [ExampleSpec("node stop node-1", "node-1 falls silent", "node-1 沉默")]),
                VerbSpec(
                    "start", [PositionalSpec("name", .namesOf("nodes"))], english: "it comes back", chinese: "它回来"),
            ], english: "add, stop, start nodes", chinese: "增加、停止、启动节点"),
        VerbSpec(
            "nodes", [PositionalSpec("n", .nothing)], english: "in a file: start with n nodes", chinese: "脚本中：以 n 个节点开始"
        ),
        VerbSpec("align", english: "go on to 5 s after the next full minute", chinese: "前进到下一整分后 5 秒"),
        VerbSpec(
            "snapshot", [PositionalSpec("name", .nothing), PositionalSpec("kinds", .resources, isRepeated: true)],
            english: "in a recorded run: keep the state of all objects", chinese: "录制时：保存所有对象的状态"),
        VerbSpec(
            "out", [PositionalSpec("command", .verbs, isRepeated: true)],
            english: "in a recorded run: the output is a fact",
            chinese: "录制时：输出是事实")
    ]

    private static let door: [VerbSpec] = [
        VerbSpec(
            "serve",
            flags: [
                FlagSpec("port", nil, .int, default: "0", value: "n", "port; 0: any", "端口；0：任意"),
                FlagSpec("listen", nil, .string, value: "address", "not only this machine", "不只本机"),
                FlagSpec("kubeconfig", nil, .string, value: "file", completes: .files, "where it is written", "写到哪里"),
            ], children: [VerbSpec("stop", english: "close the door again", chinese: "再关上门")],
            english: "open an HTTPS door for the real kubectl", chinese: "为真正的 kubectl 打开 HTTPS 之门",
            examples: [ExampleSpec("serve", "prints the line to paste", "打印要粘贴的一行")]),
        VerbSpec(
            "http",
            [
                PositionalSpec("method", .choices(["GET", "POST", "PUT", "PATCH", "DELETE"])),
                PositionalSpec("path", .nothing),
            ],
            flags: [
                FlagSpec("type", nil, .string, value: "media type", "Content-Type of the body", "正文的 Content-Type"),
                FlagSpec("agent", nil, .string, value: "name", "User-Agent", "User-Agent"),
                FlagSpec(
                    "upgrade", nil, .string, value: "protocol", "opens a connection into a container",
                    "打开进入容器的连接"),
                FlagSpec("user", nil, .string, value: "name", "who asks", "谁在请求"),
                FlagSpec("as", nil, .string, value: "name", "whom they want to be", "想以谁的身份"),
                FlagSpec("as-group", nil, .array, value: "name", "in which groups", "属于哪些组"),
                FlagSpec("as-uid", nil, .string, value: "uid", "with which uid", "用哪个 uid"),
                FlagSpec("as-user-extra", nil, .array, value: "key=value", "and what else", "以及其他"),
            ], english: "a request as it is on the wire; so requests from outside stand in the journal",
            chinese: "线上的请求原样；外部请求在日志中就是这样",
            examples: [ExampleSpec("http GET /api/v1/namespaces/default", "as curl would", "如同 curl")]),
    ]

    private static let notebook: [VerbSpec] = [
        VerbSpec(
            "note", [PositionalSpec("text", .nothing, isRepeated: true)], english: "write into the transcript",
            chinese: "写入记录", examples: [ExampleSpec("note this is where it forks", "a remark", "一句备注")]),
        VerbSpec(
            "pin", [PositionalSpec("command", .verbs, isRepeated: true)],
            english: "show a command again after each step",
            chinese: "每步之后再显示该命令", examples: [ExampleSpec("pin get nodes", "watch the nodes", "盯着节点")]),
        VerbSpec("unpin", [PositionalSpec("n", .nothing)], english: "end pins", chinese: "取消 pin"),
        VerbSpec(
            "break", children: [
                VerbSpec(
                    "on", [PositionalSpec("condition", .resources, isRepeated: true)],
                    english: "stop when it becomes true",
                    chinese: "成立时停下",
                    examples: [ExampleSpec("break on event FailedCreate", "stop at a failure", "失败时停下")]),
                VerbSpec("off", [PositionalSpec("n", .nothing)], english: "end breaks", chinese: "取消断点"),
                VerbSpec("list", english: "the breaks there are", chinese: "有哪些断点"),
            ], english: "stop at a condition", chinese: "在条件处停下"),
        VerbSpec(
            "export", [PositionalSpec("file", .files)],
            flags: [FlagSpec("with-secrets", nil, .bool, "do not mask Secrets", "不遮盖 Secret")],
            english: "the transcript as .md, .html, .json or .cast, the API server's audit log as .log",
            chinese: "导出为 .md、.html、.json 或 .cast；审计日志为 .log",
            examples: [
                ExampleSpec("export notes.md", "Markdown", "Markdown"),
                ExampleSpec("export audit.log", "what the API server was asked, a line each", "审计日志，每行一条"),
            ]),
        VerbSpec(
            "import", [PositionalSpec("file", .files)], english: "open an exported .json at its end",
            chinese: "打开导出的 .json，停在末尾"),
        VerbSpec("source", [PositionalSpec("file", .files)], english: "run the lines of a file", chinese: "执行文件中的各行"),
        VerbSpec(
            "lang", [PositionalSpec("en | zh", .choices(["en", "zh"]))], english: "the language of lessons and help",
            chinese: "课程与帮助的语言",
            examples: [ExampleSpec("lang zh", "Chinese", "中文"), ExampleSpec("lang en", "English", "英文")]),
        VerbSpec(
            "help", [PositionalSpec("topic", .verbs, isRepeated: true)], english: "help, by topic", chinese: "帮助，按主题",
            examples: [ExampleSpec("help step", "one word", "一个词")]),
        VerbSpec("exit", aliases: ["quit"], english: "leave", chinese: "离开"),
    ]

    private static let lessons: [VerbSpec] = [
        VerbSpec("lessons", english: "the whole course", chinese: "全部课程"),
        VerbSpec(
            "lesson", [PositionalSpec("name | number", .lessons)],
            children: [VerbSpec("goto", [PositionalSpec("step", .nothing)], english: "go to a step", chinese: "去到某步")],
            english: "start a lesson", chinese: "开始一课", examples: [ExampleSpec("lesson 8", "lesson 8", "第 8 课")]),
        VerbSpec("next", aliases: ["n"], english: "do the step and go on", chinese: "执行这一步并继续"),
        VerbSpec(
            "answer", [PositionalSpec("x", .nothing, isRepeated: true)],
            english: "answer a prediction or a quiz; the letter or number alone does it too",
            chinese: "回答预测或测验；单独输入字母或数字也可以"),
        VerbSpec("hint", english: "one hint more", chinese: "再给一条提示"),
        VerbSpec("solution", english: "how it is done", chinese: "怎么做"),
        VerbSpec("skip", english: "do the step, show and explain the answer", chinese: "执行此步，显示并解释答案"),
        VerbSpec("again", english: "play the step again, from where it began", chinese: "从这一步开始处重做"),
        VerbSpec(
            "leave", aliases: ["play"], english: "leave the lesson to experiment; twice: end it",
            chinese: "离开课程去实验；两次则结束"),
        VerbSpec("return", aliases: ["resume"], english: "return to the exact state", chinese: "回到离开时的状态"),
        VerbSpec("progress", english: "what you have done", chinese: "进度"),
        VerbSpec(
            "forget", [PositionalSpec("lesson", .lessons)], english: "forget the progress of a lesson",
            chinese: "忘掉一课的进度")
    ]
}
