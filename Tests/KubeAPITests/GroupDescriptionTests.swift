import KubeAPI
import Testing

/// The texts of `explain` and OpenAPI for the packages beside `core/v1` and `meta/v1`.
@Suite("descriptions of the groups")
struct GroupDescriptionTests {
    static let charactersMax = 110
    static let packages = Set(Schema.builtIn.types.map(\.package)).subtracting(["core/v1", "meta/v1"]).sorted()

    @Test("there are the packages that are served")
    func all() {
        #expect(Self.packages.count == 21)
        #expect(Self.packages.contains("autoscaling/v1") && Self.packages.contains("autoscaling/v2"))
    }

    @Test("every type and field is described", arguments: packages)
    func whole(_ package: String) {
        for type in Schema.builtIn.types where type.package == package && type.underlying == nil {
            #expect(!Schema.builtIn.typeDescription(type.name).isEmpty, "\(type.name)")
            for field in Schema.builtIn.explanation(of: type.name) {
                #expect(!field.description.isEmpty, "\(type.name).\(field.name)")
            }
        }
    }

    @Test("every description is one short sentence of a type or field that exists", arguments: packages)
    func fits(_ package: String) {
        var known: Set<String> = []
        for type in Schema.builtIn.types where type.package == package {
            known.insert(type.name)
            for field in type.goFields where !field.json.isEmpty { known.insert("\(type.name).\(field.json)") }
        }
        for (name, text) in Schema.builtIn.descriptions where name.hasPrefix("\(package).") {
            #expect(known.contains(name), "\(name) is described and does not exist")
            #expect(!text.contains(where: \.isNewline) && text.hasSuffix("."), "\(name): \(text)")
            #expect(text.count <= Self.charactersMax, "\(name) has \(text.count) characters")
        }
    }
}
