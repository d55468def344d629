import Commands
import Documents
import KubeAPI

/// `create poddisruptionbudget`. Upstream: kubectl/pkg/cmd/create/create_pdb.go.
extension Execution {
    func podDisruptionBudget(_ name: String) throws(KubectlFailure) -> Value {
        let selector = command.string("selector")
        let least = command.string("min-available")
        let most = command.string("max-unavailable")
        if selector.isEmpty { throw .message("a selector must be specified") }
        if least.isEmpty && most.isEmpty {
            throw .message("one of min-available or max-unavailable must be specified")
        }
        if !least.isEmpty && !most.isEmpty {
            throw .message("min-available and max-unavailable cannot be both specified")
        }
        let (field, flag, text) =
            least.isEmpty ? ("maxUnavailable", "max-unavailable", most) : ("minAvailable", "min-available", least)
        let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48 ... 57).contains($0) }) else {
            throw .message("invalid format specified for \(flag)")
        }
        let amount: Value = text.hasSuffix("%") ? .string(text) : .int(Int64(digits) ?? 0)
        return [
            "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": ["name": .string(name)],
            "spec": .object(Fields([(field, amount), ("selector", try labelSelectorObject(selector))]))
        ]
    }

    /// A selector of the command line as an API object has it. Upstream: metav1.ParseToLabelSelector.
    private func labelSelectorObject(_ text: String) throws(KubectlFailure) -> Value {
        let parsed: LabelSelector
        do {
            parsed = try LabelSelector.parse(text)
        } catch {
            throw .message("couldn't parse the selector string \(GoStrings.quoted(text)): \(error.message)")
        }
        var labels = Fields()
        var expressions: [Value] = []
        for requirement in parsed.requirements {
            let values = Value.array(requirement.values.map { .string($0) })
            switch requirement.operator {
            case .equals: labels[requirement.key] = .string(requirement.values.first ?? "")
            case .isIn: expressions.append(["key": .string(requirement.key), "operator": "In", "values": values])
            case .notIn: expressions.append(["key": .string(requirement.key), "operator": "NotIn", "values": values])
            case .exists: expressions.append(["key": .string(requirement.key), "operator": "Exists"])
            case .doesNotExist:
                expressions.append(["key": .string(requirement.key), "operator": "DoesNotExist"])
            default:
                throw .message(
                    "\(GoStrings.quoted(requirement.operator.rawValue)) is not a valid label selector operator")
            }
        }
        var out: Value = [:]
        if !labels.isEmpty { out.set(.object(labels), at: "matchLabels") }
        if !expressions.isEmpty { out.set(.array(expressions), at: "matchExpressions") }
        return out
    }
}
