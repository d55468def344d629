import ControllerKit
import Documents
import KubeAPI

/// What each metric of an autoscaler asks for, and the status that says so.
///
/// Upstream: pkg/controller/podautoscaler/horizontal.go, computeReplicasForMetrics and computeStatusFor….
struct MetricProposals {
    let autoscaler: APIObject
    let load: SimulatedLoad
    let calculator: ReplicaCalculator
    /// `status.replicas` of the scale.
    let statusReplicas: Int64

    /// One metric's answer.
    struct Answer {
        let replicas: Int64
        /// As events name it: `cpu resource utilization (percentage of request)`.
        let name: String
        let status: Value
        let steps: String
    }

    /// Why one metric has no answer: the event's reason and text, and the text with the kind of metric in front.
    struct Failure: Error {
        let reason: String
        let message: String
        let title: String
    }

    func answer(_ metric: Value) throws(Failure) -> Answer {
        switch metric["type"]?.string ?? "" {
        case "Resource": try resource(metric["resource"] ?? .null, container: nil)
        case "ContainerResource":
            try resource(
                metric["containerResource"] ?? .null, container: metric.at("containerResource", "container")?.string)
        case "Pods": try pods(metric["pods"] ?? .null)
        case "Object": try object(metric["object"] ?? .null)
        case "External": try external(metric["external"] ?? .null)
        case let other:
            throw Failure(
                reason: "InvalidMetricSourceType", message: "unknown metric source type \"\(other)\"",
                title: "unknown metric source type \"\(other)\"")
        }
    }

    private func milli(_ target: Value?, _ field: String) -> Int64? {
        guard let value = target?[field], !value.isNull else { return nil }
        return try? Quantity(reading: value)?.milliValue
    }

    private func quantity(_ milli: Int64, _ resource: String = "") -> Value {
        .string(Quantity(milli: milli, format: resource == "memory" ? .binarySI : .decimalSI).description)
    }

    // MARK: resources

    private func resource(_ source: Value, container: String?) throws(Failure) -> Answer {
        let name = source["name"]?.string ?? ""
        let reason = container == nil ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric"
        let title =
            container.map { "failed to get \($0) container metric value" }
            ?? "failed to get \(name) resource metric value"
        let average = milli(source["target"], "averageValue")
        do throws(SimulatedLoad.Failure) {
            let samples: [SimulatedLoad.Sample]
            do throws(SimulatedLoad.Failure) {
                samples = try load.resource(name, container: container ?? "", calculator.pods)
            } catch {
                throw SimulatedLoad.Failure(message: "unable to get metrics for resource \(name): \(error.message)")
            }
            let proposal: ReplicaCalculator.Proposal
            var said = "\(name) resource"
            if let average {
                proposal = try calculator.average(samples, target: average, resource: name)
            } else {
                let target = source.at("target", "averageUtilization")?.int ?? 0
                proposal = try calculator.utilization(
                    samples, target: target, resource: name, container: container ?? "")
                said = "\(name) \(container == nil ? "" : "container ")resource utilization (percentage of request)"
            }
            var current: Value = ["averageValue": quantity(proposal.raw, name)]
            if let share = proposal.utilization { current.set(.int(share), at: "averageUtilization") }
            var status: Value = ["name": .string(name), "current": current]
            if let container { status.set(.string(container), at: "container") }
            let type = container == nil ? "Resource" : "ContainerResource"
            let field = container == nil ? "resource" : "containerResource"
            return Answer(
                replicas: proposal.replicas, name: said,
                status: .object(Fields([("type", .string(type)), (field, status)])), steps: proposal.steps)
        } catch {
            let what = average == nil ? "utilization" : "usage"
            let message = "failed to get \(name) \(what): \(error.message)"
            throw Failure(reason: reason, message: message, title: "\(title): \(message)")
        }
    }

    // MARK: the others

    private func pods(_ source: Value) throws(Failure) -> Answer {
        let name = source.at("metric", "name")?.string ?? ""
        do throws(SimulatedLoad.Failure) {
            let samples: [SimulatedLoad.Sample]
            do throws(SimulatedLoad.Failure) {
                samples = try load.pods(name, calculator.pods)
            } catch {
                throw SimulatedLoad.Failure(message: "unable to get metric \(name): \(error.message)")
            }
            let target = milli(source["target"], "averageValue") ?? 0
            let proposal = try calculator.average(samples, target: target, resource: "")
            return Answer(
                replicas: proposal.replicas, name: "pods metric \(name)",
                status: [
                    "type": "Pods",
                    "pods": ["metric": metric(source), "current": ["averageValue": quantity(proposal.raw)]]
                ], steps: proposal.steps)
        } catch {
            throw Failure(
                reason: "FailedGetPodsMetric", message: error.message,
                title: "failed to get pods metric value: \(error.message)")
        }
    }

    private func object(_ source: Value) throws(Failure) -> Answer {
        let name = source.at("metric", "name")?.string ?? ""
        let described = source["describedObject"] ?? .null
        let kind = described["kind"]?.string ?? ""
        let isValue = source.at("target", "type")?.string == "Value"
        do throws(SimulatedLoad.Failure) {
            let usage: Int64
            do throws(SimulatedLoad.Failure) {
                usage = try load.object(name)
            } catch {
                throw SimulatedLoad.Failure(
                    message: "unable to get metric \(name): \(kind) on \(autoscaler.namespace) "
                        + "\(described["name"]?.string ?? "")/\(error.message)")
            }
            let (proposal, current, said) = try shared(
                usage, source, isValue ? "value" : "averageValue", "\(kind) metric \(name)", name)
            return Answer(
                replicas: proposal.replicas, name: said,
                status: [
                    "type": "Object",
                    "object": ["describedObject": described, "metric": metric(source), "current": current]
                ], steps: proposal.steps)
        } catch {
            let inner = isValue ? error.message : "failed to get \(name) object metric: \(error.message)"
            throw Failure(
                reason: "FailedGetObjectMetric", message: error.message,
                title: "failed to get object metric value: \(inner)")
        }
    }

    private func external(_ source: Value) throws(Failure) -> Answer {
        let name = source.at("metric", "name")?.string ?? ""
        let selector = GoSelectorText.text(source.at("metric", "selector"))
        let hasAverage = milli(source["target"], "averageValue") != nil
        do throws(SimulatedLoad.Failure) {
            let usage: Int64
            do throws(SimulatedLoad.Failure) {
                usage = try load.external(name)
            } catch {
                throw SimulatedLoad.Failure(
                    message: "unable to get external metric \(autoscaler.namespace)/\(name)/\(selector): "
                        + error.message)
            }
            let (proposal, current, said) = try shared(
                usage, source, hasAverage ? "averageValue" : "value", "external metric \(name)(\(selector))", name)
            return Answer(
                replicas: proposal.replicas, name: said,
                status: ["type": "External", "external": ["metric": metric(source), "current": current]],
                steps: proposal.steps)
        } catch {
            let inner =
                hasAverage
                ? "failed to get \(name) external metric: \(error.message)"
                : "failed to get external metric \(name): \(error.message)"
            throw Failure(
                reason: "FailedGetExternalMetric", message: error.message,
                title: "failed to get \(name) external metric value: \(inner)")
        }
    }

    /// One value for all pods: against a value, or shared out among them.
    private func shared(
        _ usage: Int64, _ source: Value, _ field: String, _ title: String, _ name: String
    ) throws(SimulatedLoad.Failure) -> (ReplicaCalculator.Proposal, current: Value, name: String) {
        let target = milli(source["target"], field) ?? 0
        let selector = GoSelectorText.text(source.at("metric", "selector"))
        if field == "value" {
            let proposal = try calculator.value(usage, target: target)
            return (proposal, ["value": quantity(proposal.raw)], title)
        }
        let proposal = ReplicaCalculator.perPod(
            usage, target: target, status: statusReplicas, calculator.tolerances)
        // Upstream calls object metrics external here.
        return (proposal, ["averageValue": quantity(proposal.raw)], "external metric \(name)(\(selector))")
    }

    private func metric(_ source: Value) -> Value {
        var out: Value = ["name": source.at("metric", "name") ?? ""]
        if let selector = source.at("metric", "selector"), !selector.isNull { out.set(selector, at: "selector") }
        return out
    }
}
