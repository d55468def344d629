/// Descriptions of the types of `authorization/v1`. First the type, then its fields, indented.
let authorizationV1Descriptions = """
    authorization/v1.SubjectAccessReview Asks whether a user may do something; answered at once, never stored.
     spec Who wants to do what.
     status The answer; written by the server.
    authorization/v1.SubjectAccessReviewSpec Who wants to do what; one of the two attributes is set.
     extra Further facts about the user, as authentication found them.
     groups The groups of the user.
     nonResourceAttributes A request for a path that is no resource.
     resourceAttributes A request for resources.
     uid The uid of the user.
     user The user; without groups it is taken to be in none.
    authorization/v1.ResourceAttributes What is to be done with which resources.
     fieldSelector Fields that limit which objects are meant.
     group The group; * for all, empty for the core group.
     labelSelector Labels that limit which objects are meant.
     name The object; empty for all.
     namespace The namespace; empty for all, and for resources that have none.
     resource The plural name; * for all.
     subresource The subresource, as log; empty for none.
     verb get, list, watch, create, update, patch, delete and the like; * for all.
     version The version; * for all.
    authorization/v1.FieldSelectorAttributes Fields that limit a request; give one of the two.
     rawSelector The selector as a query has it; the API server reads it, webhooks should not.
     requirements The selector taken apart; all must hold.
    authorization/v1.LabelSelectorAttributes Labels that limit a request; give one of the two.
     rawSelector The selector as a query has it; the API server reads it, webhooks should not.
     requirements The selector taken apart; all must hold.
    authorization/v1.NonResourceAttributes What is to be done at a path.
     path The path, as /healthz.
     verb The HTTP method in lower case, as get.
    authorization/v1.SubjectAccessReviewStatus Whether something may be done.
     allowed Whether it may be done.
     denied Whether somebody forbade it; if neither, nobody had an opinion, which is a no too.
     evaluationError What went wrong on the way, as a role that is missing; the answer holds all the same.
     reason Why it is allowed or not.
    authorization/v1.SelfSubjectAccessReview Asks whether you may do something; what kubectl auth can-i sends.
     spec What you want to do.
     status The answer; written by the server.
    authorization/v1.SelfSubjectAccessReviewSpec What you want to do; one of the two is set.
     nonResourceAttributes A request for a path that is no resource.
     resourceAttributes A request for resources.
    authorization/v1.LocalSubjectAccessReview Asks whether a user may do something in one namespace.
     spec Who wants to do what; its namespace is that of the review.
     status The answer; written by the server.
    authorization/v1.SelfSubjectRulesReview Asks for all you may do in a namespace; for showing, not for deciding.
     spec The namespace.
     status What you may do; written by the server.
    authorization/v1.SelfSubjectRulesReviewSpec Where you want to do things.
     namespace The namespace; required.
    authorization/v1.SubjectRulesReviewStatus What may be done; each rule counts, but there may be more.
     evaluationError What went wrong on the way.
     incomplete True if there may be more rules, as of an authorizer that cannot list them.
     nonResourceRules Rules about paths, in no order, some perhaps twice.
     resourceRules Rules about resources, in no order, some perhaps twice.
    authorization/v1.ResourceRule What may be done with some resources.
     apiGroups The groups of the resources; * for all.
     resourceNames The names it is limited to; all if there are none, or by *.
     resources The plural names; * for all, */log for one subresource of all.
     verbs What may be done; * for all.
    authorization/v1.NonResourceRule What may be done at some paths.
     nonResourceURLs The paths; * as the last step stands for all below, alone for all.
     verbs The HTTP methods in lower case; * for all.
    """
