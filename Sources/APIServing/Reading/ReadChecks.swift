import Documents
import KubeAPI

/// What lists and watches may ask for.
///
/// Upstream: apimachinery meta/internalversion/validation/validation.go; apiserver/pkg/storage/util.go.
enum ReadChecks {
    private static let notOlderThan = "NotOlderThan"
    private static let exact = "Exact"

    /// 422 for options that do not go together.
    static func check(_ options: RequestOptions, isWatch: Bool) throws(Status) {
        let errors = isWatch ? watchErrors(options) : listErrors(options)
        if !errors.isEmpty { throw .invalid(kind: "ListOptions", group: "meta.k8s.io", name: "", errors) }
    }

    private static func listErrors(_ options: RequestOptions) -> [FieldError] {
        var errors: [FieldError] = []
        let match = options.resourceVersionMatch
        if !match.isEmpty {
            if options.resourceVersion?.isEmpty ?? true {
                errors.append(forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"))
            }
            errors += continueErrors(options)
            if match != exact && match != notOlderThan {
                errors.append(
                    FieldError(
                        .notSupported, "resourceVersionMatch", badValue: goQuoted(match),
                        "supported values: \"\", \"Exact\", \"NotOlderThan\""))
            }
            if match == exact && options.resourceVersion == "0" {
                errors.append(forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
            }
        }
        if options.sendInitialEvents != nil {
            errors.append(FieldError(.forbidden, "sendInitialEvents", "sendInitialEvents is forbidden for list"))
        }
        return errors
    }

    private static func watchErrors(_ options: RequestOptions) -> [FieldError] {
        var errors: [FieldError] = []
        let match = options.resourceVersionMatch
        if options.sendInitialEvents != nil && match != notOlderThan {
            errors.append(forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
        }
        if match.isEmpty { return errors }
        if options.sendInitialEvents == nil {
            errors.append(forbidden("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
        }
        if match != notOlderThan {
            errors.append(
                FieldError(
                    .notSupported, "resourceVersionMatch", badValue: goQuoted(match),
                    "supported values: \"NotOlderThan\""))
        }
        return errors + continueErrors(options)
    }

    private static func continueErrors(_ options: RequestOptions) -> [FieldError] {
        options.continueToken.isEmpty
            ? [] : [forbidden("resourceVersionMatch is forbidden when continue is provided")]
    }

    private static func forbidden(_ why: String) -> FieldError {
        FieldError(.forbidden, "resourceVersionMatch", why)
    }

    /// The number behind `resourceVersion`; 0 if none is asked for.
    static func revision(_ text: String?) throws(Status) -> Int64 {
        guard let text, !text.isEmpty else { return 0 }
        if let number = Int64(text), number >= 0, text.utf8.allSatisfy({ (48 ... 57).contains($0) }) { return number }
        throw .badRequest(
            "invalid resource version: resourceVersion: Invalid value: \(goQuoted(text)): strconv.ParseUint: parsing "
                + "\(goQuoted(text)): invalid syntax")
    }

    /// 504 for a revision that is not written yet. Upstream: storage/errors.go, NewTooLargeResourceVersionError.
    static func checkReached(_ revision: Int64, current: Int64) throws(Status) {
        if revision <= current { return }
        throw Status(
            code: 504, reason: "Timeout",
            message: "Timeout: Too large resource version: \(revision), current: \(current)",
            causes: [
                Status.Cause(
                    reason: "ResourceVersionTooLarge", message: "Too large resource version", field: "")
            ], retryAfterSeconds: 1)
    }
}
