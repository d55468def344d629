import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/create/create_cronjob.go.
extension Execution {
    mutating func createCronJob(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let missing = ["image", "schedule"].filter { !command.isGiven($0) }
        if !missing.isEmpty {
            let names = missing.map(GoStrings.quoted).joined(separator: ", ")
            throw .message("required flag(s) \(names) not set")
        }
        let name = try madeName()
        let restart = command.string("restart")
        var container: Value = [
            "name": .string(name), "image": .string(command.string("image")),
            "resources": .object(Fields()),
        ]
        let words = command.words.dropFirst().map(Value.string)
        if !words.isEmpty { container.set(.array(words), at: "command") }
        let made: Value = [
            "apiVersion": "batch/v1", "kind": "CronJob", "metadata": ["name": .string(name)],
            "spec": [
                "jobTemplate": [
                    "metadata": ["name": .string(name)],
                    "spec": [
                        "template": [
                            "spec": [
                                "containers": [container],
                                "restartPolicy": .string(restart.isEmpty ? "OnFailure" : restart),
                            ]
                        ]
                    ],
                ],
                "schedule": .string(command.string("schedule")),
            ],
        ]
        try createMade(made, .cronJobs, what: "cronjob:", &host)
    }
}
