import Commands
import Documents
import KubeAPI

/// `autoscale`: a HorizontalPodAutoscaler for something with a scale.
///
/// Upstream: kubectl/pkg/cmd/autoscale/autoscale.go.
extension Execution {
    mutating func autoscale(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.isGiven("max") { throw .message("required flag(s) \"max\" not set") }
        let most = command.int("max") ?? -1
        let least = command.int("min") ?? -1
        if most < 1 { throw .message("--max=MAXPODS is required and must be at least 1, max: \(most)") }
        if most < least {
            throw .message("--max=MAXPODS must be larger or equal to --min=MINPODS, max: \(most), min: \(least)")
        }
        let percent = command.int("cpu-percent") ?? -1
        if percent > 0 && !command.string("cpu").isEmpty {
            throw .message("--cpu-percent and --cpu are mutually exclusive")
        }
        if command.isGiven("cpu-percent") {
            err += "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format "
            err += "(e.g., '70%' for utilization or '500m' for milliCPU).\n"
        }
        var metrics: [Value] = []
        if percent > 0 { metrics.append(Execution.metric("cpu", ["averageUtilization": .int(percent)])) }
        for (resource, unit) in [("cpu", "m"), ("memory", "Mi")] {
            let text = command.string(resource).trimmed
            if !text.isEmpty { metrics.append(Execution.metric(resource, try target(text, resource, unit))) }
        }
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        var failures: [KubectlFailure] = []
        let selected = try objectsToMakeFor(command.words, &failures, &host)
        if selected.isEmpty {
            throw KubectlFailure.joined(failures) ?? .message("no objects passed to autoscale")
        }
        for one in selected {
            guard one.info.subresources.contains("scale") else {
                throw .message(
                    "cannot autoscale a \(one.info.kind): could not find scale subresource for "
                        + "\(one.info.group)/\(one.info.version), Resource=\(one.info.plural) in discovery information")
            }
            let made = autoscaler(of: one, least: least, most: most, metrics)
            if dryRun == .client {
                try printResult(made, "created", format, dryRun)
                continue
            }
            var value = made.object.value
            value.set(.string(namespace(host)), at: "metadata", "namespace")
            var request = APIRequest.create(value, .horizontalPodAutoscalers)
            request.options.isDryRun = dryRun == .server
            request.options.fieldManager = command.string("field-manager")
            let object: APIObject
            do {
                object = try send(request, &host)
            } catch {
                try checkOlderVersion()
                object = try send(request, &host)
            }
            try printResult(Selected(info: made.info, object: object), "autoscaled", format, dryRun)
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    /// After a refusal the same is asked in autoscaling/v1, if that can say it.
    ///
    /// Upstream: canCreateHPAV1.
    private func checkOlderVersion() throws(KubectlFailure) {
        let (cpu, memory) = (command.string("cpu").trimmed, command.string("memory"))
        let isShare = cpu.hasSuffix("%") || command.isGiven("cpu-percent")
        if !cpu.isEmpty && memory.isEmpty && isShare { return }
        throw .message(
            "failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: "
                + (cpu.isEmpty ? "empty input" : "%!w(<nil>)"))
    }

    private static func metric(_ resource: String, _ target: Value) -> Value {
        var target = target
        let isShare = target["averageUtilization"] != nil
        target.set(isShare ? "Utilization" : "AverageValue", at: "type")
        return ["type": "Resource", "resource": ["name": .string(resource), "target": target]]
    }

    /// `70%` is a share of the request, `500m` or `500` a value. Upstream: parseResourceInput.
    private func target(_ text: String, _ resource: String, _ unit: String) throws(KubectlFailure) -> Value {
        if text.hasSuffix("%") {
            let digits = String(text.dropLast())
            guard let share = Int64(digits), share >= 0 else {
                throw .message("invalid percentage value: \(digits)")
            }
            return ["averageUtilization": .int(share)]
        }
        let isPlain = Double(text) != nil
        guard let quantity = try? Quantity(parsing: isPlain ? text + unit : text) else {
            throw .message("invalid resource \(resource) value: \(text)")
        }
        return ["averageValue": .string(quantity.description)]
    }

    private func autoscaler(of one: Selected, least: Int64, most: Int64, _ metrics: [Value]) -> Selected {
        let name = command.string("name")
        var value: Value = [
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": ["name": .string(name.isEmpty ? one.object.name : name)],
            "spec": [
                "scaleTargetRef": [
                    "apiVersion": .string(one.info.apiVersion), "kind": .string(one.info.kind),
                    "name": .string(one.object.name)
                ],
                "maxReplicas": .int(most)
            ]
        ]
        if least > 0 { value.set(.int(least), at: "spec", "minReplicas") }
        if !metrics.isEmpty { value.set(.array(metrics), at: "spec", "metrics") }
        if command.isGiven("namespace") { value.set(.string(command.string("namespace")), at: "metadata", "namespace") }
        value = recorded(value)
        if command.bool("save-config") { value = Execution.withOwnText(value) }
        return Selected(
            info: Resource.horizontalPodAutoscalers.info, object: APIObject(value, .horizontalPodAutoscalers))
    }
}
