import ControllerKit
import KubeAPI
import Simulation

/// How objects of a resource were at each moment of the kept trace.
struct ObjectHistory {
    /// One object's versions, oldest first; `nil`: not there.
    struct Life {
        let ref: ObjectRef
        var versions: [(time: SimTime, object: APIObject?)]

        /// The object as it was at `time`.
        func at(_ time: SimTime) -> APIObject? {
            var found: APIObject?
            for version in versions {
                if version.time > time { break }
                found = version.object
            }
            return found
        }

        var newest: APIObject? { versions.last { $0.object != nil }?.object }
    }

    private(set) var lives: [Life] = []

    /// The lives of the objects for which `wanted` holds in any version; `present` are those of the store.
    init(
        _ trace: TraceLog<Happening>, _ resource: Resource, present: [APIObject], wanted: (APIObject) -> Bool
    ) {
        var found: [Life] = []
        trace.forEach(from: trace.firstKept) { span in
            guard case .request(let request) = span.body else { return true }
            for change in request.changes where change.object.resource == resource {
                guard wanted(change.object) || change.old.map(wanted) == true else { continue }
                let after = change.kind == .deleted ? nil : change.object
                if let known = found.lastIndex(where: { $0.ref.uid == change.object.uid }) {
                    found[known].versions.append((span.time, after))
                } else {
                    var versions: [(SimTime, APIObject?)] = []
                    if let old = change.old { versions.append((SimTime(microseconds: .min), old)) }
                    versions.append((span.time, after))
                    found.append(Life(ref: change.object.ref, versions: versions))
                }
            }
            return true
        }
        for object in present where wanted(object) && !found.contains(where: { $0.ref.uid == object.uid }) {
            found.append(Life(ref: object.ref, versions: [(SimTime(microseconds: .min), object)]))
        }
        lives = found
    }
}
