import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/scale/scale.go and kubectl/pkg/scale.
extension Execution {
    mutating func scale(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.isGiven("replicas") { throw .message("required flag(s) \"replicas\" not set") }
        let replicas = command.int("replicas") ?? -1
        if replicas < 0 {
            throw .message(
                "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0")
        }
        let wanted = command.int("current-replicas") ?? -1
        if wanted < -1 { throw .message("The --current-replicas must specify an integer of -1 or greater") }
        if (command.nanoseconds("timeout") ?? 0) != 0 { throw .message("not modelled yet: scale --timeout") }
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
            if dryRun == .none { _ = record(one.object, one.info, &host) }
            var value = one.object.published
            value.set(.int(replicas), at: "spec", "replicas")
            let shown = Selected(info: one.info, object: APIObject(value, one.object.resource))
            try printResult(shown, "scaled", format, dryRun)
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private func scale(
        _ one: Selected, to replicas: Int64, from wanted: Int64, _ version: String, _ dryRun: DryRun,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        guard one.info.subresources.contains("scale") else {
            throw .status(
                Status(
                    code: 404, reason: "NotFound", message: "the server could not find the requested resource"
                ))
        }
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
        if case .failure(let status) = sendRaw(request, &host) { throw .status(status) }
    }
}
