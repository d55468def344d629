import KubeAPI

/// What types are called in OpenAPI documents: `apps/v1.Deployment` is `io.k8s.api.apps.v1.Deployment`.
///
/// Upstream: the package paths of the Go types, with the host turned round.
enum SchemaNames {
    static func name(of type: SchemaType) -> String { prefix(type.package) + "." + type.goName }

    static let time = "io.k8s.apimachinery.pkg.apis.meta.v1.Time"
    static let microTime = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"
    static let duration = "io.k8s.apimachinery.pkg.apis.meta.v1.Duration"
    static let fieldsV1 = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1"
    static let patch = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch"
    static let quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity"
    static let intOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
    static let rawExtension = "io.k8s.apimachinery.pkg.runtime.RawExtension"

    private static func prefix(_ package: String) -> String {
        let path = package.split(separator: "/").joined(separator: ".")
        switch package {
        case "meta/v1": return "io.k8s.apimachinery.pkg.apis.\(path)"
        case "apiextensions/v1": return "io.k8s.apiextensions-apiserver.pkg.apis.\(path)"
        case "apiregistration/v1": return "io.k8s.kube-aggregator.pkg.apis.\(path)"
        default: return "io.k8s.api.\(path)"
        }
    }
}
