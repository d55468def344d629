import Documents
import KubeAPI
import Simulation

/// The labels, annotations and the finalizer that Jobs and their pods carry.
///
/// Upstream: staging/src/k8s.io/api/batch/v1/types.go.
enum JobMarks {
    /// Holds a finished pod until it has been counted.
    static let trackingFinalizer = "batch.kubernetes.io/job-tracking"
    static let completionIndex = "batch.kubernetes.io/job-completion-index"
    static let indexFailureCount = "batch.kubernetes.io/job-index-failure-count"
    static let indexIgnoredFailureCount = "batch.kubernetes.io/job-index-ignored-failure-count"
    static let indexVariable = "JOB_COMPLETION_INDEX"
    /// `spec.managedBy` of the controller that is built in.
    static let builtInManager = "kubernetes.io/job-controller"
}

/// What the controller reads of a Job's spec.
struct JobFacts {
    let object: APIObject
    let parallelism: Int
    /// `nil`: the pods themselves know when the work is done.
    let completions: Int?
    let backoffLimit: Int
    let backoffLimitPerIndex: Int?
    let maxFailedIndexes: Int?
    let activeDeadline: SimDuration?
    let isIndexed: Bool
    let isSuspended: Bool
    /// A pod is replaced only once it has failed, not when its deletion starts. Upstream: onlyReplaceFailedPods.
    let replacesOnlyFailed: Bool
    let failurePolicy: PodFailurePolicy?
    let restartsInPlace: Bool

    var key: ObjectKey { object.key }
    var spec: Value { object["spec"] ?? .null }
    /// Another controller that looks after this Job. Upstream: managedByExternalController.
    var otherManager: String? {
        guard let name = spec["managedBy"]?.string, name != JobMarks.builtInManager else { return nil }
        return name
    }

    init(_ object: APIObject) {
        self.object = object
        let spec = object["spec"] ?? .null
        func number(_ field: String) -> Int? { spec[field]?.int.map { Int($0) } }
        parallelism = number("parallelism") ?? 1
        completions = number("completions")
        backoffLimit = number("backoffLimit") ?? 6
        backoffLimitPerIndex = number("backoffLimitPerIndex")
        maxFailedIndexes = number("maxFailedIndexes")
        activeDeadline = spec["activeDeadlineSeconds"]?.int.map { .seconds($0) }
        isIndexed = spec["completionMode"]?.string == "Indexed"
        isSuspended = spec["suspend"]?.bool == true
        failurePolicy = spec["podFailurePolicy"].flatMap { $0.isNull ? nil : PodFailurePolicy($0) }
        replacesOnlyFailed = spec["podReplacementPolicy"]?.string == "Failed" || failurePolicy != nil
        restartsInPlace = spec.at("template", "spec", "restartPolicy")?.string == "OnFailure"
    }

    /// The index of a pod if it is one of the Job's. Upstream: getCompletionIndex.
    func index(of pod: APIObject) -> Int? {
        guard let index = JobFacts.index(of: pod), index < completions ?? 0 else { return nil }
        return index
    }

    /// The index that a pod carries, whether it is in range or not.
    static func index(of pod: APIObject) -> Int? {
        guard let text = pod.at("metadata", "annotations", JobMarks.completionIndex)?.string, let index = Int(text),
            index >= 0
        else { return nil }
        return index
    }

    /// Has the pod failed, in the sense of this Job? Upstream: isPodFailed.
    func hasFailed(_ pod: APIObject) -> Bool {
        guard let facts = pod.pod else { return false }
        if facts.phase == .failed { return true }
        // Pods that are deleted count as failed too: one without a node never gets as far as the phase.
        return !replacesOnlyFailed && facts.isTerminating && facts.phase != .succeeded
    }
}

extension APIObject {
    /// Is deletion under way and the pod not over yet? Upstream: IsPodTerminating.
    var isPodTerminating: Bool { flags.isTerminating && !flags.isFinished }
    var hasTrackingFinalizer: Bool { meta.finalizers.contains(JobMarks.trackingFinalizer) }
}
