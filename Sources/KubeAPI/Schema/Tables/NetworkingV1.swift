/// Types of `networking/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/networking/v1/types.go.
let networkingV1Table: StaticString = #"""
    package networking/v1 networking.k8s.io
    kind NetworkPolicy
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = NetworkPolicySpec e
    name PolicyType string
     =|Egress|Ingress
    type NetworkPolicySpec
     podSelector = meta/v1.LabelSelector -
     ingress = []NetworkPolicyIngressRule e lt=atomic
     egress = []NetworkPolicyEgressRule e lt=atomic
     policyTypes = []PolicyType e lt=atomic
    type NetworkPolicyIngressRule
     ports = []NetworkPolicyPort e lt=atomic
     from = []NetworkPolicyPeer e lt=atomic
    type NetworkPolicyEgressRule
     ports = []NetworkPolicyPort e lt=atomic
     to = []NetworkPolicyPeer e lt=atomic
    type NetworkPolicyPort
     protocol = *core/v1.Protocol e
     port = *intstr.IntOrString e
     endPort = *int32 e
    type IPBlock
     cidr CIDR string r
     except = []string e lt=atomic
    type NetworkPolicyPeer
     podSelector = *meta/v1.LabelSelector e
     namespaceSelector = *meta/v1.LabelSelector e
     ipBlock IPBlock *IPBlock e
    kind NetworkPolicyList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []NetworkPolicy r
    kind Ingress
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = IngressSpec e
     status = IngressStatus e
    kind IngressList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Ingress r
    type IngressSpec
     ingressClassName = *string e
     defaultBackend = *IngressBackend e
     tls TLS []IngressTLS e lt=atomic
     rules = []IngressRule e lt=atomic
    type IngressTLS
     hosts = []string e lt=atomic
     secretName = string e
    type IngressStatus
     loadBalancer = IngressLoadBalancerStatus e
    type IngressLoadBalancerStatus
     ingress = []IngressLoadBalancerIngress e lt=atomic
    type IngressLoadBalancerIngress
     ip IP string e
     hostname = string e
     ports = []IngressPortStatus e lt=atomic
    type IngressPortStatus
     port = int32 r
     protocol = core/v1.Protocol r
     error = *string e
    type IngressRule
     host = string e
     . IngressRuleValue IngressRuleValue
    type IngressRuleValue
     http HTTP *HTTPIngressRuleValue e
    type HTTPIngressRuleValue
     paths = []HTTPIngressPath r lt=atomic
    name PathType string
     =|Exact|ImplementationSpecific|Prefix
    type HTTPIngressPath
     path = string e
     pathType = *PathType r
     backend = IngressBackend r
    type IngressBackend
     service = *IngressServiceBackend e
     resource = *core/v1.TypedLocalObjectReference e
    type IngressServiceBackend
     name = string r
     port = ServiceBackendPort e
    type ServiceBackendPort atomic
     name = string e
     number = int32 e
    kind IngressClass
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = IngressClassSpec e
    type IngressClassSpec
     controller = string e
     parameters = *IngressClassParametersReference e
    type IngressClassParametersReference
     apiGroup APIGroup *string e
     kind = string r
     name = string r
     scope = *string -
     namespace = *string e
    kind IngressClassList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []IngressClass r
    kind IPAddress
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = IPAddressSpec er
    type IPAddressSpec
     parentRef = *ParentReference er
    type ParentReference
     group = string e
     resource = string er
     namespace = string e
     name = string er
    kind IPAddressList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []IPAddress r
    kind ServiceCIDR
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ServiceCIDRSpec e
     status = ServiceCIDRStatus e
    type ServiceCIDRSpec
     cidrs CIDRs []string e lt=atomic
    type ServiceCIDRStatus
     conditions = []meta/v1.Condition e ps=merge pk=type lk=type
    kind ServiceCIDRList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ServiceCIDR r
    """#
