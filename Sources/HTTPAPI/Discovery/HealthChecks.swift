import KubeAPI

/// `/healthz`, `/livez`, `/readyz` and the checks below them.
///
/// There is one process, which answers or does not: every check of kube-apiserver is there by its name and passes.
/// Upstream: apiserver/pkg/server/healthz/healthz.go; the checks in the order in which a started v1.36 lists them.
enum HealthChecks {
    static let roots = ["healthz", "livez", "readyz"]

    /// The checks below a root.
    static func names(of root: String) -> [String] {
        root == "readyz"
            ? ["ping", "log", "etcd", "etcd-readiness", "informer-sync"] + started + ["shutdown"]
            : ["ping", "log", "loopback-serving-certificate", "etcd"] + started
    }

    /// What has to have run once: hooks behind the start, but for the one that is a check of its own.
    private static let started: [String] = """
        start-apiserver-admission-initializer generic-apiserver-start-informers
        priority-and-fairness-config-consumer priority-and-fairness-filter storage-object-count-tracker-hook
        start-apiextensions-informers start-apiextensions-controllers crd-informer-synced
        start-system-namespaces-controller peer-endpoint-reconciler-controller
        start-cluster-authentication-info-controller start-kube-apiserver-identity-lease-controller
        start-kube-apiserver-identity-lease-garbage-collector storage-readiness
        start-legacy-token-tracking-controller start-service-ip-repair-controllers rbac/bootstrap-roles
        scheduling/bootstrap-system-priority-classes priority-and-fairness-config-producer bootstrap-controller
        start-kubernetes-service-cidr-controller start-kube-aggregator-informers
        apiservice-status-local-available-controller apiservice-status-remote-available-controller
        apiservice-registration-controller apiservice-wait-for-first-sync apiservice-discovery-controller
        kube-apiserver-autoregistration *autoregister-completion apiservice-openapi-controller
        apiservice-openapiv3-controller
        """.split { $0 == " " || $0.isNewline }
        .map { $0.hasPrefix("*") ? String($0.dropFirst()) : "poststarthook/\($0)" }

    static func answer(_ parts: [String], _ query: RequestQuery) -> HTTPResponse {
        let names = names(of: parts[0])
        if parts.count > 1 {
            return names.contains(parts.dropFirst().joined(separator: "/")) ? .text(200, "ok") : .nothingThere
        }
        guard query["verbose"] != nil else { return .text(200, "ok") }
        let excluded = query.items.filter { $0.name == "exclude" }.map(\.value)
        let lines = names.map { excluded.contains($0) ? "[+]\($0) excluded: ok\n" : "[+]\($0) ok\n" }
        return .text(200, lines.joined() + "\(parts[0]) check passed\n")
    }
}
