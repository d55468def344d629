/// A behaviour behind one pointer: every container of an image on a node shares it.
@dynamicMemberLookup
struct SharedBehaviour: Sendable {
    private let box: Box

    /// Immutable after init; shared so that a row of a pod stays small (150 000 pods may be kept).
    private final class Box: Sendable {
        let value: Behaviour
        init(_ value: Behaviour) { self.value = value }
    }

    init(_ value: Behaviour) { box = Box(value) }

    var value: Behaviour { box.value }
    subscript<Member>(dynamicMember path: KeyPath<Behaviour, Member>) -> Member { box.value[keyPath: path] }
}
