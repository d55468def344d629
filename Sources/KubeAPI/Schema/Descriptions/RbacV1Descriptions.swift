/// Descriptions of the types of `rbac/v1`. First the type, then its fields, indented.
let rbacV1Descriptions = """
    rbac/v1.Role What may be done with which resources of one namespace; a binding grants it.
     rules What may be done.
    rbac/v1.PolicyRule What may be done with which resources, or at which paths.
     apiGroups The groups of the resources; empty text for the core group.
     nonResourceURLs Paths beside the resources, as /healthz; not together with resources.
     resourceNames The names of objects it is limited to; all if there are none.
     resources The plural names of resources, a subresource behind a slash.
     verbs What may be done: get, list, watch, create, update, patch, delete and others; `*` for all.
    rbac/v1.RoleBinding Grants a role to users, groups and service accounts, in its own namespace.
     roleRef The Role of the namespace, or a ClusterRole; it never changes.
     subjects Who gets it.
    rbac/v1.Subject One who gets a role.
     apiGroup rbac.authorization.k8s.io for users and groups, empty for service accounts; filled in.
     kind User, Group or ServiceAccount.
     name The name.
     namespace The namespace of a ServiceAccount; not for the others.
    rbac/v1.RoleRef The role that a binding grants.
     apiGroup rbac.authorization.k8s.io; filled in.
     kind Role or ClusterRole.
     name The name.
    rbac/v1.ClusterRole What may be done with which resources, in the whole cluster.
     aggregationRule Which ClusterRoles this one gathers the rules of; its own rules are then overwritten.
     rules What may be done.
    rbac/v1.AggregationRule Which ClusterRoles are gathered.
     clusterRoleSelectors Labels; a role that any of them matches counts.
    rbac/v1.ClusterRoleBinding Grants a ClusterRole to users, groups and service accounts, everywhere.
     roleRef The ClusterRole; it never changes.
     subjects Who gets it.
    """
