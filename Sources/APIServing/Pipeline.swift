import Documents
import KubeAPI
import Simulation

/// One request on its way through the stages.
struct Pipeline {
    private(set) var request: APIRequest
    let moment: Moment
    /// The resource as it is stored.
    let info: ResourceInfo
    /// The version that the request names.
    let asked: ResourceInfo
    /// Nothing is written. An eviction may say so in its body.
    var isDryRun: Bool
    var changes: [Change] = []
    /// Who owns the fields of what is written.
    var ownership = Ownership.kept
    var warnings: [String] = []
    private(set) var stages: [Stage] = []
    let showStages: Bool

    init(request: APIRequest, moment: Moment, showStages: Bool) {
        self.request = request
        self.moment = moment
        self.showStages = showStages
        info = request.resource.stored.info
        asked = request.resource.info
        isDryRun = request.options.isDryRun
        if request.readsWarnings, let deprecation = asked.deprecationWarning { warnings.append(deprecation) }
    }

    /// Notes what a stage did; costs nothing unless stages are shown.
    mutating func note(_ name: String, before: Value = .null, after: Value = .null, _ finding: String) {
        if showStages { stages.append(Stage(name: name, before: before, after: after, finding: finding)) }
    }

    /// Runs a stage that changes the draft.
    mutating func stage(
        _ name: String, _ draft: inout Value, _ body: (inout Value) throws(Status) -> Void
    ) throws(Status) {
        guard showStages else { return try body(&draft) }
        let before = draft
        try body(&draft)
        stages.append(
            Stage(name: name, before: before, after: draft, finding: before == draft ? "nothing to change" : ""))
    }

    /// Whose request it is; anonymous ones are refused.
    mutating func authenticate() throws(Status) {
        if request.user.isEmpty { throw Status(code: 401, reason: "Unauthorized", message: "Unauthorized") }
        guard showStages else { return }
        let user = request.authenticatedUser
        note("authenticate", "user \(user.name), groups \(user.groups.joined(separator: ", "))")
    }

    /// Finds what the request is about; from here on it is about what is stored.
    mutating func resolve() throws(Status) {
        defer { request.resource = info.resource }
        if request.subresource.isEmpty && !info.verbs.contains(request.verb.word) {
            throw Status(
                code: 405, reason: "MethodNotAllowed",
                message: "the server does not allow this method on the requested resource")
        }
        try RefusedRequests.check(request)
        if !request.subresource.isEmpty && !info.subresources.contains(request.subresource) {
            throw Status(
                code: 404, reason: "NotFound", message: "the server could not find the requested resource")
        }
        if info.isNamespaced && request.namespace.isEmpty && request.verb != .list && !request.verb.isRead {
            throw .badRequest("an empty namespace may not be set during creation")
        }
        guard showStages else { return }
        note(
            "resolve",
            "\(request.verb.method) \(request.path) → \(asked.qualified)\(request.subresource.isEmpty ? "" : "/" + request.subresource)"
        )
    }
}
