/// Descriptions of containers: what runs in them, with which environment, and how it fares.
/// First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1ContainerDescriptions = """
    core/v1.Container One program that runs in a pod.
     args Arguments of the program; the image's own if not given.
     command The program and its first arguments, no shell reads them; the image's entry point if not given.
     env Environment variables.
     envFrom ConfigMaps and Secrets whose keys become environment variables; the last one wins, and env over all.
     image The image to run; it can be changed, and the container is then started anew.
     imagePullPolicy When the image is pulled; if not given, Always for the tag latest or none, else IfNotPresent.
     lifecycle What to do right after the start and before the stop.
     livenessProbe Asks whether the container still works; it is restarted if not.
     name The name of the container, unique in the pod.
     ports Ports on which the container listens; they are documentation, except hostPort.
     readinessProbe Asks whether the container can serve; services leave it out if not.
     resizePolicy Whether a change of CPU or memory needs a restart.
     resources What the container needs at least and may use at most.
     restartPolicy Overrides the pod's policy; Always makes an init container a sidecar.
     restartPolicyRules Exit codes that decide before restartPolicy; at most 20 rules, the first that fits counts.
     securityContext Security settings; they win over the pod's.
     startupProbe Asks whether the container has started; the other probes wait for it.
     stdin Keep standard input open; false if not given.
     stdinOnce Close standard input after the first client has gone; false if not given.
     terminationMessagePath The file whose text becomes the message at the end; /dev/termination-log if not given.
     terminationMessagePolicy File, or FallbackToLogsOnError: the log's end stands in for an empty message of a failure.
     tty Give the container a terminal; needs stdin.
     volumeDevices Block devices the container sees.
     volumeMounts Where volumes of the pod appear in the container.
     workingDir The directory in which the program starts; the image's own if not given.
    core/v1.ContainerPort A port on which a container listens.
     containerPort The number, from 1 to 65535.
     hostIP The address of the node on which hostPort is open; all of them if not given.
     hostPort A port of the node that leads here; only one pod of a node can have it.
     name A name by which Services and probes can refer to it, unique in the pod.
     protocol TCP, UDP or SCTP; TCP if not given.
    core/v1.ContainerResizePolicy Whether a change of one resource needs a restart of the container.
     resourceName Either cpu or memory.
     restartPolicy NotRequired changes it while the container runs, RestartContainer starts it anew.
    core/v1.ContainerRestartRule One rule about what happens when a container ends.
     action Restart starts the container again; RestartAllContainers does so with all of the pod.
     exitCodes With which exit codes the rule fits.
    core/v1.ContainerRestartRuleOnExitCodes With which exit codes a rule fits.
     operator In: one of the values; NotIn: none of them.
     values The exit codes, at most 255 of them.
    core/v1.EnvVar One environment variable.
     name The name; any printable ASCII but the equals sign.
     value The value; $(NAME) stands for a variable that was set before, $$ for one dollar sign.
     valueFrom Where the value comes from; not together with value.
    core/v1.EnvVarSource Where the value of an environment variable comes from; one of these.
     configMapKeyRef A key of a ConfigMap.
     fieldRef A field of the pod itself, as its name, namespace, labels, node, account or address.
     fileKeyRef A key of a file of variables in a volume; beta.
     resourceFieldRef A request or limit of a container.
     secretKeyRef A key of a Secret.
    core/v1.EnvFromSource An object all of whose keys become environment variables.
     configMapRef The ConfigMap.
     prefix What is put before each name; nothing if not given.
     secretRef The Secret.
    core/v1.ConfigMapEnvSource A ConfigMap all of whose keys become environment variables.
     optional Whether it may be missing; otherwise the container does not start without it.
    core/v1.SecretEnvSource A Secret all of whose keys become environment variables.
     optional Whether it may be missing; otherwise the container does not start without it.
    core/v1.ConfigMapKeySelector One key of a ConfigMap.
     key The key.
     optional Whether the ConfigMap or the key may be missing.
    core/v1.SecretKeySelector One key of a Secret.
     key The key.
     optional Whether the Secret or the key may be missing.
    core/v1.FileKeySelector One key of a file of variables, which an init container may have written.
     key The key; the pod does not start if it is not valid.
     optional Whether the file or the key may be missing; false if not given.
     path Where the file is in the volume; relative, without a step upwards.
     volumeName The volume that has the file.
    core/v1.ObjectFieldSelector One field of the pod.
     apiVersion The version of the API in which the path is meant; v1 if not given.
     fieldPath The path of the field, as metadata.name or status.podIP.
    core/v1.ResourceFieldSelector A request or limit of a container, as a number.
     containerName Whose; its own if not given, but needed in volumes.
     divisor The unit in which it is told, rounded up, as 1m or 1Mi; 1 if not given.
     resource Which one, as limits.cpu or requests.memory.
    core/v1.ResourceRequirements What is needed at least and may be used at most.
     claims Which of the pod's claims of devices the container uses; cannot be changed.
     limits The most that may be used: CPU is then slowed down, memory ends with a kill.
     requests What the scheduler sets aside; as the limits if not given, never more than them.
    core/v1.ResourceClaim One of the pod's claims of devices, as a container uses it.
     name The name of the entry in the pod's resourceClaims.
     request Only the devices of this request; those of the whole claim if not given.
    core/v1.Probe A question that the kubelet asks a container again and again.
     failureThreshold After so many failures in a row the answer is no; 3 if not given.
     initialDelaySeconds How long after the start the first question is asked; 0 if not given.
     periodSeconds How often it is asked; every 10 seconds if not given.
     successThreshold After so many successes in a row it is yes again; 1, and only readiness may have more.
     terminationGracePeriodSeconds Replaces the pod's grace period after this probe's no; not for readiness.
     timeoutSeconds How long an answer may take; 1 second if not given.
    core/v1.ProbeHandler How the question is asked; exactly one of these.
     exec A command in the container; exit code 0 is a yes.
     grpc A health check over gRPC.
     httpGet An HTTP request; a code from 200 to 399 is a yes.
     tcpSocket A connection; that it can be opened is a yes.
    core/v1.ExecAction A command that is run in a container.
     command The program and its arguments, started in the root directory; no shell reads them.
    core/v1.HTTPGetAction An HTTP request with GET.
     host Where to connect; the pod's address if not given.
     httpHeaders Further headers; Host can be set among them.
     path The path; / if not given.
     port Number or name of the container's port.
     scheme HTTP or HTTPS, which takes any certificate; HTTP if not given.
    core/v1.HTTPHeader One header of a request.
     name The name, in any case.
     value The value.
    core/v1.TCPSocketAction A connection that is opened and closed again.
     host Where to connect; the pod's address if not given.
     port Number or name of the container's port.
    core/v1.GRPCAction A health check over gRPC.
     port The number of the port, from 1 to 65535.
     service The name of the service that is asked about; empty means the server as a whole.
    core/v1.SleepAction A wait.
     seconds For how long; not longer than the pod's grace period.
    core/v1.Lifecycle What is done around the start and the stop of a container.
     postStart Run right after the start, beside the program; the container is killed if it fails.
     preStop Run before the stop signal, within the grace period; not when the program ends by itself.
     stopSignal The signal that asks the program to end; the image's own if not given; needs os of the pod; alpha.
    core/v1.LifecycleHandler What is done; exactly one of these.
     exec A command in the container.
     httpGet An HTTP request.
     sleep A wait.
     tcpSocket Deprecated: not supported, and fails when it is run.
    core/v1.ContainerStatus How one container of a pod fares.
     allocatedResources The requests that the node has set aside for it.
     allocatedResourcesStatus Whether the devices it was given are healthy; beta.
     containerID The id of the running or last container, with the runtime before it, as containerd://0af1.
     image The name of the image that runs, as the runtime has resolved it.
     imageID The id of that image, mostly a digest.
     lastState How the run before this one ended; empty if there was none.
     name The name of the container in the spec.
     ready Whether it passes its readiness probe; without one, whether it has started.
     resources Requests and limits that are in force.
     restartCount How often it was started again; counts from 0 again if the node loses it.
     started Whether it has passed postStart and its startup probe; false again after a restart.
     state What it does now: it waits, it runs, or it is over.
     stopSignal The signal that asks it to end; alpha.
     user As whom its first process was started.
     volumeMounts How its volumes came to be mounted.
    core/v1.ContainerState What a container does; one of these, waiting if there is none.
     running It runs.
     terminated It is over.
     waiting It has not started yet, or waits to be started again.
    core/v1.ContainerStateWaiting Why a container does not run yet.
     message The reason in a sentence.
     reason The reason in a word, as ContainerCreating, ImagePullBackOff or CrashLoopBackOff.
    core/v1.ContainerStateRunning Since when a container runs.
     startedAt When it was last started.
    core/v1.ContainerStateTerminated How a container ended.
     containerID The id of the container that ended, with the runtime before it.
     exitCode What the program answered; 0 is a success.
     finishedAt When it ended.
     message What it left in its termination message.
     reason The reason in a word, as Completed, Error or OOMKilled.
     signal The signal that ended it, as a number.
     startedAt When the run that ended was started.
    core/v1.ContainerUser As whom the first process of a container was started.
     linux Users and groups on Linux.
    core/v1.LinuxContainerUser Users and groups of a first process; it may have changed them since.
     gid The number of its main group.
     supplementalGroups The numbers of its further groups.
     uid The number of its user.
    core/v1.ResourceStatus How the devices of one resource fare that a container was given.
     name The resource, as example.com/gpu, or claim:NAME/REQUEST for a claim of devices.
     resources Each device with its health.
    core/v1.ResourceHealth How one device fares.
     health Healthy, Unhealthy or Unknown.
     message What the driver says of it, for people.
     resourceID The id of the device, unique on the node.
    core/v1.VolumeMountStatus How one volume came to be mounted in a container.
     mountPath Where it appears in the container.
     name The name of the volume.
     readOnly Whether it can only be read.
     recursiveReadOnly Enabled or Disabled: whether that also holds for mounts below it.
     volumeStatus More, for some kinds of volumes.
    core/v1.VolumeStatus What there is to say of some kinds of volumes.
     image Of a volume that is an image.
    core/v1.ImageVolumeStatus Which image a volume is.
     imageRef Its digest, at most 256 characters.
    core/v1.ContainerImage An image that is on a node.
     names The names by which it is known, tags and digests.
     sizeBytes Its size in bytes.
    """
