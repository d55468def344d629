import Documents
import KubeAPI

/// `/version`, `/healthz`, `/metrics`, `/openapi/…`, `/`.
enum OtherPaths {
    static func answer(
        _ parts: [String], _ http: HTTPRequest, _ query: RequestQuery, _ world: some HTTPWorld
    ) throws(Status) -> HTTPResponse {
        switch parts.first {
        case nil: return raw(root(world.served))
        case "version" where parts.count == 1: return raw(version)
        case "healthz", "livez", "readyz": return HealthChecks.answer(parts, query)
        case "metrics" where parts.count == 1:
            return HTTPResponse(
                200, headers: [.init("Content-Type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores")],
                body: world.metrics())
        case "openapi": return OpenAPIAnswers.answer(Array(parts.dropFirst()), http, world.served)
        default: return .nothingThere
        }
    }

    /// Upstream: apiserver/pkg/server/routes/version.go. What only a build of Kubernetes has is left empty.
    private static var version: [(String, Value)] {
        let release = KubernetesRelease.version
        let parts = release.dropFirst().split(separator: ".").map(String.init)
        return [
            ("major", .string(parts[0])), ("minor", .string(parts[1])), ("emulationMajor", .string(parts[0])),
            ("emulationMinor", .string(parts[1])), ("minCompatibilityMajor", .string(parts[0])),
            ("minCompatibilityMinor", .string(String((Int(parts[1]) ?? 1) - 1))), ("gitVersion", .string(release)),
            ("gitCommit", ""), ("gitTreeState", "clean"), ("buildDate", "1970-01-01T00:00:00Z"), ("goVersion", ""),
            ("compiler", "gc"), ("platform", "linux/amd64"),
        ]
    }

    /// Documents that the server always writes for people, in whatever form they were asked for.
    ///
    /// Upstream: apiserver/pkg/endpoints/handlers/responsewriters/writers.go, WriteRawJSON.
    private static func raw(_ members: [(String, Value)]) -> HTTPResponse {
        var body: [UInt8] = []
        for (name, value) in members {
            body.append(UInt8(ascii: body.isEmpty ? "{" : ","))
            JSONWriter.append(.string(name), to: &body)
            body.append(UInt8(ascii: ":"))
            JSONWriter.append(value, to: &body)
        }
        body.append(UInt8(ascii: "}"))
        return HTTPResponse(200, headers: HTTPResponse.jsonHeaders, body: JSONIndent.indented(body))
    }

    /// Upstream: apiserver/pkg/server/routes/index.go.
    private static func root(_ served: ServedResources) -> [(String, Value)] {
        var paths: Set<String> = [
            "/api", "/apis", "/apis/", "/healthz", "/livez", "/readyz", "/metrics", "/openapi/v2", "/openapi/v3",
            "/openapi/v3/", "/version",
        ]
        for info in served.all {
            paths.insert(info.group.isEmpty ? "/api/\(info.version)" : "/apis/\(info.apiVersion)")
            if !info.group.isEmpty { paths.insert("/apis/\(info.group)") }
        }
        for root in HealthChecks.roots {
            for check in HealthChecks.names(of: root) { paths.insert("/\(root)/\(check)") }
        }
        return [("paths", .array(paths.sorted().map { .string($0) }))]
    }
}
