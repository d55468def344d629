/// Descriptions of the types of `networking/v1`. First the type, then its fields, indented.
let networkingV1Descriptions = """
    networking/v1.NetworkPolicy Which traffic some pods may take and send; the network plugin enforces it.
     spec Which pods, and which traffic is allowed.
    networking/v1.NetworkPolicySpec Which pods are guarded, and which traffic is allowed; policies add up.
     egress Traffic the pods may send; none if it is empty and policyTypes has Egress.
     ingress Traffic the pods may take; none if it is empty and policyTypes has Ingress.
     podSelector The pods of the namespace that are guarded; an empty one selects all.
     policyTypes Ingress, Egress or both; Ingress unless given, and Egress too if there are egress rules.
    networking/v1.NetworkPolicyIngressRule Traffic that may come in; source and port must fit.
     from From where, one is enough; from anywhere if there are none.
     ports To which ports, one is enough; to all if there are none.
    networking/v1.NetworkPolicyPort A port, or a range of them.
     endPort The last port of a range that begins with port, which must be a number.
     port The number, or the name of a pod's port; all if it is not given.
     protocol TCP, UDP or SCTP; TCP if not given.
    networking/v1.NetworkPolicyPeer The other side of some traffic.
     ipBlock A range of addresses, mostly outside the cluster; alone.
     namespaceSelector All pods of these namespaces, or those of podSelector in them; an empty one selects all.
     podSelector These pods, of the policy's own namespace unless namespaceSelector is set; an empty one selects all.
    networking/v1.IPBlock A range of addresses.
     cidr The range, as 192.168.1.0/24.
     except Ranges in it that are left out.
    networking/v1.NetworkPolicyEgressRule Traffic that may go out; target and port must fit.
     ports To which ports, one is enough; to all if there are none.
     to Where to, one is enough; anywhere if there are none.
    networking/v1.Ingress Leads HTTP requests from outside to Services, by host and path; a controller does the work.
     spec Hosts, paths and certificates, and where they lead.
     status Where the load balancer can be reached.
    networking/v1.IngressSpec Which requests go where.
     defaultBackend Where requests go that no rule matches; needed if there are no rules.
     ingressClassName The IngressClass, which names the controller; the default class is filled in if there is one.
     rules Hosts and paths, and where they lead.
     tls Certificates, each for some hosts; on port 443.
    networking/v1.IngressBackend Where requests go; one of the two is set.
     resource Another object of the namespace, if the controller knows its kind.
     service The usual target, of the Ingress's own namespace.
    networking/v1.IngressServiceBackend A Service and one of its ports.
     name The Service, of the same namespace.
     port The port; by name or by number.
    networking/v1.ServiceBackendPort A port of a Service; one of the two is set.
     name Its name.
     number Its number.
    networking/v1.IngressTLS A certificate and its hosts.
     hosts The hosts it is for; they must be in the certificate.
     secretName The Secret with certificate and key, of type kubernetes.io/tls.
    networking/v1.IngressRule Where the requests for a host lead.
     host A host, as web.example.com or *.example.com (one label, not more); all hosts if not given.
    networking/v1.IngressRuleValue What is said of a host's requests.
     http The paths of the host; without it all goes to the default backend.
    networking/v1.HTTPIngressRuleValue Paths, and where they lead.
     paths The paths; the longest that matches wins.
    networking/v1.HTTPIngressPath A path, and where it leads.
     backend Where the requests go.
     path The path, beginning with a slash; needed for Exact and Prefix.
     pathType Exact, Prefix by whole steps between slashes, or ImplementationSpecific.
    networking/v1.IngressStatus Where an Ingress can be reached.
     loadBalancer Addresses of its load balancer.
    networking/v1.IngressLoadBalancerStatus The load balancer of an Ingress.
     ingress Its addresses.
    networking/v1.IngressLoadBalancerIngress One address of a load balancer.
     hostname A DNS name; if it is not an ip.
     ip An IP address; if it is not a hostname.
     ports The ports, and what is wrong with them.
    networking/v1.IngressPortStatus One port of a load balancer.
     error What is wrong with it, in CamelCase; a cloud's own words have a domain in front.
     port The number.
     protocol TCP, UDP or SCTP.
    networking/v1.IngressClass A kind of Ingress, and who looks after it; one can be the default by annotation.
     spec Which controller, and its settings.
    networking/v1.IngressClassSpec Who looks after Ingresses of a class.
     controller The controller, as acme.io/ingress-controller; at most 250 characters, and never changes.
     parameters Settings, if the controller needs any.
    networking/v1.IngressClassParametersReference An object with settings for an Ingress controller.
     apiGroup Its group; none for the core group.
     kind Its kind.
     name Its name.
     namespace Its namespace; needed with scope Namespace, and only there.
     scope Cluster or Namespace; Cluster unless given.
    networking/v1.IPAddress An address that is taken; its name is the address, so nobody else can take it.
     metadata Name, labels and the rest that every object has; the name is the address.
     spec Who has it.
    networking/v1.IPAddressSpec Who has an address.
     parentRef The object that has it, mostly a Service; required, and never changes.
    networking/v1.ParentReference The object that has an address.
     group Its group; empty for the core group.
     name Its name.
     namespace Its namespace.
     resource Its plural name, as services.
    networking/v1.ServiceCIDR A range from which Services get their cluster IPs.
     spec The range.
     status Whether it is in use.
    networking/v1.ServiceCIDRSpec A range of addresses.
     cidrs One range, or one for each IP family; a second may be added, nothing else changed.
    networking/v1.ServiceCIDRStatus Whether a range is in use.
     conditions Ready; it is False while the range is about to go.
    """
