/// Descriptions of nodes, namespaces and the smaller kinds. First the type, then its fields.
let clusterDescriptions = """
    core/v1.Node A machine of the cluster, as its kubelet reports it.
     metadata Name, labels and the rest that every object has.
     spec What is wanted of the node: taints, whether pods may be placed on it.
     status What the kubelet reports: capacity, conditions, addresses.
    core/v1.NodeSpec What is wanted of a node.
     configSource No longer used.
     externalID No longer used.
     podCIDR The range of addresses for pods of this node.
     podCIDRs The ranges of addresses for pods of this node, one for each IP family.
     providerID How the cloud names the machine.
     taints Marks that keep away pods that do not tolerate them.
     unschedulable Whether new pods are kept away; what cordon sets.
    core/v1.NodeStatus What was last observed of a node.
     addresses Where the node can be reached.
     allocatable What pods may use: capacity less what the system keeps.
     capacity What the machine has.
     conditions Whether the node is ready, and whether it runs short of something.
     daemonEndpoints Where the kubelet listens.
     images Images that are on the node.
     nodeInfo Versions and ids of the machine and its software.
     phase No longer used.
     volumesAttached Volumes that are attached to the node.
     volumesInUse Volumes of the node that are in use.
    core/v1.Namespace A space for names; most kinds live in one.
     metadata Name, labels and the rest that every object has.
     spec Finalizers that hold the namespace.
     status Whether the namespace is active or going.
    core/v1.NamespaceSpec What holds a namespace.
     finalizers Who must finish before the namespace may vanish.
    core/v1.NamespaceStatus Where a namespace stands.
     conditions What stands in the way of removal.
     phase Active, or Terminating while its contents are removed.
    core/v1.ConfigMap Settings that pods can read.
     binaryData Bytes by key, in base64.
     data Text by key.
     immutable If true, the data can never be changed, only deleted.
     metadata Name, labels and the rest that every object has.
    core/v1.Secret Confidential settings that pods can read; base64, not encryption.
     data Bytes by key, in base64.
     immutable If true, the data can never be changed, only deleted.
     metadata Name, labels and the rest that every object has.
     stringData Text by key; written into data, never read back.
     type What kind of secret it is, which decides the keys it needs.
    core/v1.ServiceAccount A name under which programs in pods talk to the API server.
     automountServiceAccountToken Whether pods get a token of it unless they say otherwise.
     imagePullSecrets Secrets that pods with this account get for pulling images.
     metadata Name, labels and the rest that every object has.
     secrets Secrets that pods with this account may mount.
    core/v1.Event Something that happened to an object, told for people.
     action What was done or failed.
     count How often it happened.
     eventTime When it was first seen, in events of the newer kind.
     firstTimestamp When it was first seen.
     involvedObject What it happened to.
     lastTimestamp When it was last seen.
     message What happened, for people.
     metadata Name, labels and the rest that every object has.
     reason Why, in one word.
     related Another object that plays a part.
     reportingComponent Who tells it.
     reportingInstance Which instance of the teller, such as a node's kubelet.
     series How often a repeated event was seen, and when last.
     source Which component tells it, and where it runs.
     type Normal or Warning.
    """
