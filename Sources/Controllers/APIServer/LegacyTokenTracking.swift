public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the ConfigMap that says since when the use of Secrets as tokens of service accounts is noted.
///
/// It is made again at most every 30 minutes. Runs inside the API server.
/// Upstream: pkg/controlplane/controller/legacytokentracking/controller.go.
public enum LegacyTokenTracking: Reconciler {
    public static let name = "legacy-token-tracking-controller"
    public static let user = "system:apiserver"
    public static let workers = 1
    static let creationPeriod = SimDuration.minutes(30)

    static let key = ObjectKey("kube-system", "kube-apiserver-legacy-service-account-token-tracking")
    public static let firstKeys = [key]

    /// When it made the map last.
    public struct Memory: Sendable {
        var made: SimTime?
    }

    public static func makeMemory() -> Memory { Memory() }

    public static func watches(_ resource: Resource) -> Bool { resource == .configMaps }

    public static func observe(_ change: Change, _ reactions: inout Reactions<Memory>) {
        guard change.object.key == key, change.kind != .added else { return }
        reactions.enqueue(key)
    }

    /// Upstream: syncConfigMap.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue {
        let now = context.moment
        let today = String(Timestamps.seconds(now.date).prefix(10))
        if let known = context.cached(.configMaps, key.key) {
            if isDate(known.at("data", "since")?.string ?? "") { return .done }
            var draft = known.published
            draft.set(.string(today), at: "data", "since")
            let answer = try context.send(.update(draft, .configMaps))
            guard let failure = answer.failure, failure.code != 404, failure.code != 409 else { return .done }
            return .withBackoff(reason: failure.message)
        }
        if let made = context.recall({ [$0.own.made] })[0], now.time < made + creationPeriod {
            context.note(.remark("made \(key.key.name) less than 30 minutes ago: it waits"))
            return .after(made + creationPeriod - now.time)
        }
        let map: Value = [
            "apiVersion": "v1", "kind": "ConfigMap", "data": ["since": .string(today)],
            "metadata": ["name": .string(key.key.name), "namespace": .string(key.key.namespace)],
        ]
        let answer = try context.send(.create(map, .configMaps))
        if let failure = answer.failure {
            return failure.reason == "AlreadyExists" ? .done : .withBackoff(reason: failure.message)
        }
        context.remember { memory in
            memory.own.made = now.time
            return 0
        }
        return .done
    }

    /// `2026-01-05`.
    private static func isDate(_ text: String) -> Bool { Timestamps.parse(text + "T00:00:00Z") != nil }
}
