import Commands
import Documents
import KubeAPI

/// Help by topic, beside the page of each word.
enum HelpPages {
    static let topics: [HelpTopic] = [
        HelpTopic(
            "conditions", title: BilingualText("conditions for until, break on, checks", "until、break on 与检查用的条件"),
            body: BilingualText(conditions, conditionsChinese)),
        HelpTopic(
            "faults", title: BilingualText("what can be made to go wrong", "可以让什么出错"),
            body: BilingualText(
                FaultWords.forms.joined(separator: "\n") + faults,
                FaultWords.forms.joined(separator: "\n") + faultsChinese)),
        HelpTopic(
            "images", title: BilingualText("how images behave", "镜像如何表现"), body: BilingualText(images, imagesChinese)),
        HelpTopic(
            "controllers", title: BilingualText("controllers of your own", "你自己的控制器"),
            body: BilingualText(RuleHelp.english, RuleHelp.chinese)),
        HelpTopic(
            "not-modelled", title: BilingualText("what is left out, and why", "没有建模的部分及原因"),
            body: BilingualText(notModelled, notModelledChinese)),
        HelpTopic(
            "predict", title: BilingualText("the questions of a lesson", "课程里的提问"),
            body: BilingualText(predict, predictChinese)),
        HelpTopic(
            "components", title: BilingualText("who can be stepped and inspected", "可以步进与查看的组件"),
            body: BilingualText(components, componentsChinese)),
    ]

    private static let predict = """
        A lesson asks before a step runs; the cluster gives the answer, not the text.
        b                       a choice: its letter
        4                       a number
        b a c                   an order: all letters
        answer b                the same, spelt out
        hint · skip             one hint more; the answer without a guess
        next                    runs the step and compares
        While a question is open, a line that answers it is the answer: `b` is no `back`.
        The commands of a step may be typed instead; `next` then does only the rest.
        """
    private static let predictChinese = """
        课程在一步执行之前提问；答案由集群给出，不由文字给出。
        b                       单选：选项的字母
        4                       一个数字
        b a c                   排序：全部字母
        answer b                同上，写全
        hint · skip             再给一条提示；不猜，直接看答案
        next                    执行这一步并比较
        问题还开着时，能回答它的一行就是答案：此时 `b` 不是 `back`。
        一步的命令也可以自己输入；`next` 只做剩下的部分。
        """
    private static let conditions = """
        pods -l tier=front = 3            a count; also >=, <=, >, <, !=
        pods -A ready >= 2                filters: active, ready, terminating
        pod/duo .status.phase = Running   a field; also contains, exists, absent
        pod/duo exists | gone | ready     an object
        event FailedCreate on rs/front    what was said, with a count: >= 3
        writes replicaset create pods = 4 requests since the command began
        websites.demo.example/blog exists a custom resource is named with its group
        outside = 1                       things that controllers made outside
        t >= 12s    rev >= 40    quiet
        … and …     not …
        """
    private static let conditionsChinese = """
        pods -l tier=front = 3            计数；也可用 >=、<=、>、<、!=
        pods -A ready >= 2                筛选：active、ready、terminating
        pod/duo .status.phase = Running   字段；也可用 contains、exists、absent
        pod/duo exists | gone | ready     对象
        event FailedCreate on rs/front    事件，可带次数：>= 3
        writes replicaset create pods = 4 自命令开始以来的请求
        websites.demo.example/blog exists 自定义资源要带上它的组
        outside = 1                       控制器在集群外造的东西
        t >= 12s    rev >= 40    quiet
        … and …     not …
        """
    private static let faults = """


        A crash takes the whole process: caches, queues, expectations. Its restart waits
        for the lease. A lag holds changes back; a broken watch is taken up again, with
        `gone` only by a new list.
        """
    private static let faultsChinese = """


        crash 会带走整个进程：缓存、队列、expectations；重启后要等租约。
        lag 会扣住变更；断开的 watch 会续上，加 gone 则必须重新 list。
        """
    private static let images = """
        By default every image is there, starts at once and runs for ever. A Pod's
        annotation orrery.dev/behaviour holds JSON that says otherwise:
          {"runsForSeconds": 5, "exitCode": 1}         a crash loop
          {"pullMilliseconds": 2000}                   a slow pull
          {"readyAfterSeconds": 20}                    readiness that comes late
          {"ignoresSIGTERM": true}                     only SIGKILL ends it
          {"exec": [{"command": "nginx -t", "stdout": "ok"}]}   what `exec` runs
        In every container `exec` knows cat, date, echo, env, false, hostname, ls, printenv,
        ps, pwd, sleep, true, and sh -c with simple commands. Files are those that the cluster
        puts there: /etc/hostname, /etc/hosts, /etc/resolv.conf, and what is mounted.
        """
    private static let imagesChinese = """
        默认每个镜像都在、立即启动、永远运行。Pod 的注解 orrery.dev/behaviour 可用 JSON 改变：
          {"runsForSeconds": 5, "exitCode": 1}         崩溃循环
          {"pullMilliseconds": 2000}                   拉取缓慢
          {"readyAfterSeconds": 20}                    就绪来得晚
          {"ignoresSIGTERM": true}                     只有 SIGKILL 能结束它
          {"exec": [{"command": "nginx -t", "stdout": "ok"}]}   `exec` 能运行什么
        每个容器里 `exec` 都认识 cat、date、echo、env、false、hostname、ls、printenv、ps、
        pwd、sleep、true，以及带简单命令的 sh -c。文件只有集群放进去的那些：
        /etc/hostname、/etc/hosts、/etc/resolv.conf 和挂载的内容。
        """
    private static let notModelled = """
        Refused with a message that says so: admission webhooks and policies; APIServices
        of other API servers, and deleting a built-in one; device claims; conversion
        webhooks and CEL rules of custom resources; traffic to a Service; scaling to zero
        by an autoscaler; pod-level resources; stopping the API server.
        FlowSchemas and their levels are kept and judged, but no request waits or is
        rejected; Services get addresses of the ServiceCIDR `kubernetes` only.
        Nobody makes or attaches volumes: without a provisioner a claim waits, as in a real
        cluster that has none. CSI drivers and their limits do nothing.
        Nobody signs: a CertificateSigningRequest that is approved gets no certificate.
        Every other kind of v1.36 is kept, listed and watched; `api-resources` names them.
        Of kubectl: cp, port-forward, proxy and input for attach, since containers run no
        programs of their own and nothing listens in them; each refusal names what to take
        instead. `exec` runs what an image is taught: `help images`.
        """
    private static let notModelledChinese = """
        以下会被明确拒绝：准入 webhook 与策略；其他 API server 的 APIService，以及删除内置
        的 APIService；设备声明；自定义资源的转换 webhook 与 CEL 规则；发往 Service 的流量；
        由自动扩缩缩到零；Pod 级资源；停止 API server。
        FlowSchema 与优先级会被保存并检查，但没有请求会排队或被拒绝；Service 的地址只来自
        名为 kubernetes 的 ServiceCIDR。
        没有谁制备或挂接卷：没有 provisioner 时 PVC 会一直等待，真实集群也是如此。
        CSI 驱动及其数量限制不起作用。
        没有签发者：CertificateSigningRequest 批准之后也得不到证书。
        v1.36 的其他类型都能保存、列出和监视；见 `api-resources`。
        kubectl 的 cp、port-forward、proxy 以及 attach 的输入也会被拒绝：容器没有自己的程序，
        也没有端口在监听；拒绝时会说明可以改用什么。`exec` 只运行教过镜像的命令：`help images`。
        """
    private static let components = """
        replicaset      the ReplicaSet controller      kube-controller-manager
        deployment      the Deployment controller      kube-controller-manager
        rc              the ReplicationController one  kube-controller-manager
        statefulset     the StatefulSet controller     kube-controller-manager
        pvcprotection   claims in use stay             kube-controller-manager
        gc              the garbage collector          kube-controller-manager
        podgc           pods that nobody deletes       kube-controller-manager
        nodelifecycle   node health and taints         kube-controller-manager
        taints          eviction by NoExecute taints   kube-controller-manager
        serviceaccount  the account `default`          kube-controller-manager
        job             the Job controller             kube-controller-manager
        ttl             Jobs that are over             kube-controller-manager
        cronjob         the CronJob controller         kube-controller-manager
        roles           ClusterRoles that aggregate    kube-controller-manager
        namespace       namespaces that are deleted    kube-controller-manager
        quota           what ResourceQuotas count      kube-controller-manager
        rootca          kube-root-ca.crt               kube-controller-manager
        tokens          tokens in Secrets              kube-controller-manager
        disruption      PodDisruptionBudgets           kube-controller-manager
        hpa             HorizontalPodAutoscalers       kube-controller-manager
        endpoints       Endpoints of Services          kube-controller-manager
        endpointslices  EndpointSlices of Services     kube-controller-manager
        mirroring       Endpoints copied into slices   kube-controller-manager
        pvprotection    bound volumes stay             kube-controller-manager
        pvbinder        claims find their volumes      kube-controller-manager
        pvexpand        claims that are to grow        kube-controller-manager
        ephemeral       claims of ephemeral volumes    kube-controller-manager
        servicecidr     ranges of Service addresses    kube-controller-manager
        crdnames        names of definitions           kube-apiserver
        crdestablish    definitions that are served    kube-apiserver
        crdcleanup      objects of deleted definitions kube-apiserver
        autoregister    an APIService a group version  kube-apiserver
        kubernetesservice  the Service `kubernetes`    kube-apiserver
        defaultcidr     the ServiceCIDR `kubernetes`   kube-apiserver
        flowproducer    FlowSchemas and their levels   kube-apiserver
        flowconsumer    whether those levels are there kube-apiserver
        systemns        kube-node-lease                kube-apiserver
        clusterauth     whom the server believes       kube-apiserver
        legacytokens    tokens in Secrets, since when  kube-apiserver
        scheduler       the default scheduler          kube-scheduler
        kubelet/NODE    a node's kubelet
        NAME            a controller of your own       a process of that name
        """
    private static let componentsChinese = """
        replicaset      ReplicaSet 控制器        kube-controller-manager
        deployment      Deployment 控制器        kube-controller-manager
        rc              ReplicationController    kube-controller-manager
        daemonset       DaemonSet 控制器         kube-controller-manager
        statefulset     StatefulSet 控制器       kube-controller-manager
        pvcprotection   使用中的 PVC 不被删除    kube-controller-manager
        gc              垃圾回收器               kube-controller-manager
        podgc           清理无人删除的 Pod       kube-controller-manager
        nodelifecycle   节点健康与污点           kube-controller-manager
        taints          NoExecute 污点的驱逐     kube-controller-manager
        serviceaccount  default 服务账号         kube-controller-manager
        job             Job 控制器               kube-controller-manager
        ttl             已结束的 Job             kube-controller-manager
        cronjob         CronJob 控制器           kube-controller-manager
        roles           聚合的 ClusterRole       kube-controller-manager
        namespace       被删除的命名空间         kube-controller-manager
        quota           ResourceQuota 的计数     kube-controller-manager
        rootca          kube-root-ca.crt         kube-controller-manager
        tokens          Secret 中的令牌          kube-controller-manager
        disruption      Pod 中断预算             kube-controller-manager
        hpa             Pod 水平自动伸缩         kube-controller-manager
        endpoints       Service 的 Endpoints     kube-controller-manager
        endpointslices  Service 的 EndpointSlice kube-controller-manager
        mirroring       Endpoints 复制成 slice   kube-controller-manager
        pvprotection    已绑定的卷不被删除       kube-controller-manager
        pvbinder        为 PVC 找到卷            kube-controller-manager
        pvexpand        要求扩容的 PVC           kube-controller-manager
        ephemeral       临时卷的 PVC             kube-controller-manager
        servicecidr     Service 的地址范围       kube-controller-manager
        crdnames        CRD 的名字               kube-apiserver
        crdestablish    CRD 开始提供服务         kube-apiserver
        crdcleanup      被删除的 CRD 的对象      kube-apiserver
        autoregister    每个组版本的 APIService  kube-apiserver
        kubernetesservice  Service kubernetes    kube-apiserver
        defaultcidr     ServiceCIDR kubernetes   kube-apiserver
        flowproducer    FlowSchema 与优先级      kube-apiserver
        flowconsumer    FlowSchema 所指是否存在  kube-apiserver
        systemns        kube-node-lease 命名空间 kube-apiserver
        clusterauth     服务器信任谁             kube-apiserver
        legacytokens    Secret 令牌的跟踪起始日  kube-apiserver
        scheduler       默认调度器               kube-scheduler
        kubelet/节点名  某节点的 kubelet
        名字            你自己的控制器           同名的进程
        """
}
