/// Types of `apps/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/apps/v1/types.go.
let appsV1Table: StaticString = #"""
    package apps/v1 apps
    kind StatefulSet
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = StatefulSetSpec e
     status = StatefulSetStatus e
    name PodManagementPolicyType string
     =|OrderedReady|Parallel
    type StatefulSetUpdateStrategy
     type = StatefulSetUpdateStrategyType e
     rollingUpdate = *RollingUpdateStatefulSetStrategy e
    name StatefulSetUpdateStrategyType string
     =|OnDelete|RollingUpdate
    type RollingUpdateStatefulSetStrategy
     partition = *int32 e
     maxUnavailable = *intstr.IntOrString e
    name PersistentVolumeClaimRetentionPolicyType string
    type StatefulSetPersistentVolumeClaimRetentionPolicy
     whenDeleted = PersistentVolumeClaimRetentionPolicyType e
     whenScaled = PersistentVolumeClaimRetentionPolicyType e
    type StatefulSetOrdinals
     start = int32 -
    type StatefulSetSpec
     replicas = *int32 e
     selector = *meta/v1.LabelSelector r
     template = core/v1.PodTemplateSpec r
     volumeClaimTemplates = []core/v1.PersistentVolumeClaim e lt=atomic
     serviceName = string -
     podManagementPolicy = PodManagementPolicyType e
     updateStrategy = StatefulSetUpdateStrategy e
     revisionHistoryLimit = *int32 e
     minReadySeconds = int32 e
     persistentVolumeClaimRetentionPolicy = *StatefulSetPersistentVolumeClaimRetentionPolicy e
     ordinals = *StatefulSetOrdinals e
    type StatefulSetStatus
     observedGeneration = int64 e
     replicas = int32 r
     readyReplicas = int32 e
     currentReplicas = int32 e
     updatedReplicas = int32 e
     currentRevision = string e
     updateRevision = string e
     collisionCount = *int32 e
     conditions = []StatefulSetCondition e ps=merge pk=type lk=type
     availableReplicas = int32 -
    name StatefulSetConditionType string
    type StatefulSetCondition
     type = StatefulSetConditionType r
     status = core/v1.ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    kind StatefulSetList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []StatefulSet r
    kind Deployment
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = DeploymentSpec e
     status = DeploymentStatus e
    type DeploymentSpec
     replicas = *int32 e
     selector = *meta/v1.LabelSelector r
     template = core/v1.PodTemplateSpec r
     strategy = DeploymentStrategy e ps=retainKeys
     minReadySeconds = int32 e
     revisionHistoryLimit = *int32 e
     paused = bool e
     progressDeadlineSeconds = *int32 e
    type DeploymentStrategy
     type = DeploymentStrategyType e
     rollingUpdate = *RollingUpdateDeployment e
    name DeploymentStrategyType string
     =|Recreate|RollingUpdate
    type RollingUpdateDeployment
     maxUnavailable = *intstr.IntOrString e
     maxSurge = *intstr.IntOrString e
    type DeploymentStatus
     observedGeneration = int64 e
     replicas = int32 e
     updatedReplicas = int32 e
     readyReplicas = int32 e
     availableReplicas = int32 e
     unavailableReplicas = int32 e
     terminatingReplicas = *int32 e
     conditions = []DeploymentCondition e ps=merge pk=type lk=type
     collisionCount = *int32 e
    name DeploymentConditionType string
    type DeploymentCondition
     type = DeploymentConditionType r
     status = core/v1.ConditionStatus r
     lastUpdateTime = meta/v1.Time e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    kind DeploymentList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Deployment r
    type DaemonSetUpdateStrategy
     type = DaemonSetUpdateStrategyType e
     rollingUpdate = *RollingUpdateDaemonSet e
    name DaemonSetUpdateStrategyType string
     =|OnDelete|RollingUpdate
    type RollingUpdateDaemonSet
     maxUnavailable = *intstr.IntOrString e
     maxSurge = *intstr.IntOrString e
    type DaemonSetSpec
     selector = *meta/v1.LabelSelector r
     template = core/v1.PodTemplateSpec r
     updateStrategy = DaemonSetUpdateStrategy e
     minReadySeconds = int32 e
     revisionHistoryLimit = *int32 e
    type DaemonSetStatus
     currentNumberScheduled = int32 r
     numberMisscheduled = int32 r
     desiredNumberScheduled = int32 r
     numberReady = int32 r
     observedGeneration = int64 e
     updatedNumberScheduled = int32 e
     numberAvailable = int32 e
     numberUnavailable = int32 e
     collisionCount = *int32 e
     conditions = []DaemonSetCondition e ps=merge pk=type lk=type
    name DaemonSetConditionType string
    type DaemonSetCondition
     type = DaemonSetConditionType r
     status = core/v1.ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    kind DaemonSet
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = DaemonSetSpec e
     status = DaemonSetStatus e
    kind DaemonSetList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []DaemonSet r
    kind ReplicaSet
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ReplicaSetSpec e
     status = ReplicaSetStatus e
    kind ReplicaSetList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ReplicaSet r
    type ReplicaSetSpec
     replicas = *int32 e
     minReadySeconds = int32 e
     selector = *meta/v1.LabelSelector r
     template = core/v1.PodTemplateSpec e
    type ReplicaSetStatus
     replicas = int32 r
     fullyLabeledReplicas = int32 e
     readyReplicas = int32 e
     availableReplicas = int32 e
     terminatingReplicas = *int32 e
     observedGeneration = int64 e
     conditions = []ReplicaSetCondition e ps=merge pk=type lk=type
    name ReplicaSetConditionType string
    type ReplicaSetCondition
     type = ReplicaSetConditionType r
     status = core/v1.ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    kind ControllerRevision
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     data = runtime.RawExtension e
     revision = int64 r
    kind ControllerRevisionList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ControllerRevision r
    """#
