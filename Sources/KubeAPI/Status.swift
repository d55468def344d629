public import Documents

/// An error answer of the API server: `metav1.Status` with status `Failure`.
///
/// The text and the fields are upstream's, word for word.
/// Upstream: staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go.
public struct Status: Error, Sendable, Equatable {
    /// One thing that was wrong, with the field it was found at.
    public struct Cause: Sendable, Equatable {
        /// `FieldValueInvalid`, `FieldValueRequired`, …
        public var reason: String
        public var message: String
        /// A path such as `spec.containers[0].name`; empty if the cause names none.
        public var field: String

        public init(reason: String, message: String, field: String) {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    /// HTTP code.
    public var code: Int
    /// `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`, …
    public var reason: String
    public var message: String
    /// What the details name: the object, its group and its resource or kind.
    public var name: String
    public var group: String
    public var kind: String
    public var uid: String
    public var causes: [Cause]
    public var retryAfterSeconds: Int
    /// An answer whose details are there though they say nothing.
    ///
    /// Upstream: apimachinery/pkg/api/errors, NewGenericServerResponse.
    public var hasEmptyDetails = false
    /// `metadata.continue` of a list that cannot go on as it began.
    public var continueToken = ""

    public init(
        code: Int, reason: String, message: String, name: String = "", group: String = "", kind: String = "",
        uid: String = "", causes: [Cause] = [], retryAfterSeconds: Int = 0
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.name = name
        self.group = group
        self.kind = kind
        self.uid = uid
        self.causes = causes
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The `v1` `Status` object a client gets.
    public var value: Value {
        var details = Fields()
        if !name.isEmpty { details["name"] = .string(name) }
        if !group.isEmpty { details["group"] = .string(group) }
        if !kind.isEmpty { details["kind"] = .string(kind) }
        if !uid.isEmpty { details["uid"] = .string(uid) }
        if !causes.isEmpty {
            details["causes"] = .array(
                causes.map { cause in
                    var fields = Fields()
                    fields["reason"] = .string(cause.reason)
                    fields["message"] = .string(cause.message)
                    if !cause.field.isEmpty { fields["field"] = .string(cause.field) }
                    return .object(fields)
                })
        }
        if retryAfterSeconds > 0 { details["retryAfterSeconds"] = .int(Int64(retryAfterSeconds)) }
        var out: Fields = Fields([
            ("apiVersion", "v1"), ("kind", "Status"),
            ("metadata", continueToken.isEmpty ? [:] : ["continue": .string(continueToken)]), ("status", "Failure"),
            ("message", .string(message)), ("code", .int(Int64(code)))
        ])
        if !reason.isEmpty { out["reason"] = .string(reason) }
        if !details.isEmpty || hasEmptyDetails { out["details"] = .object(details) }
        return .object(out)
    }
}

extension Status {
    /// `pods "web" not found`. `resource` is the plural, with the group behind a dot if there is one.
    public static func notFound(_ resource: String, group: String, name: String) -> Status {
        Status(
            code: 404, reason: "NotFound", message: "\(qualified(resource, group)) \"\(name)\" not found", name: name,
            group: group, kind: resource)
    }

    /// `pods "web" already exists`.
    public static func alreadyExists(_ resource: String, group: String, name: String) -> Status {
        Status(
            code: 409, reason: "AlreadyExists", message: "\(qualified(resource, group)) \"\(name)\" already exists",
            name: name, group: group, kind: resource)
    }

    /// `Operation cannot be fulfilled on pods "web": …`.
    public static func conflict(_ resource: String, group: String, name: String, _ why: String) -> Status {
        Status(
            code: 409, reason: "Conflict",
            message: "Operation cannot be fulfilled on \(qualified(resource, group)) \"\(name)\": \(why)", name: name,
            group: group, kind: resource)
    }

    /// `pods "web" is forbidden: …`.
    public static func forbidden(_ resource: String, group: String, name: String, _ why: String) -> Status {
        let subject = name.isEmpty ? qualified(resource, group) : "\(qualified(resource, group)) \"\(name)\""
        return Status(
            code: 403, reason: "Forbidden", message: "\(subject) is forbidden: \(why)", name: name, group: group,
            kind: resource)
    }

    /// The answer to a request that the server cannot read.
    public static func badRequest(_ message: String) -> Status {
        Status(code: 400, reason: "BadRequest", message: message)
    }

    /// Something that Orrery does not model. It is refused, never ignored.
    public static func notModelled(_ what: String) -> Status {
        Status(code: 501, reason: "NotImplemented", message: "\(what): not modelled by orrery")
    }

    /// `Pod "web" is invalid: …`: the causes of a failed validation in upstream's form.
    public static func invalid(kind: String, group: String, name: String, _ errors: [FieldError]) -> Status {
        // Of findings that read alike the message has one, the causes have all: ErrorList.ToAggregate.
        var texts: [String] = []
        for error in errors where !texts.contains(error.text) { texts.append(error.text) }
        let body: String
        if texts.count == 1 { body = texts[0] } else { body = "[" + texts.joined(separator: ", ") + "]" }
        return Status(
            code: 422, reason: "Invalid",
            message: "\(group.isEmpty ? kind : "\(kind).\(group)") \"\(name)\" is invalid: \(body)", name: name,
            group: group, kind: kind,
            causes: errors.map { Cause(reason: $0.kind.reason, message: $0.detailText, field: $0.field) })
    }

    private static func qualified(_ resource: String, _ group: String) -> String {
        group.isEmpty ? resource : "\(resource).\(group)"
    }
}

/// One failed check of a field.
///
/// Upstream: staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go.
public struct FieldError: Error, Sendable, Equatable {
    /// What kind of failure it is; decides the words in front.
    public enum Kind: Sendable {
        case notFound, required, duplicate, invalid, notSupported, forbidden, tooLong, tooMany, internalError,
            typeInvalid

        /// The reason in a `Status` cause.
        public var reason: String {
            switch self {
            case .notFound: "FieldValueNotFound"
            case .required: "FieldValueRequired"
            case .duplicate: "FieldValueDuplicate"
            case .invalid: "FieldValueInvalid"
            case .notSupported: "FieldValueNotSupported"
            case .forbidden: "FieldValueForbidden"
            case .tooLong: "FieldValueTooLong"
            case .tooMany: "FieldValueTooMany"
            case .internalError: "InternalError"
            case .typeInvalid: "FieldValueTypeInvalid"
            }
        }

        var words: String {
            switch self {
            case .notFound: "Not found"
            case .required: "Required value"
            case .duplicate: "Duplicate value"
            case .invalid: "Invalid value"
            case .notSupported: "Unsupported value"
            case .forbidden: "Forbidden"
            case .tooLong: "Too long"
            case .tooMany: "Too many"
            case .internalError: "Internal error"
            case .typeInvalid: "Invalid value"
            }
        }
    }

    public var kind: Kind
    /// A path such as `spec.containers[0].name`.
    public var field: String
    /// The bad value as Go prints it (`"x"`, `5`, `null`); empty if none is shown.
    public var badValue: String
    /// What is wrong with it, may be empty.
    public var detail: String

    public init(_ kind: Kind, _ field: String, badValue: String = "", _ detail: String = "") {
        self.kind = kind
        self.field = field
        self.badValue = badValue
        self.detail = detail
    }

    /// The error without the path in front.
    public var detailText: String {
        var out = kind.words
        switch kind {
        case .required, .forbidden, .tooLong, .tooMany, .internalError: break
        default: if !badValue.isEmpty { out += ": " + badValue }
        }
        if !detail.isEmpty { out += ": " + detail }
        return out
    }

    /// The whole error: `spec.containers[0].name: Required value`.
    public var text: String { field.isEmpty ? detailText : "\(field): \(detailText)" }
}
