import Documents

/// What holds for the containers of a pod.
///
/// Upstream: pkg/apis/core/validation/validation.go, validateContainers, validateInitContainers,
/// validateEphemeralContainers, validateContainerCommon.
enum ContainerRules {
    /// Rules by which exit codes decide over a restart, for each container.
    private static let restartRulesMax = 20
    private static let exitCodesMax = 255

    static func check(_ spec: Value, volumes: VolumeRules.Names, _ report: inout FieldReport) {
        let containers = spec["containers"]?.array ?? []
        if containers.isEmpty { report.required("containers") }
        var names: [String] = []
        report.each("containers", of: spec) { report, container, _ in
            common(container, spec, volumes, &report)
            let name = container["name"]?.string ?? ""
            if names.contains(name) { report.duplicate("name", name) } else { names.append(name) }
            running(container, spec, &report)
            restartRules(container, &report)
        }
        hostPorts("containers", of: spec, &report)
        initContainers(spec, regular: names, volumes, &report)
        ephemeralContainers(spec, volumes, &report)
    }

    private static func initContainers(
        _ spec: Value, regular: [String], _ volumes: VolumeRules.Names, _ report: inout FieldReport
    ) {
        var names = regular
        report.each("initContainers", of: spec) { report, container, index in
            common(container, spec, volumes, &report)
            restartRules(container, &report)
            let name = container["name"]?.string ?? ""
            if names.contains(name) {
                report.duplicate("name", name)
            } else if !name.isEmpty {
                names.append(name)
            }
            ownHostPorts(container, &report)
            if container["restartPolicy"]?.string == "Always" {
                running(container, spec, &report)
                return
            }
            for field in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"]
            where container[field].isThere {
                report.forbidden(field, "may not be set for init containers without restartPolicy=Always")
            }
            report.each("resizePolicy", of: container) { report, policy, _ in
                if policy["restartPolicy"]?.string == "RestartContainer" {
                    report.invalid(
                        "restartPolicy", "RestartContainer",
                        "must not be set to 'RestartContainer' for non-sidecar initContainers")
                }
            }
        }
    }

    private static func ephemeralContainers(
        _ spec: Value, _ volumes: VolumeRules.Names, _ report: inout FieldReport
    ) {
        guard let list = spec["ephemeralContainers"]?.array, !list.isEmpty else { return }
        let others = ["containers", "initContainers"].flatMap { spec[$0]?.array ?? [] }
            .compactMap { $0["name"]?.string }
        var names = others
        report.each("ephemeralContainers", of: spec) { report, container, _ in
            common(container, spec, volumes, &report)
            let name = container["name"]?.string ?? ""
            if names.contains(name) { report.duplicate("name", name) } else { names.append(name) }
            if let target = container["targetContainerName"]?.string, !target.isEmpty,
                !others.contains(target)
            {
                report.notFound("targetContainerName", target)
            }
            for field in [
                "ports", "resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle",
                "resizePolicy",
            ] where !(container[field] ?? .null).isEmpty {
                report.forbidden(field, "cannot be set for an Ephemeral Container")
            }
            report.each("volumeMounts", of: container) { report, mount, _ in
                for field in ["subPath", "subPathExpr"] where !(mount[field]?.string ?? "").isEmpty {
                    report.forbidden(field, "cannot be set for an Ephemeral Container")
                }
            }
        }
    }

    // MARK: - One container

    private static func common(
        _ container: Value, _ spec: Value, _ volumes: VolumeRules.Names, _ report: inout FieldReport
    ) {
        let name = container["name"]?.string ?? ""
        if name.isEmpty {
            report.required("name")
        } else {
            report.invalid("name", name, each: TextRules.dnsLabel(name))
        }
        if (container["image"]?.string ?? "").isEmpty { report.required("image") }
        report.oneOf(
            "terminationMessagePolicy", container["terminationMessagePolicy"]?.string,
            ["File", "FallbackToLogsOnError"])
        ports(container, &report)
        EnvironmentRules.check(container, &report)
        mounts(container, volumes, &report)
        devices(container, volumes, &report)
        report.oneOf(
            "imagePullPolicy", container["imagePullPolicy"]?.string, ["Always", "IfNotPresent", "Never"])
        report.member("resources", of: container) { ResourceRules.requirements($1, &$0) }
        resizePolicy(container, spec, &report)
        SecurityRules.container(container, spec, &report)
    }

    /// What only containers have that keep running: hooks and probes.
    private static func running(_ container: Value, _ spec: Value, _ report: inout FieldReport) {
        let grace = spec["terminationGracePeriodSeconds"]?.int
        report.member("lifecycle", of: container) { report, lifecycle in
            for moment in ["postStart", "preStop"] {
                report.member(moment, of: lifecycle) { HandlerRules.handler($1, grace: grace, &$0) }
            }
            if lifecycle["stopSignal"].isThere, !spec["os"].isThere {
                report.forbidden("stopSignal", "may not be set for containers with empty `spec.os.name`")
            }
        }
        for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
            report.member(probe, of: container) { HandlerRules.probe(probe, $1, grace: grace, &$0) }
        }
    }

    private static func ports(_ container: Value, _ report: inout FieldReport) {
        var names: [String] = []
        report.each("ports", of: container) { report, port, _ in
            if let name = port["name"]?.string, !name.isEmpty {
                let problems = TextRules.portName(name)
                if !problems.isEmpty {
                    report.invalid("name", name, each: problems)
                } else if names.contains(name) {
                    report.duplicate("name", name)
                } else {
                    names.append(name)
                }
            }
            let number = port["containerPort"]?.int ?? 0
            if number == 0 {
                report.required("containerPort")
            } else {
                for problem in TextRules.portNumber(number) {
                    report.invalid("containerPort", number, problem)
                }
            }
            if let host = port["hostPort"]?.int, host != 0 {
                for problem in TextRules.portNumber(host) { report.invalid("hostPort", host, problem) }
            }
            report.oneOf("protocol", port["protocol"]?.string, ["SCTP", "TCP", "UDP"])
        }
    }

    private static func hostPorts(_ list: String, of spec: Value, _ report: inout FieldReport) {
        var taken: [String] = []
        report.each(list, of: spec) { report, container, _ in
            collectHostPorts(container, &taken, &report)
        }
    }

    private static func ownHostPorts(_ container: Value, _ report: inout FieldReport) {
        var taken: [String] = []
        collectHostPorts(container, &taken, &report)
    }

    private static func collectHostPorts(
        _ container: Value, _ taken: inout [String], _ report: inout FieldReport
    ) {
        guard let ports = container["ports"]?.array else { return }
        for (index, port) in ports.enumerated() {
            guard let host = port["hostPort"]?.int, host != 0 else { continue }
            let text = "\(port["protocol"]?.string ?? "")/\(port["hostIP"]?.string ?? "")/\(host)"
            if taken.contains(text) {
                report.duplicate("ports[\(index)].hostPort", text)
            } else {
                taken.append(text)
            }
        }
    }

    private static func resizePolicy(_ container: Value, _ spec: Value, _ report: inout FieldReport) {
        guard let policies = container["resizePolicy"]?.array else { return }
        var names: [String] = []
        for (index, policy) in policies.enumerated() {
            let name = policy["resourceName"]?.string ?? ""
            if names.contains(name) { report.duplicate("resizePolicy[\(index)]", name) }
            names.append(name)
            report.oneOf("resizePolicy", name, ["cpu", "memory"])
            let restart = policy["restartPolicy"]?.string ?? ""
            report.oneOf("resizePolicy", restart, ["NotRequired", "RestartContainer"])
            if spec["restartPolicy"]?.string == "Never", restart != "NotRequired" {
                report.invalid(
                    "resizePolicy", restart, "must be 'NotRequired' when pod `restartPolicy` is 'Never'")
            }
        }
    }

    /// Upstream: validateContainerRestartPolicy.
    private static func restartRules(_ container: Value, _ report: inout FieldReport) {
        let rules = container["restartPolicyRules"]?.array ?? []
        if let policy = container["restartPolicy"]?.string {
            let supported = ["Always", "Never", "OnFailure"]
            if !supported.contains(policy) { report.notSupported("restartPolicy", policy, supported) }
        } else if !rules.isEmpty {
            report.required("restartPolicy", "must specify restartPolicy when restart rules are used")
        }
        if rules.count > restartRulesMax {
            report.tooMany("restartPolicyRules", rules.count, restartRulesMax)
        }
        report.each("restartPolicyRules", of: container) { report, rule, _ in
            let action = rule["action"]?.string ?? ""
            let actions = ["Restart", "RestartAllContainers"]
            if !actions.contains(action) { report.notSupported("action", action, actions) }
            guard let codes = rule["exitCodes"] else {
                return report.required("exitCodes", "must be specified")
            }
            let op = codes["operator"]?.string ?? ""
            if !["In", "NotIn"].contains(op) {
                report.notSupported("exitCodes.operator", op, ["In", "NotIn"])
            }
            let count = codes["values"]?.array?.count ?? 0
            if count > exitCodesMax { report.tooMany("exitCodes.values", count, exitCodesMax) }
        }
    }
}

// MARK: - Mounts

extension ContainerRules {
    private static func mounts(
        _ container: Value, _ volumes: VolumeRules.Names, _ report: inout FieldReport
    ) {
        guard let list = container["volumeMounts"]?.array, !list.isEmpty else { return }
        let devices = container["volumeDevices"]?.array ?? []
        var points: [String] = []
        report.each("volumeMounts", of: container) { report, mount, _ in
            let name = mount["name"]?.string ?? ""
            let path = mount["mountPath"]?.string ?? ""
            if name.isEmpty { report.required("name") }
            if !volumes.contains(name) { report.notFound("name", name) }
            if path.isEmpty { report.required("mountPath") }
            if points.contains(path) { report.invalid("mountPath", path, "must be unique") }
            points.append(path)
            if devices.contains(where: { $0["name"]?.string == name }) {
                report.invalid("name", name, "must not already exist in volumeDevices")
            }
            if devices.contains(where: { $0["devicePath"]?.string == path }) {
                report.invalid("mountPath", path, "must not already exist as a path in volumeDevices")
            }
            if mount["subPath"].isThere, let expression = mount["subPathExpr"]?.string {
                report.invalid("subPathExpr", expression, "subPathExpr and subPath are mutually exclusive")
            }
        }
        // Upstream names these without the index of the mount.
        for mount in list {
            for field in ["subPath", "subPathExpr"] {
                guard let path = mount[field]?.string, !path.isEmpty else { continue }
                PathRules.descending("volumeMounts.\(field)", path, &report)
            }
            guard let propagation = mount["mountPropagation"]?.string else { continue }
            report.oneOf(
                "volumeMounts.mountPropagation", propagation, ["Bidirectional", "HostToContainer", "None"])
            if propagation == "Bidirectional", container.at("securityContext", "privileged")?.bool != true {
                report.forbidden(
                    "volumeMounts.mountPropagation",
                    "Bidirectional mount propagation is available only to privileged containers")
            }
        }
    }

    private static func devices(
        _ container: Value, _ volumes: VolumeRules.Names, _ report: inout FieldReport
    ) {
        guard let list = container["volumeDevices"]?.array, !list.isEmpty else { return }
        let mounts = container["volumeMounts"]?.array ?? []
        var names: [String] = []
        var paths: [String] = []
        report.each("volumeDevices", of: container) { report, device, _ in
            let name = device["name"]?.string ?? ""
            let path = device["devicePath"]?.string ?? ""
            if name.isEmpty { report.required("name") }
            if names.contains(name) { report.invalid("name", name, "must be unique") }
            if volumes.contains(name), !volumes.isClaim(name) {
                report.invalid(
                    "name", name,
                    "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode")
            }
            if !volumes.contains(name) { report.notFound("name", name) }
            if path.isEmpty { report.required("devicePath") }
            if paths.contains(path) { report.invalid("devicePath", path, "must be unique") }
            if path.utf8.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) {
                report.invalid("devicePath", path, "can not contain backsteps ('..')")
            } else {
                paths.append(path)
            }
            if mounts.contains(where: { $0["name"]?.string == name }) {
                report.invalid("name", name, "must not already exist in volumeMounts")
            }
            if mounts.contains(where: { $0["mountPath"]?.string == path }) {
                report.invalid("devicePath", path, "must not already exist as a path in volumeMounts")
            }
            if !name.isEmpty { names.append(name) }
        }
    }
}

/// Paths inside volumes.
enum PathRules {
    /// Relative, and never upwards. Upstream: validateLocalDescendingPath.
    static func descending(_ child: String, _ path: String, _ report: inout FieldReport) {
        if path.hasPrefix("/") { report.invalid(child, path, "must be a relative path") }
        withoutBacksteps(child, path, &report)
    }

    static func withoutBacksteps(_ child: String, _ path: String, _ report: inout FieldReport) {
        if path.utf8.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) {
            report.invalid(child, path, "must not contain '..'")
        }
    }

    /// Upstream: ValidateLocalNonReservedPath.
    static func unreserved(_ child: String, _ path: String, _ report: inout FieldReport) {
        descending(child, path, &report)
        if path.hasPrefix(".."), !path.hasPrefix("../") {
            report.invalid(child, path, "must not start with '..'")
        }
    }
}
