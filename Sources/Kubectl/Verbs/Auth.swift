import Commands
import Documents
import KubeAPI
import Rendering

/// `auth can-i` and `auth whoami`; `auth reconcile` stands in a file of its own.
///
/// Upstream: kubectl/pkg/cmd/auth/cani.go, whoami.go.
extension Execution {
    private static let knownVerbs = [
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind",
        "impersonate", "*", "approve", "sign", "escalate", "attest",
    ]
    private static let knownPathVerbs = ["get", "put", "post", "head", "options", "delete", "patch", "*"]
    private static let otherResources = ["users", "groups"]

    mutating func auth(on host: inout some KubectlHost) throws(KubectlFailure) {
        switch command.path.dropFirst().first ?? "" {
        case "can-i":
            if command.bool("list") { try listAccess(&host) } else { try askAccess(&host) }
        case "whoami": try whoAmI(&host)
        default: try reconcile(&host)
        }
    }

    // MARK: can-i

    private mutating func askAccess(_ host: inout some KubectlHost) throws(KubectlFailure) {
        guard command.words.count == 2 else {
            throw .message(
                "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth "
                    + "can-i -h' for help and examples.")
        }
        let verb = command.words[0]
        if command.bool("no-headers") { throw .message("--no-headers cannot be set without --list specified") }
        var spec: Value = .object(Fields())
        if command.words[1].hasPrefix("/") {
            if !command.string("subresource").isEmpty {
                throw .message("--subresource can not be used with NonResourceURL")
            }
            if !Execution.knownPathVerbs.contains(verb) { warn("verb '\(verb)' is not a known verb\n") }
            spec.set(["path": .string(command.words[1]), "verb": .string(verb)], at: "nonResourceAttributes")
        } else {
            spec.set(resourceAttributes(verb, host), at: "resourceAttributes")
        }
        let review = try review("SelfSubjectAccessReview", .selfSubjectAccessReviews, spec, &host)
        let isAllowed = review.at("status", "allowed")?.bool == true
        if !isAllowed { exitCode = 1 }
        if command.bool("quiet") { return }
        out += isAllowed ? "yes" : "no"
        for field in ["reason", "evaluationError"] where !isAllowed {
            let why = review.at("status", field)?.string ?? ""
            if !why.isEmpty { out += " - \(why)" }
        }
        out += "\n"
    }

    /// A line of kubectl's own; those that end in a line end get a second one, as upstream has it.
    private mutating func warn(_ text: String) { err += "Warning: \(text)\n" }

    private mutating func resourceAttributes(_ verb: String, _ host: some KubectlHost) -> Value {
        let parts = command.words[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        var attributes: Value = ["verb": .string(verb), "resource": .string(parts[0])]
        let info = parts[0] == "*" ? nil : discovery.find(parts[0])
        if let info {
            attributes.set(.string(info.plural), at: "resource")
            if !info.group.isEmpty { attributes.set(.string(info.group), at: "group") }
            if !info.isNamespaced && !isAllNamespaces {
                let group = info.group.isEmpty ? "" : " in group '\(info.group)'"
                warn("resource '\(info.plural)' is not namespace scoped\(group)\n")
            }
        } else if parts[0] != "*" && !Execution.otherResources.contains(parts[0].lowercased()) {
            let words = parts[0].lowercased().split(separator: ".", maxSplits: 1).map(String.init)
            let group = words.count > 1 ? " in group '\(words[1])'" : ""
            warn("the server doesn't have a resource type '\(words.first ?? "")'\(group)\n")
        }
        if !isAllNamespaces && !Execution.knownVerbs.contains(verb) { warn("verb '\(verb)' is not a known verb\n") }
        if !isAllNamespaces { attributes.set(.string(namespace(host)), at: "namespace") }
        let subresource = command.string("subresource")
        if !subresource.isEmpty { attributes.set(.string(subresource), at: "subresource") }
        if parts.count > 1 { attributes.set(.string(parts[1]), at: "name") }
        return attributes
    }

    private func review(
        _ kind: String, _ resource: Resource, _ spec: Value?, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Value {
        var body: Value = ["apiVersion": .string(resource.info.apiVersion), "kind": .string(kind)]
        body.set(spec, at: "spec")
        return try send(.create(body, resource), &host).value
    }

    // MARK: can-i --list

    private mutating func listAccess(_ host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.words.isEmpty { throw .message("list option must be specified with no arguments") }
        if command.bool("quiet") || isAllNamespaces || !command.string("subresource").isEmpty {
            throw .message("list option can't be specified with neither quiet, all-namespaces nor subresource options")
        }
        let review = try review(
            "SelfSubjectRulesReview", .selfSubjectRulesReviews, ["namespace": .string(namespace(host))], &host)
        let status = review["status"] ?? .null
        if status["incomplete"]?.bool == true {
            warn("the list may be incomplete: \(status.text("evaluationError"))")
        }
        var rows = AccessRow.rows(status).sorted { $0.order < $1.order }.map(\.cells)
        if !command.bool("no-headers") {
            rows.insert(["Resources", "Non-Resource URLs", "Resource Names", "Verbs"], at: 0)
        }
        out += TabStops.get.aligned(rows).map { $0 + "\n" }.joined()
    }

    // MARK: whoami

    private mutating func whoAmI(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let format = try outputFormat(host)
        let review = try review("SelfSubjectReview", .selfSubjectReviews, nil, &host)
        if !format.isTable { return try printDocument(review, format) }
        let user = review.at("status", "userInfo") ?? .null
        var rows = [["ATTRIBUTE", "VALUE"]]
        for (title, field) in [("Username", "username"), ("UID", "uid")] where !user.text(field).isEmpty {
            rows.append([title, user.text(field)])
        }
        if let groups = user["groups"], !groups.isEmpty { rows.append(["Groups", GoStrings.plain(groups)]) }
        for extra in user["extra"]?.fields ?? Fields() {
            rows.append(["Extra: \(extra.key)", GoStrings.plain(extra.value)])
        }
        out += TabStops.get.aligned(rows).map { $0 + "\n" }.joined()
    }
}

/// What may be done with one resource or path.
private struct AccessRow {
    var group = ""
    var resource = ""
    var name: String?
    var path = ""
    var verbs: [String]

    /// Rules taken apart, and those of one resource put together. Upstream: component-helpers auth/rbac,
    /// BreakdownRule and CompactRules.
    static func rows(_ status: Value) -> [AccessRow] {
        var rows: [AccessRow] = []
        func texts(_ value: Value?) -> [String] { (value?.array ?? []).compactMap(\.string) }
        for rule in status["resourceRules"]?.array ?? [] {
            for group in texts(rule["apiGroups"]) {
                for resource in texts(rule["resources"]) {
                    let names = texts(rule["resourceNames"])
                    for name in names.isEmpty ? [nil] : names.map(Optional.some) {
                        let verbs = texts(rule["verbs"])
                        let place = rows.firstIndex {
                            $0.path.isEmpty && $0.group == group && $0.resource == resource && $0.name == name
                        }
                        if let place {
                            rows[place].verbs += verbs.filter { !rows[place].verbs.contains($0) }
                        } else {
                            rows.append(AccessRow(group: group, resource: resource, name: name, verbs: verbs))
                        }
                    }
                }
            }
        }
        for rule in status["nonResourceRules"]?.array ?? [] {
            for path in texts(rule["nonResourceURLs"]) {
                for verb in texts(rule["verbs"]) { rows.append(AccessRow(path: path, verbs: [verb])) }
            }
        }
        return rows
    }

    /// Go's text of the rule, by which upstream sorts.
    var order: String {
        let isPath = !path.isEmpty
        return "Verbs:[\(verbs.joined(separator: " "))],APIGroups:[\(group)],Resources:[\(isPath ? "" : resource)],"
            + "ResourceNames:[\(name ?? "")],NonResourceURLs:[\(path)],"
    }

    var cells: [String] {
        var title = ""
        if path.isEmpty {
            let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
            title = (parts.first ?? "") + (group.isEmpty ? "" : ".\(group)")
            if parts.count > 1 { title += "/\(parts[1])" }
        }
        return [title, "[\(path)]", "[\(name ?? "")]", "[\(verbs.joined(separator: " "))]"]
    }
}
