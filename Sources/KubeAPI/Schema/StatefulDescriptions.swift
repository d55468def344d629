/// Descriptions of Services and claims. First the type, then its fields.
let statefulDescriptions = """
    core/v1.Service A stable name, and mostly a stable address, for a set of pods.
     metadata Name, labels and the rest that every object has.
     spec Which pods, on which ports, reached how.
     status Addresses of a load balancer.
    core/v1.ServiceSpec How a Service is reached and where it leads.
     allocateLoadBalancerNodePorts Whether a load balancer gets node ports.
     clusterIP The address inside the cluster; None for a headless Service; allocated if not given.
     clusterIPs The same, one for each IP family.
     externalIPs Addresses of nodes that lead here too.
     externalName The DNS name an ExternalName Service stands for.
     externalTrafficPolicy Whether traffic from outside may cross to other nodes.
     healthCheckNodePort Where a load balancer asks whether a node has endpoints.
     internalTrafficPolicy Whether traffic from inside may cross to other nodes.
     ipFamilies The IP families of its addresses.
     ipFamilyPolicy Whether it has one IP family or two.
     loadBalancerClass Whose load balancer it is.
     loadBalancerIP An address asked for; no longer recommended.
     loadBalancerSourceRanges From where a load balancer may be reached.
     ports The ports it offers.
     publishNotReadyAddresses Whether pods that are not ready count too.
     selector The labels of the pods it leads to.
     sessionAffinity ClientIP keeps a client with one pod; None does not.
     sessionAffinityConfig For how long a client is kept.
     trafficDistribution Which endpoints are preferred.
     type ClusterIP, ExternalName, NodePort or LoadBalancer.
    core/v1.ServicePort A port that a Service offers.
     appProtocol What is spoken on it, for those who care.
     name Its name; needed if there are several.
     nodePort The port on each node, for NodePort and LoadBalancer.
     port Its number.
     protocol TCP, UDP or SCTP; TCP if not given.
     targetPort Number or name of the pod's port; the same number if not given.
    core/v1.ServiceStatus What was last observed of a Service.
     conditions States of it, by type.
     loadBalancer Addresses of its load balancer.
    core/v1.SessionAffinityConfig How a client is kept with one pod.
     clientIP By its address.
    core/v1.ClientIPConfig How a client is kept by its address.
     timeoutSeconds For how long; three hours if not given.
    core/v1.PersistentVolumeClaim Asks for storage; a volume that fits is bound to it.
     metadata Name, labels and the rest that every object has.
     spec What storage is asked for.
     status Whether a volume is bound, and what it offers.
    core/v1.PersistentVolumeClaimSpec What storage a claim asks for.
     accessModes How the volume may be mounted: by one node or many, to read or to write.
     dataSource What the volume is filled from.
     dataSourceRef What the volume is filled from, of any kind.
     resources How much is asked for.
     selector Labels that the volume must have.
     storageClassName The class of storage; empty for none.
     volumeAttributesClassName A class of attributes that can change later.
     volumeMode Filesystem or Block; Filesystem if not given.
     volumeName The volume that is bound, or that must be.
    core/v1.PersistentVolumeClaimStatus What was last observed of a claim.
     accessModes How the bound volume may be mounted.
     allocatedResourceStatuses How far a change of size is.
     allocatedResources What is set aside for it.
     capacity What the bound volume offers.
     conditions States of it, by type.
     currentVolumeAttributesClassName The class of attributes in force.
     modifyVolumeStatus How far a change of attributes is.
     phase Pending, Bound or Lost.
    core/v1.VolumeResourceRequirements How much storage is asked for.
     limits The most that is asked for.
     requests The least that is asked for.
    """
