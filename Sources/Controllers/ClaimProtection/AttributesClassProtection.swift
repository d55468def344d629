public import ControllerKit
import Documents
public import KubeAPI

/// Lets a VolumeAttributesClass that is being deleted go once no volume and no claim names it.
///
/// Upstream: pkg/controller/volume/vacprotection/vac_protection_controller.go.
public enum AttributesClassProtection: Reconciler {
    public static let name = "volumeattributesclass-protection-controller"
    public static let workers = 1
    static let finalizer = "kubernetes.io/vac-protection"

    public static func watches(_ resource: Resource) -> Bool {
        [.volumeAttributesClasses, .persistentVolumes, .persistentVolumeClaims].contains(resource)
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        if object.resource == .volumeAttributesClasses {
            if change.kind != .deleted, ProtectedObject.needsLook(object, finalizer) { reactions.enqueue(object.key) }
            return
        }
        let released =
            change.kind == .deleted
            ? classes(of: object)
            : change.old.map { old in classes(of: old).filter { !classes(of: object).contains($0) } } ?? []
        for name in released { reactions.enqueue(ObjectKey("", name)) }
    }

    /// The classes that a claim or a volume names. Upstream: getPVCReferencedVACNames, getPVReferencedVACNames.
    private static func classes(of object: APIObject) -> [String] {
        let places = [
            object.at("spec", "volumeAttributesClassName"), object.at("status", "currentVolumeAttributesClassName"),
            object.at("status", "modifyVolumeStatus", "targetVolumeAttributesClassName")
        ]
        var found: [String] = []
        for name in places.compactMap({ $0?.string }) where !name.isEmpty && !found.contains(name) {
            found.append(name)
        }
        return found
    }

    /// Upstream: processVAC.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        guard let object = context.cached(.volumeAttributesClasses, key) else {
            context.note(.absent(.volumeAttributesClasses, key))
            return .done
        }
        var finalizers = object.meta.finalizers
        if ProtectedObject.waits(for: finalizer, object) {
            if let user = user(of: key.name, &context) {
                context.note(.rule("class-protection", detail: "\(user) names \(key.name): it stays"))
                return .done
            }
            context.note(.rule("class-protection", detail: "nothing names \(key.name): it may go"))
            finalizers.removeAll { $0 == finalizer }
        } else if ProtectedObject.mustAdd(finalizer, to: object) {
            finalizers.append(finalizer)
        } else {
            return .done
        }
        return try ProtectedObject.write(object, finalizers: finalizers, &context)
    }

    /// A volume or a claim that names the class.
    private static func user(of name: String, _ context: inout SyncContext<NoMemory>) -> String? {
        for resource in [Resource.persistentVolumes, .persistentVolumeClaims] {
            if let user = context.cachedList(resource, namespace: "").first(where: { classes(of: $0).contains(name) }) {
                return "\(resource.info.singular) \(user.name)"
            }
        }
        return nil
    }
}
