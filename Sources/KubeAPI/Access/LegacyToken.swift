import Documents

/// The token in a Secret of type `kubernetes.io/service-account-token`: it does not end before the Secret does.
///
/// In form it is a JSON web token without a signature: whoever checks it finds the Secret that it names and compares.
/// Upstream: pkg/serviceaccount/legacy.go, LegacyClaims.
public enum LegacyToken {
    /// The type of such Secrets.
    public static let secretType = "kubernetes.io/service-account-token"
    /// The annotations that say whose token it is.
    public static let nameAnnotation = "kubernetes.io/service-account.name"
    public static let uidAnnotation = "kubernetes.io/service-account.uid"

    private static let prefix = "kubernetes.io/serviceaccount/"
    private static let issuer = "kubernetes/serviceaccount"

    /// The token of an account, to be kept in the Secret `secret` of its namespace.
    public static func make(account: APIObject, secret: String) -> String {
        let claims: Value = [
            "iss": .string(issuer), "\(prefix)namespace": .string(account.namespace),
            "\(prefix)secret.name": .string(secret), "\(prefix)service-account.name": .string(account.name),
            "\(prefix)service-account.uid": .string(account.uid),
            "sub": .string("system:serviceaccount:\(account.namespace):\(account.name)"),
        ]
        let header = Base64.urlText("{\"alg\":\"none\",\"kid\":\"orrery\"}".utf8)
        return "\(header).\(Base64.urlText(JSONWriter.text(claims).utf8))."
    }

    /// Where a token says that it is kept, and whose it is; `nil` if it is no token of this kind.
    public static func contents(_ token: String) -> (secret: ObjectKey, account: String, uid: String)? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, case .success(let bytes) = Base64.bytes(url: String(parts[1])),
            let claims = try? JSONReader.read(String(decoding: bytes, as: UTF8.self)), claims["iss"]?.string == issuer,
            let namespace = claims["\(prefix)namespace"]?.string, let secret = claims["\(prefix)secret.name"]?.string,
            let account = claims["\(prefix)service-account.name"]?.string
        else { return nil }
        return (ObjectKey(namespace, secret), account, claims["\(prefix)service-account.uid"]?.string ?? "")
    }
}
