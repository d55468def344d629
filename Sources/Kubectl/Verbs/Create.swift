import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/create.
extension Execution {
    mutating func create(on host: inout some KubectlHost) throws(KubectlFailure) {
        guard command.path.count > 1 else { return try createFromFiles(&host) }
        let kind = command.path.dropFirst().joined(separator: " ")
        switch kind {
        case "deployment": return try createDeployment(on: &host)
        case "job": return try createJob(&host)
        case "cronjob": return try createCronJob(&host)
        default: break
        }
        let name = try madeName()
        switch kind {
        case "namespace":
            let value: Value = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
            try createMade(value, .namespaces, what: nil, &host)
        case "serviceaccount":
            let value: Value = [
                "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": .string(name)],
            ]
            try createMade(value, .serviceAccounts, what: "serviceaccount:", &host)
        case "configmap": try createMade(hashed(try configMap(name, host)), .configMaps, what: "configmap:", &host)
        case "secret generic": try createMade(hashed(try secret(name, host)), .secrets, what: "secret", &host)
        case "secret docker-registry":
            try createMade(hashed(try registrySecret(name, host)), .secrets, what: "secret", &host)
        case "secret tls": try createMade(hashed(try certificateSecret(name, host)), .secrets, what: "secret", &host)
        case "service clusterip", "service nodeport", "service loadbalancer", "service externalname":
            try createService(name, &host)
        case "role": try createMade(try role(name), .roles, what: nil, &host)
        case "clusterrole": try createMade(try clusterRole(name), .clusterRoles, what: nil, &host)
        case "rolebinding":
            try createMade(try roleBinding(name, isCluster: false), .roleBindings, what: "rolebinding:", &host)
        case "clusterrolebinding":
            let made = try roleBinding(name, isCluster: true)
            try createMade(made, .clusterRoleBindings, what: "clusterrolebinding:", &host)
        case "quota": try createMade(try quota(name), .resourceQuotas, what: "quota:", &host)
        case "ingress": try createMade(try ingress(name), .ingresses, what: "ingress:", &host)
        case "token": try createToken(name, &host)
        case "priorityclass":
            try createMade(priorityClass(name), .priorityClasses, what: "priorityclass:", &host)
        case "poddisruptionbudget":
            try createMade(
                try podDisruptionBudget(name), .podDisruptionBudgets, what: "poddisruptionbudgets:", &host)
        default: throw .message("not modelled yet: \(command.path.joined(separator: " "))")
        }
    }

    private mutating func createFromFiles(_ host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.string("raw").isEmpty { return try sendRawFile(.create, on: &host) }
        if !command.words.isEmpty {
            throw .usage("Unexpected args: [\(command.words.joined(separator: " "))]", verb: "create")
        }
        if !hasFiles { throw .message("must specify one of -f and -k") }
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        var (manifests, failures) = try self.manifests(host)
        if !labelSelector.isEmpty { manifests = try selected(manifests) }
        if command.bool("edit") && failures.isEmpty {
            guard let values = try edited(manifests.map(\.value), &host) else { return }
            var changed: [Manifest] = []
            for value in values { changed.append(try manifest(of: value, "edited-file", host)) }
            manifests = changed
        }
        for manifest in manifests {
            do {
                let made = try create(manifest, dryRun, &host)
                try printResult(made, "created", format, dryRun)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if manifests.isEmpty { throw .message("no objects passed to create") }
    }

    private func create(
        _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Selected {
        let value = recorded(command.bool("save-config") ? Execution.withLastApplied(manifest.value) : manifest.value)
        if dryRun == .client {
            return Selected(info: manifest.info, object: APIObject(value, manifest.info.resource), isAsRead: true)
        }
        var request = APIRequest.create(value, manifest.info.resource)
        request.options = writeOptions(dryRun, isValidated: true)
        do {
            return Selected(info: manifest.info, object: try send(request, &host), source: manifest.source)
        } catch {
            throw error.sourced("creating", manifest.source)
        }
    }

    /// The one NAME of a `create` of something. Upstream: create.go, NameFromCommandArgs.
    func madeName() throws(KubectlFailure) -> String {
        let count = command.argumentsBeforeDash ?? command.words.count
        guard count == 1, let name = command.words.first else {
            throw .usage("exactly one NAME is required, got \(count)", verb: command.path.joined(separator: " "))
        }
        return name
    }

    /// Creates what flags made; errors say `failed to create \(what) …`.
    mutating func createMade(
        _ made: Value, _ resource: Resource, what: String?, as operation: String = "created",
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        var value = made
        if resource.info.isNamespaced, command.isGiven("namespace") || dryRun != .client {
            value.set(.string(namespace(host)), at: "metadata", "namespace")
        }
        if command.bool("save-config") { value = Execution.withOwnText(value) }
        value = recorded(value)
        var object = APIObject(value, resource)
        if dryRun != .client {
            var request = APIRequest.create(value, resource)
            request.options = writeOptions(dryRun, isValidated: true)
            switch sendRaw(request, &host) {
            case .object(let created, _): object = created
            case .failure(let status):
                guard let what else { throw .status(status) }
                throw .message("failed to create \(what) \(status.message)")
            default: throw .message("the server answered with something else than an object")
            }
        }
        try printResult(Selected(info: resource.info, object: object), operation, format, dryRun)
    }

    private func priorityClass(_ name: String) -> Value {
        var value: Value = [
            "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass",
            "metadata": ["name": .string(name)],
            "value": .int(command.int("value") ?? 0),
            "preemptionPolicy": .string(command.string("preemption-policy")),
        ]
        if command.bool("global-default") { value.set(true, at: "globalDefault") }
        let description = command.string("description")
        if !description.isEmpty { value.set(.string(description), at: "description") }
        return value
    }
}
