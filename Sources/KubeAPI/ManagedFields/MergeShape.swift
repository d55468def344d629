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
    /// The members that Go writes though nobody set them (`resources: {}`), without those that are set.
    func implied(besides fields: Fields) -> [Fields.Field]
}

extension Schema {
    /// The shape of a type of the tables: `core/v1.Pod`.
    public func mergeShape(_ type: String) -> MergeShape {
        guard let index = index(of: type) else { return .deduced }
        return mergeShape(.named(index), of: nil)
    }

    func mergeShape(_ shape: SchemaShape, of field: SchemaField?) -> MergeShape {
        switch shape {
        case .pointer(let inner): return mergeShape(inner, of: field)
        case .string, .otherString, .bytes, .time, .microTime, .duration: return .scalar(.string)
        case .bool: return .scalar(.bool)
        case .integer, .double: return .scalar(.number)
        case .quantity, .intOrString: return .scalar(.any)
        case .rawExtension, .fieldsV1, .anyObject: return .deduced
        case .list(let element): return .list(listKind(field), element: mergeShape(element, of: nil))
        case .map(_, let element):
            return .map(isAtomic: field?.mapType == "atomic", element: mergeShape(element, of: nil))
        case .named(let index):
            if let underlying = types[index].underlying { return mergeShape(underlying, of: field) }
            return .structure(
                SchemaStructure(
                    schema: self, type: types[index],
                    isAtomic: types[index].isAtomic || field?.mapType == "atomic"))
        }
    }

    private func listKind(_ field: SchemaField?) -> MergeShape.ListKind {
        switch field?.listType {
        case "map"?: .map(keys: field?.listMapKeys ?? [])
        case "set"?: .set
        default: .atomic
        }
    }
}

/// A struct of the schema tables.
private struct SchemaStructure: MergeStructure {
    let schema: Schema
    let type: SchemaType
    let isAtomic: Bool

    func member(_ name: String) -> MergeShape? {
        guard let field = type.field(name) else { return nil }
        return schema.mergeShape(field.shape, of: field)
    }

    /// Ports are the only elements with a default among what tells them apart.
    func keyDefault(_ name: String) -> Value? { name == "protocol" && type.field(name) != nil ? "TCP" : nil }

    func implied(besides fields: Fields) -> [Fields.Field] {
        var out: [Fields.Field] = []
        for field in type.fields {
            guard let zero = schema.zeroInJSON(field), fields[field.json] == nil else { continue }
            out.append(Fields.Field(key: field.json, value: zero))
        }
        return out
    }
}
