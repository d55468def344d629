import Documents

/// JSON whose members come in an order of their own, as Go's encoder writes structs.
enum OrderedJSON {
    /// On one line; members that `order` does not name come last, by their letters.
    static func text(_ value: Value, order: [String]) -> String {
        switch value {
        case .array(let items): return "[" + items.map { text($0, order: order) }.joined(separator: ",") + "]"
        case .object(let fields):
            func rank(_ key: String) -> Int { order.firstIndex(of: key) ?? order.count }
            let members = fields.members.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
            let texts = members.map { "\(GoStrings.json($0.key)):\(text($0.value, order: order))" }
            return "{\(texts.joined(separator: ","))}"
        default: return JSONWriter.text(value)
        }
    }
}
