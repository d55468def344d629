/// Descriptions of what all kinds share: metadata, selectors, conditions, options of requests, answers.
/// First the type, then its fields, indented. At the end, values that are written in one text.
///
/// Facts: staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go.
let metaV1Descriptions = """
    meta/v1.TypeMeta What an object is.
     apiVersion The version of the schema this object is written in.
     kind What sort of object this is.
    meta/v1.ObjectMeta What every object carries: its name, its labels, its history.
     annotations Free text for tools and people, by key; not used to select objects.
     creationTimestamp When the server made the object; set by the server.
     deletionGracePeriodSeconds How long the object may take to end; set when deletion begins, then only shortened.
     deletionTimestamp When the object is to be gone; set by the server on a graceful delete.
     finalizers Work that must be done, and its entry removed, before the object may vanish; in any order.
     generateName A prefix; the server appends a random suffix to make the name.
     generation Counts the changes of what is wanted (not of status); set by the server.
     labels Short keys and values by which selectors find the object.
     managedFields Who set which fields; kept by the server for server-side apply.
     name The name, unique within kind and namespace; it never changes.
     namespace The space in which the name is unique; it never changes.
     ownerReferences The objects this one depends on; when all are gone, it is collected.
     resourceVersion A mark of the stored version, for conflicts and watches; each write changes it.
     selfLink Deprecated: no longer filled in.
     uid Identifies this object for all time, even if another takes its name later.
    meta/v1.OwnerReference An object that another one depends on, in its namespace or in none.
     apiVersion The group and version of the owner.
     blockOwnerDeletion Whether the owner, if deleted in the foreground, waits until the dependent is gone.
     controller Whether the owner looks after the dependent; at most one does.
     kind The kind of the owner.
     name The name of the owner.
     uid The uid of the owner, which tells it from a later one of the same name.
    meta/v1.ManagedFieldsEntry The fields that one writer has set.
     apiVersion The version in which the fields are named.
     fieldsType How the fields are written; FieldsV1 is the only way.
     fieldsV1 The fields, as a tree of names.
     manager The name of the writer.
     operation Apply for server-side apply, Update for all other writes.
     subresource The subresource through which it wrote, as status; empty for the object itself.
     time When its fields last changed, but not when another writer took some over.
    meta/v1.ListMeta What belongs to a list as a whole.
     continue What to send to get the next part; good for a few minutes, empty at the end.
     remainingItemCount How many objects are still to come; absent at the end and with selectors.
     resourceVersion The version at which the list was read; a watch can go on from there.
     selfLink Deprecated: no longer filled in.
     shardInfo Which part of all objects this is, if only a part was asked for; alpha.
    meta/v1.ShardInfo Which part of all objects a list has.
     selector The shardSelector of the request.
    meta/v1.LabelSelector Which objects are meant, by labels; all requirements must hold; empty means all objects.
     matchExpressions What is asked of labels, with operators.
     matchLabels Labels that must have exactly these values.
    meta/v1.LabelSelectorRequirement What is asked of one label.
     key The label.
     operator In, NotIn, Exists or DoesNotExist.
     values Some for In and NotIn, none for Exists and DoesNotExist.
    meta/v1.FieldSelectorRequirement What is asked of one field.
     key The field.
     operator In, NotIn, Exists or DoesNotExist.
     values Some for In and NotIn, none for Exists and DoesNotExist.
    meta/v1.Condition One thing that is said of an object.
     lastTransitionTime When the status last turned.
     message The reason in a sentence; may be empty.
     observedGeneration The generation of the spec that this speaks of; out of date if the object's is higher.
     reason The reason in a word; never empty.
     status True, False or Unknown.
     type What is said, in a word.
    meta/v1.GetOptions How one object is read.
     resourceVersion How new the answer must be: 0 for any, absent for the newest.
    meta/v1.ListOptions How objects are listed or watched.
     allowWatchBookmarks Whether a watch may say now and then at which version it is.
     continue The part to go on with, from the list before; the other options must be the same.
     fieldSelector Only objects with such fields, as metadata.name=web; which fields there are depends on the kind.
     labelSelector Only objects with such labels, as app=web.
     limit How many objects a list has at most; continue tells that there are more.
     resourceVersion How new a list must be, or where a watch begins: 0 for any, absent for the newest.
     resourceVersionMatch Whether a list must be Exact at resourceVersion or is NotOlderThan it.
     sendInitialEvents Whether a watch begins with all objects that there are, and a bookmark behind them.
     shardSelector Only a part of all objects, by ranges of the hash of a field; alpha.
     timeoutSeconds How long the request may take, also a watch.
     watch Whether changes are told as they happen.
    meta/v1.CreateOptions How an object is made.
     dryRun All does everything but store the object.
     fieldManager The name of the writer, at most 128 characters; from the client's name if not given.
     fieldValidation What becomes of unknown and double fields: Ignore, Warn or Strict; Warn if not given.
    meta/v1.UpdateOptions How an object is replaced.
     dryRun All does everything but store the object.
     fieldManager The name of the writer, at most 128 characters; from the client's name if not given.
     fieldValidation What becomes of unknown and double fields: Ignore, Warn or Strict; Warn if not given.
    meta/v1.PatchOptions How an object is patched.
     dryRun All does everything but store the object.
     fieldManager The name of the writer, at most 128 characters; needed for an apply.
     fieldValidation What becomes of unknown and double fields: Ignore, Warn or Strict; Warn if not given.
     force Whether an apply takes over fields of others; only with an apply.
    meta/v1.ApplyOptions How an object is applied by the server.
     dryRun All does everything but store the object.
     fieldManager The name of the writer, at most 128 characters; needed.
     force Whether it takes over fields of others.
    meta/v1.DeleteOptions How an object is deleted.
     dryRun All does everything but delete the object.
     gracePeriodSeconds How long the object may take to end; 0 is at once, the kind's own if not given.
     ignoreStoreReadErrorWithClusterBreakingPotential Whether to remove what cannot be read, unchecked; dangerous.
     orphanDependents Deprecated: use propagationPolicy; whether what depends on the object stays.
     preconditions What must hold of the object; otherwise nothing is deleted.
     propagationPolicy What depends on it: Orphan leaves it, Background removes it afterwards, Foreground before.
    meta/v1.Preconditions What must hold of an object before something is done with it.
     resourceVersion The version that it must have.
     uid The uid that it must have.
    meta/v1.Status What a request answers that has no object to answer, mostly an error.
     code The HTTP code.
     details More about it, for programs.
     message What happened, for people.
     metadata What lists have; empty here.
     reason What went wrong in a word, as NotFound or Conflict.
     status Success or Failure.
    meta/v1.StatusDetails More about an answer, for programs.
     causes The single errors, if there are several.
     group The group of the object.
     kind The kind of the object, or the name of its resource.
     name The name of the object.
     retryAfterSeconds How long to wait before trying again.
     uid The uid of the object.
    meta/v1.StatusCause One error of several.
     field The field that is wrong, as spec.containers[0].name.
     message What is wrong, for people.
     reason What is wrong in a word, as FieldValueRequired.
    meta/v1.List Objects of any kinds.
     items The objects.
    meta/v1.PartialObjectMetadata The metadata of an object without the rest.
    meta/v1.Table Objects as the rows of a table, as kubectl shows them.
     columnDefinitions The columns.
     rows The rows, one for each object.
    meta/v1.TableColumnDefinition One column of a table.
     description What the column shows, for people.
     format A hint on how to show it; name marks the column with the object's name.
     name The heading.
     priority 0 is always shown, more only in a wide table.
     type Whether the cells are of type string, integer, number, boolean or date.
    meta/v1.TableRow One object as a row of a table.
     cells The values, one for each column.
     conditions What is said of the row.
     object The object itself, its metadata or nothing, as includeObject asks for.
    meta/v1.TableRowCondition One thing that is said of a row.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What is said; Completed, for what is over, is the only one.
    meta/v1.TableOptions How objects are shown as a table.
     includeObject What comes with each row: None, Metadata or Object; Metadata if not given.
    meta/v1.APIVersions The versions of the core group.
     serverAddressByClientCIDRs Under which address which clients reach the server.
     versions The versions.
    meta/v1.APIGroupList The groups that the server has, beside the core group.
     groups The groups.
    meta/v1.APIGroup One group of kinds, with its versions.
     name The name of the group.
     preferredVersion The version that clients should use.
     serverAddressByClientCIDRs Under which address which clients reach the server.
     versions All its versions.
    meta/v1.GroupVersionForDiscovery One version of a group.
     groupVersion Group and version, as apps/v1.
     version The version alone.
    meta/v1.ServerAddressByClientCIDR Under which address some clients reach the server.
     clientCIDR The range of the clients' addresses.
     serverAddress The server's address for them.
    meta/v1.APIResourceList The resources of one version of a group.
     groupVersion Group and version, as apps/v1.
     resources The resources.
    meta/v1.APIResource One resource, as pods.
     categories Words that stand for several resources, as all.
     group The group of its objects; that of the list if empty.
     kind The kind of its objects.
     name Its name in the plural; a subresource behind a slash.
     namespaced Whether its objects live in namespaces.
     shortNames Shorter names, as po.
     singularName Its name in the singular.
     storageVersionHash Differs when its objects are stored in another version; compare only for equality.
     verbs What can be done with it, as get, list or watch.
     version The version of its objects; that of the list if empty.
    meta/v1.RootPaths The paths at which the server answers.
     paths The paths.
    meta/v1.Time A moment to the second, in the form of RFC 3339.
    meta/v1.MicroTime A moment to the microsecond, in the form of RFC 3339.
    meta/v1.Duration A span of time in the form of Go, as 1m30s.
    meta/v1.Patch A patch, in the form that the media type of the request tells.
    meta/v1.FieldsV1 A set of fields, as a tree of names: f: before a field, k: and v: before an element of a list.
    resource.Quantity A number with a unit, as 250m, 1.5 or 1Gi.
    intstr.IntOrString A number, or a text such as 25%.
    runtime.RawExtension An object of any kind.
    """
