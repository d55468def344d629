public import ControllerKit
import Documents
public import KubeAPI

/// Keeps an APIService for each group version that is served: built-in ones at its start, those of custom resources
/// always.
///
/// It is two loops upstream, one of which tells the other what definitions want. Runs inside the API server.
/// Upstream: staging/src/k8s.io/kube-aggregator/pkg/controllers/autoregister/autoregister_controller.go,
/// pkg/controlplane/controller/crdregistration/crdregistration_controller.go.
public enum APIServiceRegistration: Reconciler {
    public static let name = "autoregister"
    public static let user = "system:apiserver"

    public static let firstKeys = BuiltInAPIServices.all.map { ObjectKey("", $0.name) }

    /// The names it has synced once: built-in ones are left alone from then on.
    public struct Memory: Sendable {
        var synced: Set<String> = []
    }

    public static func makeMemory() -> Memory { Memory() }

    public static func watches(_ resource: Resource) -> Bool {
        resource == .customResourceDefinitions || resource == .apiServices
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<Memory>) {
        if change.object.resource == .apiServices {
            // What it has just made itself is as it should be.
            let isOwn = change.kind == .added && builtIn(change.object.name) != nil
            if !isOwn { reactions.enqueue(change.object.key) }
            return
        }
        var names: [String] = []
        for definition in [change.old, change.object].compactMap({ $0 }) {
            for version in definition.at("spec", "versions")?.array ?? [] {
                let name = BuiltInAPIServices.name(group(definition), version["name"]?.string ?? "")
                if !names.contains(name) { names.append(name) }
            }
        }
        for name in names { reactions.enqueue(ObjectKey("", name)) }
    }

    private static func group(_ definition: APIObject) -> String { definition.at("spec", "group")?.string ?? "" }

    private static func builtIn(_ name: String) -> Value? {
        BuiltInAPIServices.all.first { $0.name == name }?.object
    }

    /// Upstream: checkAPIService.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue {
        let name = key.key.name
        let builtIn = builtIn(name)
        let wanted = builtIn ?? custom(name, &context)
        let known = context.cached(.apiServices, key.key)
        if builtIn != nil, context.recall({ [$0.own.synced.contains(name)] }) == [true] {
            if known == nil {
                context.note(.remark("one of a built-in group is made at the start of the server only"))
            }
            return .done
        }
        let failure = try bring(known, to: wanted, &context)
        if let failure { return .withBackoff(reason: failure.message) }
        context.remember { memory in
            memory.own.synced.insert(name)
            return 0
        }
        return .done
    }

    private static func bring(
        _ known: APIObject?, to wanted: Value?, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Status? {
        guard let known else {
            guard let wanted else { return nil }
            context.note(.absent(.apiServices, ObjectKey("", wanted.at("metadata", "name")?.string ?? "")))
            let answer = try context.send(.create(wanted, .apiServices))
            return answer.failure.flatMap { $0.reason == "AlreadyExists" ? nil : $0 }
        }
        let kept = known.at("metadata", "labels", BuiltInAPIServices.label)?.string
        // One kept at a start was made by this start: there is none before it.
        guard kept == "true" else { return nil }
        guard let wanted else {
            var request = APIRequest.delete(.apiServices, known.key)
            request.options.uid = known.uid
            return gone(try context.send(request).failure)
        }
        if known["spec"] == wanted["spec"] { return nil }
        var draft = known.published
        draft.set(wanted["spec"], at: "spec")
        return gone(try context.send(.update(draft, .apiServices)).failure)
    }

    /// What is gone or was changed meanwhile is looked at again anyway.
    private static func gone(_ failure: Status?) -> Status? {
        failure.flatMap { $0.code == 404 || $0.code == 409 ? nil : $0 }
    }

    /// What the definitions want, of a name such as `v1.stable.example.com`. Upstream: handleVersionUpdate.
    private static func custom(_ name: String, _ context: inout SyncContext<Memory>) -> Value? {
        for definition in context.cachedList(.customResourceDefinitions, namespace: "") {
            for version in definition.at("spec", "versions")?.array ?? [] where version["served"] == true {
                let version = version["name"]?.string ?? ""
                guard BuiltInAPIServices.name(group(definition), version) == name else { continue }
                return BuiltInAPIServices.object(
                    group(definition), version, groupPriority: 1000, versionPriority: 100, label: "true")
            }
        }
        return nil
    }
}
