/// Types of `discovery/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/discovery/v1/types.go.
let discoveryV1Table: StaticString = #"""
    package discovery/v1 discovery.k8s.io
    kind EndpointSlice
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     addressType = AddressType r
     endpoints = []Endpoint - lt=atomic
     ports = []EndpointPort - lt=atomic
    name AddressType string
     =|FQDN|IPv4|IPv6
    type Endpoint
     addresses = []string r lt=set
     conditions = EndpointConditions e
     hostname = *string e
     targetRef = *core/v1.ObjectReference e
     deprecatedTopology = map[string]string e
     nodeName = *string e
     zone = *string e
     hints = *EndpointHints e
    type EndpointConditions
     ready = *bool e
     serving = *bool e
     terminating = *bool e
    type EndpointHints
     forZones = []ForZone e lt=atomic
     forNodes = []ForNode e lt=atomic
    type ForZone
     name = string r
    type ForNode
     name = string r
    type EndpointPort atomic
     name = *string e
     protocol = *core/v1.Protocol e
     port = *int32 e
     appProtocol = *string e
    kind EndpointSliceList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []EndpointSlice r
    """#
