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
        let info = pipeline.info
        if request.subresource == "scale" { return try updateScale(&pipeline) }
        let old = try existing(request)
        var draft = request.body
        if case .patch(let type) = request.verb {
            draft = old.value
            let patch = request.body
            try pipeline.stage("patch", &draft) { value throws(Status) in
                try Patching.apply(type, patch, to: &value, kind: info.kind, schema: info)
            }
            if patch.at("metadata", "resourceVersion")?.string == nil {
                draft.set(nil, at: "metadata", "resourceVersion")
            }
        }
        try decode(&draft, stored: old.value, &pipeline)
        try checkIdentity(draft, old, &pipeline)
        draft.set(nil, at: "metadata", "resourceVersion")
        try pipeline.stage("default", &draft) { value throws(Status) in
            KindRules.applyDefaults(&value, info, stored: old.value)
        }
        keepSystemFields(&draft, old)
        KindRules.prepareForUpdate(&draft, old: old, subresource: request.subresource)
        try admit(&draft, old: old, &pipeline)
        if draft != old.value {
            try checkEscalation(draft, old: old.value, request)
            let errors = KindRules.validateUpdate(draft, old: old.value, info, subresource: request.subresource)
            pipeline.note(
                "validate", before: old.value, after: draft, errors.isEmpty ? "valid" : "\(errors.count) errors")
            if !errors.isEmpty { throw .invalid(kind: info.kind, group: info.group, name: old.name, errors) }
            if request.subresource.isEmpty {
                pipeline.warnings += KindRules.warnings(draft, old: old.value, info.resource)
            }
            try judge(draft, old: old, .update, &pipeline)
        }
        if info.resource == .services && request.subresource.isEmpty { try allocateAddresses(&draft, old: old) }
        if isLastFinalizerGone(draft, old) {
            return .object(remove(old.with(draft), &pipeline), code: 200)
        }
        return .object(commit(draft, old: old, &pipeline), code: 200)
    }

    /// The preconditions in the body: name, uid and resourceVersion.
    private func checkIdentity(_ draft: Value, _ old: APIObject, _ pipeline: inout Pipeline) throws(Status) {
        let info = pipeline.info
        let metadata = draft["metadata"] ?? .null
        if let name = metadata["name"]?.string, name != old.name {
            throw .badRequest(
                "the name of the object (\(name)) does not match the name on the URL (\(old.name))")
        }
        if let uid = metadata["uid"]?.string, !uid.isEmpty, uid != old.uid {
            throw .conflict(
                info.plural, group: info.group, name: old.name,
                "Precondition failed: UID in precondition: \(uid), UID in object meta: \(old.uid)")
        }
        if let version = metadata["resourceVersion"]?.string, !version.isEmpty {
            guard let number = Int64(version) else {
                throw .badRequest("the resourceVersion \"\(version)\" is not a number")
            }
            if number != old.revision {
                pipeline.note("precondition", "resourceVersion \(number) is not \(old.revision)")
                throw .conflict(
                    info.plural, group: info.group, name: old.name,
                    "the object has been modified; please apply your changes to the latest version and try again")
            }
            pipeline.note("precondition", "resourceVersion \(number) is current")
        }
    }

    /// Fields that only the server sets keep their value.
    private func keepSystemFields(_ draft: inout Value, _ old: APIObject) {
        let before = old.value["metadata"] ?? .null
        if before.isSame(as: draft["metadata"]), before["managedFields"] == nil, before["selfLink"] == nil { return }
        draft.update(at: "metadata") { metadata in
            guard case .object(var fields) = metadata else { return }
            metadata = .null
            for key in [
                "uid", "name", "namespace", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
                "generation", "generateName",
            ] {
                fields[key] = before[key]
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

extension APIObject {
    /// The same object at the same revision with another tree.
    func with(_ value: Value) -> APIObject { APIObject(value, resource, revision: revision) }
}
