public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Fills Secrets of type `kubernetes.io/service-account-token`, and deletes them with their account.
///
/// Upstream: pkg/controller/serviceaccount/tokens_controller.go. References to Secrets that are gone stay in accounts:
/// nothing but a person puts them there since v1.24.
public enum TokensReconciler: Reconciler {
    public static let name = "serviceaccount-token-controller"
    /// It runs with the rights of its process: who hands out tokens cannot have got one.
    public static let user = "system:kube-controller-manager"
    public static let retriesMax: Int? = 10

    /// Keys of accounts; those of Secrets are in lane 0.
    private static let accounts: UInt8 = 1

    public static func watches(_ resource: Resource) -> Bool { resource == .secrets || resource == .serviceAccounts }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        switch object.resource {
        case .serviceAccounts where change.kind == .deleted: reactions.enqueue(object.key, lane: accounts)
        case .secrets where change.kind != .deleted && object["type"]?.string == LegacyToken.secretType:
            reactions.enqueue(object.key)
        default: break
        }
    }

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        key.lane == accounts ? try deleteTokens(of: key.key, &context) : try syncSecret(key.key, &context)
    }

    /// The account is gone, or another has its name.
    private static func deleteTokens(
        of key: ObjectKey, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        let heir = context.cached(.serviceAccounts, key)
        for secret in context.cachedList(.secrets, namespace: key.namespace)
        where secret["type"]?.string == LegacyToken.secretType && accountName(secret) == key.name {
            if let heir, accountUID(secret) ?? heir.uid == heir.uid { continue }
            let outcome = try delete(secret, &context)
            if outcome != .done { return outcome }
        }
        return .done
    }

    private static func syncSecret(
        _ key: ObjectKey, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        guard let secret = context.cached(.secrets, key) else { return .done }
        let accountKey = ObjectKey(key.namespace, accountName(secret))
        let uid = accountUID(secret)
        func isOwner(_ account: APIObject?) -> Bool { account.map { uid == nil || uid == $0.uid } ?? false }
        var account = context.cached(.serviceAccounts, accountKey)
        if !isOwner(account) { account = try context.send(.get(.serviceAccounts, accountKey)).object }
        guard let account, isOwner(account) else { return try delete(secret, &context) }
        return try fill(secret, of: account, &context)
    }

    /// Upstream: generateTokenIfNeeded.
    private static func fill(
        _ secret: APIObject, of account: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        let lacks = missing(secret).map(\.name)
        if lacks.isEmpty { return .done }
        context.note(.rule("account-token", detail: "\(secret.name) lacks \(lacks.joined(separator: ", "))"))
        let read = try context.send(.get(.secrets, secret.key))
        guard let live = read.object, live.revision == secret.revision else { return .done }
        var draft = live.published
        for (name, text) in missing(live) {
            let content = text ?? LegacyToken.make(account: account, secret: live.name)
            draft.set(.string(Base64.text(Array(content.utf8))), at: "data", name)
        }
        draft.set(.string(account.name), at: "metadata", "annotations", LegacyToken.nameAnnotation)
        draft.set(.string(account.uid), at: "metadata", "annotations", LegacyToken.uidAnnotation)
        let answer = try context.send(.update(draft, .secrets))
        guard let failure = answer.failure, failure.code != 409, failure.code != 404 else { return .done }
        return .withBackoff(reason: failure.message)
    }

    /// What the Secret lacks, with its content; `nil` for the token itself.
    private static func missing(_ secret: APIObject) -> [(name: String, text: String?)] {
        func data(_ name: String) -> String { secret.at("data", name)?.string ?? "" }
        var out: [(name: String, text: String?)] = []
        let bundle = RootCAPublisher.bundle
        if data("ca.crt") != Base64.text(Array(bundle.utf8)) { out.append(("ca.crt", bundle)) }
        if data("namespace").isEmpty { out.append(("namespace", secret.namespace)) }
        if data("token").isEmpty { out.append(("token", nil)) }
        return out
    }

    private static func delete(
        _ secret: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        let account = accountName(secret)
        context.note(.rule("account-token", detail: "\(secret.name)'s account \(account) is gone: it goes too"))
        var request = APIRequest.delete(.secrets, secret.key)
        request.options.uid = secret.uid
        let answer = try context.send(request)
        guard let failure = answer.failure, failure.code != 409, failure.code != 404 else { return .done }
        return .withBackoff(reason: failure.message)
    }

    private static func accountName(_ secret: APIObject) -> String {
        secret.at("metadata", "annotations", LegacyToken.nameAnnotation)?.string ?? ""
    }

    private static func accountUID(_ secret: APIObject) -> String? {
        let uid = secret.at("metadata", "annotations", LegacyToken.uidAnnotation)?.string ?? ""
        return uid.isEmpty ? nil : uid
    }
}
