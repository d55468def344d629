/// Types of `flowcontrol/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/flowcontrol/v1/types.go.
let flowcontrolV1Table: StaticString = #"""
    package flowcontrol/v1 flowcontrol.apiserver.k8s.io
    kind FlowSchema
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = FlowSchemaSpec e
     status = FlowSchemaStatus e
    kind FlowSchemaList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []FlowSchema r
    type FlowSchemaSpec
     priorityLevelConfiguration = PriorityLevelConfigurationReference r
     matchingPrecedence = int32 -
     distinguisherMethod = *FlowDistinguisherMethod e
     rules = []PolicyRulesWithSubjects e lt=atomic
    name FlowDistinguisherMethodType string
    type FlowDistinguisherMethod
     type = FlowDistinguisherMethodType r
    type PriorityLevelConfigurationReference
     name = string r
    type PolicyRulesWithSubjects
     subjects = []Subject r lt=atomic
     resourceRules = []ResourcePolicyRule e lt=atomic
     nonResourceRules = []NonResourcePolicyRule e lt=atomic
    type Subject
     kind = SubjectKind r
     user = *UserSubject e
     group = *GroupSubject e
     serviceAccount = *ServiceAccountSubject e
    name SubjectKind string
    type UserSubject
     name = string r
    type GroupSubject
     name = string r
    type ServiceAccountSubject
     namespace = string r
     name = string r
    type ResourcePolicyRule
     verbs = []string r lt=set
     apiGroups APIGroups []string r lt=set
     resources = []string r lt=set
     clusterScope = bool e
     namespaces = []string - lt=set
    type NonResourcePolicyRule
     verbs = []string r lt=set
     nonResourceURLs = []string r lt=set
    type FlowSchemaStatus
     conditions = []FlowSchemaCondition e ps=merge pk=type lk=type
    type FlowSchemaCondition
     type = FlowSchemaConditionType e
     status = ConditionStatus e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    name FlowSchemaConditionType string
    kind PriorityLevelConfiguration
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PriorityLevelConfigurationSpec e
     status = PriorityLevelConfigurationStatus e
    kind PriorityLevelConfigurationList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []PriorityLevelConfiguration r
    type PriorityLevelConfigurationSpec
     type = PriorityLevelEnablement r
     limited = *LimitedPriorityLevelConfiguration e
     exempt = *ExemptPriorityLevelConfiguration e
    name PriorityLevelEnablement string
    type LimitedPriorityLevelConfiguration
     nominalConcurrencyShares = *int32 -
     limitResponse = LimitResponse e
     lendablePercent = *int32 e
     borrowingLimitPercent = *int32 e
    type ExemptPriorityLevelConfiguration
     nominalConcurrencyShares = *int32 e
     lendablePercent = *int32 e
    type LimitResponse
     type = LimitResponseType r
     queuing = *QueuingConfiguration e
    name LimitResponseType string
    type QueuingConfiguration
     queues = int32 -
     handSize = int32 -
     queueLengthLimit = int32 -
    name PriorityLevelConfigurationConditionType string
    type PriorityLevelConfigurationStatus
     conditions = []PriorityLevelConfigurationCondition e ps=merge pk=type lk=type
    type PriorityLevelConfigurationCondition
     type = PriorityLevelConfigurationConditionType e
     status = ConditionStatus e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    name ConditionStatus string
    """#
