import APIServing
import Documents
import KubeAPI
import Simulation

/// What people do in a simulated world with workloads of every kind.
extension SimulatedWorld {
    /// The kinds of the mix, with the names they go by: few, so that a name comes again and its orphans are adopted.
    static let mix: [(resource: Resource, name: String)] = [
        (.deployments, "web"), (.statefulSets, "db"), (.daemonSets, "agent"), (.jobs, "task"), (.cronJobs, "tick"),
    ]
    /// More of a kind at once are not made.
    private static let kindMax = 2
    /// Images of programs that run on; a template change takes another one.
    private static let images = ["main:1", "main:2", "main:3"]
    private static let replicasMax = 5

    /// One deed among the mixed workloads, by chance.
    mutating func workMixed() {
        switch chance.below(20) {
        case 0 ..< 5: createWorkload()
        case 5 ..< 10: changeImage()
        case 10 ..< 14: resize()
        case 14, 15: pauseOrResume()
        case 16, 17: deleteWorkload()
        default: deletePod()
        }
    }

    private func workloads(_ resources: [Resource]) -> [APIObject] {
        resources.flatMap { cluster.server.store.list($0, namespace: SimulatedWorld.namespace) }
    }

    /// Makes one of any kind; if its name is taken, nothing comes of it.
    mutating func createWorkload() {
        let (resource, base) = SimulatedWorld.mix[chance.below(SimulatedWorld.mix.count)]
        // A Job's name is its own for ever: its pods are not adopted by the next one.
        var name = "\(base)-\(chance.below(SimulatedWorld.kindMax))"
        if resource == .jobs {
            if workloads([.jobs]).count > 4 * SimulatedWorld.kindMax { return }
            made += 1
            name = "\(base)-\(made)"
        }
        let spec = spec(of: resource, name)
        let info = resource.info
        let object: Value = [
            "apiVersion": .string(info.group.isEmpty ? info.version : "\(info.group)/\(info.version)"),
            "kind": .string(info.kind),
            "metadata": ["name": .string(name), "namespace": .string(SimulatedWorld.namespace)],
            "spec": spec,
        ]
        send(.create(object, resource), "create \(info.singular) \(name) \(JSONWriter.text(spec))")
    }

    private mutating func spec(of resource: Resource, _ name: String) -> Value {
        switch resource {
        case .jobs: return jobSpec(name)
        case .cronJobs:
            return [
                "schedule": "* * * * *",
                "concurrencyPolicy": .string(["Allow", "Forbid", "Replace"][chance.below(3)]),
                "jobTemplate": ["spec": jobSpec(name)],
            ]
        default: break
        }
        var spec: Value = [
            "selector": ["matchLabels": ["app": .string(name)]],
            "template": template(name, SimulatedWorld.images[chance.below(SimulatedWorld.images.count)]),
        ]
        if resource != .daemonSets {
            spec.set(.int(Int64(chance.below(SimulatedWorld.replicasMax + 1))), at: "replicas")
        }
        switch resource {
        case .deployments:
            if happens(25) { spec.set(["type": "Recreate"], at: "strategy") }
            if happens(50) { spec.set(.int(Int64(chance.below(3))), at: "revisionHistoryLimit") }
        case .statefulSets:
            spec.set(.string(name), at: "serviceName")
            if happens(50) { spec.set("Parallel", at: "podManagementPolicy") }
        default:
            if happens(30) {
                spec.set(["kubernetes.io/hostname": "node-1"], at: "template", "spec", "nodeSelector")
            }
            if happens(30) {
                spec.set(["rollingUpdate": ["maxUnavailable": 0, "maxSurge": 1]], at: "updateStrategy")
            }
        }
        return spec
    }

    private mutating func jobSpec(_ name: String) -> Value {
        var template = template(name, "batch:1")
        template.set(.string(happens(50) ? "Never" : "OnFailure"), at: "spec", "restartPolicy")
        return [
            "completions": .int(Int64(1 + chance.below(4))), "parallelism": .int(Int64(1 + chance.below(3))),
            "completionMode": .string(happens(50) ? "Indexed" : "NonIndexed"), "template": template,
        ]
    }

    /// A template change: forward, or back to one that was before (an undo).
    private mutating func changeImage() {
        guard let object = pick(workloads([.deployments, .statefulSets, .daemonSets])) else { return }
        let image = SimulatedWorld.images[chance.below(SimulatedWorld.images.count)]
        let containers: Value = [["name": "main", "image": .string(image)]]
        patch(
            object, ["spec": ["template": ["spec": ["containers": containers]]]],
            "set image \(named(object)) \(image)")
    }

    private mutating func resize() {
        guard let object = pick(workloads([.deployments, .statefulSets, .jobs])) else { return }
        let field = object.resource == .jobs ? "parallelism" : "replicas"
        let size = chance.below(SimulatedWorld.replicasMax + 1)
        // A Job that may run no pod at once never ends.
        let number = Int64(object.resource == .jobs ? max(1, size) : size)
        patch(object, ["spec": [field: .int(number)]], "\(field) of \(named(object)) \(number)")
    }

    /// `rollout pause`, `suspend: true` or the opposite.
    private mutating func pauseOrResume() {
        guard let object = pick(workloads([.deployments, .jobs, .cronJobs])) else { return }
        let field = object.resource == .deployments ? "paused" : "suspend"
        let isOn = object.at("spec", field)?.bool != true
        patch(object, ["spec": [field: .bool(isOn)]], "\(field) \(isOn) \(named(object))")
    }

    private mutating func deleteWorkload() {
        guard let object = pick(workloads(SimulatedWorld.mix.map(\.resource))) else { return }
        delete(object)
    }

    private func named(_ object: APIObject) -> String { "\(object.resource.info.singular) \(object.name)" }

    private mutating func patch(_ object: APIObject, _ body: Value, _ text: String) {
        send(.patch(.merge, object.resource, object.key, body), text)
    }

    /// No CronJob starts another Job.
    mutating func suspendSchedules() {
        for cronJob in workloads([.cronJobs]) where cronJob.at("spec", "suspend")?.bool != true {
            patch(cronJob, ["spec": ["suspend": true]], "suspend \(cronJob.name)")
        }
    }

    /// Writes an annotation on each workload: its controller looks at it again.
    mutating func touchWorkloads() {
        for object in workloads([.replicaSets] + SimulatedWorld.mix.map(\.resource)) {
            patch(object, ["metadata": ["annotations": ["touched": "yes"]]], "annotate \(object.name)")
        }
    }
}
