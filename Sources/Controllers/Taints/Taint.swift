public import Documents
public import KubeAPI

/// An entry of a node's `spec.taints`. Two taints are the same if key and effect are.
public struct Taint: Sendable, Equatable {
    public let key: String
    public let value: String
    /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    public let effect: String
    /// As written; empty if it is not said.
    public let timeAdded: String

    public init(_ key: String, value: String = "", effect: String, timeAdded: String = "") {
        self.key = key
        self.value = value
        self.effect = effect
        self.timeAdded = timeAdded
    }

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
    func added(at time: String) -> Taint { Taint(key, value: value, effect: effect, timeAdded: time) }
}

extension Taint {
    static let noSchedule = "NoSchedule"
    static let noExecute = "NoExecute"
    static let notReady = "node.kubernetes.io/not-ready"
    static let unreachable = "node.kubernetes.io/unreachable"
    static let unschedulable = "node.kubernetes.io/unschedulable"

    static let notReadyNoExecute = Taint(notReady, effect: noExecute)
    static let unreachableNoExecute = Taint(unreachable, effect: noExecute)
}

/// Lists of taints. Upstream: pkg/util/taints/taints.go.
enum TaintList {
    /// `taints` with `new` in place of the one it matches, or at the end; `nil` if that changes nothing.
    static func adding(_ new: Taint, to taints: [Taint]) -> [Taint]? {
        if taints.contains(new) { return nil }
        var out = taints
        if let place = out.firstIndex(where: { $0.matches(new) }) { out[place] = new } else { out.append(new) }
        return out
    }

    static func removing(_ gone: Taint, from taints: [Taint]) -> [Taint]? {
        let out = taints.filter { !$0.matches(gone) }
        return out.count == taints.count ? nil : out
    }

    static func contains(_ taint: Taint, in taints: [Taint]) -> Bool { taints.contains { $0.matches(taint) } }
}
