/// Types of `meta/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go.
let metaV1Table: StaticString = #"""
    package meta/v1 -
    type TypeMeta
     kind = string e
     apiVersion APIVersion string e
    type ListMeta
     selfLink = string e
     resourceVersion = string e
     continue = string e
     remainingItemCount = *int64 e
     shardInfo = *ShardInfo e
    type ShardInfo
     selector = string r
    type ObjectMeta
     name = string e
     generateName = string e
     namespace = string e
     selfLink = string e
     uid UID types.UID e
     resourceVersion = string e
     generation = int64 e
     creationTimestamp = Time z
     deletionTimestamp = *Time e
     deletionGracePeriodSeconds = *int64 e
     labels = map[string]string e
     annotations = map[string]string e
     ownerReferences = []OwnerReference e ps=merge pk=uid lk=uid
     finalizers = []string e ps=merge lt=set
     managedFields = []ManagedFieldsEntry e lt=atomic
    type OwnerReference atomic
     apiVersion APIVersion string r
     kind = string r
     name = string r
     uid UID types.UID r
     controller = *bool e
     blockOwnerDeletion = *bool e
    kind ListOptions
     . TypeMeta TypeMeta
     labelSelector = string e
     fieldSelector = string e
     watch = bool e
     allowWatchBookmarks = bool e
     resourceVersion = string e
     resourceVersionMatch = ResourceVersionMatch e
     timeoutSeconds = *int64 e
     limit = int64 e
     continue = string e
     sendInitialEvents = *bool e
     shardSelector = string e
    name ResourceVersionMatch string
    kind GetOptions
     . TypeMeta TypeMeta
     resourceVersion = string e
    name DeletionPropagation string
    kind DeleteOptions
     . TypeMeta TypeMeta
     gracePeriodSeconds = *int64 e
     preconditions = *Preconditions e
     orphanDependents = *bool e
     propagationPolicy = *DeletionPropagation e
     dryRun = []string e lt=atomic
     ignoreStoreReadErrorWithClusterBreakingPotential = *bool e
    kind CreateOptions
     . TypeMeta TypeMeta
     dryRun = []string e lt=atomic
     fieldManager = string e
     fieldValidation = string e
    kind PatchOptions
     . TypeMeta TypeMeta
     dryRun = []string e lt=atomic
     force = *bool e
     fieldManager = string e
     fieldValidation = string e
    kind ApplyOptions
     . TypeMeta TypeMeta
     dryRun = []string e lt=atomic
     force = bool r
     fieldManager = string r
    kind UpdateOptions
     . TypeMeta TypeMeta
     dryRun = []string e lt=atomic
     fieldManager = string e
     fieldValidation = string e
    type Preconditions
     uid UID *types.UID e
     resourceVersion = *string e
    kind Status
     . TypeMeta TypeMeta
     metadata ListMeta ListMeta e
     status = string e
     message = string e
     reason = StatusReason e
     details = *StatusDetails e
     code = int32 e
    type StatusDetails
     name = string e
     group = string e
     kind = string e
     uid UID types.UID e
     causes = []StatusCause e lt=atomic
     retryAfterSeconds = int32 e
    name StatusReason string
    type StatusCause
     reason Type CauseType e
     message = string e
     field = string e
    name CauseType string
    kind List
     . TypeMeta TypeMeta
     metadata ListMeta ListMeta e
     items = []runtime.RawExtension r
    kind APIVersions
     . TypeMeta TypeMeta
     versions = []string r lt=atomic
     serverAddressByClientCIDRs = []ServerAddressByClientCIDR r lt=atomic
    kind APIGroupList
     . TypeMeta TypeMeta
     groups = []APIGroup r lt=atomic
    kind APIGroup
     . TypeMeta TypeMeta
     name = string r
     versions = []GroupVersionForDiscovery r lt=atomic
     preferredVersion = GroupVersionForDiscovery e
     serverAddressByClientCIDRs = []ServerAddressByClientCIDR e lt=atomic
    type ServerAddressByClientCIDR
     clientCIDR = string r
     serverAddress = string r
    type GroupVersionForDiscovery
     groupVersion = string r
     version = string r
    type APIResource
     name = string r
     singularName = string r
     namespaced = bool r
     group = string e
     version = string e
     kind = string r
     verbs = Verbs r
     shortNames = []string e lt=atomic
     categories = []string e lt=atomic
     storageVersionHash = string e
    name Verbs []string
    kind APIResourceList
     . TypeMeta TypeMeta
     groupVersion = string r
     resources APIResources []APIResource r lt=atomic
    type RootPaths
     paths = []string r lt=atomic
    type LabelSelector atomic
     matchLabels = map[string]string e
     matchExpressions = []LabelSelectorRequirement e lt=atomic
    type LabelSelectorRequirement
     key = string r
     operator = LabelSelectorOperator r
     values = []string e lt=atomic
    name LabelSelectorOperator string
    type FieldSelectorRequirement
     key = string r
     operator = FieldSelectorOperator r
     values = []string e lt=atomic
    name FieldSelectorOperator string
    type ManagedFieldsEntry
     manager = string e
     operation = ManagedFieldsOperationType e
     apiVersion APIVersion string e
     time = *Time e
     fieldsType = string e
     fieldsV1 = *FieldsV1 e
     subresource = string e
    name ManagedFieldsOperationType string
    kind Table
     . TypeMeta TypeMeta
     metadata ListMeta ListMeta e
     columnDefinitions = []TableColumnDefinition r lt=atomic
     rows = []TableRow r lt=atomic
    type TableColumnDefinition
     name = string r
     type = string r
     format = string r
     description = string r
     priority = int32 r
    type TableRow
     cells = []interface{} r lt=atomic
     conditions = []TableRowCondition e lt=atomic
     object = runtime.RawExtension e
    type TableRowCondition
     type = RowConditionType r
     status = ConditionStatus r
     reason = string e
     message = string e
    name RowConditionType string
    name ConditionStatus string
    name IncludeObjectPolicy string
    kind TableOptions
     . TypeMeta TypeMeta
     - NoHeaders bool
     includeObject = IncludeObjectPolicy e
    kind PartialObjectMetadata
     . TypeMeta TypeMeta
     metadata ObjectMeta ObjectMeta e
    kind PartialObjectMetadataList
     . TypeMeta TypeMeta
     metadata ListMeta ListMeta e
     items = []PartialObjectMetadata r
    type Condition
     type = string r
     status = ConditionStatus r
     observedGeneration = int64 e
     lastTransitionTime = Time r
     reason = string r
     message = string r
    """#
