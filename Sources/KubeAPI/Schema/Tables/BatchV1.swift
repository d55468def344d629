/// Types of `batch/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/batch/v1/types.go.
let batchV1Table: StaticString = #"""
    package batch/v1 batch
    kind Job
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = JobSpec e
     status = JobStatus e
    kind JobList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Job r
    name CompletionMode string
     =|Indexed|NonIndexed
    name PodFailurePolicyAction string
     =|Count|FailIndex|FailJob|Ignore
    name PodFailurePolicyOnExitCodesOperator string
     =|In|NotIn
    name PodReplacementPolicy string
     =|Failed|TerminatingOrFailed
    type PodFailurePolicyOnExitCodesRequirement
     containerName = *string e
     operator = PodFailurePolicyOnExitCodesOperator r
     values = []int32 r lt=set
    type PodFailurePolicyOnPodConditionsPattern
     type = core/v1.PodConditionType r
     status = core/v1.ConditionStatus -
    type PodFailurePolicyRule
     action = PodFailurePolicyAction r
     onExitCodes = *PodFailurePolicyOnExitCodesRequirement e
     onPodConditions = []PodFailurePolicyOnPodConditionsPattern e lt=atomic
    type PodFailurePolicy
     rules = []PodFailurePolicyRule r lt=atomic
    type SuccessPolicy
     rules = []SuccessPolicyRule r lt=atomic
    type SuccessPolicyRule
     succeededIndexes = *string e
     succeededCount = *int32 e
    type JobSpec
     parallelism = *int32 e
     completions = *int32 e
     activeDeadlineSeconds = *int64 e
     podFailurePolicy = *PodFailurePolicy e
     successPolicy = *SuccessPolicy e
     backoffLimit = *int32 e
     backoffLimitPerIndex = *int32 e
     maxFailedIndexes = *int32 e
     selector = *meta/v1.LabelSelector e
     manualSelector = *bool e
     template = core/v1.PodTemplateSpec r
     ttlSecondsAfterFinished TTLSecondsAfterFinished *int32 e
     completionMode = *CompletionMode e
     suspend = *bool e
     podReplacementPolicy = *PodReplacementPolicy e
     managedBy = *string e
    type JobStatus
     conditions = []JobCondition e ps=merge pk=type lt=atomic
     startTime = *meta/v1.Time e
     completionTime = *meta/v1.Time e
     active = int32 e
     succeeded = int32 e
     failed = int32 e
     terminating = *int32 e
     completedIndexes = string e
     failedIndexes = *string e
     uncountedTerminatedPods = *UncountedTerminatedPods e
     ready = *int32 e
    type UncountedTerminatedPods
     succeeded = []types.UID e lt=set
     failed = []types.UID e lt=set
    name JobConditionType string
    type JobCondition
     type = JobConditionType r
     status = core/v1.ConditionStatus r
     lastProbeTime = meta/v1.Time e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    type JobTemplateSpec
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = JobSpec e
    kind CronJob
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = CronJobSpec er
     status = CronJobStatus e
    kind CronJobList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []CronJob r
    type CronJobSpec
     schedule = string r
     timeZone = *string e
     startingDeadlineSeconds = *int64 e
     concurrencyPolicy = ConcurrencyPolicy e
     suspend = *bool e
     jobTemplate = JobTemplateSpec r
     successfulJobsHistoryLimit = *int32 e
     failedJobsHistoryLimit = *int32 e
    name ConcurrencyPolicy string
     =|Allow|Forbid|Replace
    type CronJobStatus
     active = []core/v1.ObjectReference e lt=atomic
     lastScheduleTime = *meta/v1.Time e
     lastSuccessfulTime = *meta/v1.Time e
    """#
