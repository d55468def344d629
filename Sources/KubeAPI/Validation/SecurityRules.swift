import Documents

/// What holds for security settings. Upstream: validatePodSpecSecurityContext, ValidateSecurityContext.
enum SecurityRules {
    static func pod(_ spec: Value, _ report: inout FieldReport) {
        guard let context = spec["securityContext"], !context.isEmpty else {
            return hostUsers(spec, &report)
        }
        report.within("securityContext") { report in
            for field in ["fsGroup", "runAsUser", "runAsGroup"] { id(field, context, &report) }
            for (index, group) in (context["supplementalGroups"]?.array ?? []).enumerated() {
                if let number = group.int {
                    for problem in TextRules.userID(number) {
                        report.invalid("supplementalGroups[\(index)]", number, problem)
                    }
                }
            }
            if spec["shareProcessNamespace"]?.bool == true, spec["hostPID"]?.bool == true {
                report.add(
                    .invalid, "shareProcessNamespace", badValue: "true",
                    "ShareProcessNamespace and HostPID cannot both be enabled")
            }
            SysctlRules.check(context, spec, &report)
            report.oneOf(
                "fsGroupChangePolicy", context["fsGroupChangePolicy"]?.string,
                ["Always", "OnRootMismatch"],
                requires: false)
            report.member("seccompProfile", of: context) { seccomp($1, &$0) }
            report.member("appArmorProfile", of: context) { AppArmorRules.profile($1, &$0) }
            report.oneOf(
                "supplementalGroupsPolicy", context["supplementalGroupsPolicy"]?.string,
                ["Merge", "Strict"],
                requires: false)
            report.oneOf(
                "seLinuxChangePolicy", context["seLinuxChangePolicy"]?.string, ["Recursive"],
                requires: false)
        }
        hostUsers(spec, &report)
    }

    static func container(_ container: Value, _ spec: Value, _ report: inout FieldReport) {
        guard let context = container["securityContext"], !context.isEmpty else { return }
        report.within("securityContext") { report in
            for field in ["runAsUser", "runAsGroup"] { id(field, context, &report) }
            if let mount = context["procMount"]?.string {
                report.oneOf("procMount", mount, ["Default", "Unmasked"])
                if mount == "Unmasked", spec["hostUsers"]?.bool != false {
                    report.invalid("procMount", mount, "`hostUsers` must be false to use `Unmasked`")
                }
            }
            report.member("seccompProfile", of: context) { seccomp($1, &$0) }
            escalation(context, &report)
            report.member("appArmorProfile", of: context) { AppArmorRules.profile($1, &$0) }
        }
    }

    private static func escalation(_ context: Value, _ report: inout FieldReport) {
        guard context["allowPrivilegeEscalation"]?.bool == false else { return }
        func refuse(_ what: String) {
            let shown = Schema.builtIn.goInternalJSON(context, as: "core/v1.SecurityContext")
            report.add(.invalid, "", badValue: shown, "cannot set `allowPrivilegeEscalation` to false and \(what)")
        }
        if context["privileged"]?.bool == true { refuse("`privileged` to true") }
        if context.at("capabilities", "add")?.array?.contains("CAP_SYS_ADMIN") == true {
            refuse("`capabilities.Add` CAP_SYS_ADMIN")
        }
    }

    private static func id(_ field: String, _ context: Value, _ report: inout FieldReport) {
        guard let number = context[field]?.int else { return }
        for problem in TextRules.userID(number) { report.invalid(field, number, problem) }
    }

    private static func seccomp(_ profile: Value, _ report: inout FieldReport) {
        let type = profile["type"]?.string ?? ""
        let types = ["Localhost", "RuntimeDefault", "Unconfined"]
        if type.isEmpty { report.required("type", "type is required when seccompProfile is set") }
        if !type.isEmpty, !types.contains(type) { report.notSupported("type", type, types) }
        if type == "Localhost" {
            if let path = profile["localhostProfile"]?.string {
                PathRules.descending("localhostProfile", path, &report)
            } else {
                report.required("localhostProfile", "must be set when seccomp type is Localhost")
            }
        } else if profile["localhostProfile"].isThere {
            report.add(
                .invalid, "localhostProfile",
                badValue: Schema.builtIn.goInternalJSON(profile, as: "core/v1.SeccompProfile"),
                "can only be set when seccomp type is Localhost")
        }
    }

    private static func hostUsers(_ spec: Value, _ report: inout FieldReport) {
        guard spec["hostUsers"]?.bool == false else { return }
        if spec["hostNetwork"]?.bool == true {
            report.forbidden("hostNetwork", "when `hostUsers` is false")
        }
        if spec["hostPID"]?.bool == true { report.forbidden("HostPID", "when `hostUsers` is false") }
        if spec["hostIPC"]?.bool == true { report.forbidden("HostIPC", "when `hostUsers` is false") }
    }
}
