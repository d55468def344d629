public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Decides which of the names that a CustomResourceDefinition asks for are free in its group.
///
/// Runs inside the API server. Upstream:
/// staging/src/k8s.io/apiextensions-apiserver/pkg/controller/status/naming_controller.go.
public enum DefinitionNaming: Reconciler {
    public static let name = "crd-naming-controller"
    public static let user = "system:apiserver"
    public static let workers = 1

    public static func watches(_ resource: Resource) -> Bool { resource == .customResourceDefinitions }

    /// A definition that goes frees its names: its sync wakes the others of the group.
    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        reactions.enqueue(change.object.key)
    }

    /// Upstream: sync.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.customResourceDefinitions)
        let all = context.cachedList(.customResourceDefinitions, namespace: "")
        guard let object = context.cached(.customResourceDefinitions, key.key) else {
            context.note(.absent(.customResourceDefinitions, key.key))
            wakeGroup(of: key, all, &context)
            return .done
        }
        let definition = object.value
        if definition.at("spec", "names") == definition.at("status", "acceptedNames") { return .done }
        let asked = DefinitionNames(definition.at("spec", "names") ?? .null)
        let accepted = DefinitionNames(definition.at("status", "acceptedNames") ?? .null)
        let group = definition.at("spec", "group")
        let others = all.filter { $0.name != key.key.name && $0.at("spec", "group") == group }
            .map { DefinitionNames($0.at("status", "acceptedNames") ?? .null) }
        let (names, conflict) = asked.accepted(after: accepted, others: others)
        if let conflict {
            context.note(.rule("crd-names", detail: "\(conflict.reason): \(conflict.message)"))
        } else {
            context.note(.rule("crd-names", detail: "\(asked.plural), \(asked.kind): free in the group"))
        }
        let known = CustomDefinition.condition("NamesAccepted", definition)
        let isSame =
            known?["status"]?.string == (conflict == nil ? "True" : "False")
            && known?["reason"]?.string == conflict?.reason ?? "NoConflicts"
            && known?["message"]?.string == conflict?.message ?? "no conflicts found"
        if names == accepted && isSame { return .done }
        var draft = definition
        draft.set(names.value, at: "status", "acceptedNames")
        draft = DefinitionConditions.setting(
            "NamesAccepted", conflict == nil, conflict?.reason ?? "NoConflicts",
            conflict?.message ?? "no conflicts found", in: draft, at: context.moment)
        if !CustomDefinition.hasCondition("Established", definition) {
            if conflict == nil {
                draft = DefinitionConditions.setting(
                    "Established", false, "Installing", "the initial names have been accepted", in: draft,
                    at: context.moment)
            } else if CustomDefinition.condition("Established", definition) == nil {
                draft = DefinitionConditions.setting(
                    "Established", false, "NotAccepted", "not all names are accepted", in: draft, at: context.moment)
            }
        }
        draft.set(.string(String(object.revision)), at: "metadata", "resourceVersion")
        let answer = try context.send(.update(draft, .customResourceDefinitions, subresource: "status"))
        if let failure = answer.failure {
            return failure.code == 404 || failure.code == 409 ? .done : .withBackoff(reason: failure.message)
        }
        wakeGroup(of: key, all, &context)
        return .done
    }

    /// Upstream: requeueAllOtherGroupCRDs. The name of a definition ends with its group.
    private static func wakeGroup(
        of key: WorkKey, _ all: [APIObject], _ context: inout SyncContext<NoMemory>
    ) {
        guard let dot = key.key.name.firstIndex(of: ".") else { return }
        let group = String(key.key.name[key.key.name.index(after: dot)...])
        context.enqueue(
            all.filter { $0.name != key.key.name && $0.at("spec", "group")?.string == group }.map { WorkKey($0.key) })
    }
}

/// The names of a definition. Upstream: CustomResourceDefinitionNames.
struct DefinitionNames: Equatable {
    var plural: String
    var singular: String
    var shortNames: [String]
    var kind: String
    var listKind: String
    var categories: [String]

    init(_ value: Value) {
        func text(_ field: String) -> String { value[field]?.string ?? "" }
        func words(_ field: String) -> [String] { (value[field]?.array ?? []).compactMap(\.string) }
        plural = text("plural")
        singular = text("singular")
        shortNames = words("shortNames")
        kind = text("kind")
        listKind = text("listKind")
        categories = words("categories")
    }

    /// As JSON, without what is empty; plural and kind are always there.
    var value: Value {
        var out: Value = ["plural": .string(plural), "kind": .string(kind)]
        if !singular.isEmpty { out.set(.string(singular), at: "singular") }
        if !shortNames.isEmpty { out.set(.array(shortNames.map { .string($0) }), at: "shortNames") }
        if !listKind.isEmpty { out.set(.string(listKind), at: "listKind") }
        if !categories.isEmpty { out.set(.array(categories.map { .string($0) }), at: "categories") }
        return out
    }

    /// These names as far as nobody else has them: each is taken by itself; the last conflict is told.
    ///
    /// Upstream: calculateNamesAndConditions.
    func accepted(
        after old: DefinitionNames, others: [DefinitionNames]
    ) -> (names: DefinitionNames, conflict: (reason: String, message: String)?) {
        // What it has itself counts as taken too, but is not in its own way.
        let resources = (others + [old]).flatMap { [$0.plural, $0.singular] + $0.shortNames }
        let kinds = (others + [old]).flatMap { [$0.kind, $0.listKind] }
        func taken(_ name: String, _ mine: String, _ used: [String]) -> String? {
            name == mine || !used.contains(name) ? nil : "\"\(name)\" is already in use"
        }
        var names = old
        var conflict: (reason: String, message: String)?
        func take(_ path: WritableKeyPath<DefinitionNames, String>, _ used: [String], _ reason: String) {
            let name = self[keyPath: path]
            if let message = taken(name, old[keyPath: path], used) {
                conflict = (reason, message)
            } else {
                names[keyPath: path] = name
            }
        }
        take(\.plural, resources, "PluralConflict")
        take(\.singular, resources, "SingularConflict")
        if shortNames != old.shortNames {
            let problems = shortNames.filter { !old.shortNames.contains($0) }.compactMap { taken($0, "", resources) }
            if problems.isEmpty {
                names.shortNames = shortNames
            } else {
                let text = problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"
                conflict = ("ShortNamesConflict", text)
            }
        }
        take(\.kind, kinds, "KindConflict")
        take(\.listKind, kinds, "ListKindConflict")
        names.categories = categories
        return (names, conflict)
    }
}
