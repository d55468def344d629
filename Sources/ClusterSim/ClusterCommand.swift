import APIServing
import ControllerKit
public import Controllers
public import KubeAPI
public import Nodes
import OrderedMaps
public import Simulation

/// What can be done to a cluster from outside between two events: the entries of its journal.
public enum ClusterCommand: Sendable {
    /// A request, executed at once, of whoever `request.user` is; `text` is what was typed.
    case request(APIRequest, text: String)
    /// A command in a container; `input` is what it reads from its standard input.
    case exec(APIRequest, input: String, text: String)
    case fault(Fault, text: String)
    case addNode(NodeSpec, isManual: Bool, text: String)
    case stop(process: String, text: String)
    case start(process: String, text: String)
    /// A learner's controller begins to run, or is taken away.
    case addController(ControllerRule, text: String)
    case removeController(name: String, text: String)
    /// Time passes in which nothing but the queue acts.
    case pass(SimDuration)
}

/// What a command came to.
public enum CommandOutcome: Sendable {
    case done
    case answered(APIResult)
    /// A command ran in a container, or could not.
    case executed(Result<ExecOutcome, ExecFailure>)
}

extension Cluster {
    /// Carries a command out, as one event caused by a person.
    @discardableResult
    public mutating func apply(_ command: ClusterCommand) throws(CommandProblem) -> CommandOutcome {
        switch command {
        case .request(let request, let text):
            let cause = note(input: text)
            return .answered(submit(request, causes: [cause]))
        case .exec(let request, let input, let text):
            let cause = note(input: text)
            return .executed(execute(request, input: input, submit(request, causes: [cause])))
        case .fault(let fault, let text):
            try check(fault)
            eventCount += 1
            let cause = note(input: text)
            inject(fault, cause)
        case .addNode(let spec, let isManual, let text):
            if nodes[spec.name] != nil { throw CommandProblem(
                "node \(spec.name) is there already",
                "节点 \(spec.name) 已经存在") }
            eventCount += 1
            _ = note(input: text)
            addNode(spec, isManual: isManual, startingAt: now)
        case .stop(let name, let text):
            let id = try livingProcess(name, shouldRun: true)
            eventCount += 1
            _ = note(input: text)
            crash(id, why: "stopped", restarts: false)
        case .start(let name, let text):
            let id = try livingProcess(name, shouldRun: false)
            eventCount += 1
            _ = note(input: text)
            startProcess(id)
        case .addController(let rule, let text): try addController(rule, text)
        case .removeController(let name, let text): try removeController(name, text)
        case .pass(let duration):
            eventCount += 1
            run(until: now + duration)
        }
        return .done
    }

    private func livingProcess(_ name: String, shouldRun: Bool) throws(CommandProblem) -> Int {
        if name == "kube-apiserver" {
            throw CommandProblem(
                "stopping the API server is not modelled: it is the world's store and its door",
                "停止 API server 没有建模：它就是这个世界的存储和入口")
        }
        guard let id = processID(name) else {
            throw CommandProblem(
                "no process \(name); there are \(processNames.prefix(8).joined(separator: ", "))",
                "没有进程 \(name)；现有：\(processNames.prefix(8).joined(separator: ", "))")
        }
        if directory[id].isAlive != shouldRun {
            throw CommandProblem(
                "\(name) \(shouldRun ? "does not run" : "runs already")",
                "\(name) \(shouldRun ? "没有在运行" : "已经在运行")")
        }
        return id
    }

    /// Refuses a fault whose subject is not there.
    private func check(_ fault: Fault) throws(CommandProblem) {
        switch fault {
        case .crash(let process): _ = try livingProcess(process, shouldRun: true)
        case .lag(let process, let resource, _), .breakWatch(let process, let resource, _):
            guard let id = processID(process) else { throw CommandProblem(
                "no process \(process)",
                "没有进程 \(process)") }
            guard processes[id]?.reflectors.contains(where: { $0.resource == resource }) == true else {
                throw CommandProblem(
                    "\(process) has no cache of \(resource.info.plural)",
                    "\(process) 没有 \(resource.info.plural) 的缓存")
            }
            if case .breakWatch = fault { try checkOpen(id, resource) }
        case .conflict(let component, _), .reject(let component, _, _, _), .endReject(let component):
            guard components.contains(where: { $0.component == component }) else {
                throw CommandProblem("no component \(component)", "没有组件 \(component)")
            }
        case .container(let pod, let container, _):
            let kubelet = try kubelet(running: pod)
            guard kubelet.containerNames(pod: pod).contains(container) else {
                throw CommandProblem(
                    "pod \(pod) has no running container \(container)",
                    "Pod \(pod) 没有正在运行的容器 \(container)")
            }
        case .sandbox(let pod): _ = try kubelet(running: pod)
        case .image, .expectations, .consistency: break
        }
    }

    /// A watch that is not open cannot break: its reflector is on its way to the API server, or not running.
    private func checkOpen(_ id: Int, _ resource: Resource) throws(CommandProblem) {
        let reflector = processes[id]?.reflectors.first { $0.resource == resource }
        guard reflector?.subscription ?? 0 != 0 else {
            throw CommandProblem(
                "\(directory[id].name) has no watch of \(resource.info.plural) open now",
                "\(directory[id].name) 现在没有打开的 \(resource.info.plural) watch")
        }
    }

    private func kubelet(running pod: ObjectKey) throws(CommandProblem) -> Kubelet {
        guard let object = server.store.object(.pods, pod) else { throw CommandProblem(
            "no pod \(pod)",
            "没有 Pod \(pod)") }
        guard let node = object.pod?.nodeName, !node.isEmpty, let kubelet = kubelet(of: node) else {
            throw CommandProblem("pod \(pod) is on no node with a kubelet", "Pod \(pod) 不在任何有 kubelet 的节点上")
        }
        return kubelet
    }

    private mutating func inject(_ fault: Fault, _ cause: SpanID) {
        switch fault {
        case .crash(let process):
            if let id = processID(process) { crash(id, why: "fault", restarts: true) }
        case .lag(let process, let resource, let changes): setLag(process, resource, changes)
        case .breakWatch(let process, let resource, let isGone): breakWatch(process, resource, isGone)
        case .conflict(let component, let count): faults.addConflicts(count, component: component)
        case .reject(let component, let verb, let resource, let count):
            faults.reject(component: component, verb: verb, resource: resource, count: count)
        case .endReject(let component): faults.endReject(component: component)
        case .container(let pod, let container, let code):
            injectIntoKubelet(of: pod) { kubelet, outlet in
                _ = kubelet.injectExit(pod: pod, container: container, code: code, &outlet)
            }
        case .sandbox(let pod):
            injectIntoKubelet(of: pod) { kubelet, outlet in
                _ = kubelet.injectSandboxDeath(pod: pod, &outlet)
            }
        case .image(let image, let fails):
            for name in nodes.map({ $0.key }) {
                injectIntoKubelet(node: name) { kubelet, _ in kubelet.setImageFails(image, fails) }
            }
        case .expectations(let on): profile.usesExpectations = on
        case .consistency(let on): profile.usesConsistencyStore = on
        }
    }

    private mutating func setLag(_ name: String, _ resource: Resource, _ changes: Int) {
        guard let id = processID(name) else { return }
        var ripe: [(change: Change, cause: SpanID)] = []
        processes.update(id) { process in
            for index in process.reflectors.indices where process.reflectors[index].resource == resource {
                process.reflectors[index].lag = changes
                ripe += process.release(index)
            }
        }
        for (change, cause) in ripe { moveAlongStream(id, change, cause: cause) }
    }

    private mutating func breakWatch(_ name: String, _ resource: Resource, _ isGone: Bool) {
        guard let id = processID(name) else { return }
        var old = 0
        processes.update(id) { process in
            for index in process.reflectors.indices where process.reflectors[index].resource == resource {
                old = process.reflectors[index].subscription
                process.reflectors[index].subscription = 0
                process.reflectors[index].mustRelist = isGone
                process.reflectors[index].held = []
            }
        }
        server.unsubscribe(old)
        trace.append(
            .process(.init(process: name, text: "watch of \(resource.info.plural) broke")), at: now, causes: [])
        let channel = Channels.watch(id, resource)
        queue.push(
            .reflect(process: id, epoch: directory[id].epoch, resource), on: channel, due: now + Cluster.watchBackoff)
    }

    private mutating func injectIntoKubelet(
        of pod: ObjectKey, _ body: (inout Kubelet, inout Outlet) -> Void
    ) {
        guard let node = server.store.object(.pods, pod)?.pod?.nodeName else { return }
        injectIntoKubelet(node: node, body)
    }

    /// Changes a kubelet from outside and carries out what it does then.
    private mutating func injectIntoKubelet(node: String, _ body: (inout Kubelet, inout Outlet) -> Void) {
        guard let id = processID(Cluster.kubeletName(node)), directory[id].isAlive else { return }
        intervene(Address(process: id, component: 0, epoch: directory[id].epoch)) { component, outlet in
            guard var kubelet = component as? Kubelet else { return }
            body(&kubelet, &outlet)
            component = kubelet
        }
    }
}
