import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Upstream: pkg/controller/serviceaccount/tokens_controller_test.go.
@Suite("tokens in Secrets") struct ServiceAccountTokenTests {
    private static func secret(_ account: Value, uid: Value? = nil, data: Value? = nil) -> Value {
        var secret: Value = [
            "metadata": ["name": "token", "namespace": "blue", "annotations": [:]],
            "type": "kubernetes.io/service-account-token",
        ]
        secret.set(account, at: "metadata", "annotations", "kubernetes.io/service-account.name")
        secret.set(uid, at: "metadata", "annotations", "kubernetes.io/service-account.uid")
        secret.set(data, at: "data")
        return secret
    }

    private static let bot: Value = ["metadata": ["name": "bot", "namespace": "blue", "uid": "u1"]]

    private static func rig() -> Rig {
        var rig = Rig(ControllerRunner<TokensReconciler>())
        rig.started()
        rig.put(bot, .serviceAccounts)
        return rig
    }

    @Test(
        "what becomes of a Secret",
        arguments: [
            ("filled", secret("bot"), "PUT secrets/token"),
            ("filled, what is given stays", secret("bot", data: ["token": "YQ=="]), "PUT secrets/token"),
            ("without an account", secret("nobody"), "DELETE secrets/token"),
            ("of an account that was", secret("bot", uid: "u0"), "DELETE secrets/token"),
        ] as [(String, Value, String)])
    func synced(name: String, secret: Value, write: String) throws {
        var rig = Self.rig()
        rig.put(secret, .secrets)
        rig.run(for: .seconds(1))
        #expect(rig.writes == [write])
        guard write.hasPrefix("PUT") else { return }
        let made = try #require(rig.stored(.secrets, ObjectKey("blue", "token")))
        #expect(made.at("metadata", "annotations", "kubernetes.io/service-account.uid") == "u1")
        #expect(made.at("data", "namespace") == "Ymx1ZQ==")
        #expect(made.at("data", "ca.crt")?.string?.isEmpty == false)
        let given = secret.at("data", "token")
        if let given { return #expect(made.at("data", "token") == given) }
        let text = made.at("data", "token")?.string.flatMap { Base64.bytes($0) } ?? []
        let contents = LegacyToken.contents(String(decoding: text, as: UTF8.self))
        #expect(contents?.secret == ObjectKey("blue", "token"))
        #expect(contents?.account == "bot" && contents?.uid == "u1")
    }

    @Test("other Secrets are left alone; those of an account go with it")
    func accountGone() {
        var rig = Self.rig()
        var other = Self.secret("bot")
        other.set("Opaque", at: "type")
        other.set("other", at: "metadata", "name")
        rig.put(other, .secrets)
        rig.put(Self.secret("bot"), .secrets)
        rig.run(for: .seconds(1))
        rig.remove(.serviceAccounts, ObjectKey("blue", "bot"))
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["PUT secrets/token", "DELETE secrets/token"])
    }
}
