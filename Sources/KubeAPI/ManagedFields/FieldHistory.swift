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

        func carryOut(on fields: inout ManagedFields) {
            let kind = OwnedKind(resource.info, subresource: subresource)
            let owner = FieldManager(
                name: manager.isEmpty ? "unknown" : manager, operation: .update, apiVersion: kind.apiVersion,
                subresource: subresource)
            fields.update(old: old, new: new, kind: kind, manager: owner, time: time)
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
    public init(_ write: Write, after previous: FieldHistory?) {
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
