import KubeAPI

extension APIServer {
    /// GET of one object; a version is only a minimum.
    func get(_ request: APIRequest) throws(Status) -> APIResult {
        try ReadChecks.checkReached(
            try ReadChecks.revision(request.options.resourceVersion), current: store.revision)
        let object = try existing(request)
        if request.subresource == "scale" { return .document(ScaleSubresource.scale(of: object), code: 200) }
        return .object(object, code: 200)
    }

    /// GET of many: all at once, or page by page at one revision.
    ///
    /// Upstream: apiserver/pkg/storage/etcd3/store.go, GetList, and storage/cacher; the cache is always up to date
    /// here, so what it would answer and what etcd would are the same.
    func list(_ request: APIRequest) throws(Status) -> APIResult {
        let options = request.options
        try ReadChecks.check(options, isWatch: false)
        let matches = try Selection(request)
        let asked = try ReadChecks.revision(options.resourceVersion)
        try ReadChecks.checkReached(asked, current: store.revision)
        let isPaged = options.limit > 0 && options.resourceVersion != "0"
        if options.continueToken.isEmpty {
            let isExact = options.resourceVersionMatch == "Exact" || isPaged && options.resourceVersionMatch.isEmpty
            let revision = isExact && asked > 0 ? asked : store.revision
            guard let objects = store.list(request.resource, namespace: request.namespace, at: revision) else {
                throw Self.expired("The resourceVersion for the provided list is too old.")
            }
            guard isPaged else { return .list(matches.filter(objects), revision: revision) }
            return page(objects[...], matches, request, revision: revision)
        }
        let token = try ContinueToken(options.continueToken)
        if asked > 0 { throw .badRequest("specifying resource version is not allowed when using continue") }
        let revision = token.revision < 0 ? store.revision : token.revision
        try ReadChecks.checkReached(revision, current: store.revision)
        guard let objects = store.list(request.resource, namespace: request.namespace, at: revision) else {
            var status = Self.expired(Self.inconsistent)
            status.continueToken = ContinueToken(revision: -1, after: token.after).text
            throw status
        }
        return page(Self.rest(of: objects, after: token.after, request), matches, request, revision: revision)
    }

    /// At most `limit` of the objects, and how to go on.
    private func page(
        _ objects: ArraySlice<APIObject>, _ matches: Selection, _ request: APIRequest, revision: Int64
    ) -> APIResult {
        let limit = request.options.limit > 0 ? request.options.limit : Int.max
        var taken: [APIObject] = []
        var rest = objects
        while taken.count < limit, let object = rest.popFirst() {
            if matches.matches(object) { taken.append(object) }
        }
        guard !rest.isEmpty, let last = taken.last else { return .list(taken, revision: revision) }
        let token = ContinueToken(revision: revision, after: Self.place(last, request))
        return .page(
            ListPage(
                items: taken, revision: revision, continueToken: token.text,
                remaining: matches.isEverything ? objects.count - limit : nil))
    }

    /// The key of an object below that of its list: lists are ordered by it.
    private static func place(_ object: APIObject, _ request: APIRequest) -> String {
        request.namespace.isEmpty ? object.key.description : object.name
    }

    /// What comes behind a place, in the order of the store.
    private static func rest(
        of objects: [APIObject], after place: String, _ request: APIRequest
    ) -> ArraySlice<APIObject> {
        var last = ObjectKey(request.namespace, place)
        if request.namespace.isEmpty, let slash = place.firstIndex(of: "/") {
            last = ObjectKey(String(place[..<slash]), String(place[place.index(after: slash)...]))
        }
        var (low, high) = (0, objects.count)
        while low < high {
            let middle = (low + high) / 2
            if objects[middle].key <= last { low = middle + 1 } else { high = middle }
        }
        return objects[low...]
    }

    private static func expired(_ message: String) -> Status {
        Status(code: 410, reason: "Expired", message: message)
    }

    private static let inconsistent =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list "
        + "without the continue parameter, or use the continue token in this response to retrieve the remainder of the "
        + "results. Continuing with the provided token results in an inconsistent list - objects that were created, "
        + "modified, or deleted between the time the first chunk was returned and now may show up in the list."
}
