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
    static func log(of cluster: Cluster, withSecrets: Bool) -> String {
        var out = ""
        for span in cluster.spans(from: cluster.trace.firstKept) {
            guard case .request(let record) = span.body else { continue }
            let isSecret = record.request.resource == .secrets || record.request.subresource == "token"
            let date = cluster.options.start + span.time.microseconds
            if record.request.verb.isRead {
                out += JSONWriter.text(withoutBodies(line(record, id: span.id, at: date))) + "\n"
                continue
            }
            for line in lines(span, start: cluster.options.start) {
                out += JSONWriter.text(isSecret && !withSecrets ? withoutBodies(line) : line) + "\n"
            }
        }
        return out
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
        let info = request.resource.info
        var reference: Value = ["resource": .string(info.plural), "apiVersion": .string(info.version)]
        if !info.group.isEmpty { reference.set(.string(info.group), at: "apiGroup") }
        if !request.namespace.isEmpty { reference.set(.string(request.namespace), at: "namespace") }
        let name = request.name.isEmpty ? record.result.object?.name ?? "" : isDecoded(record) ? request.name : ""
        if !name.isEmpty { reference.set(.string(name), at: "name") }
        if !request.subresource.isEmpty { reference.set(.string(request.subresource), at: "subresource") }
        let date = Value.string(Timestamps.micros(micros))
        let query = request.query
        let uri = query.isEmpty ? request.path : "\(request.path)?\(query)"
        var line: Value = [
            "kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "RequestResponse",
            "auditID": .string("span-\(id)"), "stage": "ResponseComplete", "requestURI": .string(uri),
            "verb": .string(request.verb.word),
            "user": ["username": .string(request.user)],
            "userAgent": .string(request.userAgent.isEmpty ? record.process : request.userAgent),
            "sourceIPs": ["127.0.0.1"],
            "objectRef": reference, "responseStatus": ["metadata": [:], "code": .int(Int64(record.result.code))],
            "responseObject": responseObject(record), "requestReceivedTimestamp": date, "stageTimestamp": date,
        ]
        if isDecoded(record) { line.set(requestObject(request), at: "requestObject") }
        return line
    }

    /// A body that could not be read is not in the log, nor is what it says of its name.
    private static func isDecoded(_ record: RequestSpan) -> Bool {
        let isRead = record.request.verb == .create || record.request.verb == .update
        return !isRead || record.result.failure?.reason != "BadRequest"
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
