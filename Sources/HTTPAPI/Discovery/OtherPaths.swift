import Documents
import KubeAPI

/// `/version`, `/healthz`, `/metrics`, `/openapi/…`, `/`.
enum OtherPaths {
    static func answer(
        _ parts: [String], _ http: HTTPRequest, _ query: RequestQuery, _ world: some HTTPWorld
    ) throws(Status) -> HTTPResponse {
        switch parts.first {
        case nil: return try DiscoveryAnswers.document(root(world.served), http, query)
        case "version" where parts.count == 1: return try DiscoveryAnswers.document(version, http, query)
        case "healthz", "livez", "readyz": return health(parts, query)
        case "metrics" where parts.count == 1:
            return HTTPResponse(
                200, headers: [.init("Content-Type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores")],
                body: world.metrics())
        case "openapi": return OpenAPIAnswers.answer(Array(parts.dropFirst()), http, world.served)
        default: return .nothingThere
        }
    }

    /// Upstream: apiserver/pkg/server/routes/version.go. What only a build of Kubernetes has is left empty.
    private static var version: Value {
        let release = KubernetesRelease.version
        let parts = release.dropFirst().split(separator: ".").map(String.init)
        return [
            "major": .string(parts[0]), "minor": .string(parts[1]), "emulationMajor": .string(parts[0]),
            "emulationMinor": .string(parts[1]), "minCompatibilityMajor": .string(parts[0]),
            "minCompatibilityMinor": .string(String((Int(parts[1]) ?? 1) - 1)), "gitVersion": .string(release),
            "gitCommit": "", "gitTreeState": "clean", "buildDate": "1970-01-01T00:00:00Z", "goVersion": "",
            "compiler": "", "platform": "linux/amd64"
        ]
    }

    /// What is checked, by name. There is one process, so what answers is well.
    ///
    /// Upstream: apiserver/pkg/server/healthz/healthz.go; the names are those of kube-apiserver.
    private static let checks = ["ping", "log", "etcd"]

    private static func health(_ parts: [String], _ query: RequestQuery) -> HTTPResponse {
        if parts.count == 2 { return checks.contains(parts[1]) ? .text(200, "ok") : .nothingThere }
        guard parts.count == 1 else { return .nothingThere }
        guard query["verbose"] != nil else { return .text(200, "ok") }
        let excluded = query.items.filter { $0.name == "exclude" }.map(\.value)
        let lines = checks.map { excluded.contains($0) ? "[+]\($0) excluded: ok\n" : "[+]\($0) ok\n" }
        return .text(200, lines.joined() + "\(parts[0]) check passed\n")
    }

    /// Upstream: apiserver/pkg/server/routes/index.go.
    private static func root(_ served: ServedResources) -> Value {
        var paths: Set<String> = [
            "/api", "/apis", "/healthz", "/livez", "/readyz", "/metrics", "/openapi/v2", "/openapi/v3", "/version"
        ]
        for info in served.all {
            paths.insert(info.group.isEmpty ? "/api/\(info.version)" : "/apis/\(info.apiVersion)")
            if !info.group.isEmpty { paths.insert("/apis/\(info.group)") }
        }
        for check in checks { for root in ["healthz", "livez", "readyz"] { paths.insert("/\(root)/\(check)") } }
        return ["paths": .array(paths.sorted().map { .string($0) })]
    }
}
