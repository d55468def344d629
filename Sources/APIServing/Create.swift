import Documents
import KubeAPI
import Simulation

extension APIServer {
    /// POST: a new object, or a subresource that is created (binding).
    ///
    /// Upstream: staging/src/k8s.io/apiserver/pkg/registry/rest/create.go, BeforeCreate.
    mutating func create(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        switch request.subresource {
        case "": break
        case "binding": return try bind(&pipeline)
        case "eviction": return try evict(&pipeline)
        case "token": return try requestToken(&pipeline)
        default:
            throw .notModelled("\(request.resource.info.plural)/\(request.subresource)")
        }
        let info = pipeline.info
        if info.custom?.isTerminating == true {
            throw Status(
                code: 405, reason: "MethodNotAllowed",
                message: "create not allowed while custom resource definition is terminating")
        }
        var draft = request.body
        try decode(&draft, &pipeline)
        try settleNamespace(&draft, pipeline)
        if APIServer.isReview(info.resource) { return .document(try answer(draft, pipeline), code: 201) }
        try pipeline.stage("default", &draft) { value throws(Status) in KindRules.applyDefaults(&value, info) }
        manageFields(of: &draft, old: nil, &pipeline)
        return try create(draft, &pipeline)
    }

    /// What follows when the draft is decoded and its fields have owners; also for an apply of what is not there.
    mutating func create(_ given: Value, _ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        let info = pipeline.info
        var draft = given
        let generated = fillSystemFields(&draft, pipeline)
        try admit(&draft, old: nil, &pipeline)
        if let generated { draft.set(.string(generated), at: "metadata", "name") }
        KindRules.prepareForCreate(&draft, info.resource)
        if info.resource == .limitRanges, draft.at("metadata", "name")?.isEmpty ?? true {
            // Upstream: pkg/registry/core/limitrange/strategy.go.
            draft.set(.string(makeUID()), at: "metadata", "name")
        }
        if info.resource == .pods { pipeline.warnings += AppArmorAnnotations.apply(to: &draft) }
        if info.resource == .certificateSigningRequests {
            SigningRequests.prepareForCreate(&draft, by: request.actingUser)
        }
        let name = draft.at("metadata", "name")?.string ?? ""
        if info.resource == .services { try allocateService(&draft, old: nil, &pipeline) }
        let errors = KindRules.validateCreate(draft, info, asked: pipeline.asked)
        pipeline.note("validate", after: draft, errors.isEmpty ? "valid" : "\(errors.count) errors")
        if !errors.isEmpty { throw .invalid(kind: info.kind, group: info.group, name: name, errors) }
        if request.readsWarnings { pipeline.warnings += KindRules.warnings(draft, old: nil, info.resource) }
        try checkEscalation(draft, old: nil, request)
        try judge(draft, old: nil, .create, &pipeline)
        let key = ObjectKey(info.isNamespaced ? request.namespace : "", name)
        if let there = store.object(info.resource, key) {
            var status = Status.alreadyExists(info.plural, group: info.group, name: name)
            if there.meta.isTerminating { status.message = "object is being deleted: \(status.message)" }
            throw status
        }
        let object = commit(draft, old: nil, &pipeline)
        return .object(object, code: 201)
    }

    /// Decodes the body: types, unknown fields, kind.
    func decode(_ draft: inout Value, stored: Value? = nil, _ pipeline: inout Pipeline) throws(Status) {
        let info = pipeline.info
        let request = pipeline.request
        var warnings: [String] = []
        try pipeline.stage("decode", &draft) { value throws(Status) in
            if case .patch(let type) = request.verb {
                warnings = try Patching.decode(&value, type, request, stored: stored)
            } else {
                warnings = try KindRules.decode(&value, info, request.options.fieldValidation, stored: stored)
            }
        }
        pipeline.warnings += warnings
        dropDuplicateOwners(&draft, &pipeline)
    }

    /// Of owner references that are wholly alike one stays.
    /// Upstream: apiserver/pkg/endpoints/handlers/rest.go, dedupOwnerReferencesAndAddWarning.
    private func dropDuplicateOwners(_ draft: inout Value, _ pipeline: inout Pipeline) {
        guard let owners = draft.at("metadata", "ownerReferences")?.array, owners.count > 1 else { return }
        var kept: [Value] = []
        var dropped: [String] = []
        for owner in owners {
            if kept.contains(owner) { dropped.append(owner["uid"]?.string ?? "") } else { kept.append(owner) }
        }
        if dropped.isEmpty { return }
        draft.set(.array(kept), at: "metadata", "ownerReferences")
        let when = if case .patch = pipeline.request.verb { " after mutating admission happens" } else { "" }
        pipeline.warnings.append(
            ".metadata.ownerReferences contains duplicate entries\(when); API server dedups owner references in 1.20+, "
                + "and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: "
                + dropped.joined(separator: ", "))
    }

    /// The namespace of the object is that of the path; one that needs none loses what it says.
    /// Upstream: apiserver/pkg/registry/rest/meta.go, EnsureObjectNamespaceMatchesRequestNamespace.
    func settleNamespace(_ draft: inout Value, _ pipeline: Pipeline) throws(Status) {
        let named = draft.at("metadata", "namespace")?.string ?? ""
        if !pipeline.info.isNamespaced {
            if !named.isEmpty { draft.set(nil, at: "metadata", "namespace") }
        } else if named.isEmpty {
            draft.set(.string(pipeline.request.namespace), at: "metadata", "namespace")
        } else if named != pipeline.request.namespace {
            throw .badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
    }

    /// What the server fills in: uid and creation time; what clients may not set is reset. The answer is the generated
    /// name, if one is needed: the object takes it when the plug-ins that change it are through, so what they refuse
    /// is called by its generateName.
    private mutating func fillSystemFields(_ draft: inout Value, _ pipeline: Pipeline) -> String? {
        let uid = makeUID()
        let created = seconds.value(pipeline.moment.date)
        let prefix = draft.at("metadata", "generateName")?.string ?? ""
        let isNamed = !(draft.at("metadata", "name")?.string ?? "").isEmpty
        let generated = prefix.isEmpty || isNamed ? nil : generateName(prefix, pipeline)
        draft.update(at: "metadata") { metadata in
            guard case .object(var fields) = metadata else { return }
            metadata = .null
            fields["uid"] = .string(uid)
            fields["creationTimestamp"] = created
            fields["deletionTimestamp"] = nil
            fields["deletionGracePeriodSeconds"] = nil
            fields["resourceVersion"] = nil
            fields["selfLink"] = nil
            fields["managedFields"] = nil
            metadata = .object(fields)
        }
        return generated
    }

    /// Upstream: apiserver/pkg/storage/names/generate.go: at most 58 characters, then five of the safe alphabet. A name
    /// that is taken is drawn again, eight times in all (RetryGenerateName).
    private mutating func generateName(_ prefix: String, _ pipeline: Pipeline) -> String {
        var name = ""
        for _ in 0 ..< 8 {
            name = prefix.prefix(58) + randomSuffix()
            let key = ObjectKey(pipeline.info.isNamespaced ? pipeline.request.namespace : "", name)
            if store.object(pipeline.info.resource, key) == nil { break }
        }
        return name
    }

    /// Five of the safe alphabet. Upstream: apimachinery/pkg/util/rand.
    mutating func randomSuffix() -> String {
        let alphabet = NameHashes.alphabet
        return String(unsafeUninitializedCapacity: 5) { text in
            for place in 0 ..< 5 { text[place] = alphabet[suffixes.below(alphabet.count)] }
            return 5
        }
    }

    /// A version 4 UUID of the cluster's own chance.
    mutating func makeUID() -> String { uids.uuid() }

    /// Writes the draft, unless it is a dry run or changes nothing.
    mutating func commit(_ draft: Value, old: APIObject?, _ pipeline: inout Pipeline) -> APIObject {
        let resource = pipeline.info.resource
        var fields = pipeline.ownership.fields(old?.fields)
        var draft = draft
        if let custom = pipeline.info.custom { CustomStrategy.stored(&draft, pipeline.info, custom) }
        if resource == .services { ServiceStrategy.stored(&draft) }
        if let old, old.value == draft, !pipeline.ownership.isNews(to: old) {
            pipeline.note("commit", "nothing changed: no write, revision stays \(old.revision)")
            return old
        }
        if pipeline.isDryRun {
            pipeline.note("commit", "dry run: nothing is written")
            return APIObject(draft, resource, revision: old?.revision ?? 0, fields: fields)
        }
        if resource == .services { keepAddresses(of: draft, old: old?.value, &pipeline) }
        if case .noted = pipeline.ownership { fields = fields?.stored(draft) }
        let owners = fields
        let change = store.put(
            { revision in
                if let old { return APIObject(draft, after: old, revision: revision, fields: owners) }
                return APIObject(draft, resource, revision: revision, fields: owners)
            }, old: old)
        pipeline.changes.append(change)
        follow(change)
        if resource == .services, let old { releaseAddresses(of: old.value, notIn: draft, &pipeline) }
        pipeline.note("commit", before: old?.value ?? .null, after: draft, "revision \(change.revision)")
        return change.object
    }

    /// Removes an object for good.
    mutating func remove(_ object: APIObject, _ pipeline: inout Pipeline) -> APIObject {
        if pipeline.isDryRun { return object }
        let change = store.remove(object)
        pipeline.changes.append(change)
        follow(change)
        pipeline.note("commit", before: object.value, "revision \(change.revision): gone")
        if object.resource == .services { releaseService(object, &pipeline) }
        return change.object
    }
}
