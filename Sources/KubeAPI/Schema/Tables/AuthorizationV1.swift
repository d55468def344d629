/// Types of `authorization/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/authorization/v1/types.go.
let authorizationV1Table: StaticString = #"""
    package authorization/v1 authorization.k8s.io
    kind SubjectAccessReview
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = SubjectAccessReviewSpec r
     status = SubjectAccessReviewStatus e
    kind SelfSubjectAccessReview
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = SelfSubjectAccessReviewSpec r
     status = SubjectAccessReviewStatus e
    kind LocalSubjectAccessReview
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = SubjectAccessReviewSpec r
     status = SubjectAccessReviewStatus e
    type ResourceAttributes
     namespace = string e
     verb = string e
     group = string e
     version = string e
     resource = string e
     subresource = string e
     name = string e
     fieldSelector = *FieldSelectorAttributes e
     labelSelector = *LabelSelectorAttributes e
    type LabelSelectorAttributes
     rawSelector = string e
     requirements = []meta/v1.LabelSelectorRequirement e lt=atomic
    type FieldSelectorAttributes
     rawSelector = string e
     requirements = []meta/v1.FieldSelectorRequirement e lt=atomic
    type NonResourceAttributes
     path = string e
     verb = string e
    type SubjectAccessReviewSpec
     resourceAttributes = *ResourceAttributes e
     nonResourceAttributes = *NonResourceAttributes e
     user = string e
     groups = []string e lt=atomic
     extra = map[string]ExtraValue e
     uid UID string e
    name ExtraValue []string
    type SelfSubjectAccessReviewSpec
     resourceAttributes = *ResourceAttributes e
     nonResourceAttributes = *NonResourceAttributes e
    type SubjectAccessReviewStatus
     allowed = bool r
     denied = bool e
     reason = string e
     evaluationError = string e
    kind SelfSubjectRulesReview
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = SelfSubjectRulesReviewSpec r
     status = SubjectRulesReviewStatus e
    type SelfSubjectRulesReviewSpec
     namespace = string e
    type SubjectRulesReviewStatus
     resourceRules = []ResourceRule r lt=atomic
     nonResourceRules = []NonResourceRule r lt=atomic
     incomplete = bool r
     evaluationError = string e
    type ResourceRule
     verbs = []string r lt=atomic
     apiGroups APIGroups []string e lt=atomic
     resources = []string e lt=atomic
     resourceNames = []string e lt=atomic
    type NonResourceRule
     verbs = []string r lt=atomic
     nonResourceURLs = []string e lt=atomic
    """#
