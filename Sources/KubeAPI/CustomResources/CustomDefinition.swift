public import Documents

/// What a CustomResourceDefinition serves.
///
/// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_discovery_controller.go.
public enum CustomDefinition {
    /// The finalizer that holds a definition until its objects are gone.
    public static let cleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io"

    /// Whether a condition of the definition is true.
    public static func hasCondition(_ type: String, _ definition: Value) -> Bool {
        condition(type, definition)?["status"]?.string == "True"
    }

    /// The condition of a type.
    public static func condition(_ type: String, _ definition: Value) -> Value? {
        definition.at("status", "conditions")?.array?.first { $0["type"]?.string == type }
    }

    /// The resources that a definition serves, one for each served version, the preferred one first: none before it is
    /// established. All have the place `index` in tables of resources.
    public static func resources(of definition: Value, index: Int) -> [ResourceInfo] {
        guard hasCondition("Established", definition) else { return [] }
        let versions = (definition.at("spec", "versions")?.array ?? []).filter { $0["served"]?.bool == true }
        return versions.sorted { VersionPriority.precedes($0["name"]?.string ?? "", $1["name"]?.string ?? "") }
            .map { resource($0, of: definition, index: index) }
    }

    private static func resource(_ version: Value, of definition: Value, index: Int) -> ResourceInfo {
        let names = definition.at("status", "acceptedNames") ?? .null
        let facts = CustomVersion(version, of: definition)
        var subresources: [String] = []
        if facts.scale != nil { subresources.append("scale") }
        if facts.hasStatus { subresources.append("status") }
        func words(_ field: String) -> [String] { (names[field]?.array ?? []).compactMap(\.string) }
        return ResourceInfo.keptForever(
            ResourceInfo(
                index: index, group: definition.at("spec", "group")?.string ?? "",
                version: version["name"]?.string ?? "", kind: names["kind"]?.string ?? "",
                plural: names["plural"]?.string ?? "", singular: names["singular"]?.string ?? "",
                shortNames: words("shortNames"), categories: words("categories"),
                isNamespaced: definition.at("spec", "scope")?.string == "Namespaced", subresources: subresources,
                verbs: ResourceTable.storedVerbs, schemaType: nil, custom: facts))
    }
}

/// The order of versions: `v2`, `v1`, `v1beta2`, `v1beta1`, `v1alpha1`, then others by letter.
///
/// Upstream: apimachinery/pkg/version/helpers.go, CompareKubeAwareVersionStrings.
enum VersionPriority {
    static func precedes(_ a: String, _ b: String) -> Bool {
        switch (parts(a), parts(b)) {
        case (let a?, let b?): (a.stage, a.major, a.minor) > (b.stage, b.major, b.minor)
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil): a < b
        }
    }

    /// Stage: 2 for a release, 1 for beta, 0 for alpha.
    private static func parts(_ text: String) -> (stage: Int, major: Int, minor: Int)? {
        guard text.hasPrefix("v") else { return nil }
        var rest = text.dropFirst()
        guard let major = number(&rest) else { return nil }
        if rest.isEmpty { return (2, major, 0) }
        for (word, stage) in [("beta", 1), ("alpha", 0)] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            guard let minor = number(&rest), rest.isEmpty else { return nil }
            return (stage, major, minor)
        }
        return nil
    }

    /// A number without a leading zero, taken off the front.
    private static func number(_ text: inout Substring) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let first = digits.first, first != "0", let number = Int(digits) else { return nil }
        text = text.dropFirst(digits.count)
        return number
    }
}
