public import Documents
public import KubeAPI

/// The table of a resource as the server sends it: the columns that `get` prints, with their types.
///
/// One implementation of printing serves the prompt and clients that ask for a `Table`.
/// Upstream: pkg/printers/internalversion/printers.go, pkg/printers/tablegenerator.go.
public struct ServerTable: Sendable {
    /// A `TableColumnDefinition`.
    public struct Column: Sendable, Equatable {
        /// As printed, before it is put in capitals.
        public let name: String
        /// `string`, `integer`, `number`, `boolean`, `date`.
        public let type: String
        /// `name` of the column that names the object.
        public let format: String
        /// 0: always shown; 1: with `-o wide`.
        public let priority: Int
    }

    private let table: KindTable
    /// The columns, wide ones included.
    public let columns: [Column]

    /// The table of `resource`.
    public init(of resource: Resource) {
        table = KindTable.of(resource)
        columns = table.columns.map { column in
            Column(
                name: column.name, type: column.kind.declared,
                format: column.name == "Name" ? "name" : "", priority: column.isWide ? 1 : 0)
        }
    }

    /// The objects of a list in the order of their rows: as they are listed, but for FlowSchemas, which come in the
    /// order in which requests are held against them.
    ///
    /// Upstream: printFlowSchemaList; apiserver/pkg/util/apihelpers, FlowSchemaSequence.
    public static func ordered(_ objects: [APIObject]) -> [APIObject] {
        guard objects.first?.resource == .flowSchemas else { return objects }
        func rank(_ object: APIObject) -> (Int64, String) {
            (object.at("spec", "matchingPrecedence")?.int ?? 0, object.name)
        }
        return objects.sorted { rank($0) < rank($1) }
    }

    /// The cells of one object at `now` (microseconds since 1970), one a column.
    public func cells(_ object: APIObject, now: Int64) -> [Value] {
        zip(table.columns, table.cells(object, now)).map { column, text in
            switch column.kind {
            case .integer, .count: Int64(text).map { .int($0) } ?? .string(text)
            case .number: Double(text).map { .double($0) } ?? .string(text)
            // A text with a capital is one: upstream's printBoolPtr makes it of a flag that may be missing.
            case .boolean: text == "true" ? true : text == "false" ? false : .string(text)
            case .string, .date: .string(text)
            }
        }
    }
}
