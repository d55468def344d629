import Commands
import Documents
import KubeAPI

/// `debug --copy-to` and `debug node/…`: pods that are made to look into something.
///
/// Upstream: kubectl/pkg/cmd/debug/debug.go, generatePodCopyWithDebugContainer and generateNodeDebugPod.
extension Execution {
    mutating func debugCopy(_ session: DebugSession, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let original = session.target.object
        var pod = copy(of: original)
        var containers = pod.at("spec", "containers")?.array ?? []
        let images = command.list("set-image").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        for index in containers.indices {
            let name = containers[index].text("name")
            let image = images.last { $0.first == name } ?? images.last { $0.first == "*" }
            if let image, image.count == 2 { containers[index].set(.string(image[1]), at: "image") }
        }
        let given = command.string("container")
        var place = containers.firstIndex { !given.isEmpty && $0.text("name") == given }
        if place == nil, !command.string("image").isEmpty {
            containers.append(debugContainer(debuggerName(of: pod, original), []))
            place = containers.count - 1
        } else if place == nil, images.isEmpty {
            throw .message("you must specify image when creating new container")
        }
        if let place {
            change(&containers[place], session.arguments)
            pod.set(.array(containers), at: "spec", "containers")
            session.profile.change(pod: &pod, place, .podCopy)
            containers = pod.at("spec", "containers")?.array ?? []
            containers[place] = try customized(containers[place], session.custom)
            warnOfUser(containers[place], pod)
        }
        pod.set(.array(containers), at: "spec", "containers")
        _ = try send(.create(pod, .pods), &host)
        if command.bool("replace") {
            var deletion = APIRequest.delete(.pods, original.key)
            deletion.options.gracePeriodSeconds = 0
            if case .failure(let status) = sendRaw(deletion, &host) { throw .status(status) }
        }
    }

    private func copy(of original: APIObject) -> Value {
        var pod: Value = [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": ["name": .string(command.string("copy-to")), "namespace": .string(original.namespace)],
            "spec": original["spec"] ?? .object(Fields()),
        ]
        for field in ["annotations", "labels"] {
            pod.set(original.at("metadata", field), at: "metadata", field)
        }
        pod.set(nil, at: "spec", "ephemeralContainers")
        if command.isGiven("share-processes") {
            pod.set(.bool(command.bool("share-processes")), at: "spec", "shareProcessNamespace")
        }
        if !command.bool("same-node") { pod.set(nil, at: "spec", "nodeName") }
        return pod
    }

    mutating func debugNode(_ session: DebugSession, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let node = session.target.object
        let given = command.string("container")
        let container = given.isEmpty ? "debugger" : given
        let name = "node-debugger-\(node.name)-\(Execution.drawnSuffix(node))"
        if !command.bool("quiet") {
            out += "Creating debugging pod \(name) with container \(container) on node \(node.name).\n"
        }
        var pod: Value = [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": [
                "name": .string(name), "namespace": .string(namespace(host)),
                "labels": ["app.kubernetes.io/managed-by": "kubectl-debug"],
            ],
            "spec": [
                "containers": [debugContainer(container, session.arguments)], "nodeName": .string(node.name),
                "restartPolicy": "Never", "tolerations": [["operator": "Exists"]],
            ],
        ]
        session.profile.change(pod: &pod, 0, .node)
        if let made = pod.at("spec", "containers")?.array?.first {
            pod.set([try customized(made, session.custom)], at: "spec", "containers")
        }
        _ = try send(.create(pod, .pods), &host)
    }
}
