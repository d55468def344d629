import APIServing
import ControllerKit
import Controllers
import KubeAPI
import OrderedMaps
import Simulation

/// How processes learn of custom resources.
extension Cluster {
    /// kube-controller-manager asks discovery this often for what there is to watch, and so does a learner's
    /// controller.
    ///
    /// Upstream: cmd/kube-controller-manager/app/core.go, startGarbageCollectorController.
    static let discoveryPeriod = SimDuration.seconds(30)

    /// A definition changed: the next poll of each process that asks will find it. Polls that find nothing new are no
    /// events.
    mutating func announceDiscovery() {
        for (id, facts) in directory.enumerated() where facts.isAlive {
            guard facts.role.asksDiscovery, processes[id]?.hasStarted == true else { continue }
            let since = (now - facts.startedAt).microseconds
            let period = Cluster.discoveryPeriod.microseconds
            let due = facts.startedAt + SimDuration(microseconds: (since / period + 1) * period)
            queue.pushTimer(.discover(process: id, epoch: facts.epoch), on: Channels.life(id), due: due)
        }
    }

    /// The process asks discovery: it watches what has come and forgets what has gone.
    mutating func discover(_ id: Int, _ epoch: Int) {
        guard directory[id].isCurrent(epoch), let process = processes[id] else { return }
        let catalog = server.catalog
        if process.caches.catalog.custom.map(\.resource) == catalog.custom.map(\.resource) { return }
        let role = directory[id].role
        let served = catalog.stored.map(\.resource).filter { !$0.isBuiltIn && role.wants($0) }
        let known = process.reflectors.map(\.resource).filter { !$0.isBuiltIn }
        let came = served.filter { !known.contains($0) }
        let gone = known.filter { !served.contains($0) }
        for reflector in process.reflectors where gone.contains(reflector.resource) {
            server.unsubscribe(reflector.subscription)
        }
        let names = came.map { "+\($0.info.qualified)" } + gone.map { "-\($0.info.qualified)" }
        trace.append(
            .process(
                ProcessSpan(
                    process: process.name,
                    text: "asks discovery: \(names.isEmpty ? "definitions changed" : names.joined(separator: ", "))")),
            at: now, causes: [])
        processes.update(id) { process in
            process.caches.catalog = catalog
            process.reflectors.removeAll { gone.contains($0.resource) }
            for resource in gone { process.caches.close(resource) }
            for resource in came {
                process.caches.open(resource)
                process.reflectors.append(SimProcess.Reflector(resource: resource))
            }
        }
        for resource in came {
            directory[id].watch(resource, by: watchers(of: resource, in: id))
            guard process.hasStarted else { continue }
            queue.push(
                .reflect(process: id, epoch: epoch, resource), on: Channels.watch(id, resource),
                due: now + latency(profile.readHop))
        }
    }

    private func watchers(of resource: Resource, in id: Int) -> [Int] {
        directory[id].workers.filter { processes[id]?.slots[$0].component.watches(resource) == true }
    }
}
