import Documents
import KubeAPI

/// The LimitRanges of a namespace: what containers get that say nothing, and what is too little or too much.
///
/// Where several bounds are broken they are told in the order of their names; upstream takes them as they come out of
/// a Go map. Upstream: plugin/pkg/admission/limitranger/admission.go.
enum LimitRanger {
    static let plugin = AdmissionPlugin(
        name: "LimitRanger", operations: [.create, .update], resources: [.pods, .persistentVolumeClaims],
        subresources: ["resize"], mutate: admit, judge: judge)

    static let annotation = "kubernetes.io/limit-ranger"

    /// The items of all LimitRanges of the namespace, if the request is one that they are about.
    private static func limits(_ server: APIServer, _ attributes: AdmissionAttributes) -> [[Value]] {
        guard server.store.count(.limitRanges) > 0, attributes.old?.meta.isTerminating != true else { return [] }
        // A pod's containers do not change later, unless it is resized.
        let isResize = attributes.request.subresource == "resize"
        if attributes.resource == .pods, attributes.operation == .update, !isResize { return [] }
        return server.store.list(.limitRanges, namespace: attributes.request.namespace)
            .map { $0.at("spec", "limits")?.array ?? [] }
    }

    // MARK: defaults

    private static func admit(
        _ server: inout APIServer, _ draft: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.resource == .pods else { return }
        for items in limits(server, attributes) {
            var requests = Fields()
            var maxima = Fields()
            for item in items where item["type"]?.string == "Container" {
                for member in item["defaultRequest"]?.fields?.members ?? [] { requests[member.key] = member.value }
                for member in item["default"]?.fields?.members ?? [] { maxima[member.key] = member.value }
            }
            setDefaults(&draft, requests: requests, limits: maxima)
        }
    }

    private static func setDefaults(_ pod: inout Value, requests: Fields, limits: Fields) {
        var done: [String] = []
        for (list, kind) in [("containers", "container"), ("initContainers", "init container")] {
            guard pod.at("spec", list)?.array?.isEmpty == false else { continue }
            pod.update(at: "spec", list) { value in
                var containers = value.array ?? []
                value = .null
                for index in containers.indices {
                    let name = containers[index]["name"]?.string ?? ""
                    let setRequests = fill(&containers[index], "requests", requests)
                    let setLimits = fill(&containers[index], "limits", limits)
                    if !setRequests.isEmpty {
                        done.append("\(setRequests.joined(separator: ", ")) request for \(kind) \(name)")
                    }
                    if !setLimits.isEmpty {
                        done.append("\(setLimits.joined(separator: ", ")) limit for \(kind) \(name)")
                    }
                }
                value = .array(containers)
            }
        }
        if done.isEmpty { return }
        pod.set(
            .string("LimitRanger plugin set: " + done.joined(separator: "; ")), at: "metadata", "annotations",
            annotation)
    }

    /// - Returns: the names that were missing.
    private static func fill(_ container: inout Value, _ kind: String, _ amounts: Fields) -> [String] {
        var missing: [String] = []
        for member in amounts.members where container.at("resources", kind, member.key) == nil {
            container.set(member.value, at: "resources", kind, member.key)
            missing.append(member.key)
        }
        return missing
    }

    // MARK: bounds

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        for items in limits(server, attributes) {
            var problems: [String] = []
            for item in items {
                problems += attributes.resource == .pods ? ofPod(draft, item) : ofClaim(draft, item)
            }
            guard let first = problems.first else { continue }
            throw attributes.forbidden(
                draft, problems.count == 1 ? first : "[\(unique(problems).joined(separator: ", "))]")
        }
    }

    private static func unique(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func ofClaim(_ claim: Value, _ item: Value) -> [String] {
        guard item["type"]?.string == "PersistentVolumeClaim" else { return [] }
        let asked = ResourceList(reading: claim.at("spec", "resources", "requests"))
        var problems: [String] = []
        for bound in ResourceList(reading: item["min"]).entries {
            problems += [LimitBound.least(bound, "PersistentVolumeClaim", asked, ResourceList())].compactMap { $0 }
        }
        for bound in ResourceList(reading: item["max"]).entries {
            problems += [LimitBound.mostAsked(bound, "PersistentVolumeClaim", asked)].compactMap { $0 }
        }
        return problems
    }

    private static func ofPod(_ pod: Value, _ item: Value) -> [String] {
        let spec = pod["spec"] ?? .null
        switch item["type"]?.string {
        case "Container":
            let all = (spec["containers"]?.array ?? []) + (spec["initContainers"]?.array ?? [])
            return all.flatMap { container in
                LimitBound.broken(
                    item, "Container", ResourceList(reading: container.at("resources", "requests")),
                    ResourceList(reading: container.at("resources", "limits")))
            }
        case "Pod":
            return LimitBound.broken(
                item, "Pod", PodAmounts.requests(spec, hasOverhead: false),
                PodAmounts.limits(spec, hasOverhead: false))
        default: return []
        }
    }
}

/// The bounds of one item of a LimitRange, and what is said of one that is broken.
private enum LimitBound {
    static func broken(_ item: Value, _ type: String, _ asked: ResourceList, _ limits: ResourceList) -> [String] {
        var out: [String?] = []
        for bound in ResourceList(reading: item["min"]).entries { out.append(least(bound, type, asked, limits)) }
        for bound in ResourceList(reading: item["max"]).entries { out.append(most(bound, type, asked, limits)) }
        for bound in ResourceList(reading: item["maxLimitRequestRatio"]).entries {
            out.append(ratio(bound, type, asked, limits))
        }
        return out.compactMap { $0 }
    }

    static func least(
        _ bound: ResourceList.Entry, _ type: String, _ asked: ResourceList, _ limits: ResourceList
    ) -> String? {
        let start = "minimum \(bound.name) usage per \(type) is \(bound.amount)"
        guard let request = asked[bound.name] else { return "\(start).  No request is specified" }
        if request < bound.amount { return "\(start), but request is \(request)" }
        if let limit = limits[bound.name], limit < bound.amount { return "\(start), but limit is \(limit)" }
        return nil
    }

    private static func most(
        _ bound: ResourceList.Entry, _ type: String, _ asked: ResourceList, _ limits: ResourceList
    ) -> String? {
        let start = "maximum \(bound.name) usage per \(type) is \(bound.amount)"
        guard let limit = limits[bound.name] else { return "\(start).  No limit is specified" }
        if limit > bound.amount { return "\(start), but limit is \(limit)" }
        if let request = asked[bound.name], request > bound.amount { return "\(start), but request is \(request)" }
        return nil
    }

    static func mostAsked(_ bound: ResourceList.Entry, _ type: String, _ asked: ResourceList) -> String? {
        let start = "maximum \(bound.name) usage per \(type) is \(bound.amount)"
        guard let request = asked[bound.name] else { return "\(start).  No request is specified" }
        return request > bound.amount ? "\(start), but request is \(request)" : nil
    }

    private static func ratio(
        _ bound: ResourceList.Entry, _ type: String, _ asked: ResourceList, _ limits: ResourceList
    ) -> String? {
        let start = "\(bound.name) max limit to request ratio per \(type) is \(bound.amount)"
        let request = asked[bound.name] ?? .zero
        let limit = limits[bound.name] ?? .zero
        if request.isZero { return "\(start), but no request is specified or request is 0" }
        if limit.isZero { return "\(start), but no limit is specified or limit is 0" }
        let have = Double(limit.milliValue) / Double(request.milliValue)
        if have * 1000 <= Double(bound.amount.milliValue) { return nil }
        let millionths = Int64((have * 1_000_000).rounded())
        let rest = String(millionths % 1_000_000)
        let digits = String(repeating: "0", count: 6 - rest.utf8.count) + rest
        return "\(start), but provided ratio is \(millionths / 1_000_000).\(digits)"
    }
}
