/// The query of a path as the options of a request: `limit=2&labelSelector=a%3Db`.
///
/// Upstream: apimachinery meta/v1 CreateOptions … ListOptions, conversion.go and validation/validation.go.
public struct RequestQuery: Sendable {
    /// Decoded, in order.
    public private(set) var items: [(name: String, value: String)] = []

    /// Reads what stands behind the `?` of a path.
    public init(_ text: String) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            items.append((Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : ""))
        }
    }

    /// `%XX` is a byte, `+` a blank; what is no such thing stays.
    private static func decoded(_ text: Substring) -> String {
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                out.append(32)
            } else if byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                out.append(code)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The first value of a name; `nil` if it is not there.
    public subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// `watch=true`.
    public var isWatch: Bool { flag("watch") ?? false }

    /// Only `false` and `0` are false, whatever else is written. Upstream: Convert_Slice_string_To_bool.
    public func flag(_ name: String) -> Bool? {
        self[name].map { !["false", "0"].contains($0.lowercased()) }
    }

    /// A number; 400 if it is none.
    public func number(_ name: String) throws(Status) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let number = Int64(text) else {
            throw .badRequest("strconv.ParseInt: parsing \(goQuoted(text)): invalid syntax")
        }
        return number
    }

    /// The options of a request with this verb; 400 or 422 for what cannot be.
    public func options(_ verb: Verb) throws(Status) -> RequestOptions {
        var options = RequestOptions()
        switch verb {
        case .get: options.resourceVersion = self["resourceVersion"]
        case .list, .watch: try readList(&options)
        case .deleteCollection:
            try readList(&options)
            options.resourceVersion = nil
            try readDelete(&options)
        case .delete: try readDelete(&options)
        case .create, .update, .patch: try readWrite(&options, verb)
        }
        return options
    }

    private func readList(_ options: inout RequestOptions) throws(Status) {
        options.labelSelector = self["labelSelector"] ?? ""
        options.fieldSelector = self["fieldSelector"] ?? ""
        options.resourceVersion = self["resourceVersion"]
        options.resourceVersionMatch = self["resourceVersionMatch"] ?? ""
        options.limit = Int(clamping: try number("limit") ?? 0)
        options.continueToken = self["continue"] ?? ""
        options.sendInitialEvents = flag("sendInitialEvents")
        options.allowsBookmarks = flag("allowWatchBookmarks") ?? false
        options.timeoutSeconds = try number("timeoutSeconds")
    }

    private func readDelete(_ options: inout RequestOptions) throws(Status) {
        options.gracePeriodSeconds = try number("gracePeriodSeconds")
        options.propagationPolicy = try Self.policy(self["propagationPolicy"])
        options.orphanDependents = flag("orphanDependents")
        options.isDryRun = try isDryRun("DeleteOptions")
    }

    private static func policy(_ text: String?) throws(Status) -> PropagationPolicy? {
        guard let text, !text.isEmpty else { return nil }
        if let policy = PropagationPolicy(rawValue: text) { return policy }
        throw .invalid(
            kind: "DeleteOptions", group: "meta.k8s.io", name: "",
            [
                FieldError(
                    .notSupported, "propagationPolicy", badValue: goQuoted(text),
                    "supported values: \"Background\", \"Foreground\", \"Orphan\", \"nil\"")
            ])
    }

    private func readWrite(_ options: inout RequestOptions, _ verb: Verb) throws(Status) {
        let kind: String
        switch verb {
        case .create: kind = "CreateOptions"
        case .update: kind = "UpdateOptions"
        default: kind = "PatchOptions"
        }
        if let force = flag("force") {
            options.force = force
            if verb != .patch(.apply), case .patch = verb {
                throw .invalid(
                    kind: kind, group: "meta.k8s.io", name: "",
                    [FieldError(.forbidden, "force", "may not be specified for non-apply patch")])
            }
        }
        options.fieldManager = self["fieldManager"] ?? ""
        options.isDryRun = try isDryRun(kind)
        let validation = self["fieldValidation"] ?? ""
        guard !validation.isEmpty else {
            options.fieldValidation = .warn
            return
        }
        guard let known = FieldValidation(rawValue: validation) else {
            throw .invalid(
                kind: kind, group: "meta.k8s.io", name: "",
                [
                    FieldError(
                        .notSupported, "fieldValidation", badValue: goQuoted(validation),
                        "supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")
                ])
        }
        options.fieldValidation = known
    }

    private func isDryRun(_ kind: String) throws(Status) -> Bool {
        let wanted = items.filter { $0.name == "dryRun" }.map(\.value)
        if wanted.allSatisfy({ $0 == "All" }) { return !wanted.isEmpty }
        throw .invalid(
            kind: kind, group: "meta.k8s.io", name: "",
            [
                FieldError(
                    .notSupported, "dryRun", badValue: "[" + wanted.map(goQuoted).joined(separator: ",") + "]",
                    "supported values: \"All\"")
            ])
    }
}

extension APIRequest {
    /// The query that asks for the options, without `?`; empty if there is none to name.
    public var query: String {
        var items: [(String, String)] = []
        func add(_ name: String, _ value: String) { if !value.isEmpty { items.append((name, value)) } }
        if verb == .watch {
            add("watch", "true")
            if options.allowsBookmarks { add("allowWatchBookmarks", "true") }
            add("sendInitialEvents", options.sendInitialEvents.map(String.init) ?? "")
            add("timeoutSeconds", options.timeoutSeconds.map(String.init) ?? "")
        }
        add("labelSelector", options.labelSelector)
        add("fieldSelector", options.fieldSelector)
        if verb.isRead {
            add("resourceVersion", options.resourceVersion ?? "")
            add("resourceVersionMatch", options.resourceVersionMatch)
            if options.limit > 0 { add("limit", String(options.limit)) }
            add("continue", options.continueToken)
        } else {
            if options.isDryRun { add("dryRun", "All") }
            add("fieldManager", options.fieldManager)
            if options.force { add("force", "true") }
        }
        items.sort { $0.0 < $1.0 }
        return items.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            let isPlain =
                (48 ... 57).contains(byte) || (65 ... 90).contains(byte) || (97 ... 122).contains(byte)
                || [45, 46, 95, 126].contains(byte)
            if isPlain {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += byte < 16 ? "%0" : "%"
                out += String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }
}
