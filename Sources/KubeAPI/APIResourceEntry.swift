public import Documents

extension ResourceInfo {
    /// What discovery tells of a resource, without its group and version, which the list around it has.
    ///
    /// Upstream: apimachinery pkg/apis/meta/v1/types.go, APIResource.
    public var discoveryEntry: Value {
        func list(_ words: [String]) -> Value { .array(words.map(Value.string)) }
        var entry: Value = [
            "kind": .string(kind), "name": .string(plural), "namespaced": .bool(isNamespaced),
            "singularName": .string(singular), "verbs": list(verbs),
        ]
        if !shortNames.isEmpty { entry.set(list(shortNames), at: "shortNames") }
        if !categories.isEmpty { entry.set(list(categories), at: "categories") }
        return entry
    }
}
