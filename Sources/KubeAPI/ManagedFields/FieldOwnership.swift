public import Documents

/// What an object of some kind looks like to server-side apply, and which fields a request cannot change.
public struct OwnedKind: Sendable {
    /// The shape of the object.
    let shape: MergeShape
    /// Members that Go adds are there.
    let hasImplied: Bool
    /// `apps/v1`.
    public let apiVersion: String
    /// What the strategy of the (sub)resource resets. Upstream: GetResetFields.
    let reset: ResetFields
    /// What is served in this shape; `nil` for what is no resource.
    private let resource: Resource?
    private let subresource: String

    /// A kind whose objects are of a type of the schema tables.
    public init(_ info: ResourceInfo, subresource: String) {
        self.init(
            shape: OwnedKind.shape(of: info), hasImplied: info.schemaType != nil, apiVersion: info.apiVersion,
            reset: ResetFields.of(info, subresource: subresource), resource: info.resource, subresource: subresource)
    }

    /// What the objects of a resource look like.
    static func shape(of info: ResourceInfo) -> MergeShape {
        info.schemaType.map { MergeShape.ofType($0) } ?? info.custom?.schema?.objectShape ?? .deduced
    }

    /// Any other kind.
    init(
        shape: MergeShape, hasImplied: Bool, apiVersion: String, reset: ResetFields, resource: Resource? = nil,
        subresource: String = ""
    ) {
        self.shape = shape
        self.hasImplied = hasImplied
        self.apiVersion = apiVersion
        self.reset = reset
        self.resource = resource
        self.subresource = subresource
    }

    /// The same kind as another version shapes it; `nil` if that has the same fields, or nobody serves it.
    func inVersion(_ other: String) -> OwnedKind? {
        guard other != apiVersion, let resource, resource.isBuiltIn,
            let info = OtherVersion.info(of: resource, in: other)
        else { return nil }
        return OwnedKind(info, subresource: subresource)
    }

    /// A document of another version in this one.
    func converted(_ value: Value) -> Value {
        guard let resource else { return value }
        return VersionConversion.converted(value, of: resource, to: apiVersion)
    }

    /// What a write changed, in the fields of this version.
    func compared(_ old: Value?, _ new: Value) -> FieldComparison {
        var compared = FieldComparison(object(old), object(new))
        compared.leaveOut(reset)
        return compared
    }

    /// A stored object, or nothing yet.
    func object(_ value: Value?) -> TypedValue {
        var value = value ?? .object(Fields())
        if value.at("metadata", "managedFields") != nil { value.set(nil, at: "metadata", "managedFields") }
        return TypedValue(value: value, shape: shape, hasImplied: hasImplied)
    }

    /// What a client sent to be applied.
    func configuration(_ value: Value) -> TypedValue {
        TypedValue(value: value, shape: shape, hasImplied: false)
    }
}

/// A field that another manager owns and that an apply would change.
public struct FieldConflict: Sendable, Equatable {
    /// Who owns it.
    public let manager: FieldManager
    /// Where it is.
    public let path: [PathElement]

    /// `.spec.template.spec.containers[name="c"].image`.
    public var field: String { path.map(\.text).joined() }
}

/// The fields an apply would take from others.
public struct FieldConflicts: Error, Sendable, Equatable {
    /// In the order of their managers.
    public var conflicts: [FieldConflict]

    /// The answer. Upstream: managedfields/internal/conflict.go and api/errors NewApplyConflict.
    public var status: Status {
        Status(
            code: 409, reason: "Conflict", message: message,
            causes: conflicts.map {
                Status.Cause(
                    reason: "FieldManagerConflict", message: "conflict with \($0.manager.shown)", field: $0.field)
            })
    }

    private var message: String {
        if conflicts.count == 1 {
            return "Apply failed with 1 conflict: conflict with \(conflicts[0].manager.shown): \(conflicts[0].field)"
        }
        var lines: [String] = []
        var last: FieldManager?
        for conflict in conflicts {
            if conflict.manager != last { lines.append("conflicts with \(conflict.manager.shown):") }
            last = conflict.manager
            lines.append("- \(conflict.field)")
        }
        return "Apply failed with \(conflicts.count) conflicts: " + lines.joined(separator: "\n")
    }
}

extension FieldConflicts {
    /// The same conflicts as an apply of the `scale` subresource meets them: fields named in `version`, and the
    /// replicas, wherever the kind keeps them, at `.spec.replicas`.
    ///
    /// Upstream: apimachinery/pkg/util/managedfields/scalehandler.go, ToSubresource.
    public func named(in version: String, below replicas: [String]) -> FieldConflicts {
        let place = replicas.map { PathElement.field($0) }
        let replicasOfScale = ["spec", "replicas"].map { PathElement.field($0) }
        return FieldConflicts(
            conflicts: conflicts.map { conflict in
                var manager = conflict.manager
                manager.apiVersion = version
                let path = conflict.path == place ? replicasOfScale : conflict.path
                return FieldConflict(manager: manager, path: path)
            })
    }
}

extension ManagedFields {
    /// A write by Update: what it changed belongs to `name`, and to nobody else.
    ///
    /// Upstream: structured-merge-diff merge/update.go, Update, below managedfieldsupdater.go, stripmeta.go and
    /// capmanagers.go. `old` is `nil` for a new object. An object that nobody owns stays so.
    public mutating func update(
        old: Value?, new: Value, kind: OwnedKind, manager: FieldManager, time: Int64
    ) {
        if isEmpty && old != nil { return }
        record(old: old, new: new, kind: kind, manager: manager, time: time)
        cap()
    }

    private mutating func record(
        old: Value?, new: Value, kind: OwnedKind, manager: FieldManager, time: Int64
    ) {
        let compared = kind.compared(old, new)
        if !isEmpty { take(changes(old, new, kind, compared.all)) }
        let taken = compared.written.difference(Self.stripped)
        guard !taken.isEmpty else { return }
        let known = self[manager]?.fields ?? FieldSet()
        self[manager] = ManagedEntry(
            manager: manager, fields: taken.union(known), time: noted(time, for: manager))
    }

    /// When a write was. One through `scale` brings no time with it: the entry keeps the time it has, which is none.
    ///
    /// Upstream: managedfields/scalehandler.go, ToParent.
    private func noted(_ time: Int64, for manager: FieldManager) -> Int64? {
        manager.subresource == "scale" ? self[manager]?.time : time
    }

    /// What a write changed, for each manager in the version in which it wrote.
    ///
    /// Upstream: structured-merge-diff merge/update.go, update.
    private func changes(
        _ old: Value?, _ new: Value, _ kind: OwnedKind, _ changed: FieldSet, withRemoved: Bool = true
    ) -> (FieldManager) -> FieldSet {
        var others: [(version: String, changed: FieldSet)] = []
        for (_, entry) in entries where !others.contains(where: { $0.version == entry.manager.apiVersion }) {
            guard let other = kind.inVersion(entry.manager.apiVersion) else { continue }
            let compared = other.compared(old.map(other.converted), other.converted(new))
            others.append((other.apiVersion, withRemoved ? compared.all : compared.written))
        }
        return { manager in others.first { $0.version == manager.apiVersion }?.changed ?? changed }
    }

    /// Nobody owns what was changed or removed.
    private mutating func take(
        _ changed: (FieldManager) -> FieldSet, from others: (FieldManager) -> Bool = { _ in true }
    ) {
        update { manager, fields in others(manager) ? fields.difference(changed(manager)) : fields }
    }

    /// A write by Apply: `name` owns what it says and nothing else; what it said before and nobody owns goes.
    ///
    /// - Returns: the merged object, or `nil` if nothing is different.
    /// - Throws: the conflicts, unless `isForced`.
    ///
    /// Upstream: merge/update.go, Apply, below managedfieldsupdater.go and skipnonapplied.go.
    mutating func apply(
        old: Value?, configuration: Value, kind: OwnedKind, manager: FieldManager, isForced: Bool, time: Int64
    ) throws(FieldConflicts) -> Value? {
        if isEmpty, old != nil {
            let before = FieldManager(
                name: Self.beforeFirstApply, operation: .update, apiVersion: kind.apiVersion,
                subresource: manager.subresource)
            record(old: nil, new: old ?? .null, kind: kind, manager: before, time: time)
        }
        let live = kind.object(old)
        let last = self[manager]?.fields ?? FieldSet()
        let lastVersion = self[manager]?.manager.apiVersion ?? kind.apiVersion
        let known = self[manager]?.time
        let merged = FieldMerge.merge(live.value, configuration, kind.shape) ?? .object(Fields())
        let said = kind.reset.kept(kind.configuration(configuration).fieldSet)
        self[manager] = ManagedEntry(manager: manager, fields: said, time: known)
        let new = pruned(merged, kind.inVersion(lastVersion), last, back: kind)
        let compared = kind.compared(old, new)
        if !isForced {
            let changed = changes(old, new, kind, compared.written, withRemoved: false)
            var conflicts: [FieldConflict] = []
            for (_, entry) in entries where entry.manager.identifier != manager.identifier {
                conflicts += entry.fields.intersection(changed(entry.manager)).paths.map {
                    FieldConflict(manager: entry.manager, path: $0)
                }
            }
            if !conflicts.isEmpty { throw FieldConflicts(conflicts: conflicts) }
        }
        take(changes(old, new, kind, compared.all)) { $0.identifier != manager.identifier }
        let kept = said.difference(Self.stripped)
        let isSame = TypedValue.isEqual(live.value, new)
        self[manager] =
            kept.isEmpty
            ? nil
            : ManagedEntry(manager: manager, fields: kept, time: isSame ? known : noted(time, for: manager))
        return isSame ? nil : new
    }

    /// Takes out what the manager said last time and says no longer, unless another owns it.
    ///
    /// `other` is the version in which it said so, if the fields have other names there.
    private func pruned(_ merged: Value, _ other: OwnedKind?, _ last: FieldSet, back kind: OwnedKind) -> Value {
        if last.isEmpty { return merged }
        if let other { return kind.converted(pruned(other.converted(merged), nil, last, back: other)) }
        func fields(_ value: Value) -> FieldSet {
            kind.configuration(value).fieldSet.withNamedFieldsAsMembers(kind.shape)
        }
        let all = fields(merged)
        let before = last.withNamedFieldsAsMembers(kind.shape)
        var owned = FieldSet()
        for (_, entry) in entries where kind.inVersion(entry.manager.apiVersion) == nil {
            owned = owned.union(entry.fields)
        }
        owned = owned.withNamedFieldsAsMembers(kind.shape)
        var out = FieldRemoval.remove(before, from: merged, kind.shape)
        // What others own comes back, and then what the manager never owned.
        out = FieldRemoval.remove(all.difference(fields(out).union(owned)), from: merged, kind.shape)
        return FieldRemoval.remove(all.difference(fields(out)).intersection(before), from: merged, kind.shape)
    }

    /// What nobody owns. Upstream: managedfields/internal/stripmeta.go.
    static let stripped = FieldSet(
        [
            ["apiVersion"], ["kind"], ["metadata"], ["metadata", "name"], ["metadata", "namespace"],
            ["metadata", "creationTimestamp"], ["metadata", "selfLink"], ["metadata", "uid"],
            ["metadata", "clusterName"], ["metadata", "generation"], ["metadata", "managedFields"],
            ["metadata", "resourceVersion"]
        ].map { $0.map(PathElement.field) })
}
