public import KubeAPI

extension APIServer {
    /// The changes after `revision` as a watch with the namespace and selectors of `request` sees them: an object
    /// that begins to match is ADDED, one that ceases to is DELETED.
    ///
    /// 410 `Expired` if some of them are no longer kept; 400 if a selector cannot be read. Cost: the kept changes
    /// after `revision`. Upstream: apiserver/pkg/storage/cacher/cache_watcher.go, convertToWatchEvent.
    public func changes(seenBy request: APIRequest, after revision: Int64) throws(Status) -> [Change] {
        guard let all = store.changes(after: revision, of: request.resource) else {
            throw Status(
                code: 410, reason: "Expired",
                message: "too old resource version: \(revision) (\(store.compacted + 1))")
        }
        let selection = try Selection(request)
        return all.compactMap { change in
            if !request.namespace.isEmpty && change.object.namespace != request.namespace { return nil }
            let matches = change.kind != .deleted && !selection.filter([change.object]).isEmpty
            let matched = change.old.map { !selection.filter([$0]).isEmpty } ?? false
            switch (matched, matches) {
            case (true, true): return change
            case (false, true):
                return Change(revision: change.revision, kind: .added, object: change.object, old: nil)
            case (true, false):
                guard change.kind != .deleted, let old = change.old else { return change }
                // It is shown as it was when it last matched, at the revision at which it left.
                return Change(
                    revision: change.revision, kind: .deleted,
                    object: APIObject(old.value, old.resource, revision: change.revision), old: old)
            case (false, false): return nil
            }
        }
    }
}
