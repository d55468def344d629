/// Which fields a write of a (sub)resource cannot change, so that its author does not own them.
///
/// Upstream: GetResetFields and GetResetFieldsFilter in pkg/registry/<group>/<resource>/strategy.go.
enum ResetFields: Sendable {
    /// These fields and all below them.
    case all(below: FieldSet)
    /// Everything but what is at or below these paths; `nil` is any element.
    case allBut([[PathElement?]])

    static let none = ResetFields.all(below: FieldSet())

    /// The part of a set that a write can change.
    func kept(_ set: FieldSet) -> FieldSet {
        switch self {
        case .all(let fields): set.recursiveDifference(fields)
        case .allBut(let patterns): set.matching(patterns.map { $0[...] })
        }
    }

    static func of(_ info: ResourceInfo, subresource: String) -> ResetFields {
        guard info.subresources.contains("status") else { return .none }
        switch (info.qualified, subresource) {
        case ("certificatesigningrequests.certificates.k8s.io", ""): return below("spec", "status")
        case ("certificatesigningrequests.certificates.k8s.io", "status"): return below("spec", "status.conditions")
        case ("certificatesigningrequests.certificates.k8s.io", _): return below("spec", "status.certificate")
        case ("namespaces", "finalize"), (_, ""): return belowStatus
        case ("pods", "status"): return ofPodStatus
        case ("pods", "ephemeralcontainers"): return .allBut([fields("spec", "ephemeralContainers")])
        case ("pods", "resize"):
            let places = ["containers", "initContainers"].flatMap { list in
                ["resources", "resizePolicy"].map { fields("spec", list) + [nil, .field($0)] }
            }
            return .allBut(places)
        case ("deployments.apps", "status"): return below("spec", "metadata.labels")
        case (_, "status"): return resetsMetadata(info) ? below("metadata", "spec") : belowSpec
        default: return .none
        }
    }

    /// The younger strategies set the metadata back too.
    private static func resetsMetadata(_ info: ResourceInfo) -> Bool {
        switch info.group {
        case "flowcontrol.apiserver.k8s.io", "resource.k8s.io", "admissionregistration.k8s.io",
            "internal.apiserver.k8s.io", "storagemigration.k8s.io", "scheduling.k8s.io":
            true
        default: info.custom != nil || ["volumeattachments", "servicecidrs"].contains(info.plural)
        }
    }

    private static func fields(_ names: String...) -> [PathElement?] { names.map(PathElement.field) }

    private static let belowStatus = below("status")
    private static let belowSpec = below("spec")
    private static let ofPodStatus = below("spec", "metadata.deletionTimestamp", "metadata.ownerReferences")

    private static func below(_ paths: String...) -> ResetFields {
        .all(below: FieldSet(paths.map { $0.split(separator: ".").map { PathElement.field(String($0)) } }))
    }
}

extension FieldSet {
    /// What is on the way to these paths, at them or below them.
    ///
    /// Upstream: structured-merge-diff fieldpath/set.go, FilterIncludeMatches.
    func matching(_ patterns: [ArraySlice<PathElement?>]) -> FieldSet {
        if patterns.contains(where: \.isEmpty) { return self }
        return FieldSet(
            sorted: nodes.compactMap { node in
                let fitting = patterns.filter { $0.first == .some(nil) || $0.first == node.element }
                if fitting.isEmpty { return nil }
                var node = node
                node.children = node.children.matching(fitting.map { $0.dropFirst() })
                return node.isMember || !node.children.isEmpty ? node : nil
            })
    }
}
