import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// One sync of a learner's controller, step by step.
struct RulePass {
    let rule: ControllerRule
    /// The parent: as the cache has it, then as the last answer did.
    var parent: APIObject
    /// What became of each kind of children; `nil`: it is missing.
    var children: [APIObject?] = []

    /// Makes a pass over `parent`.
    init(rule: ControllerRule, parent: APIObject) {
        self.rule = rule
        self.parent = parent
    }

    // MARK: the finalizer

    private var outsideThing: String? {
        guard let finalizer = rule.finalizer, !finalizer.outsideKind.isEmpty else { return nil }
        return "\(finalizer.outsideKind)/\(RuleTemplate.named(finalizer.outsideName, parent.name))"
    }

    /// Before anything outside is made, the finalizer is on the parent: whatever happens then, somebody will clear up.
    mutating func guardOutside(_ context: inout SyncContext<RuleMemory>) throws(RuleStop) {
        guard let finalizer = rule.finalizer else { return }
        let isLate = rule.has(.lateFinalizer)
        if isLate { makeOutside(&context) }
        if !parent.meta.finalizers.contains(finalizer.name) {
            context.note(
                .rule("finalizer-first", detail: "\(finalizer.name) is put on before anything outside is made"))
            let names = parent.meta.finalizers + [finalizer.name]
            parent = try write(with(finalizers: names), parent.resource, &context)
        }
        if !isLate { makeOutside(&context) }
    }

    private func makeOutside(_ context: inout SyncContext<RuleMemory>) {
        if let outsideThing { context.act(OutsideCall(.make, outsideThing)) }
    }

    /// The parent is being deleted: clear up outside, then take the finalizer off.
    mutating func letGo(_ context: inout SyncContext<RuleMemory>) throws(RuleStop) {
        guard let finalizer = rule.finalizer, parent.meta.finalizers.contains(finalizer.name) else { return }
        context.note(.rule("finalizer-first", detail: "what is outside goes first, then \(finalizer.name)"))
        if let outsideThing { context.act(OutsideCall(.remove, outsideThing)) }
        let names = parent.meta.finalizers.filter { $0 != finalizer.name }
        parent = try write(with(finalizers: names), parent.resource, &context)
    }

    private func with(finalizers: [String]) -> Value {
        var draft = parent.published
        let names = finalizers.map { Value.string($0) }
        draft.set(names.isEmpty ? nil : .array(names), at: "metadata", "finalizers")
        return draft
    }

    // MARK: children

    /// Makes a child that is missing, changes one that differs.
    mutating func bring(_ index: Int, _ context: inout SyncContext<RuleMemory>) throws(RuleStop) {
        let child = rule.children[index]
        guard let resource = context.discovered.find(child.resource)?.resource else {
            throw .failed("the server could not find the requested resource \(child.resource)")
        }
        context.noteCache(resource)
        let desired = try desired(child, resource)
        guard let found = find(child, resource, &context) else {
            children.append(nil)
            let name = child.name(of: parent.name)
            context.note(.rule("reconcile-create", detail: "\(child.resource) \(name) is missing"))
            if rule.createsMissing { children[index] = try create(desired, child, resource, &context) }
            return
        }
        children.append(found)
        if !rule.has(.noOwner), found.meta.controllerUID != parent.uid { try refuse(found, &context) }
        let fields = RuleDifference.fields(desired, found.value)
        guard !fields.isEmpty else { return }
        for field in fields {
            let have = field.have.map { JSONWriter.text($0) } ?? "nothing"
            context.note(
                .rule(
                    "reconcile-update", detail: "\(field.path) should be \(JSONWriter.text(field.want)), is \(have)"))
        }
        guard rule.updatesDifferent else { return }
        let changed = RuleDifference.merged(desired, into: found.published)
        children[index] = try write(changed, resource, &context)
        tell("Updated", found, &context)
    }

    /// The child as the template has it, with the parent's values.
    private func desired(_ child: ControllerRule.Child, _ resource: Resource) throws(RuleStop) -> Value {
        var value: Value
        do {
            value = try RuleTemplate.filled(child.template, from: parent.published) ?? .object(Fields())
        } catch {
            throw .failed("\(child.file) needs \(error.path), which \(parent.name) does not have")
        }
        value.set(.string(resource.info.apiVersion), at: "apiVersion")
        value.set(.string(resource.info.kind), at: "kind")
        value.set(parent.namespace.isEmpty ? nil : .string(parent.namespace), at: "metadata", "namespace")
        let hasOwnName = !rule.has(.randomNames)
        value.set(hasOwnName ? .string(child.name(of: parent.name)) : nil, at: "metadata", "name")
        return value
    }

    /// By its name; with `bug random-names` whatever the parent controls.
    private func find(
        _ child: ControllerRule.Child, _ resource: Resource, _ context: inout SyncContext<RuleMemory>
    ) -> APIObject? {
        if rule.has(.randomNames) { return owned(resource, &context).first }
        return context.cached(resource, ObjectKey(parent.namespace, child.name(of: parent.name)))
    }

    private func owned(_ resource: Resource, _ context: inout SyncContext<RuleMemory>) -> [APIObject] {
        context.cachedList(resource, namespace: parent.namespace).filter { $0.meta.controllerUID == parent.uid }
    }

    private func create(
        _ desired: Value, _ child: ControllerRule.Child, _ resource: Resource,
        _ context: inout SyncContext<RuleMemory>
    ) throws(RuleStop) -> APIObject? {
        var draft = desired
        if rule.has(.randomNames) {
            draft.set(.string(child.name(of: parent.name) + "-"), at: "metadata", "generateName")
        }
        if !rule.has(.noOwner) {
            draft.set(.array([OwnerReference(controller: parent).value]), at: "metadata", "ownerReferences")
        }
        let made = try answer(.create(draft, resource), &context)
        if let made { tell("Created", made, &context) }
        return made
    }

    /// Upstream: sample-controller, ErrResourceExists.
    private func refuse(_ found: APIObject, _ context: inout SyncContext<RuleMemory>) throws(RuleStop) {
        let message = "Resource \"\(found.name)\" already exists and is not managed by \(parent.resource.info.kind)"
        let kind = found.resource.info.kind
        context.note(.rule("not-ours", detail: "\(kind) \(found.name) is not controlled by this object"))
        context.record(type: "Warning", reason: "ErrResourceExists", message: message, on: parent)
        throw .failed(message)
    }

    private func tell(_ what: String, _ child: APIObject, _ context: inout SyncContext<RuleMemory>) {
        let kind = child.resource.info.kind
        context.record(
            type: "Normal", reason: "\(what)Child", message: "\(what) \(kind) \(child.name)", on: parent)
    }

    // MARK: the status

    /// Writes what the rule says of the status, if it is not there already.
    mutating func writeStatus(_ context: inout SyncContext<RuleMemory>) throws(RuleStop) {
        if rule.status.isEmpty && !rule.has(.clockInStatus) { return }
        var draft = parent.published
        for line in rule.status {
            let value = value(of: line, &context)
            draft.set(value, path: (["status"] + line.path)[...])
        }
        if rule.has(.clockInStatus) { draft.set(now(context), at: "status", "lastSync") }
        if draft["status"] ?? .object(Fields()) == parent["status"] ?? .object(Fields()) { return }
        context.note(.rule("reconcile-status", detail: "status is worked out anew from what is there"))
        let hasOwnWay = parent.resource.info.subresources.contains("status")
        parent = try write(draft, parent.resource, subresource: hasOwnWay ? "status" : "", &context)
    }

    private func now(_ context: SyncContext<RuleMemory>) -> Value { .string(Timestamps.micros(context.moment.date)) }

    private func value(of line: ControllerRule.StatusLine, _ context: inout SyncContext<RuleMemory>) -> Value? {
        switch line.source {
        case .parent(let path): return parent.published[path]
        case .child(let index, let path):
            return children.indices.contains(index) ? children[index]?.published[path] : nil
        case .now: return now(context)
        case .count where rule.has(.countEvents):
            let before = parent.value.at("status")?[FieldPath(line.path.map { .key($0) })]?.int ?? 0
            let key = parent.key
            let told = context.remember { memory in
                defer { memory.own.told[key] = nil }
                return Int(memory.own.told[key] ?? 0)
            }
            return .int(before + Int64(told))
        case .count:
            var count = 0
            var seen: [String] = []
            for child in rule.children where !seen.contains(child.resource) {
                seen.append(child.resource)
                guard let resource = context.discovered.find(child.resource)?.resource else { continue }
                count += owned(resource, &context).count
            }
            return Value(count)
        }
    }

    // MARK: requests

    private func write(
        _ draft: Value, _ resource: Resource, subresource: String = "", _ context: inout SyncContext<RuleMemory>
    ) throws(RuleStop) -> APIObject {
        let request = APIRequest.update(draft, resource, subresource: subresource)
        guard let object = try answer(request, &context) else { throw .failed("no answer") }
        return object
    }

    private func answer(
        _ request: APIRequest, _ context: inout SyncContext<RuleMemory>
    ) throws(RuleStop) -> APIObject? {
        let result: APIResult
        do { result = try context.send(request) } catch { throw .interrupted(error) }
        guard let failure = result.failure else { return result.object }
        if failure.reason == "Conflict" {
            context.note(.rule("conflict-retry", detail: "somebody else wrote \(request.name) meanwhile"))
            throw .conflict(failure.message)
        }
        if failure.reason == "AlreadyExists" {
            context.note(
                .rule("deterministic-names", detail: "\(request.name) is there: only the cache does not know it yet"))
        }
        throw .failed(failure.message)
    }
}
