public import Documents

/// A PersistentVolumeClaim as binding reads it.
///
/// Upstream: component-helpers storage/volume/helpers.go, pv_helpers.go.
public struct PersistentVolumeClaim: Sendable, Equatable {
    /// The object itself.
    public let object: APIObject

    /// Reads a claim.
    public init(_ object: APIObject) { self.object = object }

    /// Its name within its namespace.
    public var name: String { object.name }
    /// `default/data`.
    public var key: ObjectKey { object.key }
    /// It names its class, be it the empty one.
    public var hasClass: Bool {
        annotation(VolumeAnnotations.betaClass) != nil || object.at("spec", "storageClassName")?.string != nil
    }
    /// The class it asks for; empty for none.
    public var className: String {
        annotation(VolumeAnnotations.betaClass) ?? object.at("spec", "storageClassName")?.string ?? ""
    }
    /// The volume it is bound to or asks for; empty for none.
    public var volumeName: String { object.at("spec", "volumeName")?.string ?? "" }
    /// As written: `1Gi`.
    public var requestedText: String { object.at("spec", "resources", "requests", "storage")?.string ?? "0" }
    /// How much it asks for.
    public var requested: Quantity { Quantity(storage: object.at("spec", "resources", "requests", "storage")) }
    /// How much its volume gives; 0 before it is bound.
    public var given: Quantity { Quantity(storage: object.at("status", "capacity", "storage")) }
    /// `ReadWriteOnce`, …
    public var accessModes: [String] { (object.at("spec", "accessModes")?.array ?? []).compactMap(\.string) }
    /// `Filesystem` or `Block`.
    public var volumeMode: String { object.at("spec", "volumeMode")?.string ?? "Filesystem" }
    /// Empty for none.
    public var attributesClass: String { object.at("spec", "volumeAttributesClassName")?.string ?? "" }
    /// `Pending`, `Bound`, `Lost`.
    public var phase: String { object.at("status", "phase")?.string ?? "" }
    /// It has been bound once.
    public var isBindCompleted: Bool { annotation(VolumeAnnotations.bindCompleted) != nil }
    /// A controller chose its volume.
    public var isBoundByController: Bool { annotation(VolumeAnnotations.boundByController) != nil }
    /// Both sides know of each other.
    public var isFullyBound: Bool { !volumeName.isEmpty && isBindCompleted }
    /// The node for which a volume is to be provisioned.
    public var selectedNode: String? { annotation(VolumeAnnotations.selectedNode) }

    /// The value of an annotation.
    public func annotation(_ name: String) -> String? { object.at("metadata", "annotations", name)?.string }

    /// Whether its class has volumes chosen together with the node of the first pod that uses the claim.
    ///
    /// Upstream: IsDelayBindingMode; a class that is not there delays nothing.
    public func waitsForConsumer(_ storageClass: APIObject?) -> Bool {
        !className.isEmpty && storageClass?["volumeBindingMode"]?.string == "WaitForFirstConsumer"
    }

    /// What a volume says of the claim it is bound to. Upstream: client-go tools/reference, GetReference.
    public var reference: Value {
        var fields = Fields([
            ("kind", "PersistentVolumeClaim"), ("namespace", .string(object.namespace)), ("name", .string(name)),
            ("uid", .string(object.uid)), ("apiVersion", "v1")
        ])
        if object.revision > 0 { fields["resourceVersion"] = .string(String(object.revision)) }
        return .object(fields)
    }
}

extension Quantity {
    /// An amount of storage; nothing where there is none or it cannot be read.
    init(storage value: Value?) {
        self = value.flatMap { try? Quantity(reading: $0) } ?? .zero
    }
}
