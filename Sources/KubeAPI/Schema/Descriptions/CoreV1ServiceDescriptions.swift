/// Descriptions of Services and Endpoints. First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1ServiceDescriptions = """
    core/v1.Service A stable name, and mostly a stable address, for a set of pods.
     spec Which pods, on which ports, reached how.
     status Addresses of a load balancer.
    core/v1.ServiceSpec How a Service is reached and where it leads.
     allocateLoadBalancerNodePorts Whether a load balancer gets node ports; true if not given.
     clusterIP The address inside the cluster; None for a headless Service; allocated if not given, then it stays.
     clusterIPs The same, one for each IP family, at most two; the first is clusterIP.
     externalIPs Deprecated: addresses of nodes that lead here too.
     externalName The DNS name an ExternalName Service stands for, as an alias without any proxy.
     externalTrafficPolicy Cluster lets outside traffic cross to other nodes, Local does not and keeps its source.
     healthCheckNodePort Where a load balancer asks whether a node has endpoints; only with externalTrafficPolicy Local.
     internalTrafficPolicy Cluster lets inside traffic go to any node, Local keeps it on its own; Cluster if not given.
     ipFamilies The IP families of its addresses, IPv4 and IPv6; the first cannot be changed.
     ipFamilyPolicy SingleStack, PreferDualStack or RequireDualStack: one IP family or two; SingleStack if not given.
     loadBalancerClass Whose load balancer it is; the default one if not given, and cannot be changed.
     loadBalancerIP Deprecated: an address asked for, which not every cloud heeds.
     loadBalancerSourceRanges From which ranges of addresses a load balancer may be reached, if the cloud can.
     ports The ports it offers.
     publishNotReadyAddresses Whether pods that are not ready count too; for peers that must find each other.
     selector The labels of the pods it leads to; without any, somebody else keeps its endpoints.
     sessionAffinity ClientIP keeps a client with one pod; None does not; None if not given.
     sessionAffinityConfig For how long a client is kept.
     trafficDistribution Which endpoints are preferred: PreferSameZone, PreferSameNode; PreferClose is the old name.
     type ClusterIP, ExternalName, NodePort or LoadBalancer; ClusterIP if not given.
    core/v1.ServicePort A port that a Service offers.
     appProtocol What is spoken on it, for those who care, as https or kubernetes.io/h2c.
     name Its name; needed if there are several.
     nodePort The port on each node, for NodePort and LoadBalancer; allocated if not given, mostly from 30000 on.
     port Its number.
     protocol TCP, UDP or SCTP; TCP if not given.
     targetPort Number or name of the pod's port; the same number if not given.
    core/v1.ServiceStatus What was last observed of a Service.
     conditions States of it, by type.
     loadBalancer Addresses of its load balancer.
    core/v1.SessionAffinityConfig How a client is kept with one pod.
     clientIP By its address.
    core/v1.ClientIPConfig How a client is kept by its address.
     timeoutSeconds For how long after its last request, at most a day; three hours if not given.
    core/v1.LoadBalancerStatus What was last observed of a load balancer.
     ingress Where it can be reached.
    core/v1.LoadBalancerIngress One place where a load balancer can be reached.
     hostname Its name, if it is reached by name.
     ip Its address, if it is reached by address.
     ipMode VIP: packets come with its address; Proxy: with that of a node or pod; VIP if not given.
     ports What became of each port.
    core/v1.PortStatus What became of one port of a load balancer.
     error What went wrong, in a word; absent if nothing did.
     port The number of the port.
     protocol TCP, UDP or SCTP.
    core/v1.Endpoints The addresses behind a Service, in one object; deprecated: use EndpointSlice.
     subsets Addresses with the ports they offer; each address with each port of its subset.
    core/v1.EndpointSubset Addresses that offer the same ports.
     addresses Those that are ready.
     notReadyAddresses Those that are not ready.
     ports The ports they offer.
    core/v1.EndpointAddress One address behind a Service.
     hostname The host name of the pod, for a name in DNS.
     ip The address; none of a machine only, of a link only, or for multicast.
     nodeName The node on which it is.
     targetRef The pod it belongs to.
    core/v1.EndpointPort One port of the addresses behind a Service.
     appProtocol What is spoken on it, for those who care.
     name Its name, the same as in the Service.
     port Its number.
     protocol TCP, UDP or SCTP; TCP if not given.
    """
