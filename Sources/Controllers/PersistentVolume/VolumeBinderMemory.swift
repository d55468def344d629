import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// The binder's own caches: claims and volumes as it saw them last, its own writes included.
///
/// Upstream: pv_controller_base.go, storeObjectUpdate: the caches of the informers are too slow for a loop that must
/// not give one volume to two claims.
public struct VolumeBinderMemory: Sendable {
    /// A pod that wipes a volume.
    struct Recycler: Sendable {
        let podUID: String
        /// It has reached the cache.
        var isSeen = false
    }

    var isFilled = false
    /// The pods at work, by the uid of the volume.
    var recyclers = OrderedMap<String, Recycler>()
    var claims = OrderedMap<ObjectKey, APIObject>()
    var volumes = OrderedMap<ObjectKey, APIObject>()

    /// There is something to look at again now and then.
    var hasObjects: Bool { !claims.isEmpty || !volumes.isEmpty }

    /// Keeps a version unless a newer one is known.
    mutating func keep(_ object: APIObject) -> Bool {
        func put(_ map: inout OrderedMap<ObjectKey, APIObject>) -> Bool {
            if let known = map[object.key], known.revision > object.revision { return false }
            map[object.key] = object
            return true
        }
        return object.resource == .persistentVolumes ? put(&volumes) : put(&claims)
    }

    mutating func drop(_ resource: Resource, _ key: ObjectKey) -> APIObject? {
        resource == .persistentVolumes ? volumes.removeValue(forKey: key) : claims.removeValue(forKey: key)
    }
}

extension SyncContext where Memory == VolumeBinderMemory {
    /// Takes all that is there before the first sync. Upstream: initializeCaches.
    mutating func fillCaches() {
        if recall({ [$0.own.isFilled] }) == [true] { return }
        let known = cachedList(.persistentVolumes, namespace: "") + cachedList(.persistentVolumeClaims, namespace: "")
        remember { memory in
            memory.own.isFilled = true
            for object in known { _ = memory.own.keep(object) }
            return 0
        }
    }

    /// Keeps a version of a claim or volume; `false`: a newer one is known, this one is not to be looked at.
    mutating func keep(_ object: APIObject) -> Bool { remember { $0.own.keep(object) ? 1 : 0 } == 1 }

    /// Forgets an object that is gone: its last version, `nil` if that was done before.
    mutating func drop(_ resource: Resource, _ key: ObjectKey) -> APIObject? {
        alter { memory in memory.own.drop(resource, key).map { [$0] } ?? [] }.first
    }

    /// A volume by its name.
    mutating func volume(_ name: String) -> PersistentVolume? {
        recall { memory in memory.own.volumes[ObjectKey("", name)].map { [PersistentVolume($0)] } ?? [] }.first
    }

    /// All volumes by name.
    mutating func allVolumes() -> [PersistentVolume] {
        recall { memory in memory.own.volumes.allValues.map { PersistentVolume($0) } }
    }

    /// A claim by its key.
    mutating func claim(_ key: ObjectKey) -> PersistentVolumeClaim? {
        recall { memory in memory.own.claims[key].map { [PersistentVolumeClaim($0)] } ?? [] }.first
    }

    /// The pod that wipes a volume.
    mutating func recycler(of volume: PersistentVolume) -> VolumeBinderMemory.Recycler? {
        recall { memory in memory.own.recyclers[volume.object.uid].map { [$0] } ?? [] }.first
    }

    mutating func startRecycling(_ volume: PersistentVolume, by podUID: String) {
        remember { memory in
            memory.own.recyclers[volume.object.uid] = VolumeBinderMemory.Recycler(podUID: podUID)
            return 0
        }
    }

    mutating func sawRecycler(of volume: PersistentVolume) {
        remember { memory in
            memory.own.recyclers.update(volume.object.uid) { $0.isSeen = true }
            return 0
        }
    }

    mutating func endRecycling(_ volume: PersistentVolume) {
        remember { memory in
            memory.own.recyclers[volume.object.uid] = nil
            return 0
        }
    }

    /// Writes a claim or a volume and keeps what came of it.
    mutating func save(_ draft: Value, _ resource: Resource, subresource: String = "") throws(BinderStop) -> APIObject {
        let answer = try ask(.update(draft, resource, subresource: subresource))
        guard let object = answer.object else { throw .failed(SyncFailure(answer.failure)) }
        _ = keep(object)
        return object
    }

    /// Sends a request whose answer the binder judges itself.
    mutating func ask(_ request: APIRequest) throws(BinderStop) -> APIResult {
        do { return try send(request) } catch { throw .interrupted(error) }
    }
}
