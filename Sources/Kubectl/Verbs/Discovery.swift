import Commands
import Documents
import KubeAPI
import Rendering

/// `api-resources` and `version`.
///
/// Upstream: kubectl/pkg/cmd/apiresources, kubectl/pkg/cmd/version.
extension Execution {
    /// The release that is simulated.
    static let release = KubernetesRelease.version
    private static let kustomizeRelease = "v5.8.1"

    mutating func apiResources() throws(KubectlFailure) {
        let output = command.string("output")
        guard ["", "wide", "name", "json", "yaml"].contains(output) else {
            throw .message(
                "unable to match a printer suitable for the output format \(GoStrings.quoted(output)), allowed "
                    + "formats are: json,kyaml,name,wide,yaml")
        }
        if !command.words.isEmpty {
            throw .usage(
                "unexpected arguments: [\(command.words.joined(separator: " "))]", verb: "api-resources")
        }
        var infos = discovery.refreshed().groups
        if command.isGiven("api-group") { infos = infos.filter { $0.group == command.string("api-group") } }
        if command.isGiven("namespaced") {
            infos = infos.filter { $0.isNamespaced == command.bool("namespaced") }
        }
        for verb in command.list("verbs") { infos = infos.filter { $0.verbs.contains(verb) } }
        for category in command.list("categories") {
            infos = infos.filter { $0.categories.contains(category) }
        }
        switch command.string("sort-by") {
        case "": infos.sort { ($0.group, $0.plural) < ($1.group, $1.plural) }
        case "name": infos.sort { $0.plural < $1.plural }
        case "kind": infos.sort { $0.kind < $1.kind }
        default: throw .message("--sort-by accepts only name or kind")
        }
        if output == "name" {
            for info in infos { out += info.qualified + "\n" }
            return
        }
        if output == "json" || output == "yaml" {
            let list: Value = [
                "apiVersion": "v1", "groupVersion": "", "kind": "APIResourceList",
                "resources": .array(infos.map(Execution.discoveryEntry)),
            ]
            out += output == "json" ? Execution.discoveryJSON(list) : ObjectText.yaml(list)
            return
        }
        let isWide = output == "wide"
        let rows = infos.map { info in
            [
                info.plural, info.shortNames.joined(separator: ","), info.apiVersion,
                String(info.isNamespaced), info.kind,
            ]
                + (isWide
                    ? [info.verbs.joined(separator: ","), info.categories.joined(separator: ",")]
                    : [])
        }
        let head =
            ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"]
            + (isWide ? ["VERBS", "CATEGORIES"] : [])
        out += TextTable(head: command.bool("no-headers") ? [] : head, rows: rows).rendered()
    }

    /// Members in the order of the Go types. Upstream: apimachinery meta/v1/types.go, APIResourceList.
    private static func discoveryJSON(_ list: Value) -> String {
        let order = [
            "name", "singularName", "namespaced", "group", "version", "kind", "verbs", "shortNames", "categories",
            "storageVersionHash",
        ]
        let members = (list["resources"]?.array ?? []).map { OrderedJSON.text($0, order: order) }
        let head = "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"\",\"resources\":["
        let text = head + members.joined(separator: ",") + "]}"
        return String(decoding: JSONIndent.indented(Array(text.utf8), by: 4), as: UTF8.self) + "\n"
    }

    /// An entry that stands for itself, outside of the list of its version.
    private static func discoveryEntry(_ info: ResourceInfo) -> Value {
        var entry = info.discoveryEntry
        if !info.group.isEmpty { entry.set(.string(info.group), at: "group") }
        entry.set(.string(info.version), at: "version")
        return entry
    }

    mutating func version() throws(KubectlFailure) {
        if !command.bool("client") && !command.words.isEmpty {
            throw .message("extra arguments: [\(command.words.joined(separator: " "))]")
        }
        let isClient = command.bool("client")
        switch command.string("output") {
        case "":
            out += "Client Version: \(Self.release)\nKustomize Version: \(Self.kustomizeRelease)\n"
            if !isClient { out += "Server Version: \(Self.release)\n" }
        case "json", "yaml":
            let version: Value = ["gitVersion": .string(Self.release), "major": "1", "minor": "36"]
            var value: Value = ["clientVersion": version, "kustomizeVersion": .string(Self.kustomizeRelease)]
            if !isClient { value.set(version, at: "serverVersion") }
            // Unlike objects, version information is indented by two.
            out +=
                command.string("output") == "yaml"
                ? ObjectText.yaml(value)
                : JSONWriter.text(value, style: JSONWriter.Style(indent: 2, escapesHTML: true)) + "\n"
        default: throw .message("--output must be 'yaml' or 'json'")
        }
    }
}
