/// Types of `certificates/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/certificates/v1/types.go.
let certificatesV1Table: StaticString = #"""
    package certificates/v1 certificates.k8s.io
    kind CertificateSigningRequest
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = CertificateSigningRequestSpec r
     status = CertificateSigningRequestStatus e
    type CertificateSigningRequestSpec
     request = []byte r
     signerName = string r
     expirationSeconds = *int32 e
     usages = []KeyUsage e lt=atomic
     username = string e
     uid UID string e
     groups = []string e lt=atomic
     extra = map[string]ExtraValue e
    name ExtraValue []string
    type CertificateSigningRequestStatus
     conditions = []CertificateSigningRequestCondition e lk=type
     certificate = []byte e
    name RequestConditionType string
    type CertificateSigningRequestCondition
     type = RequestConditionType r
     status = core/v1.ConditionStatus r
     reason = string e
     message = string e
     lastUpdateTime = meta/v1.Time e
     lastTransitionTime = meta/v1.Time e
    kind CertificateSigningRequestList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []CertificateSigningRequest r
    name KeyUsage string
     =|any|cert sign|client auth|code signing|content commitment|crl sign
     =|data encipherment|decipher only|digital signature|email protection|encipher only
     =|ipsec end system|ipsec tunnel|ipsec user|key agreement|key encipherment
     =|microsoft sgc|netscape sgc|ocsp signing|s/mime|server auth|signing|timestamping
    """#
