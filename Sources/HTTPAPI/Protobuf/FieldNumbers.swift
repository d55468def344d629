/// The numbers that fields have in protobuf, by type.
///
/// A line of the tables is a type and its fields in the order of their numbers: `apps/v1.Deployment metadata spec
/// status`. A field's number is one more than the one before it, or stands behind it: `progressDeadlineSeconds=9`. A
/// line that begins with a blank more goes on with the type above.
struct FieldNumbers: Sendable {
    /// Of all types of the schema.
    static let builtIn = FieldNumbers([coreNumbers, workloadNumbers, clusterNumbers])

    private let names: [String: [Int: String]]

    init(_ tables: [StaticString]) {
        var names: [String: [Int: String]] = [:]
        for table in tables {
            var type = ""
            var last = 0
            for line in table.description.split(separator: "\n") {
                var words = line.split(separator: " ")[...]
                if !line.hasPrefix(" ") {
                    type = String(words.removeFirst())
                    last = 0
                    names[type] = [:]
                }
                for word in words {
                    let pair = word.split(separator: "=")
                    last = pair.count > 1 ? Int(pair[1]) ?? 0 : last + 1
                    names[type]?[last] = String(pair[0])
                }
            }
        }
        self.names = names
    }

    /// What field `number` of a type is called; `nil` if it has none.
    func name(_ type: String, _ number: Int) -> String? { names[type]?[number] }
}
