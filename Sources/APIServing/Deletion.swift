import Documents
import KubeAPI
import Simulation

extension APIServer {
    /// DELETE of one object.
    ///
    /// Upstream: staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go, BeforeDelete;
    /// registry/generic/registry/store.go, Delete and deletionFinalizersForGarbageCollection.
    mutating func delete(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        try DeletionRules.spareSystem(pipeline.request)
        let object = try existing(pipeline.request)
        var nothing = Value.null
        try admit(&nothing, old: object, .delete, &pipeline)
        warnOfOrphans(&pipeline)
        let options = DeletionRules.options(pipeline.request)
        pipeline.isDryRun = options.isDryRun
        return try delete(object, options, &pipeline)
    }

    /// Deletes one object: at once, or when its finalizers and its kubelet have let it go.
    mutating func delete(
        _ object: APIObject, _ options: RequestOptions, _ pipeline: inout Pipeline
    ) throws(Status) -> APIResult {
        let info = pipeline.info
        try DeletionRules.validate(options)
        try checkPreconditions(object, options)
        if info.resource == .namespaces { return try deleteNamespace(object, options, &pipeline) }
        var draft = object.value
        if info.resource == .customResourceDefinitions && !object.meta.isTerminating {
            DefinitionStrategy.markDeleted(&draft, at: pipeline.moment)
            return .object(commit(draft, old: object, &pipeline), code: 200)
        }
        var mustStay = false
        if info.resource == .pods {
            switch try shortenGrace(&draft, object, options, pipeline.moment) {
            case .pending: return .object(object, code: 200)
            case .update: mustStay = true
            case .now: break
            }
        }
        let finalizers = DeletionRules.finalizers(of: object, options)
        if finalizers != object.meta.finalizers {
            draft.set(
                finalizers.isEmpty ? nil : .array(finalizers.map { Value.string($0) }), at: "metadata", "finalizers")
        }
        let held = !finalizers.isEmpty || !KindRules.specFinalizers(draft, info.resource).isEmpty
        if !mustStay && !held { return DeletionAnswers.gone(remove(object.with(draft), &pipeline), info) }
        markDeleted(&draft, object, pipeline.moment)
        pipeline.note(
            "precondition", before: object.value, after: draft,
            held ? "finalizers \(finalizers.joined(separator: ", ")) hold it" : "graceful: its kubelet ends it")
        return .object(commit(draft, old: object, &pipeline), code: 200)
    }

    private func warnOfOrphans(_ pipeline: inout Pipeline) {
        guard pipeline.info.resource == .jobs, pipeline.request.options.propagationPolicy == nil else { return }
        pipeline.warnings.append(JobStrategy.deletionWarning)
    }

    private func checkPreconditions(_ object: APIObject, _ options: RequestOptions) throws(Status) {
        let info = object.resource.info
        func conflict(_ text: String) -> Status {
            .conflict(info.kind, group: info.group, name: object.name, text)
        }
        if let uid = options.uid, uid != object.uid {
            throw conflict(
                "the UID in the precondition (\(uid)) does not match the UID in record (\(object.uid)). "
                    + "The object might have been deleted and then recreated")
        }
        if let version = options.resourceVersion, version != String(object.revision) {
            throw conflict(
                "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record "
                    + "(\(object.revision)). The object might have been modified")
        }
    }

    private enum Graceful { case now, update, pending }

    /// A pod is given time: the first delete sets a deadline, a later one may only shorten it.
    private func shortenGrace(
        _ draft: inout Value, _ pod: APIObject, _ options: RequestOptions, _ moment: Moment
    ) throws(Status) -> Graceful {
        let second: Int64 = 1_000_000
        if let deletion = pod.meta.deletion {
            let pending = pod.meta.deletionGraceSeconds ?? 0
            if pending == 0 { return .now }
            guard var period = options.gracePeriodSeconds.map({ $0 < 0 ? 1 : $0 }) else { return .pending }
            if period >= pending { return .pending }
            var deadline = deletion - pending * second + period * second
            if deadline < moment.date {
                deadline = moment.date
                if period != 0 { period = 1 }
            }
            draft.set(.string(Timestamps.seconds(deadline)), at: "metadata", "deletionTimestamp")
            draft.set(.int(period), at: "metadata", "deletionGracePeriodSeconds")
            return period == 0 ? .now : .update
        }
        var period = options.gracePeriodSeconds ?? pod.at("spec", "terminationGracePeriodSeconds")?.int ?? 0
        if pod.pod?.nodeName.isEmpty == true || pod.pod?.isFinished == true { period = 0 }
        if period < 0 { period = 1 }
        draft.set(.string(Timestamps.seconds(moment.date + period * second)), at: "metadata", "deletionTimestamp")
        draft.set(.int(period), at: "metadata", "deletionGracePeriodSeconds")
        if pod.meta.generation > 0 { draft.set(.int(pod.meta.generation + 1), at: "metadata", "generation") }
        return period == 0 ? .now : .update
    }

    /// Sets the deletion time of an object that stays for now, if that is not done yet.
    private func markDeleted(_ draft: inout Value, _ old: APIObject, _ moment: Moment) {
        guard draft.at("metadata", "deletionTimestamp") == nil else { return }
        draft.set(.string(Timestamps.seconds(moment.date)), at: "metadata", "deletionTimestamp")
        draft.set(.int(0), at: "metadata", "deletionGracePeriodSeconds")
        if old.meta.generation > 0 { draft.set(.int(old.meta.generation + 1), at: "metadata", "generation") }
    }

    /// DELETE of all objects of a namespace that the selectors choose, in the order of their names; the answer is
    /// what they were. The first error ends it. Upstream: store.go, DeleteCollection.
    mutating func deleteCollection(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        let revision = store.revision
        let options = DeletionRules.options(request)
        pipeline.isDryRun = options.isDryRun
        let chosen = try Selection(request).filter(store.list(request.resource, namespace: request.namespace))
        warnOfOrphans(&pipeline)
        for object in chosen { _ = try delete(object, options, &pipeline) }
        return .list(chosen, revision: revision)
    }
}
