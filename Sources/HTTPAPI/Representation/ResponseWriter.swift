import Documents
import KubeAPI

/// What the API server answered, as bytes in the form that was asked for.
///
/// Upstream: apiserver/pkg/endpoints/handlers/response.go.
enum ResponseWriter {
    static func response(_ result: APIResult, _ routed: RoutedRequest, now: Int64) throws(Status) -> HTTPResponse {
        switch result {
        case .failure(let status): throw status
        case .object(let object, let code):
            var body: [UInt8] = []
            switch routed.form.form {
            case .asIs: WireObject.append(object, as: routed.info, to: &body)
            case .table(let version, let includes):
                let table = TableDocument(object.resource, version: version, includes: includes)
                table.append([object], revision: object.revision, now: now, to: &body)
            case .metadata(let version): WireObject.appendMetadata(object, version, to: &body)
            case .metadataList: throw notA("list", object.resource.info)
            }
            return finished(code, body, routed.form)
        case .list, .page: return try list(result, routed, now).whole
        case .document(var value, let code):
            var body: [UInt8] = []
            if case .table(let version, _) = routed.form.form, value["kind"] == "Scale" {
                value = TableDocument.of(scale: value, version: version, now: now)
            }
            WireObject.append(document: value, to: &body)
            return finished(code, body, routed.form)
        }
    }

    /// A list, not yet written; 406 if it cannot be had in that form.
    private static func list(
        _ result: APIResult, _ routed: RoutedRequest, _ now: Int64
    ) throws(Status) -> ListAnswer {
        guard let page = result.page else { preconditionFailure("no list: \(routed.request.path)") }
        return try ListAnswer(page, routed, now: now)
    }

    /// A list that is so long that it is better sent piece by piece.
    static func longList(
        _ result: APIResult, _ routed: RoutedRequest, now: Int64
    ) throws(Status) -> ListAnswer? {
        guard let page = result.page, page.items.count > ListAnswer.wholeObjects, !routed.form.isForEyes else {
            return nil
        }
        return try ListAnswer(page, routed, now: now)
    }

    private static func notA(_ what: String, _ info: ResourceInfo) -> Status {
        Status(
            code: 406, reason: "NotAcceptable",
            message: "you requested PartialObjectMetadataList, but the requested object is not a \(what) "
                + "(*\(info.version).\(info.kind))")
    }

    /// The last touches: YAML, indents.
    static func finished(_ code: Int, _ json: [UInt8], _ form: Representation) -> HTTPResponse {
        if form.isYAML, let text = YAMLAnswer.text(json) {
            return HTTPResponse(
                code,
                headers: [.init("Cache-Control", "no-cache, private"), .init("Content-Type", "application/yaml")],
                body: text)
        }
        return .json(code, form.isPretty ? JSONIndent.indented(json) : json)
    }
}

extension APIResult {
    /// The objects of a list; `nil` if it is none.
    fileprivate var page: ListPage? {
        switch self {
        case .list(let objects, let revision):
            ListPage(items: objects, revision: revision, continueToken: "", remaining: nil)
        case .page(let page): page
        default: nil
        }
    }
}
