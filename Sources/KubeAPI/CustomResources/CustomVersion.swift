import Documents

/// One served version of a CustomResourceDefinition: what the server must know to serve its objects.
///
/// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go, crdInfo.
public final class CustomVersion: Sendable {
    /// The name of the definition: `widgets.example.com`.
    public let definition: String
    /// The version objects are kept in.
    public let storageVersion: String
    public let schema: StructuralSchema?
    public let columns: [PrinterColumn]
    /// Whether `status` is a subresource: writes to the object leave it alone.
    public let hasStatus: Bool
    public let scale: ScalePaths?
    /// JSON paths by which lists can be selected: `.spec.colour`.
    public let selectableFields: [String]
    /// What each client is warned of.
    public let deprecation: String?
    /// The definition is being deleted: nothing new is taken.
    public let isTerminating: Bool

    init(_ version: Value, of definition: Value) {
        let spec = definition["spec"] ?? .null
        self.definition = definition.at("metadata", "name")?.string ?? ""
        storageVersion =
            (spec["versions"]?.array ?? []).first { $0["storage"]?.bool == true }?["name"]?.string ?? ""
        schema = version.at("schema", "openAPIV3Schema").map(StructuralSchema.init)
        columns = PrinterColumn.columns(of: version)
        hasStatus = version.at("subresources", "status") != nil
        scale = version.at("subresources", "scale").map(ScalePaths.init)
        selectableFields = (version["selectableFields"]?.array ?? []).compactMap { $0["jsonPath"]?.string }
        isTerminating = CustomDefinition.hasCondition("Terminating", definition)
        if version["deprecated"]?.bool == true {
            deprecation = version["deprecationWarning"]?.string ?? CustomVersion.deprecation(of: version, spec)
        } else {
            deprecation = nil
        }
    }

    /// What is said of a deprecated version that says nothing itself: it names the best of the better versions.
    ///
    /// Upstream: apiextensions-apiserver pkg/apiserver/customresource_handler.go, defaultDeprecationWarning.
    private static func deprecation(of version: Value, _ spec: Value) -> String {
        let group = spec["group"]?.string ?? ""
        let kind = spec.at("names", "kind")?.string ?? ""
        let name = version["name"]?.string ?? ""
        let better = (spec["versions"]?.array ?? []).filter { other in
            other["served"]?.bool == true && other["deprecated"]?.bool != true
                && VersionPriority.precedes(other["name"]?.string ?? "", name)
        }
        let best = better.compactMap { $0["name"]?.string }.min(by: VersionPriority.precedes)
        return "\(group)/\(name) \(kind) is deprecated" + (best.map { "; use \(group)/\($0) \(kind)" } ?? "")
    }
}

/// A column of the table that a definition asks for.
public struct PrinterColumn: Sendable, Equatable {
    /// `Size`.
    public let name: String
    /// `integer`, `number`, `string`, `boolean`, `date`.
    public let type: String
    /// `.spec.size`.
    public let jsonPath: String
    /// Above 0: only with `-o wide`.
    public let priority: Int64

    /// The columns of a version beside the name; one that says nothing has the age.
    ///
    /// Upstream: apiextensions-apiserver pkg/registry/customresource/tableconvertor and apiserver helpers.go,
    /// getColumnsOfTypeInVersion.
    static func columns(of version: Value) -> [PrinterColumn] {
        let asked = version["additionalPrinterColumns"]?.array ?? []
        if asked.isEmpty {
            return [PrinterColumn(name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp", priority: 0)]
        }
        return asked.map {
            PrinterColumn(
                name: $0["name"]?.string ?? "", type: $0["type"]?.string ?? "", jsonPath: $0["jsonPath"]?.string ?? "",
                priority: $0["priority"]?.int ?? 0)
        }
    }
}

/// Where an object of a definition keeps what the scale subresource shows: member names from the top.
public struct ScalePaths: Sendable, Equatable {
    /// Of `.spec.replicas`.
    public let specReplicas: [String]
    /// Of `.status.replicas`.
    public let statusReplicas: [String]
    /// Of `.status.selector`, whose text is the selector; `nil` if there is none.
    public let labelSelector: [String]?

    init(_ scale: Value) {
        func names(_ field: String) -> [String]? {
            scale[field]?.string.map { $0.split(separator: ".").map(String.init) }
        }
        specReplicas = names("specReplicasPath") ?? []
        statusReplicas = names("statusReplicasPath") ?? []
        labelSelector = names("labelSelectorPath")
    }
}
