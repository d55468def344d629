/// The formats of strings and numbers that a schema may name.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/validation/formats.go (the sets of v1.0 and v1.34).
enum StringFormats {
    /// Names without dashes, as they are compared.
    static let names: Set<String> = [
        "bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr", "mac", "uuid", "uuid3", "uuid4", "uuid5",
        "isbn", "isbn10", "isbn13", "creditcard", "ssn", "hexcolor", "rgbcolor", "byte", "password", "date",
        "duration", "datetime", "k8sshortname", "k8slongname",
    ]

    /// Whether the API server holds values of `type` against `format`; `false` of an empty format.
    static func known(_ format: String, type: String) -> Bool {
        switch type {
        case "", "string": names.contains(normalized(format))
        case "integer": format == "int32" || format == "int64"
        case "number": format == "float" || format == "double"
        default: false
        }
    }

    /// Dashes do not count: `date-time` is `datetime`.
    static func normalized(_ format: String) -> String { format.filter { $0 != "-" } }
}
