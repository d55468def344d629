/// Types of `authentication/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/authentication/v1/types.go.
let authenticationV1Table: StaticString = #"""
    package authentication/v1 authentication.k8s.io
    kind TokenReview
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = TokenReviewSpec r
     status = TokenReviewStatus e
    type TokenReviewSpec
     token = string er
     audiences = []string e lt=atomic
    type TokenReviewStatus
     authenticated = bool e
     user = UserInfo e
     audiences = []string e lt=atomic
     error = string e
    type UserInfo
     username = string e
     uid UID string e
     groups = []string e lt=atomic
     extra = map[string]ExtraValue e
    name ExtraValue []string
    kind TokenRequest
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = TokenRequestSpec -
     status = TokenRequestStatus e
    type TokenRequestSpec
     audiences = []string - lt=atomic
     expirationSeconds = *int64 -
     boundObjectRef = *BoundObjectReference -
    type TokenRequestStatus
     token = string -
     expirationTimestamp = meta/v1.Time -
    type BoundObjectReference
     kind = string e
     apiVersion APIVersion string e
     name = string e
     uid UID types.UID e
    kind SelfSubjectReview
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     status = SelfSubjectReviewStatus e
    type SelfSubjectReviewStatus
     userInfo = UserInfo e
    """#
