/// What a schema says about strings: length, pattern, format.
///
/// Upstream: kube-openapi pkg/validation/validate/validator.go, stringValidator, and formats.go.
enum StringCheck {
    /// Only the first of the rules that are broken is told.
    static func findings(_ text: String, _ rules: ValueRules, _ path: String) -> SchemaFindings {
        var found = SchemaFindings()
        let length = Int64(text.unicodeScalars.count)
        if let most = rules.maxLength, length > most {
            found.add(
                SchemaFinding(
                    kind: .tooLong, name: path, message: "\(path) in body should be at most \(most) chars long",
                    detail: "may not be more than \(most) \(most == 1 ? "byte" : "bytes")"))
        } else if let least = rules.minLength, length < least {
            found.add(.broken(path, "should be at least \(least) chars long", value: goQuoted(text)))
        } else {
            switch rules.matcher {
            case .success(let pattern)? where !pattern.matches(text):
                found.add(.broken(path, "should match '\(rules.pattern)'", value: goQuoted(text)))
            case .failure(let problem)?:
                found.add(
                    .broken(
                        path, "should match '\(rules.pattern), but pattern is invalid: \(problem.text)'",
                        value: goQuoted(text)))
            default: break
            }
        }
        return found
    }

    static func format(_ text: String, _ format: String, _ path: String) -> SchemaFindings {
        var found = SchemaFindings()
        if !StringFormats.fits(text, format) { found.add(.type(path, format, found: text)) }
        return found
    }
}
