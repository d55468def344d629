/// Descriptions of the types of `admissionregistration/v1`. First the type, then its fields, indented.
let admissionregistrationV1Descriptions = """
    admissionregistration/v1.ValidatingAdmissionPolicy Rules in CEL that the API server checks requests by, once bound.
     spec Which requests are looked at, and what must hold for them.
     status What the type check of the expressions found; written by its controller.
    admissionregistration/v1.ValidatingAdmissionPolicySpec Which requests a policy looks at, and what must hold.
     auditAnnotations Notes that CEL expressions add to the audit event; these or validations must be there.
     failurePolicy If an expression cannot be evaluated: Fail refuses the request (default), Ignore lets it pass.
     matchConditions CEL filters after matchConstraints; one that is false skips the policy; at most 64.
     matchConstraints Which operations on which resources are looked at; required. Never these policies themselves.
     paramKind The kind of object that bindings hand in as params; without it there are no parameters.
     validations Expressions that must be true of the request; these or auditAnnotations must be there.
     variables Named expressions, each computed when first used; later ones may use earlier ones.
    admissionregistration/v1.ParamKind The kind of object from which a policy takes its parameters.
     apiVersion Group and version of that kind, as rules.example.com/v1; required.
     kind The kind; required.
    admissionregistration/v1.MatchResources Which requests are matched; what is excluded wins over what is included.
     excludeResourceRules Operations and resources that are never matched.
     matchPolicy Equivalent: other versions of the same resource match too (default); Exact: only what the rules say.
     namespaceSelector Labels of the object's namespace; objects without one pass, but for Namespaces. Empty: all.
     objectSelector Labels that the object must have, before or after the change; users can get around it. Empty: all.
     resourceRules Operations and resources that are matched; one that fits is enough.
    admissionregistration/v1.NamedRuleWithOperations Operations, resources and, if wished, names that are matched.
     resourceNames Names of objects it is limited to; all if there are none.
    admissionregistration/v1.RuleWithOperations Operations on resources that are matched.
     operations CREATE, UPDATE, DELETE, CONNECT; or * alone for all.
    admissionregistration/v1.Rule Resources that are matched; groups, versions and names must all fit.
     apiGroups Groups of the resources; * alone for all, empty text for the core group.
     apiVersions Versions of the groups; * alone for all.
     resources Plural names, as pods, pods/log, pods/* or */scale; * for all that are no subresource, */* for all.
     scope Cluster, Namespaced or *, the default; a subresource has the scope of its resource.
    admissionregistration/v1.Validation One expression that must be true of a request.
     expression CEL over object, oldObject, request, params, namespaceObject, variables, authorizer; false fails.
     message What is said when it fails, on one line; needed if the expression has more than one line.
     messageExpression CEL that makes the message instead; on an error or empty text, message is used.
     reason The reason sent back: Unauthorized, Forbidden, Invalid or RequestEntityTooLarge; Invalid unless given.
    admissionregistration/v1.AuditAnnotation One note that a policy adds to the audit event of a request.
     key The second half of the note's key, behind the policy's name and a slash; unique, at most 63 bytes.
     valueExpression CEL that gives the text; null or an empty text leaves the note out. Cut at 10 kB.
    admissionregistration/v1.MatchCondition A CEL filter that a request must pass.
     expression CEL over object, oldObject, request and authorizer that gives true or false.
     name A name for logs and patches, unique in the list; a domain and a slash may come before it.
    admissionregistration/v1.Variable A named expression that other expressions of the policy can use.
     expression CEL whose result is the value.
     name Its name, unique in the policy; used as variables.name.
    admissionregistration/v1.ValidatingAdmissionPolicyStatus What the type check of a policy found.
     conditions States of the policy, by type.
     observedGeneration The generation of the spec that was checked.
     typeChecking The warnings found; there once the check is done, even if empty.
    admissionregistration/v1.TypeChecking Warnings of the type check of CEL expressions.
     expressionWarnings One entry for each expression that does not fit a type it may meet.
    admissionregistration/v1.ExpressionWarning What the type check says of one expression.
     fieldRef Where the expression stands, as spec.validations[0].expression.
     warning The types it was checked against and what the compiler said, for people.
    admissionregistration/v1.ValidatingAdmissionPolicyBinding Puts a validating policy to use: where, and how.
     spec Which policy, for which objects, and what a failure does.
    admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec Which policy is used, where, and how.
     matchResources Narrows down what the policy matches already; without it, all of that.
     paramRef The objects handed in as params; left out of account if the policy has no paramKind.
     policyName The policy; while there is none of that name the binding does nothing.
     validationActions Deny refuses, Warn warns the client, Audit notes it; Deny and Warn do not go together.
    admissionregistration/v1.ParamRef Which objects are the parameters; either name or selector is set.
     name The one object that is the parameter.
     namespace Where to look; without it, in the namespace of the request's object. Not for cluster-wide kinds.
     parameterNotFoundAction If none is found: Allow lets the request pass, Deny leaves it to failurePolicy; required.
     selector Labels of the parameters; the policy runs with each and all must hold. {} selects all.
    admissionregistration/v1.ValidatingWebhookConfiguration Servers that say whether a request may pass.
     webhooks The servers; those that match are asked all at once, and one refusal is enough.
    admissionregistration/v1.ValidatingWebhook One server to ask, and about what.
     admissionReviewVersions Versions of AdmissionReview it understands; the first that the API server knows is sent.
     clientConfig Where the server is and how it is trusted.
     failurePolicy What a failed call means: Fail refuses the request (default), Ignore lets it pass.
     matchConditions CEL filters after rules and selectors; one that is false skips the server; at most 64.
     matchPolicy Equivalent: other versions of the same resource match too (default); Exact: only what the rules say.
     name A domain name of at least three parts, unique in the configuration; it stands in refusals.
     namespaceSelector Labels of the object's namespace; objects without one pass, but for Namespaces. Empty: all.
     objectSelector Labels that the object must have, before or after the change; users can get around it. Empty: all.
     rules Operations and resources it is asked about; one that fits is enough. Never about these configurations.
     sideEffects None or NoneOnDryRun; a server with other effects would make dry runs fail, and is not accepted.
     timeoutSeconds After so long the call has failed; 1 to 30, 10 unless given.
    admissionregistration/v1.WebhookClientConfig Where a webhook is; either url or service is set.
     caBundle Certificates in PEM that the server's is checked against; the system's own if there are none.
     service A Service of the cluster that leads to the webhook.
     url An https address outside the cluster, without user, query or fragment.
    admissionregistration/v1.ServiceReference A Service that leads to a webhook.
     name Its name.
     namespace Its namespace.
     path The path of the requests.
     port The port; 443 unless given.
    admissionregistration/v1.MutatingWebhookConfiguration Servers that may change an object, or refuse it.
     webhooks The servers; they are called one after the other, each with what the one before made of the object.
    admissionregistration/v1.MutatingWebhook One server that may change objects, and which ones.
     admissionReviewVersions Versions of AdmissionReview it understands; the first that the API server knows is sent.
     clientConfig Where the server is and how it is trusted.
     failurePolicy What a failed call means: Fail refuses the request (default), Ignore lets it pass.
     matchConditions CEL filters after rules and selectors; one that is false skips the server; at most 64.
     matchPolicy Equivalent: other versions of the same resource match too (default); Exact: only what the rules say.
     name A domain name of at least three parts, unique in the configuration; it stands in refusals.
     namespaceSelector Labels of the object's namespace; objects without one pass, but for Namespaces. Empty: all.
     objectSelector Labels that the object must have, before or after the change; users can get around it. Empty: all.
     reinvocationPolicy Never: called once (default); IfNeeded: again if later steps changed the object.
     rules Operations and resources it is called for; one that fits is enough. Never for these configurations.
     sideEffects None or NoneOnDryRun; a server with other effects would make dry runs fail, and is not accepted.
     timeoutSeconds After so long the call has failed; 1 to 30, 10 unless given.
    admissionregistration/v1.MutatingAdmissionPolicy Changes to objects in CEL that the API server makes, once bound.
     spec Which requests are changed, and how.
    admissionregistration/v1.MutatingAdmissionPolicySpec Which requests a policy changes, and how.
     failurePolicy If an expression cannot be evaluated: Fail refuses the request (default), Ignore skips the policy.
     matchConditions CEL filters after matchConstraints; one that is false skips the policy; at most 64.
     matchConstraints Which operations on which resources are changed; required. DELETE cannot be matched.
     mutations The changes, in order; at least one.
     paramKind The kind of object that bindings hand in as params; without it there are no parameters.
     reinvocationPolicy Never: once for each binding; IfNeeded: again if others changed the object afterwards. Required.
     variables Named expressions, each computed when first used; later ones may use earlier ones.
    admissionregistration/v1.Mutation One change; patchType says which of the other members is set.
     applyConfiguration The change as fields to apply, merged as server-side apply does.
     jsonPatch The change as a list of JSON patch operations.
     patchType ApplyConfiguration or JSONPatch.
    admissionregistration/v1.ApplyConfiguration A change as fields to apply.
     expression CEL that builds an Object with the fields to set; atomic lists, maps and structs cannot be changed.
    admissionregistration/v1.JSONPatch A change as a JSON patch.
     expression CEL that gives a list of JSONPatch{op, path, from, value}; paths are escaped by jsonpatch.escapeKey.
    admissionregistration/v1.MutatingAdmissionPolicyBinding Puts a mutating policy to use: where, with which parameters.
     spec Which policy, for which objects, with which parameters.
    admissionregistration/v1.MutatingAdmissionPolicyBindingSpec Which policy is used, where, and how.
     matchResources Narrows down what the policy matches already; without it, all of that. DELETE cannot be matched.
     paramRef The objects handed in as params; left out of account if the policy has no paramKind.
     policyName The policy; while there is none of that name the binding does nothing.
    """
