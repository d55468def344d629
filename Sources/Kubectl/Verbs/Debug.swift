import Commands
import Documents
import KubeAPI

/// `debug POD --image=…`: an ephemeral container in a running pod. Copies of pods and nodes are refused.
///
/// Upstream: kubectl/pkg/cmd/debug/debug.go, debugByEphemeralContainer; profiles.go.
extension Execution {
    mutating func debug(on host: inout some KubectlHost) throws(KubectlFailure) {
        let before = command.argumentsBeforeDash ?? command.words.count
        let (names, arguments) = (Array(command.words[..<before]), Array(command.words[before...]))
        let image = command.string("image")
        if image.isEmpty { throw .message("you must specify --image when not using --copy-to.") }
        if names.isEmpty && !hasFiles { throw .message("NAME or filename is required for debug") }
        let policy = command.string("image-pull-policy")
        if !["Always", "IfNotPresent", "Never", ""].contains(policy) {
            throw .message("invalid image pull policy: \(policy)")
        }
        let target = command.string("target")
        if !target.isEmpty && !command.bool("quiet") {
            out += "Targeting container \"\(target)\". If you don't see processes from this container it may be "
            out += "because the container runtime doesn't support this feature.\n"
        }
        let words = names.first.map { $0.contains("/") ? names : ["pods"] + names } ?? []
        let (selected, failures, _) = fetch(try targets(words, SelectionRules(), host), &host)
        for one in selected {
            guard one.object.resource == .pods else {
                throw .message("not modelled yet: debug of \(one.title); pods can be looked into")
            }
            try addContainer(to: one.object, image, policy, target, arguments, &host)
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private mutating func addContainer(
        to pod: APIObject, _ image: String, _ policy: String, _ target: String, _ arguments: [String],
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        var name = command.string("container")
        if name.isEmpty {
            name = Execution.debuggerName(pod)
            if !command.bool("quiet") { out += "Defaulting debug container name to \(name).\n" }
        }
        var container: Value = [
            "name": .string(name), "image": .string(image), "resources": .object(Fields()),
            "terminationMessagePolicy": "File",
        ]
        if !policy.isEmpty { container.set(.string(policy), at: "imagePullPolicy") }
        if !target.isEmpty { container.set(.string(target), at: "targetContainerName") }
        if !arguments.isEmpty {
            container.set(
                .array(arguments.map(Value.string)), at: command.bool("arguments-only") ? "args" : "command")
        }
        let variables = command.list("env").map { text -> Value in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ["name": .string(parts[0]), "value": .string(parts.count > 1 ? parts[1] : "")]
        }
        if !variables.isEmpty {
            container.set(.array(variables.sorted { $0.text("name") < $1.text("name") }), at: "env")
        }
        switch command.string("profile") {
        case "general": container.set(["SYS_PTRACE"], at: "securityContext", "capabilities", "add")
        case "baseline": break
        case "legacy":
            err += "--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify "
            err += "other profile, for example \"--profile=general\".\n"
        case let other: throw .message("not modelled yet: --profile=\(other); general and baseline are")
        }
        let body: Value = ["spec": ["ephemeralContainers": [container]]]
        _ = try send(
            .patch(.strategic, .pods, pod.key, subresource: "ephemeralcontainers", body), &host)
    }

    /// `debugger-5r97f`: kubectl draws lots; here the pod's uid and version decide, so that a line replays.
    private static func debuggerName(_ pod: APIObject) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(pod.uid)/\(pod.revision)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var suffix = ""
        for _ in 0..<5 {
            suffix.append(letters[Int(hash % UInt64(letters.count))])
            hash /= UInt64(letters.count)
        }
        return "debugger-\(suffix)"
    }
}
