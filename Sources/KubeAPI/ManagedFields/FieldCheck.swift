import Documents

/// Does an applied configuration fit its type?
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 typed/validate.go.
struct FieldCheck {
    private var problems: [String] = []
    private var path = ""

    /// What is wrong, in upstream's words; `nil` if all fits.
    static func problem(_ value: TypedValue) -> String? {
        var check = FieldCheck()
        check.visit(value.value, value.shape)
        switch check.problems.count {
        case 0: return nil
        case 1: return check.problems[0]
        default: return (["errors:"] + check.problems.map { "  " + $0 }).joined(separator: "\n")
        }
    }

    private mutating func report(_ message: String) { problems.append(path.isEmpty ? message : "\(path): \(message)") }

    private mutating func below(_ element: PathElement, _ value: Value, _ shape: MergeShape) {
        let length = path.utf8.count
        path += element.text
        visit(value, shape)
        path.removeLast(path.utf8.count - length)
    }

    private mutating func visit(_ value: Value, _ shape: MergeShape) {
        if value.isNull { return }
        switch shape.fitting(value) {
        case .deduced: break
        case .scalar(let scalar): check(value, scalar)
        case .list(let kind, let element):
            guard case .array(let list) = value else { return report("expected list, got \(value.goText)") }
            check(list, kind, element)
        case .map(_, let element):
            guard case .object(let fields) = value else { return report("expected map, got \(value.goText)") }
            for field in fields { below(.field(field.key), field.value, element) }
        case .structure(let structure):
            guard case .object(let fields) = value else { return report("expected map, got \(value.goText)") }
            for field in fields {
                guard let member = structure.member(field.key) else {
                    problems.append("\(path).\(field.key): field not declared in schema")
                    continue
                }
                below(.field(field.key), field.value, member)
            }
        }
    }

    private mutating func check(_ list: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape) {
        var seen: Set<PathElement> = []
        for (index, item) in list.enumerated() {
            var key = PathElement.index(index)
            if kind != .atomic {
                do { key = try ListItems.element(item, kind, element) } catch {
                    return report("element \(index): \(error.message)")
                }
                if !seen.insert(key).inserted { report("duplicate entries for key \(key.text)") }
            }
            below(key, item, element)
        }
    }

    private mutating func check(_ value: Value, _ scalar: MergeShape.Scalar) {
        switch (scalar, value) {
        case (.string, .string), (.number, .int), (.number, .double), (.bool, .bool): break
        case (.any, .string), (.any, .int), (.any, .double), (.any, .bool): break
        case (.number, _): report("expected numeric (int or float), got \(value.goType)")
        case (.string, _): report("expected string, got &value.valueUnstructured{Value:\(value.goText)}")
        case (.bool, _): report("expected boolean, got &{\(value.goText)}")
        case (.any, _): report("expected any scalar, got &{\(value.goText)}")
        }
    }
}
