import Documents
import KubeAPI

/// Answers in the version that a request named.
///
/// Upstream: apiserver/pkg/endpoints/handlers/response.go; for custom resources
/// apiextensions-apiserver/pkg/apiserver/conversion (`None` changes only `apiVersion`), behind which
/// customresource_handler.go (schemaCoercingConverter) drops what the schema of that version does not have.
enum ServedVersion {
    static func answer(_ result: APIResult, in resource: Resource) -> APIResult {
        let info = resource.info
        if resource.isBuiltIn && resource.stored.info === info { return result }
        func converted(_ object: APIObject) -> APIObject {
            guard object.resource == resource, object["apiVersion"]?.string != info.apiVersion else { return object }
            let value = value(object.value, in: resource)
            return APIObject(value, resource, revision: object.revision, fields: object.fields)
        }
        switch result {
        case .object(let object, let code): return .object(converted(object), code: code)
        case .list(let objects, let revision): return .list(objects.map(converted), revision: revision)
        case .page(let page):
            return .page(
                ListPage(
                    items: page.items.map(converted), revision: page.revision, continueToken: page.continueToken,
                    remaining: page.remaining))
        default: return result
        }
    }

    /// A stored document in the version that `resource` names.
    static func value(_ value: Value, in resource: Resource) -> Value {
        if resource.isBuiltIn { return VersionConversion.converted(value, of: resource, to: resource.info.apiVersion) }
        if value["apiVersion"]?.string == resource.info.apiVersion { return value }
        var out = value
        out.set(.string(resource.info.apiVersion), at: "apiVersion")
        resource.info.custom?.schema?.prune(&out)
        return out
    }
}
