import Documents
import KubeAPI
import Simulation

/// What is special about writing PersistentVolumes and their claims.
///
/// Upstream: pkg/registry/core/persistentvolume/strategy.go; pkg/api/persistentvolume/util.go,
/// pkg/api/persistentvolumeclaim/util.go (warnings).
enum VolumeStrategy {
    /// When a volume came into its phase, unless the client says so itself.
    static func notePhase(_ draft: inout Value, old: Value, at moment: Moment) {
        let before = old.at("status", "lastPhaseTransitionTime")
        let given = draft.at("status", "lastPhaseTransitionTime")
        if draft.at("status", "phase") == old.at("status", "phase") {
            if given == nil { draft.set(before, at: "status", "lastPhaseTransitionTime") }
        } else if given == nil || given == before {
            draft.set(.string(Timestamps.seconds(moment.date)), at: "status", "lastPhaseTransitionTime")
        }
    }

    /// A source of data that is neither a claim nor a snapshot was never taken: it is dropped without a word.
    ///
    /// Upstream: pkg/api/persistentvolumeclaim/util.go, EnforceDataSourceBackwardsCompatibility.
    static func dropDataSource(_ claim: inout Value, old: Value? = nil) {
        guard let source = claim.at("spec", "dataSource"), !source.isNull,
            claim.at("spec", "dataSourceRef").map(\.isNull) ?? true, old?.at("spec", "dataSource") == nil
        else { return }
        let kind = [source["apiGroup"]?.string ?? "", source["kind"]?.string ?? ""]
        if kind == ["", "PersistentVolumeClaim"] || kind == ["snapshot.storage.k8s.io", "VolumeSnapshot"] { return }
        claim.set(nil, at: "spec", "dataSource")
    }

    // MARK: warnings

    private static let oldAnnotations = [
        (VolumeAnnotations.betaClass, "deprecated since v1.8; use \"storageClassName\" attribute instead"),
        ("volume.beta.kubernetes.io/mount-options", "deprecated since v1.31; use \"mountOptions\" attribute instead")
    ]
    private static let oldSources = [
        ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
        ("photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
        ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
        ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
        ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
        ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+")
    ]

    /// Upstream: pkg/registry/storage/csidriver/strategy.go.
    static func warnings(driver: Value) -> [String] {
        let spec = driver["spec"] ?? .null
        if spec["tokenRequests"]?.isEmpty ?? true || spec["serviceAccountTokenInSecrets"] != nil { return [] }
        return [
            "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent "
                + "possible logging of tokens in volume attributes"
        ]
    }

    static func warnings(volume: Value) -> [String] {
        var out = oldAnnotations.filter { volume.at("metadata", "annotations", $0.0) != nil }
            .map { "metadata.annotations[\($0.0)]: \($0.1)" }
        if volume.at("spec", "persistentVolumeReclaimPolicy") == "Recycle" {
            out.append(
                "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the "
                    + "recommended approach is to use dynamic provisioning.")
        }
        let terms = volume.at("spec", "nodeAffinity", "required", "nodeSelectorTerms")?.array ?? []
        for (index, term) in terms.enumerated() {
            let path = "spec.nodeAffinity.required.nodeSelectorTerms[\(index)]"
            out += NodeLabelWarnings.of(term: term, path)
        }
        return out
            + oldSources.filter { volume.at("spec", $0.0).map { !$0.isNull } ?? false }.map { "spec.\($0.1): \($0.2)" }
    }

    static func warnings(claim: Value) -> [String] {
        var out: [String] = []
        if claim.at("metadata", "annotations", VolumeAnnotations.betaClass) != nil {
            out.append("metadata.annotations[\(oldAnnotations[0].0)]: \(oldAnnotations[0].1)")
        }
        return out + warnings(claimSpec: claim["spec"] ?? .null, "spec")
    }

    /// Of a claim's spec at `path`, also inside a template.
    static func warnings(claimSpec spec: Value, _ path: String) -> [String] {
        PodWarnings.fractions(
            spec["resources"], "\(path).resources.", of: ["storage"], lists: ["requests", "limits"])
    }
}
