public import Documents

/// How server-side apply sees a value: what is one field, what is a list or a map of fields.
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 schema/elements.go; made of Go types by
/// apimachinery/pkg/util/managedfields over kube-openapi schemaconv.
public indirect enum MergeShape: Sendable {
    /// A value that is one field.
    case scalar(Scalar)
    /// A list; only sets and maps have elements of their own.
    case list(ListKind, element: MergeShape)
    /// A map; one that is atomic is one field.
    case map(isAtomic: Bool, element: MergeShape)
    /// An object with named members.
    case structure(any MergeStructure)
    /// Nothing is known: maps are maps, lists are one field.
    case deduced

    /// Which scalars fit.
    public enum Scalar: Sendable { case string, number, bool, any }

    /// What tells the elements of a list apart.
    public enum ListKind: Sendable, Equatable {
        case atomic
        /// The elements are scalars, each once.
        case set
        /// Elements with the same members of these names are one.
        case map(keys: [String])
    }

    /// What the element of a path leads to.
    func child(_ element: PathElement) -> MergeShape {
        switch (self, element) {
        case (.structure(let structure), .field(let name)): structure.member(name) ?? .deduced
        case (.map(_, let inner), .field): inner
        case (.list(_, let inner), .key), (.list(_, let inner), .value): inner
        default: .deduced
        }
    }

    /// For a value of unknown type the shape that it shows.
    func fitting(_ value: Value?) -> MergeShape {
        guard case .deduced = self else { return self }
        switch value {
        case .array: return .list(.atomic, element: .deduced)
        case nil, .null?, .object: return .map(isAtomic: false, element: .deduced)
        default: return .scalar(.any)
        }
    }
}

/// The members of an object as server-side apply sees them.
public protocol MergeStructure: Sendable {
    /// One field, whatever is in it.
    var isAtomic: Bool { get }
    /// The shape of a member; `nil` if there is none of that name.
    func member(_ name: String) -> MergeShape?
    /// What a member that tells elements of a list apart has if it is left out.
    func keyDefault(_ name: String) -> Value?
    /// The members that Go writes though nobody set them (`resources: {}`), sorted by name.
    var implied: [Fields.Field] { get }
}

extension MergeShape {
    /// The shape of a type of the tables: `core/v1.Pod`.
    static func ofType(_ type: String) -> MergeShape {
        let schema = Schema.builtIn
        guard let index = schema.index(of: type) else { return .deduced }
        return MergeShape(.named(index), of: nil, schema)
    }

    /// The shape of what a field holds; `field` is `nil` inside of lists and maps.
    fileprivate init(_ shape: SchemaShape, of field: SchemaField?, _ schema: Schema) {
        switch shape {
        case .pointer(let inner): self.init(inner, of: field, schema)
        case .string, .otherString, .bytes, .time, .microTime, .duration: self = .scalar(.string)
        case .bool: self = .scalar(.bool)
        case .integer, .double: self = .scalar(.number)
        case .quantity, .intOrString: self = .scalar(.any)
        case .rawExtension, .fieldsV1, .anyObject: self = .deduced
        case .list(let element):
            self = .list(ListKind(field), element: MergeShape(element, of: nil, schema))
        case .map(_, let element):
            self = .map(isAtomic: field?.mapType == "atomic", element: MergeShape(element, of: nil, schema))
        case .named(let index):
            let type = schema.types[index]
            if let underlying = type.underlying {
                self.init(underlying, of: field, schema)
            } else {
                self = .structure(
                    SchemaStructure(index: index, isAtomic: type.isAtomic || field?.mapType == "atomic"))
            }
        }
    }
}

extension MergeShape.ListKind {
    fileprivate init(_ field: SchemaField?) {
        switch field?.listType {
        case "map"?: self = .map(keys: field?.listMapKeys ?? [])
        case "set"?: self = .set
        default: self = .atomic
        }
    }
}

/// A struct of the built-in tables, by its place in them.
private struct SchemaStructure: MergeStructure {
    let index: Int
    let isAtomic: Bool

    private var facts: StructureFacts { StructureFacts.builtIn[index] }

    func member(_ name: String) -> MergeShape? {
        let facts = facts
        return facts.type.position(of: name, from: 0).map { facts.shapes[$0] }
    }

    /// Ports are the only elements with a default among what tells them apart.
    func keyDefault(_ name: String) -> Value? {
        name == "protocol" && facts.type.field(name) != nil ? "TCP" : nil
    }

    var implied: [Fields.Field] { facts.implied }
}

/// What is asked of a struct again and again, worked out once for all of them.
private final class StructureFacts: Sendable {
    let type: SchemaType
    /// Of each of the type's fields.
    let shapes: [MergeShape]
    let implied: [Fields.Field]

    /// In the order of `Schema.types`.
    static let builtIn: [StructureFacts] = Schema.builtIn.types.map { StructureFacts($0, Schema.builtIn) }

    private init(_ type: SchemaType, _ schema: Schema) {
        self.type = type
        shapes = type.fields.map { MergeShape($0.shape, of: $0, schema) }
        implied = type.fields.compactMap { field in
            schema.zeroInJSON(field).map { Fields.Field(key: field.json, value: $0) }
        }
    }
}
