import Documents
import KubeAPI
import Simulation

/// Reviews: questions to the server about who may do what and who asks. They are answered, not stored.
///
/// Upstream: pkg/registry/authorization, pkg/registry/authentication.
extension APIServer {
    /// Whether objects of the resource are only answered.
    static func isReview(_ resource: Resource) -> Bool { reviews.contains(resource) }

    private static let reviews: Set<Resource> = [
        .selfSubjectAccessReviews, .subjectAccessReviews, .localSubjectAccessReviews, .selfSubjectRulesReviews,
        .selfSubjectReviews, .tokenReviews,
    ]

    /// The review with its status. `review` is decoded and has its defaults.
    func answer(_ review: Value, _ pipeline: Pipeline) throws(Status) -> Value {
        let user = pipeline.request.actingUser
        var out = review
        switch pipeline.info.resource {
        case .selfSubjectAccessReviews:
            try Self.check(review, names: false, local: nil)
            out.set(AccessReview.status(AccessReview.asked(review["spec"] ?? .null, by: user), store), at: "status")
        case .subjectAccessReviews, .localSubjectAccessReviews:
            let isLocal = pipeline.info.resource == .localSubjectAccessReviews
            if isLocal, review.at("metadata", "namespace")?.string ?? "" != pipeline.request.namespace {
                throw .badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request")
            }
            try Self.check(review, names: true, local: isLocal ? pipeline.request.namespace : nil)
            let spec = review["spec"] ?? .null
            out.set(AccessReview.status(AccessReview.asked(spec, by: AccessReview.user(spec)), store), at: "status")
        case .selfSubjectRulesReviews:
            let namespace = review.at("spec", "namespace")?.string ?? ""
            if namespace.isEmpty { throw .badRequest("no namespace on request") }
            out = AccessReview.head(pipeline.info)
            out.set([:], at: "spec")
            out.set(AccessReview.rules(of: user, namespace: namespace, store), at: "status")
        case .selfSubjectReviews:
            out = AccessReview.head(pipeline.info)
            out.set(.string(Timestamps.seconds(pipeline.moment.date)), at: "metadata", "creationTimestamp")
            out.set(["userInfo": user.document], at: "status")
        default:
            if (review.at("spec", "token")?.string ?? "").isEmpty {
                throw .badRequest("token is required for TokenReview in authentication")
            }
            // Tokens belong to the door of a session; inside the world nobody has one.
            out.set(["error": "invalid bearer token", "user": [:]], at: "status")
        }
        return out
    }

    private static func check(_ review: Value, names: Bool, local: String?) throws(Status) {
        let errors = AccessReviewRules.problems(of: review, names: names, local: local)
        if errors.isEmpty { return }
        // The kind is not known any more where upstream makes this error: its name begins with the dot.
        throw .invalid(kind: "", group: Resource.subjectAccessReviews.info.group, name: "", errors)
    }
}

private enum AccessReview {
    static func head(_ info: ResourceInfo) -> Value {
        ["apiVersion": .string(info.apiVersion), "kind": .string(info.kind), "metadata": [:]]
    }

    /// The user that a SubjectAccessReview is about.
    static func user(_ spec: Value) -> UserInfo {
        UserInfo(
            name: spec["user"]?.string ?? "", uid: spec["uid"]?.string ?? "",
            groups: spec["groups"]?.array?.compactMap(\.string) ?? [],
            extra: (spec["extra"]?.fields ?? Fields()).map {
                UserInfo.Extra(key: $0.key, values: $0.value.array?.compactMap(\.string) ?? [])
            })
    }

    /// Upstream: pkg/registry/authorization/util/helpers.go, ResourceAttributesFrom.
    static func asked(_ spec: Value, by user: UserInfo) -> AccessAttributes {
        func text(_ key: String, _ of: Value) -> String { of[key]?.string ?? "" }
        if let path = spec["nonResourceAttributes"] {
            return AccessAttributes(user: user, verb: text("verb", path), group: nil, path: text("path", path))
        }
        let given = spec["resourceAttributes"] ?? .null
        return AccessAttributes(
            user: user, verb: text("verb", given), group: text("group", given), resource: text("resource", given),
            subresource: text("subresource", given), namespace: text("namespace", given), name: text("name", given),
            fieldSelector: fieldSelector(given["fieldSelector"] ?? .null))
    }

    private static func fieldSelector(_ selector: Value) -> String {
        if let raw = selector["rawSelector"]?.string, !raw.isEmpty { return raw }
        return (selector["requirements"]?.array ?? []).compactMap { requirement -> String? in
            guard let key = requirement["key"]?.string, let value = requirement["values"]?[0]?.string
            else { return nil }
            switch requirement["operator"]?.string {
            case "In": return "\(key)=\(value)"
            case "NotIn": return "\(key)!=\(value)"
            default: return nil
            }
        }.joined(separator: ",")
    }

    static func status(_ asked: AccessAttributes, _ store: Store) -> Value {
        let decision = Authorizer.decide(asked, store)
        var status: Value = ["allowed": .bool(decision.isAllowed)]
        if !decision.reason.isEmpty { status.set(.string(decision.reason), at: "reason") }
        return status
    }

    /// Upstream: selfsubjectrulesreview/rest.go; authorization/union.
    static func rules(of user: UserInfo, namespace: String, _ store: Store) -> Value {
        let found = RuleResolver(store: store).rules(of: user, namespace: namespace)
        var resources: [Value] = []
        var paths: [Value] = []
        for rule in found.rules.map(\.rule) {
            if !rule.resources.isEmpty {
                var value: Value = [
                    "verbs": list(rule.verbs), "apiGroups": list(rule.groups), "resources": list(rule.resources),
                ]
                if !rule.names.isEmpty { value.set(list(rule.names), at: "resourceNames") }
                resources.append(value)
            }
            if !rule.paths.isEmpty {
                paths.append(["verbs": list(rule.verbs), "nonResourceURLs": list(rule.paths)])
            }
        }
        var problems = found.problems
        let isNode = NodeAuthorizer.node(user) != nil
        if isNode { problems.insert("node authorizer does not support user rule resolution", at: 0) }
        var status: Value = [
            "resourceRules": .array(resources), "nonResourceRules": .array(paths), "incomplete": .bool(isNode),
        ]
        if !problems.isEmpty {
            let text = problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"
            status.set(.string(text), at: "evaluationError")
        }
        return status
    }

    private static func list(_ words: [String]) -> Value { .array(words.map { .string($0) }) }
}

extension UserInfo {
    /// A `UserInfo` of authentication.k8s.io.
    var document: Value {
        func list(_ words: [String]) -> Value { .array(words.map { .string($0) }) }
        var out: Value = ["username": .string(name)]
        if !uid.isEmpty { out.set(.string(uid), at: "uid") }
        if !groups.isEmpty { out.set(list(groups), at: "groups") }
        if !extra.isEmpty { out.set(.object(Fields(extra.map { ($0.key, list($0.values)) })), at: "extra") }
        return out
    }
}
