import KubeAPI
import Testing

/// The texts of `explain` and OpenAPI.
@Suite("descriptions")
struct DescriptionTests {
    static let packages = Set(Schema.builtIn.types.map(\.package)).sorted()

    /// Types of one text or number: described, though no table has them.
    static let plainTypes: Set = [
        "meta/v1.Duration", "meta/v1.FieldsV1", "meta/v1.MicroTime", "meta/v1.Patch", "meta/v1.Time",
        "resource.Quantity", "intstr.IntOrString", "runtime.RawExtension",
    ]

    static let charactersMax = 110

    @Test("there are the packages that are served")
    func all() {
        #expect(Self.packages.count == 23)
        #expect(["autoscaling/v1", "autoscaling/v2", "core/v1", "meta/v1"].allSatisfy(Self.packages.contains))
    }

    @Test("every type and field of a package is described", arguments: packages)
    func whole(_ package: String) {
        let missing = Self.undescribed(in: package)
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test("every description is one short sentence of a type or field that exists", arguments: packages)
    func fits(_ package: String) {
        let problems = Self.problems(in: package)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test("what can be said of all kinds alike is said without a table")
    func generic() {
        let schema = Schema.builtIn
        #expect(schema.typeDescription("core/v1.PodList") == "Objects of kind Pod, as a list request answers them.")
        #expect(schema.explanation(of: "core/v1.PodList").map(\.description).allSatisfy { !$0.isEmpty })
        #expect(schema.typeDescription("core/v1.Nothing").isEmpty)
    }

    @Test("types of one text are described", arguments: plainTypes.sorted())
    func plain(_ type: String) {
        #expect(!Schema.builtIn.typeDescription(type).isEmpty)
    }

    /// Types and fields of `package` that have no description.
    static func undescribed(in package: String) -> [String] {
        var out: [String] = []
        for type in Schema.builtIn.types where type.package == package && type.underlying == nil {
            if Schema.builtIn.typeDescription(type.name).isEmpty { out.append(type.name) }
            for field in Schema.builtIn.explanation(of: type.name) where field.description.isEmpty {
                out.append("\(type.name).\(field.name)")
            }
        }
        return out
    }

    /// Descriptions of `package` that do not fit, each with the reason.
    static func problems(in package: String) -> [String] {
        let known = names(in: package).union(plainTypes)
        return Schema.builtIn.descriptions.filter { $0.name.hasPrefix("\(package).") }.compactMap { name, text in
            if !known.contains(name) { return "\(name): there is no such type or field" }
            let isOneLine = !text.contains(where: \.isNewline)
            if !isOneLine || !text.hasSuffix(".") { return "\(name): not one line with a full stop" }
            if text.count > charactersMax { return "\(name): over \(charactersMax) characters" }
            return nil
        }
    }

    /// The types of `package` and the fields that they declare.
    private static func names(in package: String) -> Set<String> {
        var out: Set<String> = []
        for type in Schema.builtIn.types where type.package == package {
            out.insert(type.name)
            for field in type.goFields where !field.json.isEmpty { out.insert("\(type.name).\(field.json)") }
        }
        return out
    }
}
