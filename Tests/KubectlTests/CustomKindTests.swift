import Documents
import KubeAPI
import Kubectl
import Testing

/// Custom resources on the command line: what `explain` tells, how `apply` patches, how they are named.
struct CustomKindTests {
    private static func definition(_ group: String, shortName: String) -> Value {
        [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": .string("widgets.\(group)")],
            "spec": [
                "group": .string(group), "scope": "Namespaced",
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true,
                        "schema": [
                            "openAPIV3Schema": [
                                "type": "object", "description": "Something with parts.",
                                "properties": [
                                    "parts": [
                                        "type": "array", "description": "What it is made of.",
                                        "items": ["type": "object", "properties": ["size": ["type": "integer"]]],
                                    ]
                                ],
                            ]
                        ],
                    ]
                ],
            ],
            "status": [
                "acceptedNames": [
                    "plural": "widgets", "singular": "widget", "kind": "Widget",
                    "shortNames": [.string(shortName)],
                ],
                "conditions": [["type": "Established", "status": "True"]],
            ],
        ]
    }

    private func host() -> FakeHost {
        var host = FakeHost()
        var custom: [ResourceInfo] = []
        for (place, group) in ["example.com", "other.io"].enumerated() {
            let definition = Self.definition(group, shortName: "wd")
            host.add(definition)
            let index = ResourceTable.builtIn.count + place
            custom += CustomDefinition.resources(of: definition, index: index)
        }
        host.served = ResourceCatalog(custom: custom)
        return host
    }

    @Test("explain tells the fields of a custom resource, which its definition holds")
    func explain() {
        var host = host()
        #expect(
            host.run("explain widgets.parts").stdout
                == "GROUP:      example.com\nKIND:       Widget\nVERSION:    v1\n\nFIELD: parts <[]Object>\n\n\n"
                + "DESCRIPTION:\n    What it is made of.\n    \nFIELDS:\n  size\t<integer>\n    <no description>\n\n\n")
        let whole = host.run("explain widgets --recursive").stdout
        #expect(whole.contains("DESCRIPTION:\n    Something with parts.\n    \nFIELDS:\n  apiVersion\t<string>\n"))
        #expect(whole.hasSuffix("  parts\t<[]Object>\n    size\t<integer>\n\n"))
        #expect(host.run("explain widgets.metadata.name").stdout.contains("FIELD: name <string>"))
        #expect(host.run("explain widgets.nose").stderr == "error: field \"nose\" does not exist\n")
    }

    @Test("apply changes a custom resource by a merge patch of what changed")
    func apply() {
        var host = host()
        func manifest(_ size: Int) -> String {
            "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nparts: [{size: \(size)}]\n"
        }
        host.files = [("one.yaml", manifest(1)), ("two.yaml", manifest(2))]
        #expect(host.run("apply -f one.yaml").stdout == "widget.example.com/w created\n")
        #expect(host.run("apply -f one.yaml").stdout == "widget.example.com/w unchanged\n")
        #expect(host.run("apply -f two.yaml").stdout == "widget.example.com/w configured\n")
        #expect(host.requests.last?.verb == .patch(.merge))
        #expect(host.requests.last?.body["parts"] == [["size": 2]])
    }

    @Test("a kind may stand for its resource, and a short name of two means the first, which is told")
    func names() {
        var host = host()
        #expect(host.run("get Widget.other.io -o name").exitCode == 0)
        #expect(
            host.run("get wd -o name").stderr
                == "Warning: short name \"wd\" could also match lower priority resource widgets.other.io\n")
        #expect(host.run("get widgets -o name").stderr == "")
    }
}
