import Documents
import KubeAPI

/// The pods a Job makes: its template with the tracking finalizer, and what an index adds.
///
/// Upstream: pkg/controller/job/job_controller.go (manageJob), indexed_job_utils.go.
struct JobPods {
    /// A generated name has a prefix of at most so many characters before its five random ones.
    private static let prefixMax = 58  // apiserver/pkg/storage/names, MaxGeneratedNameLength

    /// The pod of a Job without indexes.
    let template: Value
    private let job: JobFacts
    private let replaced: [Int: APIObject]

    init(_ job: JobFacts, replaced: [Int: APIObject]) {
        self.job = job
        self.replaced = replaced
        var template = job.spec["template"] ?? .null
        var finalizers = template.at("metadata", "finalizers")?.array ?? []
        let mark = Value.string(JobMarks.trackingFinalizer)
        if !finalizers.contains(mark) { finalizers.append(mark) }
        template.set(.array(finalizers), at: "metadata", "finalizers")
        if job.isIndexed { JobPods.addVariable(&template) }
        self.template = PodControl.pod(from: template, owner: job.object)
    }

    /// Every container learns the index of its pod, unless it sets the variable itself.
    private static func addVariable(_ template: inout Value) {
        for list in ["initContainers", "containers"] {
            guard case .array(var containers)? = template.at("spec", list) else { continue }
            for index in containers.indices {
                var variables = containers[index]["env"]?.array ?? []
                if variables.contains(where: { $0["name"]?.string == JobMarks.indexVariable }) { continue }
                let path = "metadata.labels['\(JobMarks.completionIndex)']"
                variables.append([
                    "name": .string(JobMarks.indexVariable), "valueFrom": ["fieldRef": ["fieldPath": .string(path)]],
                ])
                containers[index].set(.array(variables), at: "env")
            }
            template.set(.array(containers), at: "spec", list)
        }
    }

    /// The pod of an index: name prefix, host name, label, annotations.
    func pod(index: Int) -> Value {
        var pod = template
        let text = Value.string(String(index))
        pod.set(.string(prefix(index)), at: "metadata", "generateName")
        pod.set(text, at: "metadata", "annotations", JobMarks.completionIndex)
        pod.set(text, at: "metadata", "labels", JobMarks.completionIndex)
        pod.set(.string("\(job.object.name)-\(index)"), at: "spec", "hostname")
        if job.backoffLimitPerIndex != nil {
            let counts = JobIndexCounts(replacing: replaced[index], job.failurePolicy)
            pod.set(.string(String(counts.failures)), at: "metadata", "annotations", JobMarks.indexFailureCount)
            if counts.ignored > 0 {
                pod.set(
                    .string(String(counts.ignored)), at: "metadata", "annotations", JobMarks.indexIgnoredFailureCount)
            }
        }
        return pod
    }

    /// `crunch-3-`, cut so that the index stays whole. Upstream: podGenerateNameWithIndex.
    private func prefix(_ index: Int) -> String {
        let end = "-\(index)-"
        let whole = job.object.name + end
        return whole.utf8.count <= JobPods.prefixMax
            ? whole : String(whole.prefix(JobPods.prefixMax - end.utf8.count)) + end
    }
}
