import Documents
import KubeAPI

/// What a pod is told about itself.
///
/// Upstream: pkg/kubelet/kubelet_pods.go, podFieldSelectorRuntimeValue; pkg/fieldpath; pkg/api/v1/resource/helpers.go.
extension ContainerWorld {
    /// The text of a field: `metadata.labels['app']`; `nil` if there is none of that name.
    func field(_ path: String) -> String? {
        switch path {
        case "metadata.name": return pod.name
        case "metadata.namespace": return pod.namespace
        case "metadata.uid": return pod.uid
        case "metadata.labels": return ContainerWorld.lines(pod.at("metadata", "labels"))
        case "metadata.annotations": return ContainerWorld.lines(pod.at("metadata", "annotations"))
        case "spec.nodeName": return node.name
        case "spec.serviceAccountName": return row.spec["serviceAccountName"]?.string ?? ""
        case "status.hostIP", "status.hostIPs": return node.internalIP
        case "status.podIP", "status.podIPs": return ip
        default: break
        }
        for part in ["labels", "annotations"] {
            let start = "metadata.\(part)['"
            guard path.hasPrefix(start), path.hasSuffix("']") else { continue }
            let key = String(path.dropFirst(start.count).dropLast(2))
            return pod.at("metadata", part)?[key]?.string ?? ""
        }
        return nil
    }

    /// One `key="value"` a line, by key.
    private static func lines(_ map: Value?) -> String {
        (map?.stringMap ?? []).map { "\($0.key)=\(goQuoted($0.value))" }.joined(separator: "\n")
    }

    /// The text of `limits.cpu` and its like, rounded up to the divisor; without a limit, what the node has.
    func resourceField(_ reference: Value) -> String? {
        let name = reference["containerName"]?.string ?? ""
        guard let container = name.isEmpty ? unit : row.units.first(where: { $0.name == name }),
            let dot = reference["resource"]?.string?.split(separator: ".", maxSplits: 1), dot.count == 2
        else { return nil }
        let (list, key) = (String(dot[0]), String(dot[1]))
        var given = container.spec["resources"]?[list]?[key]?.string
        if given == nil, list == "limits" { given = node.allocatable(key) }
        guard let amount = try? Quantity(parsing: given ?? "0") else { return nil }
        let divisor = (reference["divisor"]?.string).flatMap { try? Quantity(parsing: $0) } ?? Quantity(1)
        let isCPU = key == "cpu"
        let step = max(isCPU ? divisor.milliValue : divisor.value, divisor.isZero ? (isCPU ? 1000 : 1) : 1)
        let whole = isCPU ? amount.milliValue : amount.value
        return String((whole + step - 1) / step)
    }
}
