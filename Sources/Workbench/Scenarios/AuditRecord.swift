import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation

/// The audit log: a function of the trace. `audit.k8s.io/v1` events at level RequestResponse.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/apis/audit/v1/types.go.
enum AuditRecord {
    /// The whole log of a cluster, as far as its trace is kept, an event a line.
    ///
    /// The policy: reads at level Metadata, writes at RequestResponse without managed fields (`omitManagedFields`).
    /// Secrets and tokens stay at Metadata unless they are asked for, as every policy has it.
    static func log(of cluster: Cluster, reads: [ReadNote], withSecrets: Bool) -> String {
        var out = ""
        func add(_ line: Value) { out += JSONWriter.text(line) + "\n" }
        var reads = reads[...]
        func addReads(before id: SpanID) {
            while let read = reads.first, read.next <= id {
                add(line(of: read, number: reads.startIndex, start: cluster.options.start))
                reads.removeFirst()
            }
        }
        for span in cluster.spans(from: cluster.trace.firstKept) {
            addReads(before: span.id)
            let date = cluster.options.start + span.time.microseconds
            if case .process(let happened) = span.body, let watch = happened.watch {
                add(opened(watch.request, by: happened.process, id: "span-\(span.id)", at: date))
            }
            guard case .request(let record) = span.body else { continue }
            let isSecret = record.request.resource == .secrets || record.request.subresource == "token"
            if record.request.verb.isRead {
                add(withoutBodies(line(record, id: span.id, at: date)))
                continue
            }
            for line in lines(span, start: cluster.options.start) {
                add(isSecret && !withSecrets ? withoutBodies(line) : line)
            }
        }
        addReads(before: cluster.trace.nextID)
        return out
    }

    /// A read from outside.
    private static func line(of read: ReadNote, number: Int, start: Int64) -> Value {
        let date = start + read.time.microseconds
        let id = "read-\(number)"
        guard let request = read.request else {
            return envelope(
                id, uri: read.uri, verb: "get", user: read.user, agent: read.userAgent, code: read.code, at: date)
        }
        if request.verb == .watch { return opened(request, by: read.userAgent, id: id, at: date) }
        var line = envelope(
            id, uri: read.uri, verb: request.verb.word, user: read.user,
            agent: read.userAgent.isEmpty ? "kubectl" : read.userAgent, code: read.code, at: date)
        line.set(reference(request, name: request.name), at: "objectRef")
        return line
    }

    /// A watch, which has begun and goes on.
    private static func opened(_ request: APIRequest, by agent: String, id: String, at date: Int64) -> Value {
        var line = envelope(
            id, uri: request.uri, verb: request.verb.word, user: request.user, agent: agent, code: 200, at: date)
        line.set("ResponseStarted", at: "stage")
        line.set(reference(request, name: request.name), at: "objectRef")
        return line
    }

    /// What every line has.
    private static func envelope(
        _ id: String, uri: String, verb: String, user: String, agent: String, code: Int, at micros: Int64
    ) -> Value {
        let date = Value.string(Timestamps.micros(micros))
        return [
            "kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "Metadata", "auditID": .string(id),
            "stage": "ResponseComplete", "requestURI": .string(uri), "verb": .string(verb),
            "user": self.user(UserInfo(named: user)), "userAgent": .string(agent), "sourceIPs": ["127.0.0.1"],
            "responseStatus": ["metadata": [:], "code": .int(Int64(code))],
            "requestReceivedTimestamp": date, "stageTimestamp": date,
        ]
    }

    /// Who asks, or as whom. Upstream: authentication.k8s.io/v1, UserInfo.
    private static func user(_ user: UserInfo) -> Value {
        var shown: Value = ["username": .string(user.name)]
        if !user.uid.isEmpty { shown.set(.string(user.uid), at: "uid") }
        if !user.groups.isEmpty { shown.set(.array(user.groups.map { .string($0) }), at: "groups") }
        for extra in user.extra { shown.set(.array(extra.values.map { .string($0) }), at: "extra", extra.key) }
        return shown
    }

    private static func reference(_ request: APIRequest, name: String) -> Value {
        let info = request.resource.info
        var reference: Value = ["resource": .string(info.plural), "apiVersion": .string(info.version)]
        if !info.group.isEmpty { reference.set(.string(info.group), at: "apiGroup") }
        if !request.namespace.isEmpty { reference.set(.string(request.namespace), at: "namespace") }
        if !name.isEmpty { reference.set(.string(name), at: "name") }
        if !request.subresource.isEmpty { reference.set(.string(request.subresource), at: "subresource") }
        return reference
    }

    private static func withoutBodies(_ line: Value) -> Value {
        var line = line
        line.set("Metadata", at: "level")
        line.set(nil, at: "requestObject")
        line.set(nil, at: "responseObject")
        return line
    }

    /// The lines of one span; none if it is no write. The budget that an eviction spends, and what a quota books, is
    /// written by a request of the API server to itself.
    static func lines(_ span: Span<Happening>, start: Int64) -> [Value] {
        guard case .request(let record) = span.body, !record.request.verb.isRead else { return [] }
        var records: [RequestSpan] = []
        for change in record.changes where isOwn(change, record.request) {
            var spent = APIRequest.update(change.object.value, change.object.resource, subresource: "status")
            spent.user = "system:apiserver"
            records.append(
                RequestSpan(
                    process: "kube-apiserver", component: "", request: spent,
                    result: .object(change.object, code: 200), changes: [change], revision: change.revision,
                    sync: .none, warnings: []))
        }
        return (records + [record]).map { line($0, id: span.id, at: start + span.time.microseconds) }
    }

    private static func isOwn(_ change: Change, _ request: APIRequest) -> Bool {
        switch change.object.resource {
        case .podDisruptionBudgets: request.subresource == "eviction"
        case .resourceQuotas: request.resource != .resourceQuotas && change.kind == .modified
        default: false
        }
    }

    private static func line(_ record: RequestSpan, id: SpanID, at micros: Int64) -> Value {
        let request = record.request
        let isInPath = request.verb != .create || !request.subresource.isEmpty
        let isKnown = isInPath || isDecoded(record)
        let name = request.name.isEmpty ? record.result.object?.name ?? "" : isKnown ? request.name : ""
        var line = envelope(
            "span-\(id)", uri: request.uri, verb: request.verb.word, user: request.user,
            agent: request.userAgent.isEmpty ? record.process : request.userAgent, code: record.result.code, at: micros)
        line.set("RequestResponse", at: "level")
        line.set(user(request.authenticatedUser), at: "user")
        if let impersonated = request.caller?.impersonation {
            line.set(user(impersonated.userInfo), at: "impersonatedUser")
        }
        line.set(reference(request, name: name), at: "objectRef")
        line.set(responseObject(record), at: "responseObject")
        if isDecoded(record) { line.set(requestObject(request), at: "requestObject") }
        return line
    }

    /// A body that was not or could not be read is not in the log, nor is what it says of its name.
    private static func isDecoded(_ record: RequestSpan) -> Bool {
        let isRead = record.request.verb == .create || record.request.verb == .update
        guard isRead, let failure = record.result.failure else { return true }
        return failure.reason != "BadRequest" && !isUnauthorized(failure)
    }

    /// Refused before the body was looked at: such a refusal names nothing.
    private static func isUnauthorized(_ failure: Status) -> Bool {
        failure.reason == "Forbidden" && failure.name.isEmpty
    }

    private static func requestObject(_ request: APIRequest) -> Value {
        if request.verb != .delete { return request.body }
        var options: Value = ["kind": "DeleteOptions", "apiVersion": "v1"]
        if let grace = request.options.gracePeriodSeconds { options.set(.int(grace), at: "gracePeriodSeconds") }
        if let policy = request.options.propagationPolicy {
            options.set(.string(policy.rawValue), at: "propagationPolicy")
        }
        if let orphans = request.options.orphanDependents { options.set(.bool(orphans), at: "orphanDependents") }
        return options
    }

    private static func responseObject(_ record: RequestSpan) -> Value {
        switch record.result {
        case .object(_, code: 101): return .null
        case .object(let object, _):
            // The log holds what a deletion leaves as it is stored, whatever form the client asked for.
            guard record.request.options.asMetadata, record.request.verb != .delete else { return shown(object) }
            let metadata = object.published["metadata"] ?? .null
            return ["kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": metadata]
        case .document(let value, _): return value
        case .failure(let status): return status.value
        case .list(let objects, let revision): return list(objects, revision)
        case .page(let page): return list(page.items, page.revision)
        }
    }

    private static func list(_ objects: [APIObject], _ revision: Int64) -> Value {
        [
            "kind": "List", "apiVersion": "v1", "metadata": ["resourceVersion": .string(String(revision))],
            "items": .array(objects.map(shown)),
        ]
    }

    /// The object as Go prints it, with the zeros that it does not leave out.
    static func shown(_ object: APIObject) -> Value {
        guard let type = object.resource.info.schemaType else { return object.published }
        return Schema.builtIn.encoded(object.published, as: type)
    }
}
