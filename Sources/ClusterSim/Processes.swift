import ControllerKit
import Controllers
import KubeAPI
import Nodes
import Scheduling
import Simulation

extension ClusterOptions {
    /// The names that `controllersOff` may hold, by letter.
    public static var controllers: [String] {
        let loops: [any Component] = ControllerRegistry.make() + ControllerRegistry.makeAPIServerLoops()
        return (loops.map(\.name) + [ProcessPlans.defaultScheduler]).sorted()
    }
}

/// Which components a process has, what it caches and how its clients are limited.
///
/// Upstream: cmd/kube-controller-manager/app/controllermanager.go, cmd/kube-scheduler, cmd/kubelet.
enum ProcessPlans {
    static let apiServer = "kube-apiserver"
    static let controllerManager = "kube-controller-manager"
    static let scheduler = "kube-scheduler"
    /// What runs in the scheduler's process beside the election of its leader.
    fileprivate static let defaultScheduler = "default-scheduler"

    static func make(
        _ role: ProcessRole, id: Int, name: String, options: ClusterOptions, profile: Profile, node: NodeRecord?,
        epoch: Int
    ) -> SimProcess {
        let seed = Seed(options.seed).child("process \(name) \(epoch)")
        switch role {
        case .apiServer: return apiServerLoops(id, name, options, seed)
        case .controllerManager: return controllerManager(id, name, options, profile, seed, epoch)
        case .scheduler: return schedulerProcess(id, name, options, profile, seed, epoch)
        case .kubelet(let nodeName):
            return kubelet(id, name, nodeName, options, profile, seed, node)
        case .manualNode(let nodeName):
            return manualNode(id, name, nodeName, seed, node)
        case .learnerController(let rule): return learnerController(id, rule, profile, seed)
        }
    }

    /// The loops of kube-apiserver: over CustomResourceDefinitions, and the hooks that keep its own objects.
    ///
    /// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/apiserver.go, pkg/controlplane/instance.go,
    /// pkg/controlplane/apiserver/server.go. Their client is the server's own and has no limit.
    private static func apiServerLoops(
        _ id: Int, _ name: String, _ options: ClusterOptions, _ seed: Seed
    ) -> SimProcess {
        let loops = ControllerRegistry.makeAPIServerLoops().filter { !options.controllersOff.contains($0.name) }
        let caches = ControllerRegistry.apiServerCaches
        return SimProcess(
            id: id, name: name, role: .apiServer, caches: InformerCaches(caches.map { ($0.resource, []) }),
            reflectors: caches.map { SimProcess.Reflector(resource: $0.resource, scope: $0.scope) },
            slots: loops.map { SimProcess.Slot(component: $0, limiter: nil, recorder: nil) }, seed: seed)
    }

    private static func controllerManager(
        _ id: Int, _ name: String, _ options: ClusterOptions, _ profile: Profile, _ seed: Seed, _ epoch: Int
    ) -> SimProcess {
        let loops: [any Component] = ControllerRegistry.make().filter { !options.controllersOff.contains($0.name) }
        let elector = LeaderElector(
            process: name, user: "system:kube-controller-manager",
            identity: "\(ControlPlane.hostName)_\(name)-\(epoch + 1)")
        var slots = [SimProcess.Slot(component: elector, limiter: nil, recorder: nil)]
        for loop in loops {
            slots.append(
                SimProcess.Slot(
                    component: loop,
                    limiter: profile.controllerLimit.map { bucket(ControllerRegistry.clientLimit(of: loop.name, $0)) },
                    recorder: EventRecorder(component: ControllerRegistry.eventSource(of: loop.name), host: "")))
        }
        return SimProcess(
            id: id, name: name, role: .controllerManager, caches: InformerCaches(ControllerRegistry.caches),
            reflectors: ControllerRegistry.caches.map { SimProcess.Reflector(resource: $0.resource) },
            slots: slots, seed: seed)
    }

    /// Upstream: pkg/scheduler/eventhandlers.go, addAllEventHandlers, of what is modelled.
    private static let schedulerResources: [Resource] = [
        .nodes, .pods, .replicaSets, .namespaces, .statefulSets, .services, .persistentVolumeClaims,
        .persistentVolumes, .storageClasses,
    ]

    private static func schedulerProcess(
        _ id: Int, _ name: String, _ options: ClusterOptions, _ profile: Profile, _ seed: Seed, _ epoch: Int
    ) -> SimProcess {
        let elector = LeaderElector(
            process: name, user: "system:kube-scheduler", identity: "\(ControlPlane.hostName)_\(name)-\(epoch + 1)")
        var slots = [SimProcess.Slot(component: elector, limiter: nil, recorder: nil)]
        if !options.controllersOff.contains(defaultScheduler) {
            slots.append(
                SimProcess.Slot(
                    component: Scheduler(seed: seed.child("scheduler")),
                    limiter: profile.schedulerLimit.map(bucket),
                    recorder: EventRecorder(component: defaultScheduler, host: "")))
        }
        return SimProcess(
            id: id, name: name, role: .scheduler, caches: InformerCaches(schedulerResources.map { ($0, []) }),
            reflectors: schedulerResources.map { SimProcess.Reflector(resource: $0) },
            slots: slots, seed: seed)
    }

    private static func kubelet(
        _ id: Int, _ name: String, _ nodeName: String, _ options: ClusterOptions, _ profile: Profile, _ seed: Seed,
        _ node: NodeRecord?
    ) -> SimProcess {
        guard let node else { preconditionFailure("kubelet \(name) without a node record") }
        let kubelet: Kubelet
        if let runtime = node.runtime {
            kubelet = Kubelet(node: node.spec, behaviours: options.behaviours, seed: seed, runtime: runtime)
        } else {
            kubelet = Kubelet(node: node.spec, behaviours: options.behaviours, seed: seed)
        }
        return SimProcess(
            id: id, name: name, role: .kubelet(node: nodeName), caches: InformerCaches([(.pods, [])]),
            reflectors: [SimProcess.Reflector(resource: .pods, scope: .node(nodeName))],
            slots: [
                SimProcess.Slot(
                    component: kubelet, limiter: profile.kubeletLimit.map(bucket),
                    recorder: EventRecorder(component: "kubelet", host: nodeName))
            ], seed: seed)
    }

    private static func manualNode(
        _ id: Int, _ name: String, _ nodeName: String, _ seed: Seed, _ node: NodeRecord?
    ) -> SimProcess {
        guard let node else { preconditionFailure("manual node \(name) without a record") }
        return SimProcess(
            id: id, name: name, role: .manualNode(node: nodeName), caches: InformerCaches([]), reflectors: [],
            slots: [SimProcess.Slot(component: ManualNode(node: node.spec), limiter: nil, recorder: nil)], seed: seed)
    }

    /// A controller of a learner, alone in its process; what it watches of custom resources comes from discovery.
    private static func learnerController(
        _ id: Int, _ rule: ControllerRule, _ profile: Profile, _ seed: Seed
    ) -> SimProcess {
        let resources = rule.resources.compactMap { ResourceTable.find($0)?.resource }
        let loop = ControllerRunner<RuleReconciler>(
            name: rule.name, user: rule.user, memory: RuleMemory(rule: rule))
        return SimProcess(
            id: id, name: rule.name, role: .learnerController(rule), caches: InformerCaches(resources.map { ($0, []) }),
            reflectors: resources.map { SimProcess.Reflector(resource: $0) },
            slots: [
                SimProcess.Slot(
                    component: loop, limiter: profile.controllerLimit.map(bucket),
                    recorder: EventRecorder(component: rule.name, host: ""))
            ], seed: seed)
    }

    private static func bucket(_ limit: Profile.ClientLimit) -> TokenBucket {
        TokenBucket(perSecond: limit.perSecond, burst: limit.burst)
    }
}

/// A node as the cluster's operator knows it: it outlives its kubelet's process.
struct NodeRecord: Sendable {
    let spec: NodeSpec
    let isManual: Bool
    /// What the container runtime holds while the kubelet is down.
    var runtime: Nodes.Runtime?
}
