import KubeAPI
import OrderedMaps

/// Volumes and claims as the scheduler means to write them: they count until the API server tells of a newer version.
///
/// Upstream: plugins/volumebinding/passive_assume_cache.go.
struct AssumedVolumes: Sendable {
    private var volumes = OrderedMap<ObjectKey, APIObject>()
    private var claims = OrderedMap<ObjectKey, APIObject>()

    /// Counts from now on, unless what it was made from is out of date.
    mutating func assume(_ object: APIObject) {
        if object.resource == .persistentVolumes {
            volumes[object.key] = object
        } else {
            claims[object.key] = object
        }
    }

    /// Takes it back.
    mutating func restore(_ object: APIObject) {
        if object.resource == .persistentVolumes {
            if volumes[object.key]?.revision == object.revision { volumes[object.key] = nil }
        } else if claims[object.key]?.revision == object.revision {
            claims[object.key] = nil
        }
    }

    /// The API server told of a version: an older assumption is over.
    mutating func expire(_ object: APIObject, isGone: Bool) {
        if volumes.isEmpty && claims.isEmpty { return }
        let known = object.resource == .persistentVolumes ? volumes[object.key] : claims[object.key]
        guard let known, isGone || known.revision != object.revision else { return }
        restore(known)
    }

    /// What is assumed of an object, or the object itself.
    func latest(_ object: APIObject) -> APIObject {
        let known = object.resource == .persistentVolumes ? volumes[object.key] : claims[object.key]
        return known?.revision == object.revision ? known ?? object : object
    }
}
