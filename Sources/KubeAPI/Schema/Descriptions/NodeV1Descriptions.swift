/// Descriptions of the types of `node/v1`. First the type, then its fields, indented.
let nodeV1Descriptions = """
    node/v1.RuntimeClass A way to run containers, that pods choose by runtimeClassName.
     handler What the container runtime calls it, as runc; lower case, and never changes.
     overhead What each pod costs beside its containers; the pod's overhead is set from it.
     scheduling Which nodes have it; all if not given.
    node/v1.Overhead What a pod costs beside its containers.
     podFixed Amounts by resource, as cpu and memory.
    node/v1.Scheduling Which nodes have a runtime class.
     nodeSelector Labels of these nodes; added to the pod's own, and a clash refuses the pod.
     tolerations Taints of these nodes; added to what the pod tolerates.
    """
