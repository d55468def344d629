public import Documents

/// An entry of a pod's `spec.tolerations`.
///
/// Upstream: k8s.io/api/core/v1 toleration.go. The operators `Lt` and `Gt` (alpha in 1.36, off) match nothing.
public struct Toleration: Sendable, Equatable {
    /// Empty: every key.
    public let key: String
    /// Empty: `Equal`.
    public let op: String
    /// What the taint's value must be.
    public let value: String
    /// Empty: every effect.
    public let effect: String
    /// `nil`: for ever.
    public let seconds: Int64?

    /// As an object has it.
    public init(_ value: Value) {
        key = value["key"]?.string ?? ""
        op = value["operator"]?.string ?? ""
        self.value = value["value"]?.string ?? ""
        effect = value["effect"]?.string ?? ""
        seconds = value["tolerationSeconds"]?.int
    }

    /// The tolerations of a pod, in its order.
    public static func all(of pod: APIObject) -> [Toleration] {
        pod.at("spec", "tolerations")?.array?.map(Toleration.init) ?? []
    }

    /// Does a pod with it put up with `taint`?
    public func tolerates(_ taint: Taint) -> Bool {
        if !effect.isEmpty && effect != taint.effect { return false }
        if !key.isEmpty && key != taint.key { return false }
        switch op {
        case "", "Equal": return value == taint.value
        case "Exists": return true
        default: return false
        }
    }

    /// How long a pod stays on a node.
    public enum Stay: Sendable, Equatable {
        /// A taint is not tolerated: it goes at once.
        case untolerated
        /// It goes after so many seconds: the least of the tolerations that are used.
        case seconds(Int64)
        case forEver
    }

    /// How long a pod with `tolerations` stays on a node with `taints`.
    ///
    /// Of each taint the first matching toleration is used. A toleration of zero seconds or less ends the stay now.
    /// Upstream: GetMatchingTolerations, and getMinTolerationTime of pkg/controller/tainteviction.
    public static func stay(with tolerations: [Toleration], among taints: [Taint]) -> Stay {
        var least: Int64?
        for taint in taints {
            guard let used = tolerations.first(where: { $0.tolerates(taint) }) else { return .untolerated }
            if let seconds = used.seconds { least = min(least ?? .max, max(0, seconds)) }
        }
        return least.map { .seconds($0) } ?? .forEver
    }
}
