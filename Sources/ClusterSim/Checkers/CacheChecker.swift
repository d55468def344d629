import APIServing
import ControllerKit
import KubeAPI
import OrderedMaps

/// A cache moves only forward, without gaps: what it holds is what the change says was there before.
enum CacheChecker {
    /// What is wrong with `change` for a cache that holds `held` under its key.
    static func problem(with change: Change, holding held: APIObject?) -> String? {
        let key = change.object.key
        switch change.kind {
        case .added:
            guard let held else { return nil }
            return "\(key) ADDED at \(change.revision) but held at \(held.revision)"
        case .modified, .deleted:
            guard let held else { return "\(key) \(change.kind.rawValue) but not in the cache" }
            if held.uid != change.object.uid { return "\(key) \(change.kind.rawValue), but another uid is held" }
            if let old = change.old, held.revision != old.revision {
                return "\(key) is held at \(held.revision), the stream says \(old.revision)"
            }
            return nil
        }
    }

    /// Where a cache is not what the table was at the cache's position; empty too if that is no longer known.
    static func differences(
        _ cache: InformerCache, _ store: Store, scope: WatchScope
    ) -> [String] {
        guard let later = store.changes(after: cache.revision, of: cache.resource) else { return [] }
        var then = OrderedMap<ObjectKey, Int64>()
        for (key, row) in store.table(cache.resource) where scope.includes(row.object) {
            then[key] = row.object.revision
        }
        for change in later.reversed() {
            if let old = change.old, scope.includes(old) {
                then[change.object.key] = old.revision
            } else {
                then[change.object.key] = nil
            }
        }
        var out: [String] = []
        for (key, held) in cache.objects where then[key] != held.revision {
            let stored = then[key].map { "at \($0)" } ?? "gone"
            out.append("\(key) is held at \(held.revision) and was \(stored) at the cache's revision \(cache.revision)")
        }
        for (key, revision) in then where cache.objects[key] == nil {
            out.append("\(key) is not held and was at \(revision) at the cache's revision \(cache.revision)")
        }
        return out
    }
}
