import APIServing
public import ClusterSim
import ControllerKit
public import Documents
public import KubeAPI
public import Rendering
import Simulation

/// Why an object, or one of its fields, is as it is: causes back to a person or a timer.
public enum WhyView {
    /// The causes of `ref`; of the present value of `field` if one is named.
    public static func why(
        _ ref: ObjectRef, field: FieldPath? = nil, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        let trail = Trail(cluster.trace)
        let present = cluster.server.store.object(ref.resource, ref.key)
        var wanted = ref
        if ref.uid.isEmpty, let present { wanted = present.ref }
        let teller = WhyTeller(trail: trail, ref: wanted, present: present, now: cluster.now)
        var page = Page(options)
        if let field, !field.isEmpty { teller.field(field, &page) } else { teller.object(&page) }
        return page.output
    }
}

/// Tells why.
struct WhyTeller {
    let trail: Trail
    let ref: ObjectRef
    let present: APIObject?
    let now: SimTime

    private var noun: String { Names.noun(ref.resource, ref.key) }
    var home: String { ref.key.namespace }

    // MARK: a field

    func field(_ path: FieldPath, _ page: inout Page) {
        let writes = trail.writes(of: ref)
        guard let present else {
            page.line(StyledText("\(noun) does not exist."))
            gone(writes, &page)
            return
        }
        let value = ValueText.at(path, in: present.published)
        if path.steps == [.key("metadata"), .key("resourceVersion")], let last = writes.last {
            tree(StyledText(ValueText.brief(value ?? .null), .bold), last, &page)
            return
        }
        var setter: Trail.Write?
        for write in writes.reversed() where write.change.kind != .deleted {
            guard ValueText.at(path, in: write.change.object.value) == value else { break }
            setter = write
            if write.change.old.map({ ValueText.at(path, in: $0.value) != value }) ?? true { break }
        }
        let shown = StyledText(value.map(ValueText.brief) ?? "not set", .bold)
        guard let setter else {
            page.line(
                shown
                    + StyledText(
                        "  set by a write that is no longer kept (the object is at rev \(present.revision))"))
            return
        }
        let before = setter.change.old.map { ValueText.at(path, in: $0.value) }
        if before == .some(value) {
            page.line(
                shown
                    + StyledText(
                        "  was so already at rev \(setter.change.old?.revision ?? 0); older writes are not kept"
                    ))
            return
        }
        if value == nil && setter.change.old == nil {
            page.line(shown + StyledText("  nobody ever set it; the object was made without it"))
            tree(StyledText(noun, .bold), setter, &page)
            return
        }
        tree(shown, setter, &page, was: before.flatMap { $0 })
        decision(behind: setter, &page)
    }

    // MARK: an object

    func object(_ page: inout Page) {
        let writes = trail.writes(of: ref)
        guard let present else {
            page.line(
                StyledText(
                    writes.isEmpty
                        ? "\(noun) does not exist, and no kept write names it." : "\(noun) does not exist."))
            gone(writes, &page)
            return
        }
        if present.meta.isTerminating { terminating(present, writes, &page) }
        if let first = writes.first, first.change.kind == .added {
            tree(StyledText(noun, .bold), first, &page)
        } else {
            page.line(StyledText(noun, .bold) + StyledText("  made before the oldest kept event"))
        }
        if present.resource == .pods && !present.meta.isTerminating { placement(of: present, writes, &page) }
    }

    private func gone(_ writes: [Trail.Write], _ page: inout Page) {
        guard let last = writes.last, last.change.kind == .deleted else { return }
        tree(StyledText("gone", [.bold, .red]), last, &page)
        let marks = writes.filter {
            $0.change.kind == .modified && $0.change.object.meta.isTerminating
                && $0.change.old?.meta.isTerminating == false
        }
        if let mark = marks.last, mark.span.id != last.span.id {
            tree(StyledText("deletion began", .bold), mark, &page)
        }
    }

    /// Why an object that is being deleted is still there, and who began it.
    private func terminating(_ present: APIObject, _ writes: [Trail.Write], _ page: inout Page) {
        page.line(StyledText(noun, .bold) + StyledText("  is being deleted and still there:", .yellow))
        if !present.meta.finalizers.isEmpty {
            page.line(
                StyledText(
                    "finalizers  \(present.meta.finalizers.joined(separator: ", ")) must be taken off first"),
                indent: 2)
        }
        if present.resource == .pods, let grace = present.meta.deletionGraceSeconds {
            let node = present.pod?.nodeName ?? ""
            page.line(
                StyledText(
                    node.isEmpty
                        ? "grace  \(grace)s; it is on no node"
                        : "grace  its containers have \(grace)s to stop; kubelet/\(node) deletes it when they have"
                ),
                indent: 2)
        }
        let began = writes.last { write in
            write.change.object.meta.isTerminating && write.change.old?.meta.isTerminating == false
        }
        if let began { tree(StyledText("deletion began", .bold), began, &page) }
    }

    /// Where a pod is or why it is nowhere.
    private func placement(of pod: APIObject, _ writes: [Trail.Write], _ page: inout Page) {
        if let bound = writes.last(where: { $0.request.request.subresource == "binding" }) {
            decision(behind: bound, &page)
            return
        }
        guard pod.pod?.nodeName.isEmpty == true, let tried = lastDecision() else { return }
        guard case .scheduled(let decision) = tried.body, decision.node == nil else { return }
        page.line(
            StyledText("on no node  ", .yellow) + StyledText(decision.failure),
            right: StyledText("`show \(tried.id)`", .dim))
    }

    private func lastDecision() -> Span<Happening>? {
        var found: Span<Happening>?
        trail.trace.forEachBackward(from: SpanID(trail.trace.count)) { span in
            if case .scheduled(let decision) = span.body, decision.pod.key == ref.key {
                found = span
                return false
            }
            return true
        }
        return found
    }

    /// `chosen among 3   node-2 277 · …`, if a decision of the scheduler stands behind the write.
    private func decision(behind write: Trail.Write, _ page: inout Page) {
        guard let cause = trail.mainCause(of: write.span), case .scheduled(let decision) = cause.body else {
            return
        }
        page.line(
            StyledText(SchedulingWords.choice(decision)),
            right: StyledText("`show \(cause.id)` has the table", .dim))
    }
}
