/// Descriptions of the types of `flowcontrol/v1`. First the type, then its fields, indented.
let flowcontrolV1Descriptions = """
    flowcontrol/v1.FlowSchema Says which requests to the API server belong to which priority level.
     spec Which requests, which level, and how they are told apart there.
     status Whether the level exists.
    flowcontrol/v1.FlowSchemaSpec Which requests go to which priority level.
     distinguisherMethod How requests are split into flows that share fairly; all are one flow without it.
     matchingPrecedence If several schemas match, the lowest number wins; 1 to 10000, 1000 unless given.
     priorityLevelConfiguration The priority level; while it does not exist the schema counts for nothing.
     rules Which requests match; one rule is enough, none matches nothing.
    flowcontrol/v1.PriorityLevelConfigurationReference A priority level.
     name Its name.
    flowcontrol/v1.FlowDistinguisherMethod How requests are split into flows.
     type ByUser, or ByNamespace of the object.
    flowcontrol/v1.PolicyRulesWithSubjects Requests by who sends them and what they want; both must fit.
     nonResourceRules Requests for paths that are no resources.
     resourceRules Requests for resources; these or nonResourceRules must be there.
     subjects Who sends them; at least one.
    flowcontrol/v1.Subject One who sends requests; kind says which of the other members is set.
     group By group.
     kind User, Group or ServiceAccount.
     serviceAccount By service account.
     user By user name.
    flowcontrol/v1.UserSubject A user who sends requests.
     name The user name; * for all.
    flowcontrol/v1.GroupSubject A group whose members send requests.
     name The group, as system:authenticated; * for all.
    flowcontrol/v1.ServiceAccountSubject Service accounts that send requests.
     name The name; * for all of the namespace.
     namespace The namespace.
    flowcontrol/v1.ResourcePolicyRule Requests for resources; verb, group, resource and namespace must all fit.
     apiGroups Their groups; * alone for all.
     clusterScope Whether requests without a namespace match, as for nodes or for all namespaces.
     namespaces Their namespaces; * alone for all. May be empty with clusterScope.
     resources Their plural names, a subresource behind a slash; * alone for all.
     verbs What is done: get, list and others; * alone for all.
    flowcontrol/v1.NonResourcePolicyRule Requests for paths that are no resources; verb and path must fit.
     nonResourceURLs Paths, as /healthz, or all below one, as /healthz/*; * alone for all.
     verbs What is done, as get; * alone for all.
    flowcontrol/v1.FlowSchemaStatus Where a flow schema stands.
     conditions What is said of it; Dangling: its priority level is missing.
    flowcontrol/v1.FlowSchemaCondition One remark on where a flow schema stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about: Dangling.
    flowcontrol/v1.PriorityLevelConfiguration A share of the API server's capacity, and what waits when it is used up.
     spec The share, and what becomes of requests beyond it.
     status Where the level stands.
    flowcontrol/v1.PriorityLevelConfigurationSpec How a priority level treats requests.
     exempt Settings of type Exempt.
     limited Settings of type Limited; needed there, and only there.
     type Limited, or Exempt: its requests are always served at once.
    flowcontrol/v1.LimitedPriorityLevelConfiguration The share of a level with a limit.
     borrowingLimitPercent How many seats it may borrow, in percent of its own; no limit unless given.
     lendablePercent How much of its seats others may borrow; 0 to 100, 0 unless given.
     limitResponse Whether requests wait or are refused when all seats are taken.
     nominalConcurrencyShares Its part of the server's seats, weighed against the other levels; 30 unless given.
    flowcontrol/v1.LimitResponse What becomes of requests beyond the limit.
     queuing The queues; only with type Queue.
     type Queue lets them wait, Reject refuses them with 429.
    flowcontrol/v1.QueuingConfiguration The queues of a priority level, in each API server.
     handSize Of so many queues that a flow may use, the shortest gets the request; 8 unless given.
     queueLengthLimit So many requests may wait in one queue, more are refused; 50 unless given.
     queues How many queues there are; 64 unless given, 1 treats all flows as one.
    flowcontrol/v1.ExemptPriorityLevelConfiguration What an exempt level counts for.
     lendablePercent How much of its seats others may borrow; 0 to 100, 0 unless given.
     nominalConcurrencyShares Seats it takes from the others, without being limited by them; 0 unless given.
    flowcontrol/v1.PriorityLevelConfigurationStatus Where a priority level stands.
     conditions What is said of it.
    flowcontrol/v1.PriorityLevelConfigurationCondition One remark on where a priority level stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about.
    """
