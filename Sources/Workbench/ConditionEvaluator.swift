import APIServing
import ClusterSim
import Commands
import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Asks the cluster whether a condition holds.
struct ConditionEvaluator {
    let cluster: Cluster
    let namespace: String
    /// Where the step or command began: `writes …` counts from here.
    let since: SpanID
    let variables: [(name: String, value: String)]

    func variable(_ name: String) -> String? { variables.last { $0.name == name }?.value }

    /// Whether it holds, and the numbers that say so.
    func holds(_ condition: Condition) -> (holds: Bool, evidence: String) {
        switch condition {
        case .count(let selection, let comparison):
            do {
                let count = try objects(selection).count
                return compare(Int64(count), comparison, "\(count) \(word(selection.resource, count))")
            } catch { return (false, error.message.english) }
        case .field(let target, let path, let test): return field(target, path, test)
        case .state(let target, let state): return stateHolds(target, state)
        case .events(let query, let comparison):
            let count = eventCount(query)
            return compare(count, comparison, "\(count) × \(query.reason)")
        case .writes(let query, let comparison):
            let count = writeCount(query)
            return compare(count, comparison, "\(count) \(count == 1 ? "write" : "writes")\(query.whose)")
        case .time(let relation, let microseconds):
            return (relation.holds(cluster.now.microseconds, microseconds), "t=\(cluster.now)")
        case .revision(let comparison): return compare(cluster.revision, comparison, "rev \(cluster.revision)")
        case .outside(let comparison):
            let things = cluster.outside.things
            let list = things.isEmpty ? "nothing" : things.joined(separator: ", ")
            return compare(Int64(things.count), comparison, "outside: \(list)")
        case .quiet:
            let isQuiet = cluster.now - cluster.lastCountedWrite >= Cluster.settleQuiet
            return (isQuiet, "last write at t=\(cluster.lastCountedWrite)")
        case .all(let conditions):
            var evidence: [String] = []
            for one in conditions {
                let result = holds(one)
                evidence.append(result.evidence)
                if !result.holds { return (false, evidence.joined(separator: ", ")) }
            }
            return (true, evidence.joined(separator: ", "))
        case .not(let inner):
            let result = holds(inner)
            return (!result.holds, result.evidence)
        }
    }

    /// `pod` for one, `pods` for others.
    private func word(_ resource: String, _ count: Int) -> String {
        guard let info = cluster.served.find(resource) else { return resource }
        return count == 1 ? info.singular : info.plural
    }

    private func compare(
        _ number: Int64, _ comparison: ConditionComparison, _ evidence: String
    ) -> (holds: Bool, evidence: String) {
        (comparison.holds(number, variables: variable) ?? false, evidence)
    }

    // MARK: what it asks for

    func objects(_ selection: ConditionSelection) throws(WordProblem) -> [APIObject] {
        guard let info = cluster.served.find(selection.resource) else {
            throw WordProblem("no resource `\(selection.resource)`", "没有资源 `\(selection.resource)`")
        }
        var request = APIRequest(.list, info.resource, user: "kubernetes-admin")
        switch selection.scope {
        case .current: request.namespace = info.isNamespaced ? namespace : ""
        case .namespace(let name): request.namespace = name
        case .all: request.namespace = ""
        }
        request.options.labelSelector = selection.labels ?? ""
        request.options.fieldSelector = selection.fields ?? ""
        switch cluster.read(request) {
        case .list(let objects, _):
            return objects.filter { object in selection.filters.allSatisfy { passes(object, $0) } }
        case .failure(let status): throw WordProblem(same: status.message)
        default: return []
        }
    }

    private func passes(_ object: APIObject, _ filter: ConditionFilter) -> Bool {
        switch filter {
        case .active: object.pod?.isActive ?? !object.meta.isTerminating
        case .ready: isReady(object)
        case .terminating: object.meta.isTerminating
        }
    }

    private func isReady(_ object: APIObject) -> Bool {
        if let pod = object.pod { return pod.isReady }
        for condition in object.at("status", "conditions")?.array ?? [] where condition["type"]?.string == "Ready" {
            return condition["status"]?.string == "True"
        }
        if [.replicaSets, .statefulSets].contains(object.resource) {
            return object.at("status", "readyReplicas")?.int ?? 0 == object.at("spec", "replicas")?.int ?? 1
        }
        return false
    }

    func object(_ target: ConditionTarget) -> APIObject? {
        guard let info = cluster.served.find(target.resource) else { return nil }
        var name = target.name
        for (variable, value) in variables where name.contains("$\(variable)") {
            name = name.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$")
            if name == "$\(variable)" { name = value }
        }
        let key = ObjectKey(info.isNamespaced ? target.namespace ?? namespace : "", name)
        return cluster.server.store.object(info.resource, key)
    }

    private func field(
        _ target: ConditionTarget, _ path: FieldPath, _ test: ConditionFieldTest
    ) -> (holds: Bool, evidence: String) {
        guard let found = object(target) else { return (false, "\(target.resource)/\(target.name) is not there") }
        let value = found.published[path]
        let shown = value.map { Condition.text(of: $0) } ?? "absent"
        let text = shown.isEmpty ? "empty" : shown
        return (test.filled(variable).holds(value), "\(target.resource)/\(found.name) \(path) is \(text)")
    }

    private func stateHolds(_ target: ConditionTarget, _ state: ConditionState) -> (holds: Bool, evidence: String) {
        let found = object(target)
        let name = "\(target.resource)/\(target.name)"
        guard let found else { return (state == .gone, "\(name) is gone") }
        switch state {
        case .exists: return (true, "\(name) is there")
        case .gone: return (false, "\(name) is there")
        case .ready: return verdict(name, "ready", isReady(found))
        case .active: return verdict(name, "active", passes(found, .active))
        case .terminating: return verdict(name, "terminating", found.meta.isTerminating)
        }
    }

    private func verdict(_ name: String, _ word: String, _ holds: Bool) -> (holds: Bool, evidence: String) {
        (holds, "\(name) is \(holds ? "" : "not ")\(word)")
    }

    private func eventCount(_ query: ConditionEvents) -> Int64 {
        var count: Int64 = 0
        let wanted = query.target.flatMap { target -> (String, String)? in
            guard let info = cluster.served.find(target.resource) else { return nil }
            return (info.kind, object(target)?.name ?? variable(String(target.name.dropFirst())) ?? target.name)
        }
        for event in cluster.server.store.list(.events, namespace: "") {
            guard event["reason"]?.string == query.reason else { continue }
            if let wanted {
                guard event.at("involvedObject", "kind")?.string == wanted.0,
                    event.at("involvedObject", "name")?.string == wanted.1
                else { continue }
            }
            count += event["count"]?.int ?? event.at("series", "count")?.int ?? 1
        }
        return count
    }

    private func writeCount(_ query: ConditionWrites) -> Int64 {
        var count: Int64 = 0
        let component = ComponentWords.full(query.component)
        let parts = query.resource.split(separator: "/", maxSplits: 1).map(String.init)
        let resource = cluster.served.find(parts.first ?? "")?.resource
        let subresource = parts.count > 1 ? parts[1] : nil
        cluster.trace.forEach(from: since) { span in
            guard case .request(let request) = span.body, !request.request.verb.isRead else { return true }
            let asked = request.request
            let who = request.component.isEmpty ? request.process : request.component
            guard query.component == "any" || who == component || request.process == component else { return true }
            guard query.verb == "any" || asked.verb.word == query.verb else { return true }
            guard query.resource == "any" || asked.resource == resource else { return true }
            if query.resource != "any", asked.subresource != subresource ?? "" { return true }
            if let code = query.code, Int64(request.result.code) != code { return true }
            count += 1
            return true
        }
        return count
    }

    /// The value of an expression, as text.
    func value(_ expression: ConditionExpression) throws(WordProblem) -> String {
        switch expression {
        case .count(let selection): return String(try objects(selection).count)
        case .element(let selection, let pick, let path):
            let found = try objects(selection)
            guard let object = picked(found, pick) else {
                throw WordProblem(
                    "there is no such object: \(found.count) \(selection.resource)",
                    "没有这样的对象：\(selection.resource) 有 \(found.count) 个")
            }
            guard let value = object.published[path] else { throw WordProblem(
                "\(object.key) has no \(path)",
                "\(object.key) 没有 \(path)") }
            return Condition.text(of: value)
        case .field(let target, let path):
            guard let found = object(target) else {
                throw WordProblem(
                    "\(target.resource)/\(target.name) is not there",
                    "\(target.resource)/\(target.name) 不存在")
            }
            guard let value = found.published[path] else { throw WordProblem(
                "\(found.key) has no \(path)",
                "\(found.key) 没有 \(path)") }
            return Condition.text(of: value)
        case .events(let query): return String(eventCount(query))
        case .writes(let query): return String(writeCount(query))
        case .revision: return String(cluster.revision)
        case .outside: return String(cluster.outside.things.count)
        }
    }

    private func picked(_ objects: [APIObject], _ pick: ConditionPick) -> APIObject? {
        switch pick {
        case .index(let index):
            let place = index < 0 ? objects.count + index : index
            return objects.indices.contains(place) ? objects[place] : nil
        case .oldest: return objects.min { ($0.meta.created, $0.name) < ($1.meta.created, $1.name) }
        case .newest: return objects.max { ($0.meta.created, $0.name) < ($1.meta.created, $1.name) }
        }
    }
}

extension ConditionWrites {
    /// ` (update pods/status by kubelet)`: whose writes are counted, and which.
    fileprivate var whose: String {
        var words: [String] = []
        if verb != "any" { words.append(verb) }
        if resource != "any" { words.append(resource) }
        if component != "any" { words.append("by \(component)") }
        return words.isEmpty ? "" : " (\(words.joined(separator: " ")))"
    }
}
