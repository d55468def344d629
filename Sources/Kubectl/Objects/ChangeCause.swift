import Commands
import Documents
import KubeAPI

/// `--record`: the command as an annotation of what it changes; deprecated since long, and still there.
///
/// Upstream: cli-runtime pkg/genericclioptions/record_flags.go.
extension Execution {
    private static let changeCause = "kubernetes.io/change-cause"

    /// `kubectl scale rs/web --replicas=3 --record=true`: words first, then flags under their long names.
    private var commandText: String {
        let words = command.path + command.words
        return (["kubectl"] + words + command.given.map { "--\($0.flag)=\($0.value)" }).joined(separator: " ")
    }

    /// The object with its cause, if causes are recorded.
    func recorded(_ value: Value) -> Value {
        guard command.bool("record") else { return value }
        var out = value
        out.set(.string(commandText), at: "metadata", "annotations", Execution.changeCause)
        return out
    }

    /// Notes the cause of a change that was made by a request of its own; the object as it is then.
    func record(_ object: APIObject, _ info: ResourceInfo, _ host: inout some KubectlHost) -> APIObject {
        guard command.bool("record") else { return object }
        let text = Value.string(commandText)
        if object.at("metadata", "annotations", Execution.changeCause) == text { return object }
        let patch: Value = ["metadata": ["annotations": [Execution.changeCause: text]]]
        var request = APIRequest.patch(.merge, info.resource, object.key, patch)
        request.options.fieldManager = command.string("field-manager")
        // What cannot be noted is no failure of the change itself.
        if case .object(let noted, _) = sendRaw(request, &host) { return noted }
        return object
    }

    mutating func warnOfRecord() {
        if command.isGiven("record") {
            err += "Flag --record has been deprecated, --record will be removed in the future\n"
        }
    }
}
