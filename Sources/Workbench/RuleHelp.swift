/// `help controllers`: the language in which learners write controllers.
enum RuleHelp {
    static let english = """
        One statement a line; `#` begins a comment. `controller add FILE` runs it.
          controller website-controller        its name: a process, a component
          for websites.demo.example            what it looks after
          child deployments {name} from deployment.yaml
                                               one child of each, with its name
          if missing create                    a child that is not in the cache
          if different update                  only what the template says counts
          status .replicas = child .status.readyReplicas
                                               or: child services .spec.clusterIP,
                                               .metadata.generation, count, now
          requeue after 30s                    look again without being woken
          finalizer demo.example/disk          put on before, taken off after
          outside disk {name}                  … this thing outside of the cluster
        A template is YAML with places: `image: ${.spec.image}` takes over a field
        of the parent. If the parent does not have it, the field is left out.
        Children get an owner reference; who has another owner is not touched.
        Mistakes to look at, each switched in by `bug WORD`:
          random-names      children are named by chance
          no-owner          children name no owner
          clock-in-status   each sync writes its time into .status.lastSync
          ignore-conflict   a 409 counts as done
          count-events      `count` adds up events instead of counting
          late-finalizer    the outside thing comes before the finalizer
        It is a process of its own: `stop`, `start`, `step`, `inspect`, `fault crash`,
        `fault lag NAME/websites 3`, `fault break NAME/websites` work on it. It asks as
        system:serviceaccount:default:NAME.
        """
    static let chinese = """
        每行一条语句；`#` 之后是注释。用 `controller add 文件` 运行。
          controller website-controller        名字：进程名，也是组件名
          for websites.demo.example            它照看哪种对象
          child deployments {name} from deployment.yaml
                                               每个对象一个这样的子对象
          if missing create                    缓存里没有就创建
          if different update                  只比较模板写了的字段
          status .replicas = child .status.readyReplicas
                                               还可以：child services .spec.clusterIP、
                                               .metadata.generation、count、now
          requeue after 30s                    没人叫醒也会再看
          finalizer demo.example/disk          先加上，最后取下
          outside disk {name}                  ……它守着集群外的这样东西
        模板是带占位的 YAML：`image: ${.spec.image}` 取父对象的字段；父对象没有时，
        这个字段就不写。子对象带属主引用；属主另有其人的对象不会去动。
        可以看的错误，用 `bug 词` 打开：
          random-names      子对象用随机名字
          no-owner          子对象不写属主
          clock-in-status   每次同步把时刻写进 .status.lastSync
          ignore-conflict   把 409 当成完成
          count-events      `count` 累加事件，而不是数现有的
          late-finalizer    先造集群外的东西，后加终结器
        它是独立的进程：`stop`、`start`、`step`、`inspect`、`fault crash`、
        `fault lag 名字/websites 3`、`fault break 名字/websites` 都可用。它以
        system:serviceaccount:default:名字 的身份发请求。
        """
}
