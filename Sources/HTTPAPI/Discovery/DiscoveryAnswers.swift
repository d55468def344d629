import Documents
import KubeAPI

/// Answers to paths that name no object.
enum DiscoveryAnswers {
    static func answer(
        _ path: RequestPath, _ http: HTTPRequest, _ query: RequestQuery, _ world: some HTTPWorld
    ) throws(Status) -> HTTPResponse {
        guard http.isRead else {
            if case .other = path { return .nothingThere }
            throw RoutedRequest.notAllowed
        }
        let plain = PlainDiscovery(served: world.served)
        let aggregated = AggregatedDiscovery(served: world.served)
        let isAggregated = AggregatedDiscovery.isWanted(AcceptList(http.header("Accept")))
        switch path {
        case .coreVersions where isAggregated: return tagged(aggregated.core, http)
        case .groups where isAggregated: return tagged(aggregated.groups, http)
        case .coreVersions: return try document(plain.coreVersions, http, query)
        case .groups: return try document(plain.groups, http, query)
        case .group(let group): return try document(plain.group(group), http, query)
        case .groupVersion(let version): return try document(plain.resources(version), http, query)
        case .other(let parts): return try OtherPaths.answer(parts, http, query, world)
        case .resource: preconditionFailure("objects are answered by the API server")
        }
    }

    static func document(_ value: Value, _ http: HTTPRequest, _ query: RequestQuery) throws(Status) -> HTTPResponse {
        let form = try Representation(of: http, query: query)
        var body: [UInt8] = []
        WireObject.append(document: value, to: &body)
        return ResponseWriter.finished(200, body, form)
    }

    /// Clients keep it and ask with its tag. Upstream: discovery/aggregated/etag.go.
    private static func tagged(_ value: Value, _ http: HTTPRequest) -> HTTPResponse {
        let body = JSONWriter.bytes(value)
        let tag = EntityTag.of(body)
        let headers: [HTTPRequest.Header] = [
            .init("Content-Type", AggregatedDiscovery.contentType), .init("ETag", tag), .init("Vary", "Accept"),
            .init("Cache-Control", "public")
        ]
        if http.header("If-None-Match") == tag { return HTTPResponse(304, headers: headers) }
        return HTTPResponse(200, headers: headers, body: body)
    }
}

/// Tags of documents: FNV-1a over their bytes, as hexadecimal digits in quotes.
enum EntityTag {
    static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return "\"\(String(hash, radix: 16, uppercase: true))\""
    }
}
