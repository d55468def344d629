import Documents
import KubeAPI

extension RequestOptions {
    /// The options in a query; which of them count depends on the verb.
    init(_ query: QueryItems, _ request: HTTPRequest, isWrite: Bool) throws(Status) {
        self.init()
        labelSelector = query["labelSelector"] ?? ""
        fieldSelector = query["fieldSelector"] ?? ""
        limit = Int(try query.number("limit") ?? 0)
        continueToken = query["continue"] ?? ""
        guard isWrite else { return }
        let dryRun = query.all("dryRun").filter { !$0.isEmpty }
        if let wrong = dryRun.first(where: { $0 != "All" }) {
            throw .invalid(
                kind: "\(RequestOptions.kind(of: request.method))", group: "meta.k8s.io", name: "",
                [
                    FieldError(
                        .notSupported, "dryRun", badValue: "[]string{\(JSONWriter.quoted(wrong, escapesHTML: false))}",
                        "supported values: \"All\"")
                ])
        }
        isDryRun = !dryRun.isEmpty
        force = query.flag("force") ?? false
        fieldManager = query["fieldManager"] ?? ""
        if fieldManager.isEmpty { fieldManager = RequestOptions.manager(ofAgent: request.header("User-Agent") ?? "") }
        fieldValidation = try RequestOptions.validation(query["fieldValidation"] ?? "", request.method)
    }

    /// Upstream: apimachinery/pkg/apis/meta/v1/validation, ValidateFieldValidation; unsaid is `Warn`.
    private static func validation(_ text: String, _ method: String) throws(Status) -> FieldValidation {
        if text.isEmpty { return .warn }
        guard let validation = FieldValidation(rawValue: text) else {
            throw .invalid(
                kind: kind(of: method), group: "meta.k8s.io", name: "",
                [
                    FieldError(
                        .notSupported, "fieldValidation", badValue: JSONWriter.quoted(text, escapesHTML: false),
                        "supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")
                ])
        }
        return validation
    }

    private static func kind(of method: String) -> String {
        switch method {
        case "POST": "CreateOptions"
        case "PUT": "UpdateOptions"
        case "PATCH": "PatchOptions"
        default: "DeleteOptions"
        }
    }

    /// What stands before the first slash of a user agent, at most 128 bytes of it.
    ///
    /// Upstream: apiserver/pkg/endpoints/handlers/create.go, prefixFromUserAgent.
    static func manager(ofAgent agent: String) -> String {
        var out = ""
        for scalar in (agent.split(separator: "/", omittingEmptySubsequences: false).first ?? "").unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F { continue }
            if out.utf8.count + String(scalar).utf8.count > 128 { break }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    /// The options of a delete: from its body, or without one from the query.
    mutating func takeDeletion(_ body: Value?, _ query: QueryItems) throws(Status) {
        if let body {
            gracePeriodSeconds = body["gracePeriodSeconds"]?.int
            propagationPolicy = try RequestOptions.policy(body["propagationPolicy"]?.string)
            orphanDependents = body["orphanDependents"]?.bool
            uid = body.at("preconditions", "uid")?.string
            resourceVersion = body.at("preconditions", "resourceVersion")?.string
            if body["dryRun"]?.array?.isEmpty == false { isDryRun = true }
        } else {
            gracePeriodSeconds = try query.number("gracePeriodSeconds")
            propagationPolicy = try RequestOptions.policy(query["propagationPolicy"])
            orphanDependents = query.flag("orphanDependents")
        }
    }

    /// Upstream: apimachinery/pkg/apis/meta/v1/validation/validation.go, ValidateDeleteOptions.
    private static func policy(_ text: String?) throws(Status) -> PropagationPolicy? {
        guard let text, !text.isEmpty else { return nil }
        guard let policy = PropagationPolicy(rawValue: text) else {
            throw .invalid(
                kind: "DeleteOptions", group: "meta.k8s.io", name: "",
                [
                    FieldError(
                        .notSupported, "propagationPolicy", badValue: JSONWriter.quoted(text, escapesHTML: false),
                        "supported values: \"Background\", \"Foreground\", \"Orphan\"")
                ])
        }
        return policy
    }
}
