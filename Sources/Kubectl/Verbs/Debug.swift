import Commands
import Documents
import KubeAPI
import YAMLText

/// `debug`: an ephemeral container in a running pod, a copy of a pod, or a pod on a node.
///
/// Upstream: kubectl/pkg/cmd/debug/debug.go; what the containers may do: profiles.go.
extension Execution {
    mutating func debug(on host: inout some KubectlHost) throws(KubectlFailure) {
        let before = command.argumentsBeforeDash ?? command.words.count
        let (names, arguments) = (Array(command.words[..<before]), Array(command.words[before...]))
        let profile = try DebugProfile(command.string("profile"), keeping: keptFields)
        let custom = try customProfile(host)
        try checkDebug(names, arguments)
        let words = names.first.map { $0.contains("/") ? names : ["pods"] + names } ?? []
        var failures: [KubectlFailure] = []
        for one in try objectsToMakeFor(words, &failures, &host) {
            let session = DebugSession(target: one, profile: profile, custom: custom, arguments: arguments)
            do {
                switch one.object.resource {
                case .nodes: try debugNode(session, &host)
                case .pods where command.string("copy-to").isEmpty: try addContainer(session, &host)
                case .pods: try debugCopy(session, &host)
                default:
                    let version = "\(one.info.group)/\(one.info.version)"
                    throw KubectlFailure.message("\"\(version), Kind=\(one.info.kind)\" not supported by debug")
                }
            } catch let failure as KubectlFailure {
                failures.append(failure)
            } catch {
                failures.append(.message("\(error)"))
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    /// What one object is looked into with.
    struct DebugSession {
        let target: Selected
        let profile: DebugProfile
        let custom: Value?
        let arguments: [String]
    }

    /// The fields of a pod that its copy keeps: `labels`, `livenessProbe`, …
    private var keptFields: [String] {
        let flags = [
            ("keep-labels", "labels"), ("keep-annotations", "annotations"), ("keep-liveness", "livenessProbe"),
            ("keep-readiness", "readinessProbe"), ("keep-startup", "startupProbe"),
            ("keep-init-containers", "initContainers"),
        ]
        return flags.filter { command.bool($0.0) }.map(\.1)
    }

    /// Upstream: DebugOptions.Validate.
    private mutating func checkDebug(_ names: [String], _ arguments: [String]) throws(KubectlFailure) {
        let (image, isCopy) = (command.string("image"), !command.string("copy-to").isEmpty)
        let images = command.list("set-image")
        if isCopy {
            if image.isEmpty && images.isEmpty && arguments.isEmpty {
                throw .message("you must specify --image, --set-image or command arguments.")
            }
            if !arguments.isEmpty && command.string("container").isEmpty && image.isEmpty {
                throw .message("you must specify an existing container or a new image when specifying args.")
            }
        } else {
            for flag in ["replace", "same-node"] where command.bool(flag) {
                throw .message("--\(flag) may only be used with --copy-to.")
            }
            if !images.isEmpty { throw .message("--set-image may only be used with --copy-to.") }
            if image.isEmpty { throw .message("you must specify --image when not using --copy-to.") }
        }
        if !image.isEmpty && !ImageReference.isValid(image) {
            throw .message("invalid image name \(GoStrings.quoted(image)): invalid reference format")
        }
        if names.isEmpty && !hasFiles { throw .message("NAME or filename is required for debug") }
        let policy = command.string("image-pull-policy")
        if !["Always", "IfNotPresent", "Never", ""].contains(policy) {
            throw .message("invalid image pull policy: \(policy)")
        }
        let target = command.string("target")
        if !target.isEmpty {
            if isCopy { throw .message("--target is incompatible with --copy-to. Use --share-processes instead.") }
            if !command.bool("quiet") {
                out += "Targeting container \"\(target)\". If you don't see processes from this container it may be "
                out += "because the container runtime doesn't support this feature.\n"
            }
        }
        let isOpen = command.bool("stdin")
        if command.bool("tty") && !isOpen {
            throw .message("-i/--stdin is required for containers with -t/--tty=true")
        }
        if command.string("profile") == "legacy" {
            err += "--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify "
            err += "other profile, for example \"--profile=general\".\n"
        }
        if command.isGiven("attach") ? command.bool("attach") : isOpen {
            throw .message("not modelled yet: attaching to the container; --attach=false only makes it")
        }
    }

    /// `--custom FILE`: a partial container over what the profile makes.
    private func customProfile(_ host: some KubectlHost) throws(KubectlFailure) -> Value? {
        let path = command.string("custom")
        if path.isEmpty { return nil }
        let text: String
        do {
            text = String(decoding: try host.readFile(path), as: UTF8.self)
        } catch {
            throw .message(
                "must pass a container spec json file for custom profile: open \(error.path): \(error.reason)")
        }
        guard let value = try? YAMLReader.document(text).value, value.fields != nil else {
            throw .message("\(path) does not contain a valid container spec")
        }
        let fixed = ["name", "command", "image", "lifecycle", "volumeDevices"]
        if fixed.contains(where: { value[$0] != nil }) {
            throw .message("name, command, image, lifecycle and volume devices are not modifiable via custom profile")
        }
        return value
    }

    private mutating func addContainer(
        _ session: DebugSession, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let pod = session.target.object
        let name = debuggerName(of: pod.value, pod)
        if pod.containerNames(in: "ephemeralContainers").contains(name) {
            return try addAgain(name, session, &host)
        }
        var container = debugContainer(name, session.arguments)
        let target = command.string("target")
        if !target.isEmpty { container.set(.string(target), at: "targetContainerName") }
        session.profile.change(&container, .ephemeral)
        container = try customized(container, session.custom)
        warnOfUser(container, pod.value)
        let original = ObjectText.document(pod)
        var edited = original
        let containers = (original.at("spec", "ephemeralContainers")?.array ?? []) + [container]
        edited.set(.array(containers), at: "spec", "ephemeralContainers")
        let body = try twoWayPatch(session.target, edited)
        _ = try send(.patch(.strategic, .pods, pod.key, subresource: "ephemeralcontainers", body), &host)
    }

    /// A name that is taken: the patch takes the fields away that the new one does not say, which the server refuses.
    private func addAgain(
        _ name: String, _ session: DebugSession, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let pod = session.target.object
        var known = pod.at("spec", "ephemeralContainers")?.array ?? []
        let new = debugContainer(name, session.arguments)
        guard let place = known.firstIndex(where: { $0.text("name") == name }) else { return }
        var change: Value = ["name": .string(name)]
        for field in known[place].fields?.members ?? [] where new[field.key] != field.value {
            change.set(new[field.key] ?? .null, at: field.key)
        }
        let names = known.map { Value.object(Fields([("name", $0["name"] ?? .null)])) }
        session.profile.change(&known[place], .ephemeral)
        let spec: Value = [
            "$setElementOrder/ephemeralContainers": .array(names + [["name": .string(name)]]),
            "ephemeralContainers": [change, known[place]],
        ]
        _ = try send(
            .patch(.strategic, .pods, pod.key, subresource: "ephemeralcontainers", ["spec": spec]), &host)
    }

    /// A container as the flags say, without what a profile adds.
    func debugContainer(_ name: String, _ arguments: [String]) -> Value {
        var container: Value = [
            "name": .string(name), "resources": .object(Fields()), "terminationMessagePolicy": "File",
        ]
        change(&container, arguments)
        return container
    }

    /// What the flags say of a container.
    func change(_ container: inout Value, _ arguments: [String]) {
        for (flag, field) in [("image", "image"), ("image-pull-policy", "imagePullPolicy")]
        where !command.string(flag).isEmpty {
            container.set(.string(command.string(flag)), at: field)
        }
        if !arguments.isEmpty {
            let isOnly = command.bool("arguments-only")
            container.set(.array(arguments.map(Value.string)), at: isOnly ? "args" : "command")
            if !isOnly { container.set(nil, at: "args") }
        }
        let variables = command.list("env").map { text -> Value in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ["name": .string(parts[0]), "value": .string(parts.count > 1 ? parts[1] : "")]
        }
        if !variables.isEmpty {
            container.set(.array(variables.sorted { $0.text("name") < $1.text("name") }), at: "env")
        }
        container.set(command.bool("stdin") ? true : nil, at: "stdin")
        container.set(command.bool("tty") ? true : nil, at: "tty")
    }

    func customized(_ container: Value, _ custom: Value?) throws(KubectlFailure) -> Value {
        guard let custom else { return container }
        do {
            return try StrategicPatch.apply(
                custom, to: container, type: "v1.Container", schema: SchemaPatchRules(.builtIn))
        } catch {
            throw .message("error creating three way patch to add debug container: \(error.message)")
        }
    }

    /// Upstream: displayWarning.
    mutating func warnOfUser(_ container: Value, _ pod: Value) {
        let context = container["securityContext"]
        guard let user = pod.at("spec", "securityContext", "runAsUser")?.int, user != 0, let context,
            context["runAsUser"]?.int != 0
        else { return }
        let hasCapabilities = context.at("capabilities", "add")?.isEmpty == false
        if context["privileged"] != true && !hasCapabilities { return }
        err += "Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by "
        err += "debug profile may not work. Please consider using \"--custom\" with a custom profile that specifies "
        err += "\"securityContext.runAsUser: 0\".\n"
    }

    /// `-c`, or a name that no container of the pod has, which is told.
    mutating func debuggerName(of pod: Value, _ seed: APIObject) -> String {
        let given = command.string("container")
        if !given.isEmpty { return given }
        let name = "debugger-" + Execution.drawnSuffix(seed)
        if !command.bool("quiet") { out += "Defaulting debug container name to \(name).\n" }
        return name
    }

    /// `5r97f`: kubectl draws lots; here the object's uid and version decide, so that a line replays.
    static func drawnSuffix(_ object: APIObject) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(object.uid)/\(object.revision)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var suffix = ""
        for _ in 0..<5 {
            suffix.append(letters[Int(hash % UInt64(letters.count))])
            hash /= UInt64(letters.count)
        }
        return suffix
    }
}
