import Documents

/// The parts of a version: schema, subresources, printer columns, the warning of an old one.
///
/// Upstream: apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go.
enum DefinitionPartRules {
    private static let columnTypes = ["boolean", "date", "integer", "number", "string"]
    private static let columnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]
    /// What a schema may have at its root beside a status subresource: Go names.
    private static let allowedAtRoot = [
        "Description", "Type", "Format", "Title", "Maximum", "ExclusiveMaximum", "Minimum", "ExclusiveMinimum",
        "MaxLength", "MinLength", "Pattern", "MaxItems", "MinItems", "UniqueItems", "MultipleOf", "Required",
        "Items", "Properties", "ExternalDocs", "Example", "XPreserveUnknownFields", "XValidations",
    ]

    /// Upstream: validateCustomResourceDefinitionValidation; `child` is the place of the part.
    static func schema(
        _ parts: DefinitionParts, hasStatus: Bool, _ child: String, _ report: inout FieldReport
    ) {
        guard let json = parts.openAPISchema else { return }
        let schema = StructuralSchema(json)
        report.within(child) { report in
            let before = report.errors.count
            if hasStatus { root(json, &report) }
            if schema.isNullable {
                report.forbidden("openAPIV3Schema.nullable", "nullable cannot be true at the root")
            }
            let place = report.place("openAPIV3Schema")
            let unsupported = SchemaRules.unsupportedMember(of: json)
            if unsupported == nil {
                let structural = StructuralRules.errors(schema, at: place)
                report.add(structural.isEmpty ? DefaultValueRules.errors(schema, at: place) : structural)
            }
            report.add(SchemaRules.errors(schema, at: place))
            if let unsupported, !report.hasMore(than: before) {
                report.invalid("openAPIV3Schema", "", unsupported)
            }
        }
    }

    /// The schema of the status is taken out of the root, so the root may say little more.
    private static func root(_ json: Value, _ report: inout FieldReport) {
        for member in GoSchemaText.setMembers(of: json) {
            if member.go == "Type" {
                guard let type = json["type"]?.string, type != "object" else { continue }
                return report.invalid(
                    "openAPIV3Schema.type", type,
                    "only \"object\" is allowed as the type at the root of the schema if the status subresource "
                        + "is enabled")
            }
            if allowedAtRoot.contains(member.go) { continue }
            return report.add(
                .invalid, "openAPIV3Schema", badValue: GoSchemaText.schema(json),
                "only [\(allowedAtRoot.joined(separator: " "))] fields are allowed at the root of the schema if the "
                    + "status subresource is enabled")
        }
    }

    /// Upstream: ValidateCustomResourceDefinitionSubresources.
    static func subresources(_ subresources: Value?, _ report: inout FieldReport) {
        guard let scale = subresources?["scale"], !scale.isNull else { return }
        report.within("subresources") { report in
            for (name, parents, words) in [
                ("specReplicasPath", [".spec."], ".spec"), ("statusReplicasPath", [".status."], ".status"),
                ("labelSelectorPath", [".spec.", ".status."], "either .spec or .status"),
            ] {
                let place = "scale." + name
                let path = scale[name]?.string ?? ""
                if path.isEmpty {
                    if parents.count == 1 { report.required(place) }
                } else if !path.hasPrefix(".") {
                    report.invalid(place, path, "must be a simple json path starting with .")
                } else if !parents.contains(where: path.hasPrefix) {
                    report.invalid(place, path, "should be a json path under " + words)
                }
            }
        }
    }

    /// Upstream: ValidateCustomResourceColumnDefinition.
    static func columns(_ columns: [Value], _ report: inout FieldReport) {
        for (index, column) in columns.enumerated() {
            func text(_ name: String) -> String { column[name]?.string ?? "" }
            report.within("additionalPrinterColumns[\(index)]") { report in
                if text("name").isEmpty { report.required("name") }
                let types = "must be one of " + columnTypes.joined(separator: ",")
                if text("type").isEmpty {
                    report.required("type", types)
                } else if !columnTypes.contains(text("type")) {
                    report.invalid("type", text("type"), types)
                }
                if !text("format").isEmpty, !columnFormats.contains(text("format")) {
                    report.invalid(
                        "format", text("format"), "must be one of " + columnFormats.joined(separator: ","))
                }
                if text("jsonPath").isEmpty {
                    report.required("JSONPath")
                } else if !text("jsonPath").hasPrefix(".") {
                    report.invalid("JSONPath", text("jsonPath"), "must be a simple json path starting with .")
                }
            }
        }
    }

    /// Upstream: validateDeprecationWarning.
    static func deprecation(_ version: Value, _ report: inout FieldReport) {
        guard let warning = version["deprecationWarning"]?.string else { return }
        guard version["deprecated"]?.bool ?? false else {
            return report.invalid("deprecationWarning", warning, "can only be set for deprecated versions")
        }
        if warning.utf8.count > 256 {
            report.invalid("deprecationWarning", warning, "must be <= 256 characters long")
        }
        if warning.isEmpty { report.invalid("deprecationWarning", warning, "must not be an empty string") }
        if let index = warning.unicodeScalars.firstIndex(where: { !isPrintable($0) }) {
            report.invalid(
                "deprecationWarning", warning,
                "must only contain printable UTF-8 characters; non-printable character found at index "
                    + "\(warning.utf8.distance(from: warning.startIndex, to: index))")
        }
    }

    /// As Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the plain space.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }
}

/// Fields by which custom resources may be selected.
///
/// Upstream: the same file, ValidateCustomResourceSelectableFields; schema/cel/validation.go, ValidFieldPath.
enum SelectableFieldRules {
    static let fieldsMax = 8

    private struct PathProblem: Error {
        let text: String
    }

    static func check(_ parts: DefinitionParts, _ report: inout FieldReport) {
        let schema = StructuralSchema(parts.openAPISchema ?? .null)
        var seen: Set<String> = []
        for (index, field) in parts.selectableFields.enumerated() {
            let place = "selectableFields[\(index)].jsonPath"
            let path = field["jsonPath"]?.string ?? ""
            if path.isEmpty {
                report.required(place)
                continue
            }
            do {
                let (names, found) = try resolve(path, schema)
                if names.first == "metadata" {
                    report.invalid(place, path, "must not point to fields in metadata")
                }
                if !["string", "boolean", "integer"].contains(found?.type) {
                    report.invalid(
                        place, path,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings "
                            + "with formats are allowed.")
                }
                if !seen.insert(names.joined(separator: ".")).inserted { report.duplicate(place, path) }
            } catch {
                report.invalid(place, path, "is an invalid path: " + error.text)
            }
        }
        if seen.count > fieldsMax { report.tooMany("selectableFields", seen.count, fieldsMax) }
    }

    /// The names of a path `.a.b`, and the schema there.
    private static func resolve(
        _ path: String, _ root: StructuralSchema
    ) throws(PathProblem) -> ([String], StructuralSchema?) {
        var names: [String] = []
        var schema: StructuralSchema? = root
        var rest = tokens(path)[...]
        while let token = rest.popFirst() {
            if token == "[" { throw PathProblem(text: "array notation is not allowed") }
            if token != "." { throw PathProblem(text: "expected [ or . but got: \(token)") }
            guard let name = rest.popFirst() else { throw PathProblem(text: "unexpected end of JSON path") }
            guard let here = schema, !here.properties.isEmpty || here.additional != nil else {
                throw PathProblem(text: "does not refer to a valid field")
            }
            schema = here.properties.isEmpty ? here.additionalSchema : here.property(name)
            if schema == nil, !here.properties.isEmpty { throw PathProblem(text: "does not refer to a valid field") }
            names.append(name)
        }
        return (names, schema)
    }

    /// `.`, `[` and `]` stand alone; what is quoted is one token.
    private static func tokens(_ path: String) -> [String] {
        var out: [String] = []
        var token = ""
        for character in path {
            let isQuoted = token.hasPrefix("'") && !(token.count > 1 && token.hasSuffix("'"))
            if !isQuoted, ".[]".contains(character) {
                if !token.isEmpty { out.append(token) }
                out.append(String(character))
                token = ""
            } else {
                token.append(character)
            }
        }
        return token.isEmpty ? out : out + [token]
    }
}
