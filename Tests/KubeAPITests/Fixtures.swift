import Documents
import KubeAPI
import Testing

/// The document of a JSON text.
func json(_ text: String) throws -> Value { try JSONReader.read(text) }

/// A pod of one container with its defaults, changed by `change`.
func pod(_ change: (inout Value) -> Void = { _ in }) -> Value {
    var pod: Value = [
        "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "x", "namespace": "default"],
        "spec": ["containers": [["name": "c", "image": "nginx:1.25"]]],
    ]
    change(&pod)
    applyDefaults(&pod, group: "", kind: "Pod")
    return pod
}

/// The errors of a validation as one text, each on its line.
func lines(_ errors: [FieldError]) -> [String] { errors.map(\.text) }
