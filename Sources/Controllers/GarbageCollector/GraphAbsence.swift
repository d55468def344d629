import KubeAPI
import OrderedMaps

/// What the graph learns from an object that was looked up and is not there: upstream's virtual delete event.
///
/// Upstream: pkg/controller/garbagecollector/graph_builder.go, enqueueVirtualDeleteEvent, processGraphChanges.
extension OwnerGraph {
    mutating func isAbsent(_ gone: OwnerIdentity) -> GraphEffects {
        var effects = GraphEffects()
        guard let node = nodes[gone.uid] else { return effects }
        let (matching, others) = OwnerGraph.divide(dependents(of: gone.uid), by: gone)
        if node.isVirtual ? others.isEmpty : node.identity == gone {
            remove(gone, &effects)
            return effects
        }
        // What is gone is not what this node stands for, or not for all: only those that meant it are looked at.
        if !matching.isEmpty {
            absent.add(gone)
            effects.toDelete += matching.map(\.identity)
        }
        if node.isVirtual, node.identity == gone, let other = OwnerGraph.alternative(to: gone, among: others) {
            nodes.update(gone.uid) { $0.identity = other }
            effects.toDeleteLater.append(other)
        }
        return effects
    }

    /// The dependents that mean `owner` by its uid, and those that say something else of it; one with two
    /// references can be both. Upstream: partitionDependents.
    static func divide(_ dependents: [Node], by owner: OwnerIdentity) -> (matching: [Node], others: [Node]) {
        var matching: [Node] = []
        var others: [Node] = []
        for dependent in dependents {
            if !owner.namespace.isEmpty && owner.namespace != dependent.identity.namespace {
                others.append(dependent)
                continue
            }
            let references = dependent.owners.filter { $0.uid == owner.uid }
            if references.contains(where: owner.matches) { matching.append(dependent) }
            if references.contains(where: { !owner.matches($0) }) { others.append(dependent) }
        }
        return (matching, others)
    }

    /// What else the owner might be, as its dependents say: the next after `gone` in their order, else the first.
    ///
    /// Upstream: getAlternateOwnerIdentity.
    static func alternative(to gone: OwnerIdentity, among dependents: [Node]) -> OwnerIdentity? {
        var first: OwnerIdentity?
        var next: OwnerIdentity?
        for dependent in dependents {
            for reference in dependent.owners where reference.uid == gone.uid {
                let isSame = gone.matches(reference)
                if isSame && (gone.namespace.isEmpty || gone.namespace == dependent.identity.namespace) { continue }
                let isClusterWide =
                    gone.namespace.isEmpty && reference.apiVersion == gone.apiVersion && reference.kind == gone.kind
                let other = OwnerIdentity(reference, namespace: isClusterWide ? "" : dependent.identity.namespace)
                if other == gone { continue }
                if first.map({ other < $0 }) ?? true { first = other }
                if gone < other, next.map({ other < $0 }) ?? true { next = other }
            }
        }
        return next ?? first
    }
}
