import Commands
import Documents
import KubeAPI
import YAMLText

/// Upstream: kubectl/pkg/cmd/run/run.go, kubectl/pkg/generate/versioned/run.go.
extension Execution {
    mutating func runPod(on host: inout some KubectlHost) throws(KubectlFailure) {
        guard let name = command.words.first, command.argumentsBeforeDash != 0 else {
            throw .usage("NAME is required for run", verb: "run")
        }
        let image = command.string("image")
        if image.isEmpty { throw .usage("--image is required", verb: "run") }
        if !ImageReference.isValid(image) {
            throw .message("Invalid image name \(GoStrings.quoted(image)): invalid reference format")
        }
        let restart = command.string("restart")
        if command.bool("tty") && !command.bool("stdin") {
            throw .usage("-i/--stdin is required for containers with -t/--tty=true", verb: "run")
        }
        if command.bool("expose") && command.string("port").isEmpty {
            throw .usage("--port must be set when exposing a service", verb: "run")
        }
        guard ["Always", "OnFailure", "Never"].contains(restart) else {
            throw .usage("invalid restart policy: \(restart)", verb: "run")
        }
        try checkAttached()
        let pod: Value = [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": try podMetadata(name),
            "spec": [
                "containers": [try container(name, image)], "dnsPolicy": "ClusterFirst",
                "restartPolicy": .string(restart),
            ],
        ]
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        var value = try overridden(pod, .pods)
        if command.isGiven("namespace") || dryRun != .client {
            value.set(.string(namespace(host)), at: "metadata", "namespace")
        }
        if command.bool("save-config") { value = Execution.withOwnText(value) }
        value = recorded(value)
        var object = APIObject(value, .pods)
        if dryRun != .client {
            var request = APIRequest.create(value, .pods)
            request.options = writeOptions(dryRun, isValidated: false)
            object = try send(request, &host)
        }
        if command.bool("expose") {
            try exposePod(name, &host)
            // Each kind has a printer of its own, that ends what the one before it began.
            if case .yaml = format { out += "---\n" }
        }
        if command.bool("quiet") && format.isTable { return }
        try printResult(Selected(info: Resource.pods.info, object: object), "created", format, dryRun)
    }

    private mutating func checkAttached() throws(KubectlFailure) {
        let joins = command.isGiven("attach") ? command.bool("attach") : command.bool("stdin") || command.bool("tty")
        if !joins && command.bool("rm") {
            throw .usage("--rm should only be used for attached containers", verb: "run")
        }
        guard joins else { return }
        if try dryRun() != .none {
            throw .usage(
                "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or "
                    + "--tty)", verb: "run")
        }
        throw .message(
            "not modelled yet: run --attach; nothing is typed into a container: `run` it, `logs -f` follows it, `exec` "
                + "runs a command in it")
    }

    /// `--overrides`, merged as `--override-type` says. Upstream: kubectl/pkg/cmd/util/override_options.go.
    func overridden(_ made: Value, _ resource: Resource) throws(KubectlFailure) -> Value {
        let text = command.string("overrides")
        if text.isEmpty { return made }
        do {
            guard let patch = try? JSONReader.read(text) else { throw PatchError(.malformed, "Invalid JSON Patch") }
            switch command.string("override-type") {
            case "json": return try JSONPatch(patch).apply(to: made)
            case "strategic":
                return try StrategicPatch.apply(
                    patch, to: made, type: PatchTypes.name(of: resource.info), schema: SchemaPatchRules(.builtIn))
            case "merge":
                let merged = MergePatch.apply(patch, to: made)
                let kind = merged.text("kind")
                if kind == resource.info.kind { return merged }
                let version = GoStrings.quoted(merged.text("apiVersion"))
                throw PatchError(
                    .malformed,
                    "no kind \(GoStrings.quoted(kind)) is registered for version \(version) in scheme "
                        + "\"k8s.io/kubectl/pkg/scheme/scheme.go:28\"")
            case let other: throw PatchError(.malformed, "invalid merge type: \(other)")
            }
        } catch let error as PatchError {
            throw .message(error.message)
        } catch {
            throw .message("\(error)")
        }
    }

    /// `--expose`: a Service of the pod's name and port.
    private mutating func exposePod(_ name: String, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let labels = try podMetadata(name)["labels"] ?? .null
        let port = Value.int(Int64(command.string("port")) ?? 0)
        var service: Value = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)],
            "spec": ["ports": [["port": port, "protocol": "TCP", "targetPort": port]], "selector": labels],
        ]
        if command.isGiven("labels") { service.set(labels, at: "metadata", "labels") }
        try createMade(service, .services, what: nil, &host)
    }

    private func podMetadata(_ name: String) throws(KubectlFailure) -> Value {
        var metadata: Value = ["name": .string(name), "labels": ["run": .string(name)]]
        let labels = command.string("labels")
        if !labels.isEmpty {
            metadata.set(nil, at: "labels")
            for pair in labels.split(separator: ",", omittingEmptySubsequences: false) {
                let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2, !parts[0].isEmpty else {
                    throw .message("unexpected label spec: \(labels)")
                }
                metadata.set(.string(parts[1]), at: "labels", parts[0])
            }
        }
        for pair in command.list("annotations") {
            guard let equals = pair.firstIndex(of: "=") else {
                throw .message("invalid annotation: \(pair)")
            }
            metadata.set(
                .string(String(pair[pair.index(after: equals)...])), at: "annotations",
                String(pair[..<equals]))
        }
        return metadata
    }

    private func container(_ name: String, _ image: String) throws(KubectlFailure) -> Value {
        var container: Value = [
            "name": .string(name), "image": .string(image), "resources": .object(Fields()),
        ]
        let words = command.words.dropFirst().map { Value.string($0) }
        if !words.isEmpty { container.set(.array(words), at: command.bool("command") ? "command" : "args") }
        var environment: [Value] = []
        for pair in command.list("env") {
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                throw .message("invalid env: \(pair)")
            }
            let variable = String(pair[..<equals])
            if !TextRules.environmentName(variable).isEmpty { throw .message("invalid env: \(pair)") }
            let value = String(pair[pair.index(after: equals)...])
            var entry: Value = ["name": .string(variable)]
            if !value.isEmpty { entry.set(.string(value), at: "value") }
            environment.append(entry)
        }
        if !environment.isEmpty { container.set(.array(environment), at: "env") }
        let port = command.string("port")
        if !port.isEmpty {
            guard let number = Int64(port) else {
                throw .message("strconv.Atoi: parsing \(GoStrings.quoted(port)): invalid syntax")
            }
            container.set([["containerPort": .int(number)]], at: "ports")
        }
        let policy = command.string("image-pull-policy")
        if !policy.isEmpty {
            guard ["Always", "IfNotPresent", "Never"].contains(policy) else {
                throw .usage("invalid image pull policy: \(policy)", verb: "run")
            }
            container.set(.string(policy), at: "imagePullPolicy")
        }
        if command.bool("stdin") {
            container.set(true, at: "stdin")
            if !command.bool("leave-stdin-open") { container.set(true, at: "stdinOnce") }
        }
        if command.bool("tty") { container.set(true, at: "tty") }
        if command.bool("privileged") { container.set(true, at: "securityContext", "privileged") }
        return container
    }
}
