/// JSON merge patches (RFC 7386).
public enum MergePatch {
    /// `document` with `patch` merged in: members that are `null` in the patch are removed.
    public static func apply(_ patch: Value, to document: Value) -> Value {
        guard case .object(let changes) = patch else { return patch }
        var fields = document.fields ?? Fields()
        for change in changes {
            if change.value.isNull {
                fields[change.key] = nil
            } else {
                fields[change.key] = apply(change.value, to: fields[change.key] ?? .null)
            }
        }
        return .object(fields)
    }

    /// The patch that makes `new` of `old`; `{}` if they are the same.
    ///
    /// A member that is `null` in `new` cannot be said in a merge patch: it becomes a removal.
    public static func diff(from old: Value, to new: Value) -> Value {
        guard case .object(let before) = old, case .object(let after) = new else { return new }
        var patch: [Fields.Field] = []
        for field in before where after[field.key] == nil {
            patch.append(Fields.Field(key: field.key, value: .null))
        }
        for field in after {
            guard let earlier = before[field.key] else {
                patch.append(field)
                continue
            }
            if earlier == field.value { continue }
            patch.append(Fields.Field(key: field.key, value: diff(from: earlier, to: field.value)))
        }
        return .object(Fields(sorted: patch.sorted { $0.key < $1.key }))
    }

    /// The patch `kubectl apply` sends for kinds without a schema of merge keys.
    ///
    /// Additions and changes are those from `current` to `modified`; removals are those from
    /// `original` (what was applied last) to `modified`.
    /// Upstream: staging/src/k8s.io/apimachinery/pkg/util/jsonmergepatch/patch.go.
    public static func threeWay(original: Value, modified: Value, current: Value) -> Value {
        let changes = filtered(diff(from: current, to: modified), keepingNulls: false)
        let removals = filtered(diff(from: original, to: modified), keepingNulls: true)
        return overlay(changes, on: removals)
    }

    private static func filtered(_ patch: Value, keepingNulls: Bool) -> Value {
        guard case .object(let fields) = patch else { return patch }
        var kept = Fields()
        for field in fields {
            switch field.value {
            case .null:
                if keepingNulls { kept[field.key] = .null }
            case .object(let inner) where inner.isEmpty:
                if !keepingNulls { kept[field.key] = field.value }
            case .object:
                let inner = filtered(field.value, keepingNulls: keepingNulls)
                if !inner.isEmpty { kept[field.key] = inner }
            default:
                if !keepingNulls { kept[field.key] = field.value }
            }
        }
        return .object(kept)
    }

    /// Both patches in one; neither removes what the other says.
    private static func overlay(_ top: Value, on bottom: Value) -> Value {
        guard case .object(var fields) = bottom, case .object(let changes) = top else { return top }
        for change in changes {
            fields[change.key] = fields[change.key].map { overlay(change.value, on: $0) } ?? change.value
        }
        return .object(fields)
    }
}
