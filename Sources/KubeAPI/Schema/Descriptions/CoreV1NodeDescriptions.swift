/// Descriptions of nodes. First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1NodeDescriptions = """
    core/v1.Node A machine of the cluster, as its kubelet reports it.
     spec What is wanted of the node: taints, whether pods may be placed on it.
     status What the kubelet reports: capacity, conditions, addresses.
    core/v1.NodeSpec What is wanted of a node.
     configSource Deprecated: no longer used, kubelets are configured by file.
     externalID Deprecated: no longer used.
     podCIDR The range of addresses for pods of this node.
     podCIDRs The ranges of addresses for pods of this node, one for each IP family; the first is podCIDR.
     providerID How the cloud names the machine, as aws:///eu-1a/i-0af1; once set it stays.
     taints Marks that keep away pods that do not tolerate them.
     unschedulable Whether new pods are kept away; what cordon sets.
    core/v1.NodeStatus What was last observed of a node.
     addresses Where the node can be reached.
     allocatable What pods may use: capacity less what the system keeps.
     capacity What the machine has.
     conditions Whether the node is ready, and whether it runs short of something.
     config Deprecated: no longer used.
     daemonEndpoints Where the kubelet listens.
     declaredFeatures Features of its kubelet that the scheduler and admission look at; beta.
     features What its container runtime can do.
     images Images that are on the node; the largest 50, unless the kubelet is told otherwise.
     nodeInfo Versions and ids of the machine and its software.
     phase Deprecated: no longer used.
     runtimeHandlers The ways in which its runtime can run pods; a RuntimeClass names one.
     volumesAttached Volumes that are attached to the node; written by the attach-detach controller.
     volumesInUse Volumes of the node that are in use, and are not detached safely; written by the kubelet.
    core/v1.NodeCondition One thing that is said of a node as a whole.
     lastHeartbeatTime When the kubelet last reported it.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown, which is what becomes of Ready if the kubelet is silent.
     type What is said: Ready, MemoryPressure, DiskPressure, PIDPressure or NetworkUnavailable.
    core/v1.NodeAddress Where a node can be reached.
     address An IP address or a name.
     type Hostname, InternalIP, ExternalIP, InternalDNS or ExternalDNS.
    core/v1.NodeDaemonEndpoints Where the programs of a node listen.
     kubeletEndpoint The kubelet's port.
    core/v1.DaemonEndpoint Where a program listens.
     Port The number of the port; 10250 for a kubelet unless it is told otherwise.
    core/v1.NodeSystemInfo Versions and ids of a machine and its software.
     architecture The kind of processor, as amd64.
     bootID Differs each time the machine starts.
     containerRuntimeVersion The container runtime and its version, as containerd://2.1.4.
     kernelVersion The version of the kernel.
     kubeProxyVersion Deprecated: empty since v1.33, the kubelet never knew it.
     kubeletVersion The version of the kubelet; the column VERSION of nodes.
     machineID The id of the machine, from /etc/machine-id; best to tell machines apart.
     operatingSystem Either linux or windows.
     osImage The name of the distribution and its version.
     swap Its swap space.
     systemUUID The id that the firmware gives the machine.
    core/v1.NodeSwapStatus The swap space of a node.
     capacity All of it, in bytes.
    core/v1.NodeRuntimeHandler One way in which a runtime can run pods.
     features What it can do.
     name Its name; empty for the one that is used if no RuntimeClass is given.
    core/v1.NodeRuntimeHandlerFeatures What one way of running pods can do.
     recursiveReadOnlyMounts Whether mounts below a read-only one can be read-only too.
     userNamespaces Whether pods can have a user namespace of their own, volumes included.
    core/v1.NodeFeatures What a container runtime can do, whichever way it runs a pod.
     supplementalGroupsPolicy Whether supplementalGroupsPolicy of pods is heeded.
    core/v1.AttachedVolume A volume that is attached to a node.
     devicePath The path of its device on the node; often empty.
     name The name of the volume, which begins with that of its plugin.
    core/v1.NodeConfigSource Deprecated: where a kubelet once took its configuration from.
     configMap The ConfigMap.
    core/v1.ConfigMapNodeConfigSource Deprecated: a ConfigMap with the configuration of a kubelet.
     kubeletConfigKey The key with the configuration.
     name The name of the ConfigMap.
     namespace Its namespace.
     resourceVersion Its version; only in the status.
     uid Its uid; only in the status.
    core/v1.NodeConfigStatus Deprecated: how far a kubelet had followed its configSource.
     active The configuration in use.
     assigned The configuration it is to use.
     error What went wrong on the way.
     lastKnownGood The configuration it goes back to after an error.
    core/v1.AvoidPods Pods that are better placed elsewhere; the value of an annotation of nodes, no longer read.
     preferAvoidPods Which pods, the oldest entry first.
    core/v1.PreferAvoidPodsEntry Pods that are better placed elsewhere.
     evictionTime When the entry was added.
     message Why, in a sentence.
     podSignature Which pods.
     reason Why, in a word.
    core/v1.PodSignature Which pods are meant.
     podController Those of this owner.
    """
