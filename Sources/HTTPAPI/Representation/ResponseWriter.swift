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
        case .list(let objects, let revision):
            let all = ListPage(items: objects, revision: revision, continueToken: "", remaining: nil)
            return finished(200, try list(all, routed, now), routed.form)
        case .page(let page): return finished(200, try list(page, routed, now), routed.form)
        case .document(let value, let code):
            var body: [UInt8] = []
            WireObject.append(document: value, to: &body)
            return finished(code, body, routed.form)
        }
    }

    private static func list(
        _ page: ListPage, _ routed: RoutedRequest, _ now: Int64
    ) throws(Status) -> [UInt8] {
        let info = routed.info
        let objects = page.items
        var body: [UInt8] = []
        switch routed.form.form {
        case .asIs:
            body.reserveCapacity(objects.count * 2_048)
            open(info.listKind, info.apiVersion, page, &body)
            for (index, object) in objects.enumerated() {
                if index > 0 { body.append(UInt8(ascii: ",")) }
                WireObject.append(item: object, as: info, to: &body)
            }
            body.append(contentsOf: "]}".utf8)
        case .table(let version, let includes):
            TableDocument(info.resource, version: version, includes: includes)
                .append(page, now: now, to: &body)
        case .metadataList(let version):
            open("PartialObjectMetadataList", "meta.k8s.io/\(version)", page, &body)
            for (index, object) in objects.enumerated() {
                if index > 0 { body.append(UInt8(ascii: ",")) }
                WireObject.appendMetadata(object, version, to: &body)
            }
            body.append(contentsOf: "]}".utf8)
        case .metadata:
            throw Status(
                code: 406, reason: "NotAcceptable",
                message: "you requested PartialObjectMetadata, but the requested object is a list "
                    + "(*\(info.version).\(info.kind)List)")
        }
        return body
    }

    private static func open(_ kind: String, _ apiVersion: String, _ page: ListPage, _ body: inout [UInt8]) {
        body.append(contentsOf: "{\"kind\":\"\(kind)\",\"apiVersion\":\"\(apiVersion)\",\"metadata\":".utf8)
        WireObject.append(metadataOf: page, to: &body)
        body.append(contentsOf: ",\"items\":[".utf8)
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
