/// What fields mean, in our own words, one line each: the text that `explain` shows.
enum FieldDescriptions {
    /// By `package.Type` or `package.Type.field`.
    static let byField: [String: String] = {
        var out: [String: String] = [:]
        for table in [metaV1Descriptions] + coreV1Descriptions + groupDescriptions {
            var type = ""
            for line in table.split(separator: "\n") {
                if line.hasPrefix(" ") {
                    let words = line.dropFirst().split(separator: " ", maxSplits: 1)
                    if words.count == 2 { out["\(type).\(words[0])"] = String(words[1]) }
                } else {
                    let words = line.split(separator: " ", maxSplits: 1)
                    type = String(words[0])
                    if words.count == 2 { out[type] = String(words[1]) }
                }
            }
        }
        return out
    }()
}
