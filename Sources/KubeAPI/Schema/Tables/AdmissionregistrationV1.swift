/// Types of `admissionregistration/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/admissionregistration/v1/types.go.
let admissionregistrationV1Table: StaticString = #"""
    package admissionregistration/v1 admissionregistration.k8s.io
    type Rule
     apiGroups APIGroups []string e lt=atomic
     apiVersions APIVersions []string e lt=atomic
     resources = []string e lt=atomic
     scope = *ScopeType e
    name ScopeType string
     =|*|Cluster|Namespaced
    name FailurePolicyType string
     =|Fail|Ignore
    name ParameterNotFoundActionType string
    name MatchPolicyType string
     =|Equivalent|Exact
    name SideEffectClass string
     =|None|NoneOnDryRun|Some|Unknown
    kind ValidatingAdmissionPolicy
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ValidatingAdmissionPolicySpec e
     status = ValidatingAdmissionPolicyStatus e
    type ValidatingAdmissionPolicyStatus
     observedGeneration = int64 e
     typeChecking = *TypeChecking e
     conditions = []meta/v1.Condition e lk=type
    name ValidatingAdmissionPolicyConditionType string
    type TypeChecking
     expressionWarnings = []ExpressionWarning e lt=atomic
    type ExpressionWarning
     fieldRef = string r
     warning = string r
    kind ValidatingAdmissionPolicyList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ValidatingAdmissionPolicy r
    type ValidatingAdmissionPolicySpec
     paramKind = *ParamKind e
     matchConstraints = *MatchResources e
     validations = []Validation e lt=atomic
     failurePolicy = *FailurePolicyType e
     auditAnnotations = []AuditAnnotation e lt=atomic
     matchConditions = []MatchCondition e ps=merge pk=name lk=name
     variables = []Variable e ps=merge pk=name lk=name
    type ParamKind atomic
     apiVersion APIVersion string e
     kind = string e
    type Validation
     expression = string r
     message = string e
     reason = *meta/v1.StatusReason e
     messageExpression = string e
    type Variable atomic
     name = string r
     expression = string r
    type AuditAnnotation
     key = string r
     valueExpression = string r
    kind ValidatingAdmissionPolicyBinding
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ValidatingAdmissionPolicyBindingSpec er
    kind ValidatingAdmissionPolicyBindingList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ValidatingAdmissionPolicyBinding r
    type ValidatingAdmissionPolicyBindingSpec
     policyName = string er
     paramRef = *ParamRef e
     matchResources = *MatchResources e
     validationActions = []ValidationAction er lt=set
    type ParamRef atomic
     name = string e
     namespace = string e
     selector = *meta/v1.LabelSelector e
     parameterNotFoundAction = *ParameterNotFoundActionType e
    type MatchResources atomic
     namespaceSelector = *meta/v1.LabelSelector e
     objectSelector = *meta/v1.LabelSelector e
     resourceRules = []NamedRuleWithOperations e lt=atomic
     excludeResourceRules = []NamedRuleWithOperations e lt=atomic
     matchPolicy = *MatchPolicyType e
    name ValidationAction string
     =|Audit|Deny|Warn
    type NamedRuleWithOperations atomic
     resourceNames = []string e lt=atomic
     . RuleWithOperations RuleWithOperations
    kind ValidatingWebhookConfiguration
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     webhooks = []ValidatingWebhook e ps=merge pk=name lk=name
    kind ValidatingWebhookConfigurationList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ValidatingWebhookConfiguration r
    kind MutatingWebhookConfiguration
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     webhooks = []MutatingWebhook e ps=merge pk=name lk=name
    kind MutatingWebhookConfigurationList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []MutatingWebhookConfiguration r
    type ValidatingWebhook
     name = string r
     clientConfig = WebhookClientConfig r
     rules = []RuleWithOperations e lt=atomic
     failurePolicy = *FailurePolicyType e
     matchPolicy = *MatchPolicyType e
     namespaceSelector = *meta/v1.LabelSelector e
     objectSelector = *meta/v1.LabelSelector e
     sideEffects = *SideEffectClass r
     timeoutSeconds = *int32 e
     admissionReviewVersions = []string r lt=atomic
     matchConditions = []MatchCondition e ps=merge pk=name lk=name
    type MutatingWebhook
     name = string r
     clientConfig = WebhookClientConfig r
     rules = []RuleWithOperations e lt=atomic
     failurePolicy = *FailurePolicyType e
     matchPolicy = *MatchPolicyType e
     namespaceSelector = *meta/v1.LabelSelector e
     objectSelector = *meta/v1.LabelSelector e
     sideEffects = *SideEffectClass r
     timeoutSeconds = *int32 e
     admissionReviewVersions = []string r lt=atomic
     reinvocationPolicy = *ReinvocationPolicyType e
     matchConditions = []MatchCondition e ps=merge pk=name lk=name
    kind MutatingAdmissionPolicy
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = MutatingAdmissionPolicySpec e
    kind MutatingAdmissionPolicyList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []MutatingAdmissionPolicy r
    type MutatingAdmissionPolicySpec
     paramKind = *ParamKind e
     matchConstraints = *MatchResources e
     variables = []Variable e lt=atomic
     mutations = []Mutation e lt=atomic
     failurePolicy = *FailurePolicyType e
     matchConditions = []MatchCondition e ps=merge pk=name lk=name
     reinvocationPolicy = ReinvocationPolicyType e
    type Mutation
     patchType = PatchType r
     applyConfiguration = *ApplyConfiguration e
     jsonPatch JSONPatch *JSONPatch e
    name PatchType string
     =|ApplyConfiguration|JSONPatch
    type ApplyConfiguration
     expression = string e
    type JSONPatch
     expression = string e
    kind MutatingAdmissionPolicyBinding
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = MutatingAdmissionPolicyBindingSpec e
    kind MutatingAdmissionPolicyBindingList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []MutatingAdmissionPolicyBinding r
    type MutatingAdmissionPolicyBindingSpec
     policyName = string e
     paramRef = *ParamRef e
     matchResources = *MatchResources e
    name ReinvocationPolicyType string
     =|IfNeeded|Never
    type RuleWithOperations
     operations = []OperationType e lt=atomic
     . Rule Rule
    name OperationType string
     =|*|CONNECT|CREATE|DELETE|UPDATE
    type WebhookClientConfig
     url URL *string e
     service = *ServiceReference e
     caBundle CABundle []byte e
    type ServiceReference
     namespace = string r
     name = string r
     path = *string e
     port = *int32 e
    type MatchCondition
     name = string r
     expression = string r
    """#
