import APIServing
public import ControllerKit
public import KubeAPI
import Nodes
import OrderedMaps
import Simulation

extension Cluster {
    /// A crashed process of the control plane is started again by its node's kubelet after so long.
    static let restartDelay = SimDuration.seconds(1)

    /// The processes, in the order in which they were made.
    public var processNames: [String] { directory.filter { !$0.isRemoved }.map(\.name) }

    func processID(_ name: String) -> Int? { processIDs[name] }

    /// Puts a process in place; it starts at `due`.
    mutating func addProcess(_ role: ProcessRole, name: String, startingAt due: SimTime) {
        let id = directory.count
        let process = ProcessPlans.make(
            role, id: id, name: name, options: options, profile: profile, node: nodeRecord(of: role), epoch: 0)
        directory.append(Cluster.facts(of: process, epoch: 0))
        processes[id] = process
        processIDs[name] = id
        queue.pushTimer(.start(process: id), on: Channels.life(id), due: due)
    }

    private static func facts(of process: SimProcess, epoch: Int) -> ProcessFacts {
        let first = process.role.electsLeader ? 1 : 0
        let workers = first..<process.slots.count
        let watchers = ResourceTable.builtIn.map { info in
            workers.filter { process.slots[$0].component.watches(info.resource) }
        }
        return ProcessFacts(
            name: process.name, role: process.role, workers: workers, watchers: watchers,
            componentNames: process.slots.map(\.component.name), epoch: epoch)
    }

    private func nodeRecord(of role: ProcessRole) -> NodeRecord? {
        switch role {
        case .kubelet(let node), .manualNode(let node): nodes[node]
        default: nil
        }
    }

    /// The process begins to run: leaders campaign, others fill their caches.
    mutating func startProcess(_ id: Int) {
        guard !directory[id].isAlive, !directory[id].isRemoved else { return }
        directory[id].isAlive = true
        directory[id].startedAt = now
        let facts = directory[id]
        trace.append(.process(ProcessSpan(process: facts.name, text: "started")), at: now, causes: [])
        if facts.role.electsLeader {
            dispatch(.started, to: Address(process: id, component: 0, epoch: facts.epoch))
        } else {
            startInformers(of: id)
        }
    }

    /// The process dies with its caches, queues and expectations. What it had sent already still takes effect.
    mutating func crash(_ id: Int, why: String, restarts: Bool) {
        guard directory[id].isAlive, let dying = processes[id] else { return }
        for reflector in dying.reflectors { server.unsubscribe(reflector.subscription) }
        keepRuntime(of: dying)
        let facts = directory[id]
        let epoch = facts.epoch + 1
        trace.append(.process(ProcessSpan(process: facts.name, text: "crashed: \(why)")), at: now, causes: [])
        let fresh = ProcessPlans.make(
            facts.role, id: id, name: facts.name, options: options, profile: profile,
            node: nodeRecord(of: facts.role), epoch: epoch)
        directory[id] = Cluster.facts(of: fresh, epoch: epoch)
        directory[id].crashedAt = now
        processes[id] = fresh
        if restarts {
            queue.pushTimer(
                .start(process: id), on: Channels.life(id), due: now + Cluster.restartDelay)
        }
    }

    /// Containers go on when their kubelet dies.
    private mutating func keepRuntime(of process: SimProcess) {
        guard case .kubelet(let node) = process.role, let kubelet = process.slots[0].component as? Kubelet else {
            return
        }
        let isLost = options.stoppedNodesLoseContainers
        nodes.update(node) { $0.runtime = isLost ? nil : kubelet.runtime }
    }

    /// The components with their processes: `kube-controller-manager` → `replicaset-controller`, …
    public var components: [(process: String, component: String)] {
        directory.filter { !$0.isRemoved }.flatMap { facts in facts.componentNames.map { (facts.name, $0) } }
    }

    /// Is the process running?
    public func isRunning(_ process: String) -> Bool {
        processID(process).map { directory[$0].isAlive } ?? false
    }

    /// A copy of a component, to look into.
    public func component(_ name: String, of process: String) -> (any Component)? {
        guard let id = processID(process) else { return nil }
        return processes[id]?.slots.first { $0.component.name == name }?.component
    }

    /// A copy of a process's caches.
    public func caches(of process: String) -> InformerCaches? {
        processID(process).flatMap { processes[$0]?.caches }
    }

    /// How many changes each cache of a process is held back by.
    public func lags(of process: String) -> [(resource: Resource, lag: Int, held: Int)] {
        guard let id = processID(process), let found = processes[id] else { return [] }
        return found.reflectors.map { ($0.resource, $0.lag, $0.held.count) }
    }
}
