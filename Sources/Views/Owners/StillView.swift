import APIServing
public import ClusterSim
import ControllerKit
import Controllers
import Documents
public import KubeAPI
public import Rendering
import Simulation

/// Why an object is still there: what holds it, who takes that off, what that waits for.
public enum StillView {
    /// What keeps `ref`.
    public static func still(
        _ ref: ObjectRef, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        guard let object = cluster.server.store.object(ref.resource, ref.key) else {
            page.line(StyledText("\(Names.noun(ref.resource, ref.key)) is no longer there; `why` tells why."))
            return page.output
        }
        let teller = StillTeller(cluster: cluster, object: object, graph: OwnersKnown.graph(in: cluster))
        if object.meta.isTerminating { teller.terminating(&page) } else { teller.living(&page) }
        return page.output
    }
}

/// Tells what keeps one object.
private struct StillTeller {
    let cluster: Cluster
    let object: APIObject
    let graph: OwnerGraph?

    private var home: String { object.namespace }

    /// Who takes a finalizer off, if it is one of Kubernetes' own.
    private static let finishers: [(finalizer: String, component: String, when: String)] = [
        ("batch.kubernetes.io/job-tracking", "job-controller", "when it has counted the pod"),
        ("kubernetes.io/pvc-protection", "persistentvolumeclaim-protection-controller", "when no pod uses the claim"),
        ("kubernetes.io/pv-protection", "persistentvolume-protection-controller", "when no claim is bound to it"),
        (
            "kubernetes.io/vac-protection", "volumeattributesclass-protection-controller",
            "when no volume and no claim names the class"
        ),
        ("kubernetes.io/pv-controller", "persistentvolume-binder-controller", "when its disk has been deleted"),
        ("kubernetes", "namespace-controller", "when nothing is left in the namespace"),
        ("service.kubernetes.io/load-balancer-cleanup", "service-lb-controller", "when the load balancer is gone"),
    ]

    // MARK: being deleted

    func terminating(_ page: inout Page) {
        page.line(StyledText(Names.noun(object), .bold) + StyledText("  is being deleted and still there", .yellow))
        for finalizer in object.meta.finalizers { self.finalizer(finalizer, &page) }
        for finalizer in object.at("spec", "finalizers")?.array ?? [] {
            if let name = finalizer.string { self.finalizer(name, &page) }
        }
        if object.resource == .pods { grace(&page) }
    }

    private func finalizer(_ name: String, _ page: inout Page) {
        page.row("finalizer", StyledText(name, .bold))
        switch name {
        case "foregroundDeletion":
            acts(GarbageCollector.name, "takes it off when no dependent blocks the object", &page)
            let blocking = graph?.blockingDependents(of: object.uid) ?? []
            if blocking.isEmpty { return }
            waits(blocking.map { identity($0.identity) }, &page)
            page.more(StyledText("`why still` on one of them tells more", .dim))
        case "orphan":
            acts(GarbageCollector.name, "takes it off when no dependent names the object as its owner", &page)
            let dependents = graph?[object.uid]?.dependents.compactMap { graph?[$0.key] } ?? []
            if !dependents.isEmpty { waits(dependents.map { identity($0.identity) }, &page) }
        default:
            if let known = StillTeller.finishers.first(where: { $0.finalizer == name }) {
                acts(known.component, "takes it off \(known.when)", &page)
            } else {
                page.row("acts", StyledText("nobody here: who put it on must take it off, or a person", .yellow))
            }
        }
    }

    private func acts(_ component: String, _ what: String, _ page: inout Page) {
        let home = cluster.components.first { $0.component == component }
        var text = StyledText("\(Names.short(component)) \(what)")
        if let home {
            if !cluster.isRunning(home.process) { text.append("; \(home.process) does not run", .red) }
        } else {
            text.append("; it does not run here", .red)
        }
        page.row("acts", text)
    }

    private func waits(_ names: [String], _ page: inout Page) {
        page.row("waits for", StyledText(Names.list(names, limit: page.options.verbose ? .max : 4), .yellow))
    }

    private func grace(_ page: inout Page) {
        guard let deletion = object.meta.deletion, let pod = object.pod else { return }
        if pod.nodeName.isEmpty {
            acts(PodGCController().name, "deletes it in its next round: it was never bound", &page)
            return
        }
        let process = "kubelet/\(pod.nodeName)"
        let left = deletion - cluster.moment.date
        let time = left > 0 ? "\(Names.duration(SimDuration(microseconds: left))) are left" : "that time is over"
        page.row("grace", StyledText("\(object.meta.deletionGraceSeconds ?? 0)s to stop; \(time)"))
        var text = StyledText("\(process) deletes it when its containers have stopped")
        if let lost = lostNode {
            text = StyledText(lost)
        } else if !cluster.isRunning(process) {
            text.append("; it does not run", .red)
        }
        page.row("acts", text)
    }

    /// A pod on a node that is not there: what becomes of it.
    private var lostNode: String? {
        guard let node = object.pod?.nodeName, !node.isEmpty,
            cluster.server.store.object(.nodes, ObjectKey("", node)) == nil
        else { return nil }
        return "nobody knows \(node): pod GC deletes the pod after 40 s of quarantine"
    }

    // MARK: living

    func living(_ page: inout Page) {
        page.line(StyledText(Names.noun(object), .bold) + StyledText("  is not being deleted", .green))
        if let lost = lostNode { page.row("node", StyledText(lost, .yellow)) }
        if object.meta.owners.isEmpty {
            page.row("owners", StyledText("none: the garbage collector never takes it"))
            return
        }
        var isKept = false
        for reference in object.meta.owners { isKept = owner(reference, &page) || isKept }
        if isKept {
            page.row("kept", StyledText("one owner is enough; references to the others are taken off", .dim))
            return
        }
        page.row("acts", StyledText("no owner is left: the garbage collector deletes it when it has looked"))
        if graph == nil { page.more(StyledText("it does not run", .red)) }
    }

    /// - Returns: whether the owner keeps it.
    private func owner(_ reference: OwnerReference, _ page: inout Page) -> Bool {
        let named = "\(reference.kind) \(reference.name)"
        guard let info = cluster.served.find(apiVersion: reference.apiVersion, kind: reference.kind) else {
            let kind = "\(reference.apiVersion)/\(reference.kind)"
            page.row("owner", StyledText("\(named): no resource \(kind), so it stays"))
            return true
        }
        if info.isNamespaced && object.namespace.isEmpty {
            page.row("owner", StyledText("\(named): a cluster-wide object cannot have it as an owner, so it stays"))
            return true
        }
        let key = ObjectKey(info.isNamespaced ? object.namespace : "", reference.name)
        guard let owner = cluster.server.store.object(info.resource, key) else {
            page.row("owner", StyledText("\(named): gone", .red))
            return false
        }
        if owner.uid != reference.uid {
            page.row("owner", StyledText("\(named): another object has that name now (uid)", .red))
            return false
        }
        if owner.meta.isTerminating && owner.meta.finalizers.contains("foregroundDeletion") {
            page.row("owner", StyledText("\(named): being deleted, waits for its dependents", .yellow))
            return false
        }
        page.row("owner", StyledText("\(named): it is there", .green))
        return true
    }

    private func identity(_ identity: OwnerIdentity) -> String {
        "\(identity.kind) \(Names.name(ObjectKey(identity.namespace, identity.name), home: home))"
    }
}
