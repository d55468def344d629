/// Types of `coordination/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/coordination/v1/types.go.
let coordinationV1Table: StaticString = #"""
    package coordination/v1 coordination.k8s.io
    name CoordinatedLeaseStrategy string
    kind Lease
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = LeaseSpec e
    type LeaseSpec
     holderIdentity = *string e
     leaseDurationSeconds = *int32 e
     acquireTime = *meta/v1.MicroTime e
     renewTime = *meta/v1.MicroTime e
     leaseTransitions = *int32 e
     strategy = *CoordinatedLeaseStrategy e
     preferredHolder = *string e
    kind LeaseList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Lease r
    """#
