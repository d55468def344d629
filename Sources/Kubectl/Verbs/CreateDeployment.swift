import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/create/create_deployment.go.
extension Execution {
    mutating func createDeployment(on host: inout some KubectlHost) throws(KubectlFailure) {
        let name = try madeName()
        let images = command.list("image")
        let words = command.words.dropFirst().map { Value.string($0) }
        if images.count > 1 && !words.isEmpty {
            throw .message("cannot specify multiple --image options and command")
        }
        var containers = images.map { image -> Value in
            var container: Value = ["name": .string(Execution.containerName(image)), "image": .string(image)]
            if !words.isEmpty { container.set(.array(words), at: "command") }
            return container
        }
        if let port = command.int("port"), port >= 0 { containers[0].set([["containerPort": .int(port)]], at: "ports") }
        let labels: Value = ["app": .string(name)]
        let deployment: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name), "labels": labels],
            "spec": [
                "replicas": .int(command.int("replicas") ?? 1), "selector": ["matchLabels": labels],
                "template": ["metadata": ["labels": labels], "spec": ["containers": .array(containers)]],
            ],
        ]
        try createMade(deployment, .deployments, what: "deployment:", &host)
    }

    /// The last part of an image's name without tag and digest.
    ///
    /// A name that had to be changed gets five letters; upstream draws them, here they follow from the name.
    private static func containerName(_ image: String) -> String {
        let last = image.split(separator: "/").last.map(String.init) ?? image
        let name = String(last.prefix { $0 != ":" && $0 != "@" })
        guard name.contains(where: { $0 == "_" || $0 == "." }) else { return name }
        let clean = String(name.map { $0 == "_" || $0 == "." ? "-" : $0 })
        return "\(clean)-\(NameHashes.safeEncoded("\(NameHashes.fnv32a(name.utf8))").prefix(5))"
    }
}
