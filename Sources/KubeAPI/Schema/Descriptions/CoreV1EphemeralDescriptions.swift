/// Descriptions of ephemeral containers, which are put into a running pod to look around.
/// First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1EphemeralDescriptions = """
    core/v1.EphemeralContainer A container put into a running pod to look around; it stays until the pod ends.
     targetContainerName A container whose processes it sees, if the runtime can; as the pod says if not given.
    core/v1.EphemeralContainerCommon What it has in common with the other containers; it cannot be changed.
     args Arguments of the program; the image's own if not given.
     command The program and its first arguments, no shell reads them; the image's entry point if not given.
     env Environment variables.
     envFrom ConfigMaps and Secrets whose keys become environment variables; the last one wins, and env over all.
     image The image to run, mostly one full of tools.
     imagePullPolicy When the image is pulled; if not given, Always for the tag latest or none, else IfNotPresent.
     lifecycle Not allowed here.
     livenessProbe Not allowed here.
     name The name of the container, unique among all containers of the pod.
     ports Not allowed here.
     readinessProbe Not allowed here.
     resizePolicy Not allowed here.
     resources Not allowed here; it lives on what the pod leaves over.
     restartPolicy Not allowed here; it is never restarted.
     restartPolicyRules Not allowed here.
     securityContext Security settings; they win over the pod's.
     startupProbe Not allowed here.
     stdin Keep standard input open; false if not given.
     stdinOnce Close standard input after the first client has gone; false if not given.
     terminationMessagePath The file whose text becomes the message at the end; /dev/termination-log if not given.
     terminationMessagePolicy File, or FallbackToLogsOnError: the log's end stands in for an empty message of a failure.
     tty Give the container a terminal; needs stdin.
     volumeDevices Block devices the container sees.
     volumeMounts Where volumes of the pod appear in the container; without subPath.
     workingDir The directory in which the program starts; the image's own if not given.
    """
