public import Documents

/// A PersistentVolume as binding reads it.
///
/// Upstream: component-helpers storage/volume/helpers.go, pv_helpers.go.
public struct PersistentVolume: Sendable, Equatable {
    /// The claim a volume is bound to or kept for.
    public struct ClaimReference: Sendable, Equatable {
        /// `default/data`.
        public let key: ObjectKey
        /// Empty: kept for whoever comes with that name.
        public let uid: String
    }

    /// The object itself.
    public let object: APIObject

    /// Reads a volume.
    public init(_ object: APIObject) { self.object = object }

    /// Its name.
    public var name: String { object.name }
    /// The class it belongs to; empty for none.
    public var className: String {
        annotation(VolumeAnnotations.betaClass) ?? object.at("spec", "storageClassName")?.string ?? ""
    }
    /// As written: `3Gi`.
    public var capacityText: String { object.at("spec", "capacity", "storage")?.string ?? "0" }
    /// How much it holds.
    public var capacity: Quantity { Quantity(storage: object.at("spec", "capacity", "storage")) }
    /// `ReadWriteOnce`, …
    public var accessModes: [String] { (object.at("spec", "accessModes")?.array ?? []).compactMap(\.string) }
    /// `Filesystem` or `Block`.
    public var volumeMode: String { object.at("spec", "volumeMode")?.string ?? "Filesystem" }
    /// Empty for none.
    public var attributesClass: String { object.at("spec", "volumeAttributesClassName")?.string ?? "" }
    /// `Pending`, `Available`, `Bound`, `Released`, `Failed`.
    public var phase: String { object.at("status", "phase")?.string ?? "" }
    /// `Retain`, `Delete`, `Recycle`.
    public var reclaimPolicy: String { object.at("spec", "persistentVolumeReclaimPolicy")?.string ?? "" }
    /// A controller chose its claim.
    public var isBoundByController: Bool { annotation(VolumeAnnotations.boundByController) != nil }
    /// The claim it is bound to or kept for.
    public var claim: ClaimReference? {
        guard let reference = object.at("spec", "claimRef"), !reference.isNull else { return nil }
        return ClaimReference(
            key: ObjectKey(reference["namespace"]?.string ?? "", reference["name"]?.string ?? ""),
            uid: reference["uid"]?.string ?? "")
    }

    /// The value of an annotation.
    public func annotation(_ name: String) -> String? { object.at("metadata", "annotations", name)?.string }

    /// Bound to this claim, or kept for it. Upstream: IsVolumeBoundToClaim.
    public func isBound(to other: PersistentVolumeClaim) -> Bool {
        guard let claim, claim.key == other.key else { return false }
        return claim.uid.isEmpty || claim.uid == other.object.uid
    }

    /// Whether nodes with these labels reach it. Upstream: CheckNodeAffinity.
    public func isReachable(from labels: [(key: String, value: String)]) -> Bool {
        guard let required = object.at("spec", "nodeAffinity", "required"), !required.isNull else { return true }
        return RequiredNodeAffinity(nodeSelector: required).matches("", labels: labels)
    }

    /// The volume with the claim in it; `nil` if it says so already. Upstream: GetBindVolumeToClaim.
    public func binding(to other: PersistentVolumeClaim) -> APIObject? {
        var draft = object.value
        var isChanged = false
        if claim?.key != other.key || claim?.uid != other.object.uid {
            draft.set(other.reference, at: "spec", "claimRef")
            isChanged = true
        }
        if !isBound(to: other), !isBoundByController {
            draft.set("yes", at: "metadata", "annotations", VolumeAnnotations.boundByController)
            isChanged = true
        }
        return isChanged ? APIObject(draft, after: object, revision: object.revision) : nil
    }
}
