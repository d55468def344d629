import Documents
import KubeAPI

extension KindTable {
    /// The table of a custom resource: the name and the columns its definition asks for.
    ///
    /// Upstream: apiextensions-apiserver pkg/registry/customresource/tableconvertor; a cell that has no value, or one
    /// of another type, stays empty.
    static func custom(_ asked: [PrinterColumn]) -> KindTable {
        let columns = asked.map { Column($0.name, Column.Kind(rawValue: $0.type) ?? .string, wide: $0.priority > 0) }
        return KindTable(columns: [Column("Name")] + columns) { object, now in
            [object.name] + asked.map { cell($0, object, now) }
        }
    }

    private static func cell(_ column: PrinterColumn, _ object: APIObject, _ now: Int64) -> String {
        guard let path = try? JSONPath("{\(column.jsonPath)}"), let value = try? path.results(object.value).first?.first
        else { return "" }
        switch (column.type, value) {
        case ("integer", .int(let number)): return String(number)
        case ("integer", .double(let number)): return String(Int64(number))
        case ("number", .int), ("number", .double), ("boolean", .bool), ("string", .string):
            return GoStrings.plain(value)
        case ("string", _): return (try? path.text(object.value)) ?? ""
        case ("date", .string(let text)):
            return Timestamps.parse(text) == nil ? "<invalid>" : Ages.since(text, now)
        default: return ""
        }
    }
}
