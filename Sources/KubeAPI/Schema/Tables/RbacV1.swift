/// Types of `rbac/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/rbac/v1/types.go.
let rbacV1Table: StaticString = #"""
    package rbac/v1 rbac.authorization.k8s.io
    type PolicyRule
     verbs = []string r lt=atomic
     apiGroups APIGroups []string e lt=atomic
     resources = []string e lt=atomic
     resourceNames = []string e lt=atomic
     nonResourceURLs = []string e lt=atomic
    type Subject atomic
     kind = string r
     apiGroup APIGroup string e
     name = string r
     namespace = string e
    type RoleRef atomic
     apiGroup APIGroup string -
     kind = string r
     name = string r
    kind Role
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     rules = []PolicyRule - lt=atomic
    kind RoleBinding
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     subjects = []Subject e lt=atomic
     roleRef = RoleRef r
    kind RoleBindingList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []RoleBinding r
    kind RoleList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Role r
    kind ClusterRole
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     rules = []PolicyRule - lt=atomic
     aggregationRule = *AggregationRule e
    type AggregationRule
     clusterRoleSelectors = []meta/v1.LabelSelector e lt=atomic
    kind ClusterRoleBinding
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     subjects = []Subject e lt=atomic
     roleRef = RoleRef r
    kind ClusterRoleBindingList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ClusterRoleBinding r
    kind ClusterRoleList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ClusterRole r
    """#
