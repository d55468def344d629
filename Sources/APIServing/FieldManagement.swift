import Documents
import KubeAPI
import Simulation

/// What a request makes of the owners of an object's fields.
enum Ownership {
    /// They stay.
    case kept
    /// A write by Update that is noted, to be worked out when it is asked for.
    case noted(FieldHistory?)
    /// The request itself says who owns what, so a write may change nothing else.
    case stated(FieldHistory?)

    /// The owners of the new version.
    func fields(_ old: FieldHistory?) -> FieldHistory? {
        switch self {
        case .kept: old
        case .noted(let fields), .stated(let fields): fields
        }
    }

    /// Is that alone a reason to write? Times alone are none.
    ///
    /// Upstream: apiserver endpoints/handlers/fieldmanager/equality.go.
    func isNews(to old: APIObject) -> Bool {
        guard case .stated(let fields) = self else { return false }
        let (before, after) = (old.fields?.managed ?? ManagedFields(), fields?.managed ?? ManagedFields())
        return !before.isSame(exceptTimes: after)
    }
}

extension APIServer {
    /// Notes who changes which fields: after decoding and defaulting, before admission, as upstream does.
    ///
    /// `given` is `metadata.managedFields` as the client sent it. Upstream:
    /// apimachinery/pkg/util/managedfields/internal/fieldmanager.go, Update.
    func manageFields(of draft: inout Value, old: APIObject?, given: Value? = nil, _ pipeline: inout Pipeline) {
        if draft.at("metadata", "managedFields") != nil { draft.set(nil, at: "metadata", "managedFields") }
        let request = pipeline.request
        let write = FieldHistory.Write(
            old: old?.value, new: draft, resource: pipeline.asked.resource, manager: request.fieldManager,
            subresource: request.subresource, time: pipeline.moment.date / 1_000_000)
        if let given, request.subresource.isEmpty {
            pipeline.ownership = .stated(Self.history(given, old, write))
        } else if let old {
            if old.fields == nil || old.value == draft { return }
            pipeline.ownership = .noted(FieldHistory(write, after: old.fields))
        } else {
            pipeline.ownership = .noted(FieldHistory(write, after: nil))
        }
        guard pipeline.showStages else { return }
        let before = old?.managedFields ?? .null
        let after = pipeline.ownership.fields(old?.fields)?.managed.value ?? .null
        pipeline.note(
            "field management", before: before, after: after,
            before == after ? "nothing to change" : "\(request.fieldManager) by Update")
    }

    /// What a client says of the owners: an empty list, or a list of one empty entry, forgets them all; what cannot
    /// be read is as if it were not there.
    private static func history(_ given: Value, _ old: APIObject?, _ write: FieldHistory.Write) -> FieldHistory? {
        let entries = given.array ?? []
        if entries.isEmpty || entries == [[:]] { return old == nil ? FieldHistory(write, after: nil) : nil }
        if let fields = try? ManagedFields.read(given), !fields.isEmpty {
            return FieldHistory(write, after: FieldHistory(fields))
        }
        if old != nil && old?.fields == nil { return nil }
        return FieldHistory(write, after: old?.fields)
    }
}

extension APIRequest {
    /// Whose name stands at the fields: that of the options, else the first part of the client's own name.
    ///
    /// Upstream: apiserver endpoints/handlers/create.go, managerOrUserAgent.
    var fieldManager: String {
        if !options.fieldManager.isEmpty { return options.fieldManager }
        if !userAgent.isEmpty {
            let prefix = userAgent.prefix { $0 != "/" }
            return String(prefix.prefix(128))
        }
        if user.hasPrefix("system:node:") { return "kubelet" }
        if user.hasPrefix("system:serviceaccount:kube-system:") { return "kube-controller-manager" }
        if user == "kubernetes-admin" { return "kubectl" }
        let name = user.split(separator: ":").last.map(String.init) ?? ""
        return name == "apiserver" ? "kube-apiserver" : name
    }
}
