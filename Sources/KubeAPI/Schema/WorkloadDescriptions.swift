/// Descriptions of pods and what they are made of. First the type, then its fields, indented.
let workloadDescriptions = """
    meta/v1.TypeMeta
     apiVersion The version of the schema this object is written in.
     kind What sort of object this is.
    meta/v1.ObjectMeta What every object carries: its name, its labels, its history.
     annotations Free text for tools and people, by key; not used to select objects.
     creationTimestamp When the server made the object; set by the server.
     deletionGracePeriodSeconds How long the object may take to end; set when deletion begins.
     deletionTimestamp When the object is to be gone; set by the server on a graceful delete.
     finalizers Work that must be done, and its entry removed, before the object may vanish.
     generateName A prefix; the server appends a random suffix to make the name.
     generation Counts the changes of what is wanted (not of status); set by the server.
     labels Short keys and values by which selectors find the object.
     managedFields Who set which fields; kept by the server for server-side apply.
     name The name, unique within kind and namespace; it never changes.
     namespace The space in which the name is unique; it never changes.
     ownerReferences The objects this one depends on; when all are gone, it is collected.
     resourceVersion A mark of the stored version, for conflicts and watches; compare only for equality.
     selfLink No longer filled in.
     uid Identifies this object for all time, even if another takes its name later.
    core/v1.Pod One or more containers that run together on one node and share a network address.
     metadata Name, labels and the rest that every object has.
     spec What should run, and how.
     status What has been observed of it; written by the scheduler and the kubelet.
    core/v1.PodSpec What a pod should be.
     activeDeadlineSeconds After this many seconds on a node the pod is failed.
     affinity Rules that draw the pod to nodes and pods, or keep it away from them.
     automountServiceAccountToken Whether a token of the service account is mounted.
     containers What runs in the pod, at least one; the list cannot grow or shrink later.
     dnsConfig Name server settings beside those that dnsPolicy makes.
     dnsPolicy Where names are looked up.
     enableServiceLinks Whether services of the namespace appear as environment variables.
     ephemeralContainers Containers put into a running pod to look around; never restarted.
     hostAliases Lines added to the hosts file of the pod.
     hostIPC Share the node's IPC namespace.
     hostNetwork Use the node's network: its address and its ports.
     hostPID Share the node's process namespace.
     hostUsers Whether the pod uses the node's user namespace.
     hostname The host name inside the pod; its own name if not given.
     hostnameOverride A host name that wins over every other one.
     imagePullSecrets Secrets with which images are pulled.
     initContainers Containers that run to completion, in order, before the others start.
     nodeName The node the pod is bound to; set by the scheduler, or by hand to go around it.
     nodeSelector Labels that a node must have for the pod to go there.
     os The operating system the containers need.
     overhead What running the pod costs beside its containers; set from the runtime class.
     preemptionPolicy Whether the pod may push out pods of lower priority.
     priority How important the pod is, as a number; set from priorityClassName.
     priorityClassName The PriorityClass that says how important the pod is.
     readinessGates Further conditions that must be true for the pod to be ready.
     resourceClaims Claims of devices that must be allocated before the pod starts.
     resources Requests and limits of the pod as a whole.
     restartPolicy Whether containers that end are started again.
     runtimeClassName The RuntimeClass that says which runtime runs the pod.
     schedulerName Which scheduler places the pod.
     schedulingGates While any is here, the scheduler leaves the pod alone.
     schedulingGroup The group of pods this one is scheduled with.
     securityContext Users, groups and other security settings for all containers.
     serviceAccount Old name of serviceAccountName.
     serviceAccountName The account under which the pod talks to the API server.
     setHostnameAsFQDN Make the full domain name the host name.
     shareProcessNamespace Let the containers see each other's processes.
     subdomain With hostname it makes a name in the cluster's DNS.
     terminationGracePeriodSeconds How long the pod may take between the stop signal and the kill.
     tolerations Taints of nodes that the pod puts up with.
     topologySpreadConstraints How pods of one kind are spread over zones, nodes and the like.
     volumes Storage that containers of the pod can mount.
    core/v1.PodStatus What was last observed of a pod.
     allocatedResources What the node has set aside for the pod as a whole.
     conditions Where the pod stands: scheduled, initialized, ready and so on.
     containerStatuses One entry for each container of the spec.
     ephemeralContainerStatuses One entry for each ephemeral container.
     extendedResourceClaimStatus The claim that was made for extended resources of devices.
     hostIP The address of the node.
     hostIPs The addresses of the node.
     initContainerStatuses One entry for each init container, in order.
     message Why the pod is in this state, for people.
     nodeAllocatableResourceClaimStatuses Claims that take from what the node can allocate.
     nominatedNodeName The node where room is being made for this pod.
     observedGeneration The generation of the spec that this status speaks of.
     phase A summary: Pending, Running, Succeeded, Failed or Unknown.
     podIP The address of the pod; empty until it has one.
     podIPs The addresses of the pod, at most one for each IP family.
     qosClass How the pod fares when a node runs short, derived from its resources.
     reason Why the pod is in this state, in one word.
     resize Whether a change of resources is under way.
     resourceClaimStatuses The claims that were made for resourceClaims of the spec.
     resources Requests and limits in force for the pod as a whole.
     startTime When the kubelet took the pod on.
    core/v1.PodTemplateSpec The mould from which a controller makes pods.
     metadata Labels and annotations that the pods get.
     spec What the pods should be.
    core/v1.Container One program that runs in a pod.
     args Arguments of the program; the image's own if not given.
     command The program and its first arguments; the image's entry point if not given.
     env Environment variables.
     envFrom ConfigMaps and Secrets whose keys become environment variables.
     image The image to run.
     imagePullPolicy When the image is pulled: Always, IfNotPresent or Never.
     lifecycle What to do right after the start and before the stop.
     livenessProbe Asks whether the container still works; it is restarted if not.
     name The name of the container, unique in the pod.
     ports Ports on which the container listens; they are documentation, except hostPort.
     readinessProbe Asks whether the container can serve; services leave it out if not.
     resizePolicy Whether a change of resources needs a restart.
     resources What the container needs at least and may use at most.
     restartPolicy Overrides the pod's policy; Always makes an init container a sidecar.
     restartPolicyRules Exit codes that decide whether the container is restarted.
     securityContext Security settings; they win over the pod's.
     startupProbe Asks whether the container has started; the other probes wait for it.
     stdin Keep standard input open.
     stdinOnce Close standard input after the first client has gone.
     terminationMessagePath The file whose text becomes the message when the container ends.
     terminationMessagePolicy Whether the log stands in for an empty termination message.
     tty Give the container a terminal.
     volumeDevices Block devices the container sees.
     volumeMounts Where volumes of the pod appear in the container.
     workingDir The directory in which the program starts.
    """
