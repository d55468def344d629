import Commands
import Documents
import KubeAPI

/// `create quota` and `create token`.
///
/// Upstream: kubectl/pkg/cmd/create/create_quota.go, create_token.go.
extension Execution {
    func quota(_ name: String) throws(KubectlFailure) -> Value {
        var value: Value = [
            "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": .string(name)],
            "spec": .object(Fields()),
        ]
        for (resource, amount) in try resourceList(command.string("hard")) {
            value.set(.string(amount), at: "spec", "hard", resource)
        }
        let scopes = command.string("scopes")
        if !scopes.isEmpty {
            let names = scopes.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if names.contains("") { throw .message("invalid resource quota scope \"\"") }
            value.set(.array(names.map { .string($0) }), at: "spec", "scopes")
        }
        return value
    }

    private static let boundKinds = ["Node", "Pod", "Secret"]

    mutating func createToken(_ name: String, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let nanoseconds = command.nanoseconds("duration") ?? 0
        if nanoseconds < 0 { throw .message("--duration must be greater than or equal to 0") }
        if nanoseconds % 1_000_000_000 != 0 {
            throw .message("--duration cannot be expressed in units less than seconds")
        }
        let audiences = command.list("audience")
        if audiences.contains("") { throw .message("--audience must not be an empty string") }
        var body: Value = [
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
            "spec": ["audiences": .array(audiences.map { .string($0) })],
        ]
        if nanoseconds > 0 { body.set(.int(nanoseconds / 1_000_000_000), at: "spec", "expirationSeconds") }
        if let bound = try boundObject() { body.set(bound, at: "spec", "boundObjectRef") }
        let format = try outputFormat(host)
        let request = APIRequest(
            .create, .serviceAccounts, namespace: namespace(host), name: name, subresource: "token", body: body)
        let answer: Value
        switch sendRaw(request, &host) {
        case .document(let value, _): answer = value
        case .object(let object, _): answer = object.value
        case .failure(let status): throw .message("failed to create token: \(status.message)")
        case .list, .page: throw .message("the server answered with a list")
        }
        let token = answer.at("status", "token")?.string ?? ""
        if token.isEmpty { throw .message("failed to create token: no token in server response") }
        if format.isTable {
            out += token + "\n"
        } else {
            try printDocument(answer, format)
        }
    }

    private func boundObject() throws(KubectlFailure) -> Value? {
        let kind = command.string("bound-object-kind")
        let (name, uid) = (command.string("bound-object-name"), command.string("bound-object-uid"))
        if kind.isEmpty {
            for flag in ["bound-object-name", "bound-object-uid"] where !command.string(flag).isEmpty {
                throw .message("--\(flag) can only be set if --bound-object-kind is provided")
            }
            return nil
        }
        guard Execution.boundKinds.contains(kind) else {
            throw .message(
                "supported --bound-object-kind values are \(Execution.boundKinds.joined(separator: ", "))")
        }
        if name.isEmpty { throw .message("--bound-object-name is required if --bound-object-kind is provided") }
        var bound: Value = ["apiVersion": "v1", "kind": .string(kind), "name": .string(name)]
        if !uid.isEmpty { bound.set(.string(uid), at: "uid") }
        return bound
    }
}
