import Documents
import KubeAPI

/// The Service behind a path of an Ingress.
enum IngressBackend {
    case found(APIObject, [APIObject])
    /// Why it could not be read.
    case missing(String)

    /// The names of all Services that an Ingress names.
    static func services(of ingress: Value) -> [String] {
        let paths = (ingress.at("spec", "rules")?.array ?? []).flatMap { $0.at("http", "paths")?.array ?? [] }
        let backends = [ingress.at("spec", "defaultBackend")] + paths.map { $0["backend"] }
        return backends.compactMap { $0?.at("service", "name")?.string }
    }
}

/// Upstream: kubectl/pkg/describe/describe.go, describeIngressV1, describeIngressClassV1, describeServiceCIDRV1,
/// describeIPAddressV1.
extension DescribeText {
    mutating func ingress(_ object: APIObject, _ backends: [String: IngressBackend], _ events: [Value]?) {
        let document = ObjectText.document(object)
        let spec = document["spec"] ?? .null
        write(0, "Name:\t\(object.name)\n")
        labels("Labels", document.at("metadata", "labels"))
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, "Address:\t\(Self.ingressAddress(document.at("status", "loadBalancer", "ingress")))\n")
        write(0, "Ingress Class:\t\(spec["ingressClassName"]?.string ?? "<none>")\n")
        let fallback = spec["defaultBackend"].map { Self.backend($0, backends) } ?? "<default>"
        write(0, "Default backend:\t\(fallback)\n")
        let secured = spec["tls"]?.array ?? []
        if !secured.isEmpty { write(0, "TLS:\n") }
        for entry in secured {
            let hosts = (entry["hosts"]?.array ?? []).compactMap(\.string).joined(separator: ",")
            let secret = entry.text("secretName")
            write(1, secret.isEmpty ? "SNI routes \(hosts)\n" : "\(secret) terminates \(hosts)\n")
        }
        write(0, "Rules:\n  Host\tPath\tBackends\n")
        write(1, "----\t----\t--------\n")
        let rules = (spec["rules"]?.array ?? []).filter { $0["http"] != nil }
        for rule in rules {
            write(1, "\(rule.text("host").isEmpty ? "*" : rule.text("host"))\t\n")
            for path in rule.at("http", "paths")?.array ?? [] {
                write(2, "\t\(path.text("path")) \t\(Self.backend(path["backend"] ?? .null, backends))\n")
            }
        }
        if rules.isEmpty { write(1, "*\t*\t\(fallback)\n") }
        annotations("Annotations", document.at("metadata", "annotations"))
        self.events(events)
    }

    private static func ingressAddress(_ points: Value?) -> String {
        let names = (points?.array ?? []).map { $0.text("ip").isEmpty ? $0.text("hostname") : $0.text("ip") }
        var unique: [String] = []
        for name in names.sorted() where !name.isEmpty && unique.last != name { unique.append(name) }
        return unique.joined(separator: ",")
    }

    /// Upstream: describeBackendV1.
    private static func backend(_ backend: Value, _ known: [String: IngressBackend]) -> String {
        if let service = backend["service"] {
            let number = service.at("port", "number")?.int ?? 0
            let name = service.text("port", "name")
            let text = "\(service.text("name")):\(number != 0 ? String(number) : name)"
            switch known[service.text("name")] {
            case .found(let object, let slices):
                let port = (object.at("spec", "ports")?.array ?? []).last { port in
                    number != 0 ? port["port"]?.int == number : !name.isEmpty && port.text("name") == name
                }
                return "\(text) (\(ready(in: slices, port: port?.text("name") ?? "")))"
            case .missing(let why): return "\(text) (<error: \(why)>)"
            case nil: return text
            }
        }
        guard let resource = backend["resource"] else { return "" }
        let group = resource["apiGroup"]?.string ?? "<none>"
        return "APIGroup: \(group), Kind: \(resource.text("kind")), Name: \(resource.text("name"))"
    }

    mutating func ingressClass(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        head(object, document)
        write(0, "Controller:\t\(document.text("spec", "controller"))\n")
        if let parameters = document.at("spec", "parameters") {
            write(0, "Parameters:\n")
            if let group = parameters["apiGroup"]?.string { write(1, "APIGroup:\t\(group)\n") }
            write(1, "Kind:\t\(parameters.text("kind"))\n")
            write(1, "Name:\t\(parameters.text("name"))\n")
        }
        self.events(events)
    }

    mutating func serviceCIDR(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        head(object, document)
        let ranges = (document.at("spec", "cidrs")?.array ?? []).compactMap(\.string)
        write(0, "CIDRs:\t\(ranges.joined(separator: ", "))\n")
        if document.at("status", "conditions")?.isEmpty == false { write(0, "Status:\n") }
        timedConditions(document.at("status", "conditions"))
        self.events(events)
    }

    mutating func ipAddress(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        head(object, document)
        if let parent = document.at("spec", "parentRef") {
            write(0, "Parent Reference:\n")
            for (title, field) in [
                ("Group", "group"), ("Resource", "resource"), ("Namespace", "namespace"), ("Name", "name"),
            ] { write(1, "\(title):\t\(parent.text(field))\n") }
        }
        self.events(events)
    }
}
