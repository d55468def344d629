import Commands
import Documents
import KubeAPI

/// `create job`, of an image or as one run of a CronJob.
///
/// Upstream: kubectl/pkg/cmd/create/create_job.go.
extension Execution {
    mutating func createJob(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let name = try madeName()
        let words = Array(command.words.dropFirst())
        let image = command.string("image")
        let source = command.string("from")
        if image.isEmpty == source.isEmpty { throw .message("either --image or --from must be specified") }
        if !words.isEmpty && !source.isEmpty { throw .message("cannot specify --from and command") }
        let job = source.isEmpty ? Self.job(name, image, words) : try job(name, from: source, &host)
        try createMade(job, .jobs, what: "job:", &host)
    }

    private static func job(_ name: String, _ image: String, _ words: [String]) -> Value {
        var container: Value = ["name": .string(name), "image": .string(image), "resources": .object(Fields())]
        if !words.isEmpty { container.set(.array(words.map { .string($0) }), at: "command") }
        return [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": .string(name)],
            "spec": ["template": ["spec": ["containers": [container], "restartPolicy": "Never"]]],
        ]
    }

    private mutating func job(
        _ name: String, from source: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Value {
        let targets = try self.targets([source], SelectionRules(takesWholeTypes: true), host)
        let (found, failures, _) = fetch(targets, &host)
        if let failure = KubectlFailure.joined(failures) { throw failure }
        guard found.count == 1 else { throw .message("from must be an existing cronjob") }
        let owner = found[0].object
        guard owner.resource == .cronJobs else {
            let info = owner.resource.info
            throw .message("unknown object type *\(info.version).\(info.kind)")
        }
        let template = owner.at("spec", "jobTemplate") ?? .null
        var annotations = template.at("metadata", "annotations") ?? .object(Fields())
        let mark = "cronjob.kubernetes.io/instantiate"
        if annotations[mark] == nil { annotations.set("manual", at: mark) }
        var metadata: Value = [
            "name": .string(name), "annotations": annotations,
            "ownerReferences": [
                [
                    "apiVersion": "batch/v1", "kind": "CronJob", "name": .string(owner.name),
                    "uid": .string(owner.uid), "controller": true,
                ]
            ],
        ]
        metadata.set(template.at("metadata", "labels"), at: "labels")
        return [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": metadata,
            "spec": template["spec"] ?? .object(Fields()),
        ]
    }
}
