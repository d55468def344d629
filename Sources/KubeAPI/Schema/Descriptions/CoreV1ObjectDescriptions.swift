/// Descriptions of namespaces, settings, accounts, events, limits and references.
/// First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1ObjectDescriptions = """
    core/v1.Namespace A space for names; most kinds live in one.
     spec Finalizers that hold the namespace.
     status Whether the namespace is active or going.
    core/v1.NamespaceSpec What holds a namespace.
     finalizers Who must finish before the namespace may vanish; kubernetes stands for its contents.
    core/v1.NamespaceStatus Where a namespace stands.
     conditions What stands in the way of removal.
     phase Active, or Terminating while its contents are removed.
    core/v1.NamespaceCondition One thing that stands in the way of a namespace's removal.
     lastTransitionTime When the status last turned.
     message What is left, in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What is said, as NamespaceContentRemaining or NamespaceFinalizersRemaining.
    core/v1.ConfigMap Settings that pods can read, at most 1 MiB.
     binaryData Bytes by key, in base64; no key that data has too.
     data Text by key; keys are of letters, digits, dots, dashes and underscores.
     immutable If true, the data can never be changed, only deleted.
    core/v1.Secret Confidential settings that pods can read; base64, not encryption; at most 1 MiB.
     data Bytes by key, in base64.
     immutable If true, the data can never be changed, only deleted.
     stringData Text by key; written into data, never read back.
     type What kind of secret it is, which decides the keys it needs; Opaque if not given, cannot be changed.
    core/v1.ServiceAccount A name under which programs in pods talk to the API server.
     automountServiceAccountToken Whether pods get a token of it unless they say otherwise; true if not given.
     imagePullSecrets Secrets that pods with this account get for pulling images.
     secrets Secrets that pods with this account may mount; a limit only with a deprecated annotation.
    core/v1.Event Something that happened to an object, told for people; kept for an hour.
     action What was done or failed.
     count How often it happened.
     eventTime When it was first seen, in events of the newer kind.
     firstTimestamp When it was first seen.
     involvedObject What it happened to.
     lastTimestamp When it was last seen.
     message What happened, for people.
     reason Why, in one word.
     related Another object that plays a part.
     reportingComponent Who tells it, as kubelet.
     reportingInstance Which instance of the teller, such as a node's kubelet.
     series How often a repeated event was seen, and when last.
     source Which component tells it, and where it runs.
     type Normal or Warning.
    core/v1.EventSeries The repetitions of an event.
     count How often it was seen.
     lastObservedTime When it was last seen.
    core/v1.EventSource Who tells an event.
     component The component, as kubelet.
     host The node on which it runs.
    core/v1.ReplicationController Keeps a number of like pods running; the ancestor of ReplicaSets.
     spec How many pods, which ones are counted, and how new ones are made.
     status What was last observed of the pods.
    core/v1.ReplicationControllerSpec What a ReplicationController should keep up.
     minReadySeconds How long a pod must be ready before it counts as available; 0 if not given.
     replicas How many pods there should be; 1 if not given.
     selector Labels that the pods must have; the template's labels if it is not given.
     template The mould for new pods.
    core/v1.ReplicationControllerStatus What was last observed of a ReplicationController.
     availableReplicas Pods that have been ready for minReadySeconds.
     conditions Where it stands, such as a failure to make pods.
     fullyLabeledReplicas Pods whose labels match those of the template.
     observedGeneration The generation of the spec that this status speaks of.
     readyReplicas Pods that are ready.
     replicas Pods that there are and that are not ending.
    core/v1.ReplicationControllerCondition One remark on where a ReplicationController stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about; ReplicaFailure is the only one.
    core/v1.LimitRange How much one pod, container or claim of a namespace may ask for; checked when it is made.
     spec The limits.
    core/v1.LimitRangeSpec How much things of a namespace may ask for.
     limits One entry for each kind of thing.
    core/v1.LimitRangeItem How much things of one kind may ask for, by resource.
     default The limit of a container that names none.
     defaultRequest The request of a container that names none; default if not given.
     max The most that may be asked for.
     maxLimitRequestRatio How many times the request the limit may be.
     min The least that must be asked for.
     type Pod, Container or PersistentVolumeClaim.
    core/v1.ResourceQuota How much all objects of a namespace together may ask for; checked when one is made.
     spec The limits, and what they count.
     status The limits, and how much of them is used.
    core/v1.ResourceQuotaSpec The limits of a quota, and what they count.
     hard The most for each name, as requests.cpu, pods or count/deployments.apps.
     scopeSelector What is counted, with operators; both this and scopes must hold.
     scopes What is counted, as BestEffort or Terminating; everything if not given.
    core/v1.ScopeSelector What a quota counts; all requirements must hold.
     matchExpressions The requirements.
    core/v1.ScopedResourceSelectorRequirement What is asked of one property of what a quota counts.
     operator In, NotIn, Exists or DoesNotExist.
     scopeName The property, as PriorityClass.
     values Some for In and NotIn, none for Exists and DoesNotExist.
    core/v1.ResourceQuotaStatus How much of a quota is used.
     hard The limits in force.
     used How much of each is used.
    core/v1.ObjectReference Names an object, or a part of one.
     apiVersion Its group and version.
     fieldPath The part that is meant, as spec.containers{web}.
     kind Its kind.
     name Its name.
     namespace Its namespace.
     resourceVersion The version of it that is meant, if only one is.
     uid Its uid, which tells it from a later one of the same name.
    core/v1.LocalObjectReference Names an object in the same namespace.
     name The name of the object, in the same namespace.
    core/v1.SecretReference Names a Secret in any namespace.
     name The name of the Secret.
     namespace The namespace of the Secret.
    core/v1.TypedLocalObjectReference Names an object of any kind in the same namespace.
     apiGroup Its group; absent for the core group.
     kind Its kind.
     name Its name.
    core/v1.TypedObjectReference Names an object of any kind.
     apiGroup Its group; absent for the core group.
     kind Its kind.
     name Its name.
     namespace Its namespace, which must allow that with a ReferenceGrant; alpha.
    core/v1.SerializedReference A reference as an object of its own.
     reference What is meant.
    core/v1.Preconditions What must hold before something is done.
     uid The uid that the object must have.
    core/v1.ComponentStatus Deprecated: whether a component of the control plane answers; use its health endpoint.
     conditions What is said of it.
    core/v1.ComponentCondition One thing that is said of a component.
     error What went wrong, in a word.
     message What it answered.
     status True, False or Unknown.
     type What is said; Healthy is the only one.
    core/v1.RangeAllocation Which Service addresses or node ports are taken; the API server's own notes.
     data One bit for each number of the range, set if it is taken.
     range The range.
    """
