/// Types of `scheduling/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/scheduling/v1/types.go.
let schedulingV1Table: StaticString = #"""
    package scheduling/v1 scheduling.k8s.io
    kind PriorityClass
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     value = int32 -
     globalDefault = bool e
     description = string e
     preemptionPolicy = *core/v1.PreemptionPolicy e
    kind PriorityClassList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []PriorityClass r
    """#
