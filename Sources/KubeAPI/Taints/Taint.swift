public import Documents

/// An entry of a node's `spec.taints`. Two taints are the same if key and effect are.
public struct Taint: Sendable, Equatable {
    /// `node.kubernetes.io/not-ready`.
    public let key: String
    /// Empty if there is none.
    public let value: String
    /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    public let effect: String
    /// As written; empty if it is not said.
    public let timeAdded: String

    /// A taint.
    public init(_ key: String, value: String = "", effect: String, timeAdded: String = "") {
        self.key = key
        self.value = value
        self.effect = effect
        self.timeAdded = timeAdded
    }

    /// As an object has it.
    public init(_ value: Value) {
        key = value["key"]?.string ?? ""
        self.value = value["value"]?.string ?? ""
        effect = value["effect"]?.string ?? ""
        timeAdded = value["timeAdded"]?.string ?? ""
    }

    /// The taints of a node, in its order.
    public static func all(of node: APIObject) -> [Taint] {
        node.at("spec", "taints")?.array?.map(Taint.init) ?? []
    }

    /// As an object has it.
    public var document: Value {
        var fields = Fields([("effect", .string(effect)), ("key", .string(key))])
        if !value.isEmpty { fields["value"] = .string(value) }
        if !timeAdded.isEmpty { fields["timeAdded"] = .string(timeAdded) }
        return .object(fields)
    }

    /// The same key and effect. Upstream: Taint.MatchTaint.
    public func matches(_ other: Taint) -> Bool { key == other.key && effect == other.effect }

    /// The same taint, added at a time.
    public func added(at time: String) -> Taint { Taint(key, value: value, effect: effect, timeAdded: time) }

    /// Keeps pods from being scheduled (`PreferNoSchedule` only lowers the score).
    public var isHard: Bool { effect == "NoSchedule" || effect == "NoExecute" }
}
