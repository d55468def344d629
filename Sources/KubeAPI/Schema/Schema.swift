/// The API's types as data: from this one table come decoding, strict errors, strategic-merge
/// keys, `explain` and the printing behind template hashes.
///
/// Types are named by package and Go name: `core/v1.Pod`, `meta/v1.ObjectMeta`.
public struct Schema: Sendable {
    /// All types of Kubernetes v1.36 that Orrery knows.
    public static let builtIn = Schema(tables: builtInSchemaTables)

    /// Every type, in table order.
    public let types: [SchemaType]
    private let indexByName: [String: Int]
    private let indexByKind: [String: Int]

    init(tables: [StaticString]) {
        var reader = SchemaTableReader()
        for table in tables { reader.read(table) }
        let read = reader.finish()
        types = read.types
        indexByName = read.indexByName
        indexByKind = read.indexByKind
    }

    /// Where the type called `name` stands in `types`.
    func index(of name: String) -> Int? { indexByName[name] }

    /// The type called `name` (`core/v1.Pod`), or `nil`.
    public func type(_ name: String) -> SchemaType? { indexByName[name].map { types[$0] } }

    /// The name of the type of a kind: `kindType("apps", "v1", "ReplicaSet")` is `apps/v1.ReplicaSet`.
    public func kindType(_ group: String, _ version: String, _ kind: String) -> String? {
        indexByKind["\(group)/\(version)/\(kind)"].map { types[$0].name }
    }

    /// The name of the type of a kind, by `apiVersion` (`v1`, `apps/v1`).
    public func kindType(apiVersion: String, kind: String) -> String? {
        let key =
            apiVersion.utf8.contains(UInt8(ascii: "/")) ? "\(apiVersion)/\(kind)" : "/\(apiVersion)/\(kind)"
        return indexByKind[key].map { types[$0].name }
    }

    /// The field `json` of `type`, fields of embedded structs included.
    public func field(_ type: String, _ json: String) -> SchemaField? { self.type(type)?.field(json) }

    /// The type behind names and pointers, if it is a struct.
    public func structType(_ shape: SchemaShape) -> SchemaType? {
        switch shape {
        case .pointer(let inner): return structType(inner)
        case .named(let index):
            let type = types[index]
            if let underlying = type.underlying { return structType(underlying) }
            return type
        default: return nil
        }
    }

    /// The shape behind names (`ResourceList` becomes a map); a struct stays `.named`.
    func resolved(_ shape: SchemaShape) -> SchemaShape {
        if case .named(let index) = shape, let underlying = types[index].underlying {
            return resolved(underlying)
        }
        return shape
    }

    /// A shape as Go prints it: `map[string]string`, `v1.RestartPolicy`, `[]v1.Container`.
    public func goText(_ shape: SchemaShape) -> String {
        switch shape {
        case .string: "string"
        case .bool: "bool"
        case .integer(let text): text
        case .double: "float64"
        case .bytes: "[]uint8"
        case .time: "v1.Time"
        case .microTime: "v1.MicroTime"
        case .duration: "v1.Duration"
        case .quantity: "resource.Quantity"
        case .intOrString: "intstr.IntOrString"
        case .rawExtension: "runtime.RawExtension"
        case .fieldsV1: "v1.FieldsV1"
        case .anyObject: "runtime.Object"
        case .otherString(let name): name
        case .pointer(let inner): "*" + goText(inner)
        case .list(let element): "[]" + goText(element)
        case .map(let key, let value): "map[\(goText(key))]\(goText(value))"
        case .named(let index): types[index].goText
        }
    }
}

/// What a JSON value of some Go type looks like.
public indirect enum SchemaShape: Sendable, Equatable {
    case string, bool, double, bytes, time, microTime, duration, quantity, intOrString, rawExtension
    case fieldsV1, anyObject
    /// `int32`, `int64`, `uint32`, …
    case integer(String)
    /// A string type of a package that is not in the tables: `types.UID`.
    case otherString(String)
    case pointer(SchemaShape)
    case list(SchemaShape)
    case map(key: SchemaShape, value: SchemaShape)
    /// Another type of the schema, by its index in `Schema.types`.
    case named(Int)

    /// Whether it is a pointer: an absent value differs from zero.
    public var isPointer: Bool { if case .pointer = self { true } else { false } }

    /// The shape without pointers in front.
    public var pointee: SchemaShape { if case .pointer(let inner) = self { inner.pointee } else { self } }
}

/// One Go type of the API.
///
/// A class for one pointer: immutable after init, looked at for each member of each document.
public final class SchemaType: Sendable {
    /// Package and Go name: `core/v1.Pod`.
    public let name: String
    /// `core/v1`.
    public let package: String
    /// `Pod`.
    public let goName: String
    /// Whether it is an object with `apiVersion` and `kind`.
    public let isKind: Bool
    /// One field for server-side apply, whatever is in it (`+structType=atomic`).
    public let isAtomic: Bool
    /// What a type that is no struct stands for: `string`, a map, a list.
    public let underlying: SchemaShape?
    /// The values of an enumeration, sorted; empty if any value goes.
    public let enumValues: [String]
    /// The Go fields in Go order; embedded structs are one field each. For printing as Go does.
    public let goFields: [SchemaField]
    /// The JSON fields sorted by name, those of embedded structs included.
    public let fields: [SchemaField]

    init(
        name: String, package: String, goName: String, isKind: Bool, isAtomic: Bool, underlying: SchemaShape?,
        enumValues: [String], goFields: [SchemaField], fields: [SchemaField]
    ) {
        self.name = name
        self.package = package
        self.goName = goName
        self.isKind = isKind
        self.isAtomic = isAtomic
        self.underlying = underlying
        self.enumValues = enumValues
        self.goFields = goFields
        self.fields = fields
    }

    /// `v1.Pod`: how Go prints the type.
    public var goText: String {
        guard let slash = package.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return "\(package).\(goName)"
        }
        return "\(package[package.index(after: slash)...]).\(goName)"
    }

    /// The JSON field `json`, or `nil`.
    public func field(_ json: String) -> SchemaField? { position(of: json, from: 0).map { fields[$0] } }

    /// Where the field `json` stands at or after `start`. Most names are told apart by their length.
    func position(of json: String, from start: Int) -> Int? {
        let length = json.utf8.count
        var index = start
        while index < fields.count {
            if fields[index].json.utf8.count == length && fields[index].json == json { return index }
            index += 1
        }
        return nil
    }
}

/// One field of a Go struct. A class as `SchemaType` is.
public final class SchemaField: Sendable {
    /// The name in JSON; empty if the field is embedded or has none.
    public let json: String
    /// The name in Go.
    public let goName: String
    /// Package and Go name of the type that declares it (of an embedded struct, that struct).
    public let owner: String
    /// What its value looks like.
    public let shape: SchemaShape
    /// An embedded struct whose fields stand among those of the type around it.
    public let isInline: Bool
    /// Left out of JSON when zero, as the tag says.
    public let omitsEmpty: Bool
    /// Left out of JSON also if it is a struct (`omitzero`).
    public let omitsZero: Bool
    /// Marked `-required-` by `explain`.
    public let isRequired: Bool
    /// `merge`, `replace`, `retainKeys`.
    public let patchStrategies: [String]
    /// The key that identifies elements in strategic merge patches.
    public let mergeKey: String?
    /// `atomic`, `set`, `map`: how server-side apply sees the list.
    public let listType: String?
    /// The keys of a list of type `map`.
    public let listMapKeys: [String]
    /// `atomic` or `granular`, of maps.
    public let mapType: String?

    init(
        json: String, goName: String, owner: String, shape: SchemaShape, isInline: Bool, omitsEmpty: Bool,
        omitsZero: Bool, isRequired: Bool, patchStrategies: [String], mergeKey: String?, listType: String?,
        listMapKeys: [String], mapType: String?
    ) {
        self.json = json
        self.goName = goName
        self.owner = owner
        self.shape = shape
        self.isInline = isInline
        self.omitsEmpty = omitsEmpty
        self.omitsZero = omitsZero
        self.isRequired = isRequired
        self.patchStrategies = patchStrategies
        self.mergeKey = mergeKey
        self.listType = listType
        self.listMapKeys = listMapKeys
        self.mapType = mapType
    }
}

/// How strategic merge patch treats a field.
public struct PatchRule: Sendable, Equatable {
    /// `merge`, `replace`, `retainKeys`; empty: replace.
    public var strategies: [String]
    /// The key by which elements of the list are told apart.
    public var mergeKey: String?

    /// Makes a rule.
    public init(strategies: [String], mergeKey: String?) {
        self.strategies = strategies
        self.mergeKey = mergeKey
    }
}

extension Schema {
    /// The strategic-merge rule of a field; `nil` if the type has no such field.
    public func patchRule(type: String, field json: String) -> PatchRule? {
        field(type, json).map { PatchRule(strategies: $0.patchStrategies, mergeKey: $0.mergeKey) }
    }

    /// The name of the struct type that a field, an element of its list or a value of its map has.
    public func elementType(type: String, field json: String) -> String? {
        field(type, json).flatMap { elementStruct($0.shape)?.name }
    }

    /// The struct behind lists, maps, pointers and names.
    public func elementStruct(_ shape: SchemaShape) -> SchemaType? {
        switch resolved(shape.pointee) {
        case .list(let element): elementStruct(element)
        case .map(_, let value): elementStruct(value)
        case .named(let index): types[index]
        case .pointer(let inner): elementStruct(inner)
        default: nil
        }
    }
}
