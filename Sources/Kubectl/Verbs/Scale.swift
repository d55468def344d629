import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/scale/scale.go and kubectl/pkg/scale.
extension Execution {
    mutating func scale(on host: inout some KubectlHost) throws(KubectlFailure) {
        let replicas = command.int("replicas") ?? -1
        if replicas < 0 {
            throw .message(
                "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0")
        }
        let wanted = command.int("current-replicas") ?? -1
        if wanted < -1 { throw .message("The --current-replicas must specify an integer of -1 or greater") }
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        let targets = try self.targets(command.words, SelectionRules(), host)
        let (selected, failures, _) = fetch(targets, &host)
        let version = command.string("resource-version")
        if !version.isEmpty && selected.count > 1 {
            throw .message("cannot use --resource-version with multiple resources")
        }
        if selected.isEmpty {
            throw KubectlFailure.joined(failures) ?? .message("no objects passed to scale")
        }
        for one in selected {
            if dryRun != .client { try scale(one, to: replicas, from: wanted, version, dryRun, &host) }
            if dryRun == .none {
                try waitForReplicas(one, replicas, &host)
                _ = record(one.object, one.info, &host)
            }
            var value = one.object.published
            value.set(.int(replicas), at: "spec", "replicas")
            let shown = Selected(info: one.info, object: APIObject(value, one.object.resource))
            try printResult(shown, "scaled", format, dryRun)
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    /// `--timeout`: until the status counts as many as there are to be. Upstream: WaitForScaleHasDesiredReplicas.
    private mutating func waitForReplicas(
        _ one: Selected, _ replicas: Int64, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let nanoseconds = command.nanoseconds("timeout") ?? 0
        if nanoseconds == 0 { return }
        let condition = WaitCondition(
            objects: [ObjectRef(one.info.resource, one.key, uid: one.object.uid)], state: .replicas(replicas))
        if host.isInteractive {
            waitsFor = condition
            return
        }
        switch host.waitUntil(condition, timeoutSeconds: max(1, (nanoseconds + 999_999_999) / 1_000_000_000)) {
        case .met: return
        case .timedOut: throw .message("timed out waiting for \(GoStrings.quoted(one.object.name)) to be synced")
        case .failed(let status): throw .status(status)
        }
    }

    private func scale(
        _ one: Selected, to replicas: Int64, from wanted: Int64, _ version: String, _ dryRun: DryRun,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        var options = RequestOptions()
        options.isDryRun = dryRun == .server
        options.fieldManager = "kubectl"
        if wanted == -1 && version.isEmpty {
            var request = APIRequest.patch(
                .merge, one.info.resource, one.key, subresource: "scale",
                ["spec": ["replicas": .int(replicas)]])
            request.options = options
            return try answered(request, &host)
        }
        var get = APIRequest.get(one.info.resource, one.key)
        get.subresource = "scale"
        var scale: Value
        switch sendRaw(get, &host) {
        case .document(let value, _): scale = value
        case .object(let object, _): scale = object.published
        case .failure(let status): throw .status(status)
        case .list, .page: throw .message("the server answered with a list")
        }
        let actual = scale.at("spec", "replicas")?.int ?? 0
        if wanted != -1 && actual != wanted {
            throw .message("Expected replicas to be \(wanted), was \(actual)")
        }
        let actualVersion = scale.text("metadata", "resourceVersion")
        if !version.isEmpty && actualVersion != version {
            throw .message("Expected resource version to be \(version), was \(actualVersion)")
        }
        scale.set(.int(replicas), at: "spec", "replicas")
        var request = APIRequest.update(scale, one.info.resource, subresource: "scale")
        (request.namespace, request.name) = (one.key.namespace, one.key.name)
        request.options = options
        try answered(request, &host)
    }

    private func answered(_ request: APIRequest, _ host: inout some KubectlHost) throws(KubectlFailure) {
        if case .failure(let status) = sendRaw(request, &host) { throw .status(status.naming(request)) }
    }
}
