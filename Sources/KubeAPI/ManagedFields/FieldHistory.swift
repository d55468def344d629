public import Documents

/// The writes of an object, from which the owners of its fields are worked out when somebody asks.
///
/// Every write of every component passes the server, and few of them are ever looked at: a write only notes what it
/// found and what it asked for, both trees that are there anyway. After some writes what is known is worked out and
/// the notes go, so a history is short and holds few old versions.
///
/// A class for one pointer: immutable after init, shared by all versions that come after it.
public final class FieldHistory: Sendable {
    /// So many writes are noted before they are worked out. A pod's usual life has fewer.
    static let writesMax = 6

    /// One write by Update.
    public struct Write: Sendable {
        /// The object before; `nil` for a new one.
        let old: Value?
        /// What the request asked for, before admission and the strategy changed it.
        let new: Value
        /// In the version of the request; the trees are in the stored one.
        let resource: Resource
        /// `""`: derived from the user at the time it is asked for.
        let manager: String
        let subresource: String
        /// Seconds since 1970.
        let time: Int64

        /// Notes a write.
        public init(
            old: Value?, new: Value, resource: Resource, manager: String, subresource: String, time: Int64
        ) {
            self.old = old
            self.new = new
            self.resource = resource
            self.manager = manager
            self.subresource = subresource
            self.time = time
        }

        /// The same write, holding on to what was stored instead of what was asked for where the owners do not differ.
        ///
        /// What is set by the server alone is nobody's, so an object that admission left alone is as good as its draft.
        func sharing(_ stored: Value) -> Write {
            guard case .object(let asked) = new, case .object(let kept) = stored else { return self }
            for field in kept where !isReset(field.key) {
                if !Self.isOne(asked[field.key], field.value) { return self }
            }
            for field in asked where !isReset(field.key) && kept[field.key] == nil { return self }
            let (before, after) = (asked["metadata"] ?? .null, kept["metadata"] ?? .null)
            for name in ["labels", "annotations", "ownerReferences", "finalizers", "generateName"]
            where !Self.isOne(before[name], after[name]) { return self }
            return Write(
                old: old, new: stored, resource: resource, manager: manager, subresource: subresource, time: time)
        }

        /// A write of this subresource leaves the field to the server.
        private func isReset(_ field: String) -> Bool {
            field == "metadata" || (field == "status" && subresource.isEmpty)
        }

        private static func isOne(_ one: Value?, _ two: Value?) -> Bool { one?.isSame(as: two) == true || one == two }

        /// This write and the one before it as one; `nil` if that would not come to the same.
        func joined(to earlier: Write) -> Write? {
            guard subresource == "status", resource.stored.info === resource.info,
                earlier.resource.info === resource.info, earlier.subresource == subresource, earlier.manager == manager,
                let middle = old, middle.isSame(as: earlier.new), let before = earlier.old,
                Self.isOne(new["spec"], middle["spec"]), Self.isOne(new["metadata"], middle["metadata"])
            else { return nil }
            let shape = OwnedKind.shape(of: resource.info).child(.field("status"))
            guard OneWay.holds(before["status"], middle["status"], new["status"], shape) else { return nil }
            return Write(
                old: before, new: new, resource: resource, manager: manager, subresource: subresource, time: time)
        }

        func carryOut(on fields: inout ManagedFields) {
            let kind = OwnedKind(resource.info, subresource: subresource)
            let owner = FieldManager(
                name: manager.isEmpty ? "unknown" : manager, operation: .update, apiVersion: kind.apiVersion,
                subresource: subresource)
            fields.update(
                old: old.map(kind.converted), new: kind.converted(new), kind: kind, manager: owner, time: time)
        }
    }

    private enum Step: Sendable {
        case known(ManagedFields)
        case written(Write, after: FieldHistory?)
    }

    private let step: Step
    private let writes: Int

    /// What is known.
    public init(_ fields: ManagedFields) {
        step = .known(fields)
        writes = 0
    }

    /// One more write; `previous` is `nil` if nobody owned anything.
    ///
    /// A status that goes one way is one write however often it is written: only its first and its newest are kept.
    public init(_ write: Write, after previous: FieldHistory?) {
        if case .written(let earlier, let first)? = previous?.step, let joined = write.joined(to: earlier) {
            step = .written(joined, after: first)
            writes = previous?.writes ?? 1
            return
        }
        let count = (previous?.writes ?? 0) + 1
        if count > Self.writesMax {
            var fields = previous?.managed ?? ManagedFields()
            write.carryOut(on: &fields)
            step = .known(fields)
            writes = 0
        } else {
            step = .written(write, after: previous)
            writes = count
        }
    }

    /// The same history once its newest write is stored: it holds on to no second copy of what is stored anyway.
    public func stored(_ value: Value) -> FieldHistory {
        guard case .written(let write, let previous) = step else { return self }
        let shared = write.sharing(value)
        return shared.new.isSame(as: write.new) ? self : FieldHistory(.written(shared, after: previous), writes)
    }

    private init(_ step: Step, _ writes: Int) {
        self.step = step
        self.writes = writes
    }

    /// Who owns what.
    public var managed: ManagedFields {
        switch step {
        case .known(let fields): return fields
        case .written(let write, let previous):
            var fields = previous?.managed ?? ManagedFields()
            write.carryOut(on: &fields)
            return fields
        }
    }
}
