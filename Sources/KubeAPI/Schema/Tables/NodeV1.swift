/// Types of `node/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/node/v1/types.go.
let nodeV1Table: StaticString = #"""
    package node/v1 node.k8s.io
    kind RuntimeClass
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     handler = string r
     overhead = *Overhead e
     scheduling = *Scheduling e
    type Overhead
     podFixed = core/v1.ResourceList e
    type Scheduling
     nodeSelector = map[string]string e mt=atomic
     tolerations = []core/v1.Toleration e lt=atomic
    kind RuntimeClassList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []RuntimeClass r
    """#
