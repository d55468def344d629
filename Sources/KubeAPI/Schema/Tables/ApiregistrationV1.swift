/// Types of `apiregistration/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`, the script that writes it is `.ci/schema-table`.
/// Upstream: staging/src/k8s.io/kube-aggregator/pkg/apis/apiregistration/v1/types.go.
let apiregistrationV1Table: StaticString = #"""
    package apiregistration/v1 apiregistration.k8s.io
    kind APIServiceList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []APIService r
    type ServiceReference
     namespace = string e
     name = string e
     port = *int32 e
    type APIServiceSpec
     service = *ServiceReference e
     group = string e
     version = string e
     insecureSkipTLSVerify = bool e
     caBundle CABundle []byte e lt=atomic
     groupPriorityMinimum = int32 r
     versionPriority = int32 r
    name ConditionStatus string
    name APIServiceConditionType string
    type APIServiceCondition
     type = APIServiceConditionType r
     status = ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    type APIServiceStatus
     conditions = []APIServiceCondition e ps=merge pk=type lk=type
    kind APIService
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = APIServiceSpec e
     status = APIServiceStatus e
    """#
