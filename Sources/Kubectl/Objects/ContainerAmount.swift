import Documents
import KubeAPI

/// What a `resourceFieldRef` says of its container.
///
/// Upstream: kubectl/pkg/util/resource/resource.go, ExtractContainerResourceValue.
enum ContainerAmount {
    /// `limits.cpu` in units of the divisor, rounded up; `nil` for a resource that has no such value.
    static func text(_ ref: Value, _ container: Value) -> String? {
        let resource = ref.text("resource")
        let parts = resource.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, ["limits", "requests"].contains(parts[0]),
            ["cpu", "memory", "ephemeral-storage"].contains(parts[1]) || parts[1].hasPrefix("hugepages-")
        else { return nil }
        let amount = container.at("resources", parts[0], parts[1]).flatMap { Self.quantity($0) } ?? .zero
        guard let divisor = ref["divisor"].flatMap({ Self.quantity($0) }), !divisor.isZero else {
            return String(amount.value)
        }
        return "\((amount.nanos + divisor.nanos - 1) / divisor.nanos)"
    }

    private static func quantity(_ value: Value) -> Quantity? { try? Quantity(parsing: GoStrings.plain(value)) }
}
