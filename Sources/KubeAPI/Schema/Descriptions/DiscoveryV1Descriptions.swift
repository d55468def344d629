/// Descriptions of the types of `discovery/v1`. First the type, then its fields, indented.
let discoveryV1Descriptions = """
    discovery/v1.EndpointSlice Some of the addresses behind a Service; the label kubernetes.io/service-name names it.
     addressType IPv4, IPv6 or FQDN (deprecated) for all its addresses; it never changes.
     endpoints The addresses, at most 1000.
     ports The ports of each of them, at most 100, each name once.
    discovery/v1.Endpoint One address behind a Service, mostly that of a pod.
     addresses The address; proxies read the first only.
     conditions Whether it takes traffic.
     deprecatedTopology No longer used: see nodeName and zone.
     hints Who should use it.
     hostname The host name, for DNS; those of one name share it.
     nodeName The node it is on.
     targetRef The object behind it, mostly a pod.
     zone The zone it is in.
    discovery/v1.EndpointConditions Whether an address takes traffic.
     ready Serving and not about to end, or the Service publishes those that are not ready; yes if absent.
     serving Able to take traffic, even while it ends: the pod's own readiness; yes if absent.
     terminating Whether it is about to end; no if absent.
    discovery/v1.EndpointHints Who should use an address, so that traffic stays near.
     forNodes Clients on these nodes; at most 8.
     forZones Clients in these zones; at most 8.
    discovery/v1.ForZone A zone whose clients should use an address.
     name The name of the zone.
    discovery/v1.ForNode A node whose clients should use an address.
     name The name of the node.
    discovery/v1.EndpointPort A port of each address of a slice.
     appProtocol What is spoken on it, as https or kubernetes.io/h2c.
     name The name of the Service's port; empty unless given.
     port The number: that of the pod, not of the Service.
     protocol TCP, UDP or SCTP; TCP unless given.
    """
