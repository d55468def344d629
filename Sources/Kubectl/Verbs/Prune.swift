import Commands
import Documents
import KubeAPI

/// `apply --prune`: what was applied once and is no longer in the manifests goes.
///
/// Upstream: kubectl/pkg/cmd/apply/prune.go, kubectl/pkg/util/prune/prune.go.
extension Execution {
    /// Looked at if `--prune-allowlist` names nothing, in this order.
    private static let prunedKinds: [Resource] = [
        .configMaps, .endpoints, .persistentVolumeClaims, .pods, .replicationControllers, .secrets, .services, .jobs,
        .cronJobs, .ingresses, .daemonSets, .deployments, .replicaSets, .statefulSets, .namespaces, .persistentVolumes,
    ]

    /// What `--prune` cannot be combined with. Upstream: ApplyOptions.Validate.
    func checkPrune() throws(KubectlFailure) {
        guard command.bool("prune") else { return }
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("cannot set --all and --selector at the same time")
        }
        if !command.bool("all") && labelSelector.isEmpty {
            throw .message(
                "all resources selected for prune without explicitly passing --all. To prune all resources, pass the "
                    + "--all flag. If you did not mean to prune all resources, specify a label selector")
        }
        if isServerSide {
            throw .message("--prune is in alpha and doesn't currently work on objects created by server-side apply")
        }
    }

    mutating func prune(
        besides applied: [Selected], _ dryRun: DryRun, _ format: OutputFormat, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        for one in try prunable(besides: applied, &host) {
            try prune(one, dryRun, &host)
            try printResult(one, "pruned", format, dryRun)
        }
    }

    /// What was applied once and is not among `applied`, in the namespaces of these.
    mutating func prunable(
        besides applied: [Selected], _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [Selected] {
        let allowed = try allowedForPrune()
        if allowed.isEmpty && command.isGiven("namespace") {
            err += "W0101 00:00:00.000000       1 prune.go:71] Deprecated: kubectl apply will no longer prune "
            err += "non-namespaced resources by default when used with the --namespace flag in a future release. To "
            err += "preserve the current behaviour, list the resources you want to target explicitly in the "
            err += "--prune-allowlist flag.\n"
        }
        let infos = (allowed.isEmpty ? Execution.prunedKinds : allowed).map(\.info)
        var namespaces: [String] = []
        for one in applied where one.info.isNamespaced && !namespaces.contains(one.object.namespace) {
            namespaces.append(one.object.namespace)
        }
        let places = namespaces.sorted().flatMap { namespace in
            infos.filter(\.isNamespaced).map { (namespace, $0) }
        }
        var out: [Selected] = []
        for (namespace, info) in places + infos.filter({ !$0.isNamespaced }).map({ ("", $0) }) {
            var request = APIRequest(.list, info.resource, namespace: namespace)
            request.options.labelSelector = labelSelector
            for object in try listed(request, &host).objects {
                let wasApplied = object.at("metadata", "annotations", Execution.lastApplied) != nil
                if !wasApplied || applied.contains(where: { $0.object.uid == object.uid }) { continue }
                out.append(Selected(info: info, object: object))
            }
        }
        return out
    }

    private mutating func prune(
        _ one: Selected, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        if dryRun == .client { return }
        var request = APIRequest.delete(one.info.resource, one.key)
        request.options.propagationPolicy = try propagation()
        request.options.gracePeriodSeconds = command.int("grace-period").flatMap { $0 >= 0 ? $0 : nil }
        request.options.isDryRun = dryRun == .server
        if case .failure(let status) = sendRaw(request, &host) { throw .status(status) }
    }

    /// `core/v1/ConfigMap,apps/v1/Deployment`.
    func allowedForPrune() throws(KubectlFailure) -> [Resource] {
        var out: [Resource] = []
        for text in command.list("prune-allowlist") {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else {
                throw .message(
                    "invalid GroupVersionKind format: \(text), please follow <group/version/kind>")
            }
            let isCore = parts[0] == "core" || parts[0].isEmpty
            let apiVersion = isCore ? parts[1] : "\(parts[0])/\(parts[1])"
            guard let info = discovery.find(apiVersion: apiVersion, kind: parts[2]) else {
                throw .message(
                    "no matches for kind \(GoStrings.quoted(parts[2])) in version \(GoStrings.quoted(apiVersion))")
            }
            out.append(info.resource)
        }
        return out
    }
}
