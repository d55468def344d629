import Documents
import KubeAPI
import Kubectl

/// A list that is written piece by piece: a long one never stands whole in memory.
///
/// Upstream: apimachinery/pkg/runtime/serializer/json/collections.go (KEP-5116).
public struct ListAnswer: Sendable {
    private let page: ListPage
    private let info: ResourceInfo
    private let form: Representation
    private let table: TableDocument?
    private let now: Int64
    private let warnings: [String]

    /// So many objects make a piece.
    private static let pieceObjects = 100
    /// Longer lists are sent in pieces. A page that kubectl asks for is one.
    static let wholeObjects = 250

    init(_ page: ListPage, _ routed: RoutedRequest, now: Int64) throws(Status) {
        var page = page
        if case .table = routed.form.form {
            page = ListPage(
                items: ServerTable.ordered(page.items), revision: page.revision, continueToken: page.continueToken,
                remaining: page.remaining)
        }
        self.page = page
        info = routed.info
        warnings = routed.warnings
        form = routed.form
        self.now = now
        switch form.form {
        case .asIs, .metadataList: table = nil
        case .table(let version, let includes):
            table = TableDocument(info.resource, version: version, includes: includes)
        case .metadata:
            throw Status(
                code: 406, reason: "NotAcceptable",
                message: "you requested PartialObjectMetadata, but the requested object is a list "
                    + "(*\(info.version).\(info.kind)List)")
        }
    }

    /// Status and header fields.
    public var head: HTTPResponse {
        HTTPResponse(200, headers: HTTPResponse.jsonHeaders + warnings.map(HTTPResponse.warning))
    }

    /// In so many pieces it can be sent, each made by itself.
    public var pieces: Int { max(1, (page.items.count + Self.pieceObjects - 1) / Self.pieceObjects) }

    /// The bytes of a piece.
    public func piece(_ number: Int) -> [UInt8] {
        var out: [UInt8] = []
        let first = number * Self.pieceObjects
        let end = min(page.items.count, first + Self.pieceObjects)
        if number == 0 { open(&out) }
        for index in first ..< end {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            append(page.items[index], &out)
        }
        if end == page.items.count {
            out.append(contentsOf: TableDocument.end)
            out.append(UInt8(ascii: "\n"))
        }
        return out
    }

    /// All of it as one answer.
    public var whole: HTTPResponse {
        var body: [UInt8] = []
        for number in 0 ..< pieces { body += piece(number) }
        guard form.isForEyes else { return HTTPResponse(200, headers: head.headers, body: body) }
        body.removeLast()
        return ResponseWriter.finished(200, body, form)
    }

    private func open(_ out: inout [UInt8]) {
        if let table { return table.open(page, to: &out) }
        var (kind, apiVersion) = (info.listKind, info.apiVersion)
        if case .metadataList(let version) = form.form {
            (kind, apiVersion) = ("PartialObjectMetadataList", "meta.k8s.io/\(version)")
        }
        out.append(contentsOf: "{\"kind\":\"\(kind)\",\"apiVersion\":\"\(apiVersion)\",\"metadata\":".utf8)
        WireObject.append(metadataOf: page, to: &out)
        out.append(contentsOf: ",\"items\":[".utf8)
    }

    private func append(_ object: APIObject, _ out: inout [UInt8]) {
        switch form.form {
        case .metadataList(let version): WireObject.appendMetadata(object, version, to: &out)
        case .table: table?.append(row: object, now: now, to: &out)
        case .asIs, .metadata: WireObject.append(item: object, as: info, to: &out)
        }
    }
}
