public import Documents
import KubeAPI
public import Simulation

/// POST serviceaccounts/NAME/token: a token that says who one is, for a time.
///
/// Upstream: pkg/registry/core/serviceaccount/storage/token.go; pkg/serviceaccount/claims.go;
/// pkg/apis/authentication/validation/validation.go.
extension APIServer {
    mutating func requestToken(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        var body = request.body
        do {
            let strictness = FieldStrictness(rawValue: request.options.fieldValidation.rawValue) ?? .ignore
            let decoded = try Schema.builtIn.decoded(
                body, as: "authentication/v1.TokenRequest", strictness: strictness)
            (body, pipeline.warnings) = (decoded.0, pipeline.warnings + decoded.warnings)
        } catch { throw Schema.problem(of: body, error, type: "authentication/v1.TokenRequest") }
        let account = try existing(request)
        try checkTokenNames(body, account)
        var audiences = (body.at("spec", "audiences")?.array ?? []).compactMap(\.string)
        if audiences.isEmpty { audiences = [ServiceAccountTokens.issuer] }
        let seconds = body.at("spec", "expirationSeconds")?.int ?? ServiceAccountTokens.secondsUsual
        let bound = try boundObject(body.at("spec", "boundObjectRef"), account)
        try checkSeconds(seconds)
        let date = pipeline.moment.date / 1_000_000
        let claims = ServiceAccountTokens.Claims(
            account: account, bound: bound, audiences: audiences, issued: date, seconds: seconds, id: makeUID())
        let token = tokens.sign(claims.value)
        body.set(.string("TokenRequest"), at: "kind")
        body.set(.string("authentication.k8s.io/v1"), at: "apiVersion")
        body.update(at: "metadata") { metadata in
            metadata.set(.string(account.name), at: "name")
            metadata.set(.string(account.namespace), at: "namespace")
            metadata.set(.string(account.uid), at: "uid")
            metadata.set(.string(Timestamps.seconds(date * 1_000_000)), at: "creationTimestamp")
        }
        body.set(.array(audiences.map(Value.string)), at: "spec", "audiences")
        body.set(.int(seconds), at: "spec", "expirationSeconds")
        body.set(
            ["token": .string(token), "expirationTimestamp": .string(Timestamps.seconds((date + seconds) * 1_000_000))],
            at: "status")
        pipeline.note("token", after: claims.value, "for \(seconds) s")
        return .document(body, code: 201)
    }

    private func checkTokenNames(_ body: Value, _ account: APIObject) throws(Status) {
        for (field, own) in [("name", account.name), ("namespace", account.namespace)] {
            guard let given = body.at("metadata", field)?.string, !given.isEmpty, given != own else { continue }
            throw .invalid(
                kind: "TokenRequest", group: "authentication.k8s.io", name: account.name,
                [
                    FieldError(
                        .invalid, "metadata.\(field)", badValue: goQuoted(given),
                        "must match the service account \(field) if specified")
                ])
        }
        if let uid = body.at("metadata", "uid")?.string, !uid.isEmpty, uid != account.uid {
            throw .conflict(
                "TokenRequest", group: "authentication.k8s.io", name: account.name,
                "the UID in the token request (\(uid)) does not match the UID of the service account (\(account.uid))")
        }
    }

    private func checkSeconds(_ seconds: Int64) throws(Status) {
        let why: String
        if seconds < 600 {
            why = "may not specify a duration less than 10 minutes"
        } else if seconds > 1 << 32 {
            why = "may not specify a duration larger than 2^32 seconds"
        } else {
            return
        }
        throw .invalid(
            kind: "TokenRequest", group: "authentication.k8s.io", name: "",
            [FieldError(.invalid, "spec.expirationSeconds", badValue: String(seconds), why)])
    }

    /// The object with which the token ends.
    private func boundObject(_ reference: Value?, _ account: APIObject) throws(Status) -> APIObject? {
        guard let reference, reference.fields?.isEmpty == false else { return nil }
        let (version, kind) = (reference["apiVersion"]?.string ?? "", reference["kind"]?.string ?? "")
        let name = reference["name"]?.string ?? ""
        let found: Resource
        switch (version, kind) {
        case ("v1", "Pod"): found = .pods
        case ("v1", "Node"): found = .nodes
        case ("v1", "Secret"): found = .secrets
        default:
            throw .badRequest(
                "cannot bind token to object of type \(version.contains("/") ? version : "/\(version)"), Kind=\(kind)")
        }
        let key = ObjectKey(found.info.isNamespaced ? account.namespace : "", name)
        guard let object = store.object(found, key) else {
            throw .notFound(found.info.plural, group: "", name: name)
        }
        if found == .pods, object.at("spec", "serviceAccountName")?.string != account.name {
            throw .badRequest(
                "cannot bind token for serviceaccount \(goQuoted(account.name)) to pod running with different "
                    + "serviceaccount name.")
        }
        if let uid = reference["uid"]?.string, !uid.isEmpty, uid != object.uid {
            throw .conflict(
                kind, group: "", name: name,
                "the UID in the bound object reference (\(uid)) does not match the UID in record. The object "
                    + "might have "
                    + "been deleted and then recreated")
        }
        return object
    }
}

/// Tokens of service accounts: JSON web tokens in form. What stands for a signature is drawn from the cluster's own
/// seed, so that a token is the same in each run and can be checked, but it keeps nobody out: this is a simulation.
public struct ServiceAccountTokens: Sendable {
    /// The server's name for itself, and the audience of tokens that name none.
    public static let issuer = "https://kubernetes.default.svc.cluster.local"
    /// What a token lasts if the request does not say. Upstream: pkg/apis/authentication/v1/defaults.go.
    static let secondsUsual: Int64 = 3_600

    private let secret: Seed

    init(seed: Seed) { secret = seed }

    /// What a token says. Upstream: pkg/serviceaccount/claims.go.
    struct Claims {
        let value: Value

        init(
            account: APIObject, bound: APIObject?, audiences: [String], issued: Int64, seconds: Int64, id: String
        ) {
            var kubernetes: Value = [
                "namespace": .string(account.namespace),
                "serviceaccount": ["name": .string(account.name), "uid": .string(account.uid)]
            ]
            if let bound {
                let reference: Value = ["name": .string(bound.name), "uid": .string(bound.uid)]
                kubernetes.set(reference, at: bound.resource.info.singular)
            }
            value = [
                "aud": .array(audiences.map(Value.string)), "exp": .int(issued + seconds), "iat": .int(issued),
                "iss": .string(ServiceAccountTokens.issuer), "jti": .string(id), "kubernetes.io": kubernetes,
                "nbf": .int(issued),
                "sub": .string("system:serviceaccount:\(account.namespace):\(account.name)")
            ]
        }
    }

    /// `header.claims.signature`.
    func sign(_ claims: Value) -> String {
        let header = Base64.urlText("{\"alg\":\"none\",\"kid\":\"orrery\"}".utf8)
        let body = header + "." + Base64.urlText(JSONWriter.text(claims).utf8)
        return body + "." + signature(body)
    }

    /// The claims of a token that this server made and that is not over; `nil` for any other.
    public func claims(of token: String, at moment: Moment) -> Value? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, signature("\(parts[0]).\(parts[1])") == String(parts[2]),
            case .success(let bytes) = Base64.bytes(url: String(parts[1])),
            let claims = try? JSONReader.read(String(decoding: bytes, as: UTF8.self)),
            let end = claims["exp"]?.int, moment.date / 1_000_000 < end
        else { return nil }
        return claims
    }

    private func signature(_ body: String) -> String {
        var stream = secret.child(body)
        var bytes: [UInt8] = []
        for _ in 0 ..< 4 {
            let word = stream.next()
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(word >> UInt64(shift) & 0xFF)) }
        }
        return Base64.urlText(bytes)
    }
}
