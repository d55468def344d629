import APIServing
import Controllers
import KubeAPI
import Simulation

/// What breaks in a simulated world.
extension SimulatedWorld {
    /// One fault, by chance.
    mutating func breakSomething() {
        switch chance.below(20) {
        case 0 ..< 4: crash()
        case 4 ..< 8: lag()
        case 8 ..< 12: breakWatch()
        case 12 ..< 15: conflict()
        case 15, 16: reject()
        case 17: endContainer()
        default: stopOrStart()
        }
    }

    private mutating func fault(_ fault: Fault, _ text: String) { apply(.fault(fault, text: text), text) }

    /// Control plane twice as often as any kubelet.
    private mutating func someProcess() -> String {
        let names = cluster.processNames
        return names[happens(50) ? chance.below(min(2, names.count)) : chance.below(names.count)]
    }

    private mutating func crash() {
        let name = someProcess()
        fault(.crash(process: name), "crash \(name)")
    }

    private mutating func someCache() -> (process: String, resource: Resource)? {
        let name = someProcess()
        guard let resource = pick(cluster.lags(of: name).map(\.resource)) else { return nil }
        return (name, resource)
    }

    private mutating func lag() {
        guard let (name, resource) = someCache() else { return }
        let changes = chance.below(12)
        fault(
            .lag(process: name, resource, changes: changes),
            "lag \(name) \(resource.info.plural) by \(changes)")
    }

    private mutating func breakWatch() {
        guard let (name, resource) = someCache() else { return }
        let isGone = happens(50)
        fault(
            .breakWatch(process: name, resource, isGone: isGone),
            "break watch \(name) \(resource.info.plural)\(isGone ? " (410)" : "")")
    }

    private mutating func someLoop() -> String? {
        pick(cluster.components.map(\.component).filter { $0 != "leader-elector" })
    }

    private mutating func conflict() {
        guard let loop = someLoop() else { return }
        let count = 1 + chance.below(3)
        fault(.conflict(component: loop, count: count), "conflict \(loop) \(count)")
    }

    /// The controllers whose creations are refused at times.
    private var podMakers: [String] {
        workloads == .mixed
            ? [
                ReplicaSetReconciler.name, StatefulSetReconciler.name, DaemonSetReconciler.name, JobReconciler.name
            ] : [ReplicaSetReconciler.name]
    }

    private mutating func reject() {
        let makers = podMakers
        let controller = makers[makers.count == 1 ? 0 : chance.below(makers.count)]
        let count = 1 + chance.below(4)
        fault(
            .reject(component: controller, verb: "create", .pods, count: count),
            "reject \(controller) create pods \(count)")
    }

    private mutating func endContainer() {
        let running = cluster.server.store.list(.pods, namespace: "default").filter { $0.pod?.phase == .running }
        guard let pod = pick(running) else { return }
        fault(.container(pod: pod.key, container: "main", exitCode: 1), "end main of \(pod.name)")
    }

    /// A process is stopped for a while: nobody starts it again but us.
    private mutating func stopOrStart() {
        if let name = stopped.first, happens(70) {
            stopped.removeFirst()
            apply(.start(process: name, text: "start \(name)"), "start \(name)")
            return
        }
        let name = someProcess()
        if apply(.stop(process: name, text: "stop \(name)"), "stop \(name)") != nil { stopped.append(name) }
    }

    /// Everything works from here on.
    mutating func endFaults() {
        for name in cluster.processNames {
            for (resource, lag, held) in cluster.lags(of: name) where lag > 0 || held > 0 {
                fault(.lag(process: name, resource, changes: 0), "lag \(name) \(resource.info.plural) ends")
            }
        }
        for controller in podMakers { fault(.endReject(component: controller), "reject ends") }
        for name in stopped where !cluster.isRunning(name) {
            apply(.start(process: name, text: "start \(name)"), "start \(name)")
        }
        stopped = []
        if workloads == .mixed { suspendSchedules() }
    }
}
