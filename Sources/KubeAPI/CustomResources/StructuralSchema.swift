public import Documents

/// The schema of a version of a CustomResourceDefinition: what fits, what is kept, what is filled in.
///
/// Made from the JSON of `openAPIV3Schema`; every node of the schema is one of these, also those below
/// `allOf`, `anyOf`, `oneOf` and `not`. It reads any JSON without complaint: what a definition may say is
/// checked by `CustomResourceDefinitionRules`, before anything is served. A class, because a schema is
/// walked beside each object and shared by all of them; it never changes.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/structural.go, convert.go.
public final class StructuralSchema: Sendable {
    /// A field of an object.
    public struct Property: Sendable {
        /// The name in the document.
        public let name: String
        /// What its value looks like.
        public let schema: StructuralSchema
    }

    /// What members other than the properties may be.
    public enum Additional: Sendable {
        /// Anything, or nothing.
        case allowed(Bool)
        /// Values of one schema: the object is a map.
        case schema(StructuralSchema)
    }

    /// `object`, `array`, `string`, `integer`, `number`, `boolean`, or empty.
    public let type: String
    /// The title, shown by nobody.
    public let title: String
    /// The description, shown by `explain`.
    public let description: String
    /// Whether null is a value of its own.
    public let isNullable: Bool
    /// What is filled in for an absent field.
    public let defaultValue: Value?
    /// The fields of an object, sorted by name.
    public let properties: [Property]
    /// What other members are; `nil` if the schema does not say.
    public let additional: Additional?
    /// The elements of an array.
    public let items: StructuralSchema?
    /// Bounds, enumeration, pattern, format, required fields.
    public let rules: ValueRules
    /// Schemas that must all, any, one of them or not at all hold.
    public let junctors: Junctors
    /// The `x-kubernetes-…` members.
    public let extensions: SchemaExtensions

    /// The node as it was written.
    public let json: Value
    private let propertyIndex: [String: Int]

    /// Reads a node and all below it.
    public init(_ json: Value) {
        self.json = json
        type = json["type"]?.string ?? ""
        title = json["title"]?.string ?? ""
        description = json["description"]?.string ?? ""
        isNullable = json["nullable"]?.bool ?? false
        defaultValue = json["default"].flatMap { $0.isNull ? nil : $0 }
        properties = (json["properties"]?.fields?.members ?? []).map {
            Property(name: $0.key, schema: StructuralSchema($0.value))
        }
        var index: [String: Int] = [:]
        for (position, property) in properties.enumerated() { index[property.name] = position }
        propertyIndex = index
        switch json["additionalProperties"] {
        case .bool(let flag)?: additional = .allowed(flag)
        case .object(let fields)?: additional = .schema(StructuralSchema(.object(fields)))
        default: additional = nil
        }
        if case .object(let fields)? = json["items"] { items = StructuralSchema(.object(fields)) } else { items = nil }
        extensions = SchemaExtensions(json)
        rules = ValueRules(json)
        junctors = Junctors(json)
    }

    /// The schema of a field that is named, or `nil`.
    public func property(_ name: String) -> StructuralSchema? { propertyIndex[name].map { properties[$0].schema } }

    /// The schema of a map's values, or `nil`.
    public var additionalSchema: StructuralSchema? {
        if case .schema(let schema)? = additional { schema } else { nil }
    }

    /// The schema of a member: of its property, else that of all other members.
    public func member(_ name: String) -> StructuralSchema? { property(name) ?? additionalSchema }

    /// The types that a value may have; none: any.
    ///
    /// An int-or-string is either of two, whatever `type` says.
    var types: [String] {
        if extensions.isIntOrString { return ["integer", "string"] }
        return type.isEmpty ? [] : [type]
    }
}

/// Schemas that are held against the same value.
public struct Junctors: Sendable {
    /// All of them must hold.
    public let allOf: [StructuralSchema]
    /// At least one must hold.
    public let anyOf: [StructuralSchema]
    /// Exactly one must hold.
    public let oneOf: [StructuralSchema]
    /// It must not hold.
    public let not: StructuralSchema?

    init(_ json: Value) {
        func schemas(_ name: String) -> [StructuralSchema] { (json[name]?.array ?? []).map(StructuralSchema.init) }
        allOf = schemas("allOf")
        anyOf = schemas("anyOf")
        oneOf = schemas("oneOf")
        not = json["not"].flatMap { $0.isNull ? nil : StructuralSchema($0) }
    }
}

/// The `x-kubernetes-…` members of a schema.
public struct SchemaExtensions: Sendable {
    /// Unknown fields below are kept.
    public let preservesUnknownFields: Bool
    /// The value is an object with `apiVersion`, `kind` and `metadata`.
    public let isEmbeddedResource: Bool
    /// The value is an integer or a string.
    public let isIntOrString: Bool
    /// `atomic`, `set` or `map`.
    public let listType: String?
    /// What tells the elements of a list of type `map` apart.
    public let listMapKeys: [String]
    /// `granular` or `atomic`.
    public let mapType: String?
    /// The rules in CEL, as written. Orrery does not evaluate them: a definition with rules is refused.
    public let rules: [Value]

    init(_ json: Value) {
        preservesUnknownFields = json["x-kubernetes-preserve-unknown-fields"]?.bool ?? false
        isEmbeddedResource = json["x-kubernetes-embedded-resource"]?.bool ?? false
        isIntOrString = json["x-kubernetes-int-or-string"]?.bool ?? false
        listType = json["x-kubernetes-list-type"]?.string
        listMapKeys = (json["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string)
        mapType = json["x-kubernetes-map-type"]?.string
        rules = json["x-kubernetes-validations"]?.array ?? []
    }
}

/// What a schema says about a value beyond its type.
public struct ValueRules: Sendable {
    /// `date-time`, `int32` … as written.
    public let format: String
    /// The format if the API server knows it for the type, else empty.
    let knownFormat: String
    /// Bounds of a number.
    public let maximum: Double?
    /// The least number.
    public let minimum: Double?
    /// Whether the bound itself is out.
    public let isMaximumExclusive: Bool
    /// As above, of the least number.
    public let isMinimumExclusive: Bool
    /// What a number is a multiple of.
    public let multipleOf: Double?
    /// Bounds of a string's length in characters.
    public let maxLength: Int64?
    /// The least length.
    public let minLength: Int64?
    /// A regular expression in the syntax of RE2; empty: none.
    public let pattern: String
    /// The pattern ready for use; `nil` if there is none.
    let matcher: Result<Pattern, PatternError>?
    /// Bounds of an array's length.
    public let maxItems: Int64?
    /// The least length.
    public let minItems: Int64?
    /// Whether no two elements are equal.
    public let hasUniqueItems: Bool
    /// Bounds of how many members an object has.
    public let maxProperties: Int64?
    /// The least number of members.
    public let minProperties: Int64?
    /// The values that are allowed; `nil`: all.
    public let enumValues: [Value]?
    /// Fields that must be there.
    public let required: [String]

    init(_ json: Value) {
        format = json["format"]?.string ?? ""
        let isIntOrString = json["x-kubernetes-int-or-string"]?.bool ?? false
        knownFormat = StringFormats.known(format, type: isIntOrString ? "" : json["type"]?.string ?? "") ? format : ""
        maximum = json["maximum"]?.double
        minimum = json["minimum"]?.double
        isMaximumExclusive = json["exclusiveMaximum"]?.bool ?? false
        isMinimumExclusive = json["exclusiveMinimum"]?.bool ?? false
        multipleOf = json["multipleOf"]?.double
        maxLength = json["maxLength"]?.int
        minLength = json["minLength"]?.int
        pattern = json["pattern"]?.string ?? ""
        matcher = pattern.isEmpty ? nil : Self.compiled(pattern)
        maxItems = json["maxItems"]?.int
        minItems = json["minItems"]?.int
        hasUniqueItems = json["uniqueItems"]?.bool ?? false
        maxProperties = json["maxProperties"]?.int
        minProperties = json["minProperties"]?.int
        enumValues = json["enum"]?.array
        required = (json["required"]?.array ?? []).compactMap(\.string)
    }

    private static func compiled(_ pattern: String) -> Result<Pattern, PatternError> {
        do { return .success(try Pattern(pattern)) } catch { return .failure(error) }
    }
}
