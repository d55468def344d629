import Documents
import KubeAPI
import Simulation

extension APIServer {
    /// PUT and PATCH, on an object or a subresource of it.
    ///
    /// Upstream: staging/src/k8s.io/apiserver/pkg/registry/rest/update.go, BeforeUpdate;
    /// endpoints/handlers/patch.go.
    mutating func update(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        if request.subresource == "scale" { return try updateScale(&pipeline) }
        if request.verb == .patch(.apply) { return try apply(&pipeline) }
        guard let old = store.object(request.resource, request.key) else { return try createByUpdate(&pipeline) }
        var draft = request.body
        if case .patch(let type) = request.verb { draft = try patched(old, type, &pipeline) }
        let given = draft.at("metadata", "managedFields")
        try decode(&draft, stored: old.value, &pipeline)
        try settleNamespace(&draft, pipeline)
        return try update(draft, old: old, managedFields: given, &pipeline)
    }

    /// What follows when the new version is decoded.
    mutating func update(
        _ given: Value, old: APIObject, managedFields: Value? = nil, _ pipeline: inout Pipeline
    ) throws(Status) -> APIResult {
        let request = pipeline.request
        let info = pipeline.info
        var draft = given
        try checkIdentity(draft, old, &pipeline)
        draft.set(nil, at: "metadata", "resourceVersion")
        try pipeline.stage("default", &draft) { value throws(Status) in
            KindRules.applyDefaults(&value, info, stored: old.value)
        }
        if case .kept = pipeline.ownership { manageFields(of: &draft, old: old, given: managedFields, &pipeline) }
        keepSystemFields(&draft, old)
        try admit(&draft, old: old, &pipeline)
        if request.subresource == "approval" {
            SigningRequests.prepareForApproval(&draft, old: old, at: pipeline.moment)
        } else {
            KindRules.prepareForUpdate(&draft, old: old, info.resource, subresource: request.subresource)
        }
        if info.resource == .persistentVolumes, request.subresource == "status" {
            VolumeStrategy.notePhase(&draft, old: old.value, at: pipeline.moment)
        }
        if info.resource == .services && request.subresource.isEmpty {
            try allocateService(&draft, old: old, &pipeline)
        }
        if draft != old.value {
            try validate(draft, old: old, &pipeline)
            try judge(draft, old: old, .update, &pipeline)
        }
        if isLastFinalizerGone(draft, old) { return .object(removed(old.with(draft), &pipeline), code: 200) }
        return .object(commit(draft, old: old, &pipeline), code: 200)
    }

    /// Rights that nobody may give himself, then the rules of the kind.
    private func validate(_ draft: Value, old: APIObject, _ pipeline: inout Pipeline) throws(Status) {
        let (request, info) = (pipeline.request, pipeline.info)
        try checkEscalation(draft, old: old.value, request)
        let errors = KindRules.validateUpdate(
            draft, old: old.value, info, asked: pipeline.asked, subresource: request.subresource)
        pipeline.note(
            "validate", before: old.value, after: draft, errors.isEmpty ? "valid" : "\(errors.count) errors")
        if !errors.isEmpty { throw .invalid(kind: info.kind, group: info.group, name: old.name, errors) }
        if request.subresource.isEmpty && request.readsWarnings {
            pipeline.warnings += KindRules.warnings(draft, old: old.value, info.resource)
        }
    }

    /// The version without finalizers is never stored: the answer has the revision that was there before.
    private mutating func removed(_ last: APIObject, _ pipeline: inout Pipeline) -> APIObject {
        _ = remove(last, &pipeline)
        return last
    }

    /// PUT of what is not there: a few kinds are made by it.
    private mutating func createByUpdate(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        guard request.verb == .update, request.subresource.isEmpty,
            UpdateRules.createsOnUpdate(request.resource)
        else { throw .notFound(pipeline.info.plural, group: pipeline.info.group, name: request.name) }
        var draft = request.body
        try decode(&draft, &pipeline)
        try settleNamespace(&draft, pipeline)
        try checkName(draft, request.name)
        let info = pipeline.info
        try pipeline.stage("default", &draft) { value throws(Status) in KindRules.applyDefaults(&value, info) }
        manageFields(of: &draft, old: nil, &pipeline)
        return try create(draft, &pipeline)
    }

    func checkName(_ draft: Value, _ name: String) throws(Status) {
        let given = draft.at("metadata", "name")?.string ?? ""
        if given.isEmpty {
            throw .badRequest(
                "the name of the object (\(name) based on URL) was undeterminable: name must be provided")
        }
        if given != name {
            throw .badRequest("the name of the object (\(given)) does not match the name on the URL (\(name))")
        }
    }

    /// The preconditions in the body: name, uid and resourceVersion.
    ///
    /// The uid of a patch is no precondition: DefaultUpdatedObjectInfo has no object then (handlers/patch.go).
    private func checkIdentity(_ draft: Value, _ old: APIObject, _ pipeline: inout Pipeline) throws(Status) {
        let info = pipeline.info
        let metadata = draft["metadata"] ?? .null
        try checkName(draft, old.name)
        if pipeline.request.verb == .update, let uid = metadata["uid"]?.string, !uid.isEmpty, uid != old.uid {
            throw .conflict(
                info.plural, group: info.group, name: old.name, PreconditionProblem.uid(uid, of: old))
        }
        let version = metadata["resourceVersion"]?.string ?? ""
        guard let number = version.isEmpty ? 0 : Int64(version) else {
            throw Status(
                code: 500, reason: "", message: "strconv.ParseUint: parsing \(goQuoted(version)): invalid syntax")
        }
        // 0 says no more than nothing does: upstream reads both as "of no version".
        if number != 0 {
            if number != old.revision {
                pipeline.note("precondition", "resourceVersion \(number) is not \(old.revision)")
                throw .conflict(
                    info.plural, group: info.group, name: old.name,
                    "the object has been modified; please apply your changes to the latest version and try again")
            }
            pipeline.note("precondition", "resourceVersion \(number) is current")
        } else if pipeline.request.verb == .update || !version.isEmpty, !UpdateRules.updatesUnconditionally(info) {
            throw .invalid(
                kind: info.plural, group: info.group, name: old.name,
                [FieldError(.invalid, "metadata.resourceVersion", badValue: "0", "must be specified for an update")])
        }
    }

    /// Fields that only the server sets keep their value; another uid or a time of deletion are refused later.
    private func keepSystemFields(_ draft: inout Value, _ old: APIObject) {
        let before = old.value["metadata"] ?? .null
        if before.isSame(as: draft["metadata"]), before["managedFields"] == nil, before["selfLink"] == nil { return }
        draft.update(at: "metadata") { metadata in
            guard case .object(var fields) = metadata else { return }
            metadata = .null
            for key in ["name", "namespace", "creationTimestamp", "generation", "generateName"] {
                fields[key] = before[key]
            }
            if (fields["uid"]?.string ?? "").isEmpty { fields["uid"] = before["uid"] }
            for key in ["deletionTimestamp", "deletionGracePeriodSeconds"] {
                if let known = before[key] { fields[key] = known }
            }
            fields["managedFields"] = nil
            fields["selfLink"] = nil
            metadata = .object(fields)
        }
    }

    /// An update that takes the last finalizer off an object whose deletion has started removes it.
    ///
    /// Upstream: registry/generic/registry/store.go, ShouldDeleteDuringUpdate.
    private func isLastFinalizerGone(_ draft: Value, _ old: APIObject) -> Bool {
        guard old.meta.isTerminating else { return false }
        if !(draft.at("metadata", "finalizers") ?? .null).isEmpty { return false }
        if !KindRules.specFinalizers(draft, old.resource).isEmpty { return false }
        if old.meta.finalizers.isEmpty && KindRules.specFinalizers(old.value, old.resource).isEmpty { return false }
        return old.meta.deletionGraceSeconds ?? 0 == 0
    }
}

/// What the store says of a write that means an object of another uid.
///
/// Upstream: apiserver/pkg/storage/errors.go, NewInvalidObjError; interfaces.go, Preconditions.Check.
enum PreconditionProblem {
    static func uid(_ uid: String, of object: APIObject) -> String {
        let space = object.namespace.isEmpty ? "" : "\(object.namespace)/"
        let key = "\(object.resource.info.registryPrefix)/\(space)\(object.name)"
        return "StorageError: invalid object, Code: 4, Key: \(key), ResourceVersion: 0, AdditionalErrorMsg: "
            + "Precondition failed: UID in precondition: \(uid), UID in object meta: \(object.uid)"
    }
}

extension APIObject {
    /// The same object at the same revision with another tree.
    func with(_ value: Value) -> APIObject { APIObject(value, after: self, revision: revision) }
}
