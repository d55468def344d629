import Documents

/// What holds for probes and hooks. Upstream: validateProbe, validateHandler.
enum HandlerRules {
    static func probe(_ kind: String, _ probe: Value, grace: Int64?, _ report: inout FieldReport) {
        handler(probe, grace: grace, &report)
        for field in [
            "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold",
            "failureThreshold",
        ] {
            report.nonNegative(field, probe[field]?.int)
        }
        let own = probe["terminationGracePeriodSeconds"]?.int
        if let own, own <= 0 {
            report.invalid("terminationGracePeriodSeconds", own, "must be greater than 0")
        }
        if kind == "readinessProbe" {
            if let own {
                report.invalid("terminationGracePeriodSeconds", own, "must not be set for readinessProbes")
            }
        } else {
            let successes = probe["successThreshold"]?.int ?? 0
            if successes != 1 { report.invalid("successThreshold", successes, "must be 1") }
        }
    }

    static func handler(_ handler: Value, grace: Int64?, _ report: inout FieldReport) {
        var count = 0
        for kind in ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] {
            guard let action = handler[kind], !action.isNull else { continue }
            if count > 0 {
                report.forbidden(kind, "may not specify more than 1 handler type")
                continue
            }
            count += 1
            report.within(kind) { check(kind, action, grace: grace, &$0) }
        }
        if count == 0 { report.required("", "must specify a handler type") }
    }

    private static func check(_ kind: String, _ action: Value, grace: Int64?, _ report: inout FieldReport) {
        switch kind {
        case "exec":
            if (action["command"]?.array ?? []).isEmpty { report.required("command") }
        case "httpGet":
            if (action["path"]?.string ?? "").isEmpty { report.required("path") }
            port(action["port"], &report)
            report.oneOf("scheme", action["scheme"]?.string, ["HTTP", "HTTPS"], requires: false)
            for header in action["httpHeaders"]?.array ?? [] {
                let name = header["name"]?.string ?? ""
                report.invalid("httpHeaders", name, each: TextRules.headerName(name))
            }
        case "tcpSocket", "grpc": port(action["port"], &report)
        default:
            let seconds = action["seconds"]?.int ?? 0
            if let grace, seconds < 0 || seconds > grace {
                report.invalid(
                    "", seconds,
                    "must be non-negative and less than terminationGracePeriodSeconds (\(grace))")
            }
        }
    }

    /// A port by number or by name. Upstream: ValidatePortNumOrName.
    private static func port(_ port: Value?, _ report: inout FieldReport) {
        if case .string(let name)? = port {
            report.invalid("port", name, each: TextRules.portName(name))
        } else {
            let number = port?.int ?? 0
            for problem in TextRules.portNumber(number) { report.invalid("port", number, problem) }
        }
    }
}
