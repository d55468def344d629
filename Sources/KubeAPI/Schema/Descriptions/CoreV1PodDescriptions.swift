/// Descriptions of pods: what is wanted, what is observed, and the requests that reach into a pod.
/// First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1PodDescriptions = """
    core/v1.Pod One or more containers that run together on one node and share a network address.
     spec What should run, and how; most of it cannot be changed later.
     status What has been observed of it; written by the scheduler and the kubelet.
    core/v1.PodSpec What a pod should be.
     activeDeadlineSeconds After this many seconds on a node the pod is failed; may be set or shortened later.
     affinity Rules that draw the pod to nodes and pods, or keep it away from them.
     automountServiceAccountToken Whether a token of the service account is mounted; wins over the account's own.
     containers What runs in the pod, at least one; the list cannot grow or shrink later.
     dnsConfig Name server settings beside those that dnsPolicy makes.
     dnsPolicy Whose name servers are asked: ClusterFirst the cluster's, Default the node's, None only dnsConfig's.
     enableServiceLinks Whether services of the namespace appear as environment variables; true if not given.
     ephemeralContainers Containers put into a running pod to look around; never restarted.
     hostAliases Lines added to the hosts file of the pod.
     hostIPC Share the node's IPC namespace; false if not given.
     hostNetwork Use the node's network: its address and its ports; false if not given.
     hostPID Share the node's process namespace; false if not given.
     hostUsers Whether the pod uses the node's user namespace; false gives it one of its own, true if not given.
     hostname The host name inside the pod; its own name if not given.
     hostnameOverride A host name that wins over every other one, at most 64 characters; not with hostNetwork.
     imagePullSecrets Secrets with which images are pulled, in the same namespace.
     initContainers Containers that run to completion, in order, before the others start.
     nodeName The node the pod is bound to; set by the scheduler, or by hand to go around it.
     nodeSelector Labels that a node must have for the pod to go there.
     os The operating system the containers need; it decides which security fields may be set.
     overhead What running the pod costs beside its containers; set from the runtime class.
     preemptionPolicy Whether the pod may push out pods of lower priority; PreemptLowerPriority if not given.
     priority How important the pod is, as a number; set from priorityClassName.
     priorityClassName The PriorityClass that says how important the pod is; the default class if not given.
     readinessGates Further conditions that must be true for the pod to be ready.
     resourceClaims Claims of devices that must be allocated before the pod starts; cannot be changed.
     resources Requests and limits of the pod as a whole: CPU, memory and huge pages.
     restartPolicy Whether containers that end are started again: Always, OnFailure, Never; Always if not given.
     runtimeClassName The RuntimeClass that says which runtime runs the pod; the node's default if not given.
     schedulerName Which scheduler places the pod; default-scheduler if not given.
     schedulingGates While any is here, the scheduler leaves the pod alone; later they can only be removed.
     schedulingGroup The group of pods this one is scheduled with; alpha.
     securityContext Users, groups and other security settings for all containers.
     serviceAccount Deprecated: use serviceAccountName, which it mirrors.
     serviceAccountName The account under which the pod talks to the API server; default if not given.
     setHostnameAsFQDN Make the full domain name the host name; false if not given.
     shareProcessNamespace Let the containers see and signal each other's processes; false if not given.
     subdomain With hostname it makes a name in the cluster's DNS: hostname.subdomain.namespace.svc.
     terminationGracePeriodSeconds How long the pod may take between the stop signal and the kill; 30 if not given.
     tolerations Taints of nodes that the pod puts up with; later they can only be added.
     topologySpreadConstraints How pods of one kind are spread over zones, nodes and the like; all must hold.
     volumes Storage that containers of the pod can mount.
    core/v1.PodStatus What was last observed of a pod.
     allocatedResources What the node has set aside for the pod as a whole.
     conditions Where the pod stands: scheduled, initialized, ready and so on.
     containerStatuses One entry for each container of the spec.
     ephemeralContainerStatuses One entry for each ephemeral container.
     extendedResourceClaimStatus The claim that was made for extended resources that are served by devices.
     hostIP The address of the node; empty until the pod has one.
     hostIPs The addresses of the node, at most one for each IP family; the first is hostIP.
     initContainerStatuses One entry for each init container, in order.
     message Why the pod is in this state, for people.
     nodeAllocatableResourceClaimStatuses Claims of devices that take from CPU, memory and the like of the node; alpha.
     nominatedNodeName The node where room is being made for this pod; it may still go elsewhere.
     observedGeneration The generation of the spec that this status speaks of.
     phase A summary: Pending, Running, Succeeded, Failed or Unknown.
     podIP The address of the pod; empty until it has one.
     podIPs The addresses of the pod, at most one for each IP family; the first is podIP.
     qosClass How the pod fares when a node runs short, derived from its resources.
     reason Why the pod is in this state, in one word, as Evicted.
     resize Deprecated: use the conditions PodResizePending and PodResizeInProgress.
     resourceClaimStatuses The claims that were made for resourceClaims of the spec.
     resources Requests and limits in force for the pod as a whole.
     startTime When the kubelet took the pod on, before it pulled any image.
    core/v1.PodStatusResult A PodStatus on its own, as a kubelet once answered it.
     status What was last observed of the pod.
    core/v1.PodCondition One thing that is said of a pod as a whole.
     lastProbeTime When this was last checked; mostly empty.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     observedGeneration The generation of the spec that this speaks of.
     reason The reason in a word.
     status True, False or Unknown.
     type What is said, as PodScheduled, Initialized, ContainersReady, Ready or DisruptionTarget.
    core/v1.PodTemplate A mould for pods, kept as an object of its own; no controller of Kubernetes reads it.
     template The mould.
    core/v1.PodTemplateSpec The mould from which a controller makes pods.
     metadata Labels and annotations that the pods get.
     spec What the pods should be.
    core/v1.PodIP One address of a pod.
     ip The address.
    core/v1.HostIP One address of the node on which a pod is.
     ip The address.
    core/v1.HostAlias One line of the pod's hosts file.
     hostnames The names that lead to the address.
     ip The address that the names stand for.
    core/v1.PodDNSConfig Name server settings, merged with those that dnsPolicy makes.
     nameservers Addresses of name servers, added behind the others; at most 3, at least 1 with dnsPolicy None.
     options Settings of the resolver; they win over those of the same name.
     searches Domains in which short names are looked up, added behind the others; at most 32.
    core/v1.PodDNSConfigOption One setting of the resolver, as ndots:5.
     name What is set, as ndots.
     value To what; some settings have no value.
    core/v1.PodOS The operating system of a pod.
     name Either linux or windows.
    core/v1.PodReadinessGate A further condition that must be true for the pod to be ready.
     conditionType The type of the condition; who sets it is up to you.
    core/v1.PodSchedulingGate A reason to leave the pod unscheduled for now.
     name The name of the gate, unique in the pod; whoever put it there removes it.
    core/v1.PodSchedulingGroup The group of pods that a pod is scheduled with.
     podGroupName The PodGroup, in the same namespace.
    core/v1.PodResourceClaim A claim of devices that the containers of the pod can use; one of the two sources is set.
     name The name by which containers refer to it, unique in the pod.
     resourceClaimName A ResourceClaim that exists, in the same namespace; it may be shared with other pods.
     resourceClaimTemplateName A template of which each pod gets a claim of its own, deleted together with the pod.
    core/v1.PodResourceClaimStatus The claim that was made of a template for this pod.
     name The name of the entry in resourceClaims of the spec.
     resourceClaimName The ResourceClaim that was made; absent if none was needed.
    core/v1.PodExtendedResourceClaimStatus The claim by which devices serve extended resources of the pod.
     requestMappings Which request of the claim stands for which resource of which container.
     resourceClaimName The ResourceClaim, which the scheduler made in the pod's namespace.
    core/v1.ContainerExtendedResourceRequest Which request of a claim stands for one resource of a container.
     containerName The container that asks for the resource.
     requestName The request in the claim.
     resourceName The extended resource, as example.com/gpu.
    core/v1.NodeAllocatableResourceClaimStatus What a claim of devices takes from the node's ordinary resources.
     containers The containers that use the claim.
     resourceClaimName The ResourceClaim.
     resources How much the claim takes, by resource.
    core/v1.PodLogOptions Which part of a container's log is asked for.
     container Whose log; may be left out if the pod has only one container.
     follow Whether to go on sending what is written from now on; false if not given.
     insecureSkipTLSVerifyBackend Whether the kubelet's certificate goes unchecked; the log may then be anybody's.
     limitBytes Stop after about so many bytes, even in the middle of a line.
     previous Whether to read the log of the run before the last restart; false if not given.
     sinceSeconds Only lines of the last so many seconds; not together with sinceTime.
     sinceTime Only lines since this time; not together with sinceSeconds.
     stream All, Stdout or Stderr; All if not given, and always All with tailLines; alpha.
     tailLines Only so many lines from the end; all if not given.
     timestamps Whether each line begins with its time; false if not given.
    core/v1.PodAttachOptions How to connect to the main process of a container.
     container Which container; may be left out if the pod has only one.
     stderr Whether to receive its standard error; true if not given.
     stdin Whether to send it standard input; false if not given.
     stdout Whether to receive its standard output; true if not given.
     tty Whether a terminal is set up; false if not given.
    core/v1.PodExecOptions How to run one more command in a container.
     command The program and its arguments; no shell reads them.
     container Which container; may be left out if the pod has only one.
     stderr Whether to receive its standard error.
     stdin Whether to send it standard input; false if not given.
     stdout Whether to receive its standard output.
     tty Whether a terminal is set up; false if not given.
    core/v1.PodPortForwardOptions Which ports of a pod are carried to the caller, over a WebSocket.
     ports The numbers of the ports.
    core/v1.PodProxyOptions How an HTTP request is passed on to a pod.
     path The path of the request at the pod.
    core/v1.NodeProxyOptions How an HTTP request is passed on to a node's kubelet.
     path The path of the request at the kubelet.
    core/v1.ServiceProxyOptions How an HTTP request is passed on to a Service.
     path The path of the request behind the Service, with its query.
    core/v1.Binding Ties a pod to a node; what the scheduler sends when it has decided.
     target Where the pod goes: a Node, by name.
    """
