/// Descriptions of ReplicaSets, CronJobs and roles. First the type, then its fields, indented.
let workloadDescriptions = """
    apps/v1.ReplicaSet Keeps a number of like pods running.
     metadata Name, labels and the rest that every object has.
     spec How many pods, which ones are counted, and how new ones are made.
     status What was last observed of the pods.
    apps/v1.ReplicaSetSpec What a ReplicaSet should keep up.
     minReadySeconds How long a pod must be ready before it counts as available.
     replicas How many pods there should be.
     selector Which pods are counted; cannot be changed later.
     template The mould for new pods.
    apps/v1.ReplicaSetStatus What was last observed of a ReplicaSet.
     availableReplicas Pods that have been ready for minReadySeconds.
     conditions Where the ReplicaSet stands, such as a failure to make pods.
     fullyLabeledReplicas Pods whose labels match those of the template.
     observedGeneration The generation of the spec that this status speaks of.
     readyReplicas Pods that are ready.
     replicas Pods that there are and that are not ending.
     terminatingReplicas Pods that are ending.
    batch/v1.CronJob Makes a Job at each time that a schedule names.
     metadata Name, labels and the rest that every object has; a name of at most 52 characters.
     spec When Jobs are made, and of what.
     status Which Jobs run, and when the last one was due; written by the controller.
    batch/v1.CronJobSpec When Jobs are made, and of what.
     concurrencyPolicy What becomes of a start while a Job still runs: Allow both, Forbid it, or Replace the old one.
     failedJobsHistoryLimit How many failed Jobs are kept; 1 unless said otherwise.
     jobTemplate What each Job is made of; a change counts from the next start on.
     schedule Minute, hour, day of month, month and day of week, or a word such as @hourly.
     startingDeadlineSeconds How late a missed start may still be made up for; not limited if it is absent.
     successfulJobsHistoryLimit How many completed Jobs are kept; 3 unless said otherwise.
     suspend While it is true nothing is started; Jobs that run go on.
     timeZone On whose clocks the schedule is read, as Asia/Shanghai; those of the controller if it is absent.
    batch/v1.CronJobStatus What has become of the schedule so far.
     active References to the Jobs that run.
     lastScheduleTime The scheduled time of the last Job that was made, not the moment it was made.
     lastSuccessfulTime When a Job last completed.
    batch/v1.JobTemplateSpec What a Job is made of.
     metadata Labels and annotations that each Job gets.
     spec The Job's spec; its selector is made by the server.
    rbac/v1.ClusterRole What may be done with which resources, in the whole cluster.
     aggregationRule Which ClusterRoles this one gathers the rules of; its own rules are then overwritten.
     metadata Name, labels and the rest that every object has.
     rules What may be done.
    rbac/v1.AggregationRule Which ClusterRoles are gathered.
     clusterRoleSelectors Labels; a role that any of them matches counts.
    rbac/v1.PolicyRule What may be done with which resources, or at which paths.
     apiGroups The groups of the resources; empty text for the core group.
     nonResourceURLs Paths beside the resources, as /healthz; not together with resources.
     resourceNames The names of objects it is limited to; all if there are none.
     resources The plural names of resources, a subresource behind a slash.
     verbs What may be done: get, list, watch, create, update, patch, delete and others; `*` for all.
    """
