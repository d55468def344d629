/// Descriptions of the types of `batch/v1`. First the type, then its fields, indented.
let batchV1Descriptions = """
    batch/v1.Job Runs pods until enough of them have succeeded.
     spec How many pods must succeed, how many run at a time, and what failures mean.
     status What has been counted, and where the Job stands.
    batch/v1.JobSpec What a Job should get done.
     activeDeadlineSeconds The Job fails after being active for so many seconds, whatever tries are left.
     backoffLimit How many failures are borne; 6 unless said, unlimited with a limit per index.
     backoffLimitPerIndex How many failures each index bears; only with Indexed, cannot be changed later.
     completionMode NonIndexed (default) counts successes; Indexed wants one of each index from 0 on.
     completions How many pods must succeed; without it the first success says that the work is done.
     managedBy Which controller looks after the Job, Kubernetes' own if absent; cannot be changed later.
     manualSelector Whether selector and labels are written by hand; dangerous, pods may be shared.
     maxFailedIndexes The Job fails as soon as more indexes than this have failed.
     parallelism How many pods may run at the same time; 1 if not given.
     podFailurePolicy What exit codes and conditions of failed pods mean; the first rule that matches decides.
     podReplacementPolicy Whether a pod is replaced when its deletion starts (TerminatingOrFailed) or once it Failed.
     selector Which pods are the Job's; made by the server unless manualSelector is set.
     successPolicy When an Indexed Job is done before all its indexes are.
     suspend While true, the Job has no pods; those that run are deleted. False if not given.
     template The mould for new pods; its restartPolicy must be Never or OnFailure.
     ttlSecondsAfterFinished How many seconds after its end the Job is deleted; without it, it stays.
    batch/v1.PodFailurePolicy What the failure of a pod means.
     rules Tried in order; the first that matches decides, none means that the failure counts.
    batch/v1.PodFailurePolicyRule One rule about failed pods.
     action FailJob, FailIndex, Ignore or Count.
     onExitCodes Matches by the exit codes of containers.
     onPodConditions Matches by the conditions of the pod.
    batch/v1.PodFailurePolicyOnExitCodesRequirement Which exit codes match.
     containerName Only this container; any if not given.
     operator In: one of the values; NotIn: none of them.
     values The exit codes, in rising order; 0 is never one of In.
    batch/v1.PodFailurePolicyOnPodConditionsPattern A condition that matches.
     status The status it must have; True if not given.
     type The type of the condition.
    batch/v1.SuccessPolicy When an Indexed Job is done early.
     rules One that is fulfilled is enough.
    batch/v1.SuccessPolicyRule One way to be done; indexes and count together mean so many of these indexes.
     succeededCount How many indexes must have succeeded.
     succeededIndexes Which indexes must have succeeded, such as 0,2-5.
    batch/v1.JobStatus What was last observed of a Job.
     active Pods that run or are about to, and are not being deleted.
     completedIndexes Indexes that succeeded, such as 0,2-5; of Indexed Jobs.
     completionTime When the Job was complete; not set if it failed.
     conditions Where the Job stands: Suspended, FailureTarget, SuccessCriteriaMet, Failed, Complete.
     failed Pods that failed and have been counted.
     failedIndexes Indexes that failed for good; only with backoffLimitPerIndex.
     ready Active pods that are ready.
     startTime When the Job started or was resumed; its deadline counts from here.
     succeeded Pods that succeeded and have been counted.
     terminating Pods that are being deleted and are not over yet.
     uncountedTerminatedPods Pods that are over and wait for their finalizer to go before they are counted.
    batch/v1.JobCondition One thing that is said of a Job as a whole.
     lastProbeTime When this was last checked.
     lastTransitionTime When the status last changed.
     message A sentence for people.
     reason A word for programs.
     status True, False or Unknown.
     type What is said: Suspended, FailureTarget, SuccessCriteriaMet, Failed, Complete.
    batch/v1.UncountedTerminatedPods Uids of pods that are over and not in the counts yet.
     failed Uids of pods that failed.
     succeeded Uids of pods that succeeded.
    batch/v1.CronJob Makes a Job at each time that a schedule names.
     metadata Name, labels and the rest that every object has; a name of at most 52 characters.
     spec The schedule, the Job, and what happens when two starts meet.
     status Which Jobs run, and when the last one was due; written by the controller.
    batch/v1.CronJobSpec When Jobs are made, and of what.
     concurrencyPolicy While a Job still runs: Allow another (default), Forbid it, or Replace the old one.
     failedJobsHistoryLimit How many failed Jobs are kept; 1 unless said otherwise.
     jobTemplate What each Job is made of; a change counts from the next start on.
     schedule Minute, hour, day of month, month and day of week, or a word such as @hourly.
     startingDeadlineSeconds How many seconds late a missed start may still be made up for; not limited if absent.
     successfulJobsHistoryLimit How many completed Jobs are kept; 3 unless said otherwise.
     suspend While it is true nothing is started; Jobs that run go on.
     timeZone On whose clocks the schedule is read, as Asia/Shanghai; those of the controller if it is absent.
    batch/v1.JobTemplateSpec What a Job is made of.
     metadata Labels and annotations that each Job gets.
     spec The Job's spec; its selector is made by the server.
    batch/v1.CronJobStatus What has become of the schedule so far.
     active References to the Jobs that run.
     lastScheduleTime The scheduled time of the last Job that was made, not the moment it was made.
     lastSuccessfulTime When a Job last completed.
    """
