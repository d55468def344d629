import KubeAPI

/// The taints that controllers put on nodes.
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
