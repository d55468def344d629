/// What fields mean, in our own words, one line each: the text that `explain` shows.
enum FieldDescriptions {
    /// By `package.Type` or `package.Type.field`; what is described twice is a mistake in a table.
    static let byField: [String: String] = {
        var out: [String: String] = [:]
        func describe(_ name: String, _ text: Substring) {
            let earlier = out.updateValue(String(text), forKey: name)
            precondition(earlier == nil, "\(name) is described twice")
        }
        for table in [metaV1Descriptions] + coreV1Descriptions + groupDescriptions {
            var type = ""
            for line in table.split(separator: "\n") {
                if line.hasPrefix(" ") {
                    let words = line.dropFirst().split(separator: " ", maxSplits: 1)
                    if words.count == 2 { describe("\(type).\(words[0])", words[1]) }
                } else {
                    let words = line.split(separator: " ", maxSplits: 1)
                    type = String(words[0])
                    if words.count == 2 { describe(type, words[1]) }
                }
            }
        }
        return out
    }()
}
