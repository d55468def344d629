import Documents
import KubeAPI

/// A pod cannot be resized beyond what its node has.
///
/// Upstream: plugin/pkg/admission/podresize/admission.go; KEP-1287.
enum PodResizeValidator {
    static let plugin = AdmissionPlugin(
        name: "PodResizeValidator", operations: [.update], resources: [.pods], subresources: ["resize"], judge: judge)

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.request.subresource == "resize",
            let name = draft.at("spec", "nodeName")?.string, !name.isEmpty,
            draft.at("metadata", "generation") != attributes.old?.at("metadata", "generation")
        else { return }
        guard let node = server.store.object(.nodes, ObjectKey("", name)) else {
            throw attributes.forbidden(draft, "node \(goQuoted(name)) not found")
        }
        if let system = node.meta.label("kubernetes.io/os"), system != "linux" {
            let why = "pod resize is only supported on linux nodes, node \(goQuoted(name)) is \(goQuoted(system))"
            throw refusal(attributes.forbidden(draft, why), "UnsupportedPlatform")
        }
        let problems = tooMuch(draft["spec"] ?? .null, node)
        if problems.isEmpty { return }
        let why = "node didn't have enough allocatable resources: \(problems.joined(separator: "; "))"
        throw refusal(attributes.forbidden(draft, why), "NodeCapacity")
    }

    private static func refusal(_ status: Status, _ reason: String) -> Status {
        var status = status
        status.causes.append(Status.Cause(reason: reason, message: "", field: ""))
        return status
    }

    private static func tooMuch(_ spec: Value, _ node: APIObject) -> [String] {
        let requests = PodAmounts.requests(spec)
        var out: [String] = []
        for name in ["cpu", "memory"] {
            guard let wanted = requests[name] else { continue }
            let given = node.at("status", "allocatable")?[name] ?? .null
            let there = ((try? Quantity(reading: given)) ?? nil) ?? Quantity.zero
            if wanted <= there { continue }
            let isCPU = name == "cpu"
            out.append(
                "\(name), requested: \(isCPU ? wanted.milliValue : wanted.value), "
                    + "allocatable: \(isCPU ? there.milliValue : there.value)")
        }
        return out
    }
}
