import Documents
import KubeAPI

/// Containers, probes, environment and mounts.
///
/// Upstream: kubectl/pkg/describe/describe.go, describeContainers.
extension DescribeText {
    /// The containers of a pod (`pod` for field references), or of a template (`space` is two blanks).
    mutating func containers(
        _ label: String, _ containers: [Value], _ statuses: [Value], pod: Value? = nil, space: String = ""
    ) {
        write(0, "\(space)\(label):\(containers.isEmpty ? " <none>" : "")\n")
        for container in containers {
            let status = statuses.last { $0["name"] == container["name"] }
            write(1, "\(space.isEmpty ? "" : " ")\(container.text("name")):\n")
            basics(container, status)
            for (title, key) in [("Command", "command"), ("Args", "args")] {
                let words = container[key]?.array ?? []
                if !words.isEmpty { write(2, "\(title):\n") }
                for word in words {
                    for line in (word.string ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
                        write(3, "\(line)\n")
                    }
                }
            }
            if let status { state(status) }
            resources(container["resources"], level: 2)
            for (title, key) in [
                ("Liveness", "livenessProbe"), ("Readiness", "readinessProbe"), ("Startup", "startupProbe"),
            ] {
                if let probe = container[key] { write(2, "\(title):\t\(Self.probe(probe))\n") }
            }
            environmentSources(container)
            environment(container, pod)
            mounts(container)
        }
    }

    private mutating func basics(_ container: Value, _ status: Value?) {
        if let status { write(2, "Container ID:\t\(status.text("containerID"))\n") }
        write(2, "Image:\t\(container.text("image"))\n")
        if let status { write(2, "Image ID:\t\(status.text("imageID"))\n") }
        for (title, key) in [("Port", "containerPort"), ("Host Port", "hostPort")] {
            let texts = (container["ports"]?.array ?? []).map { port in
                let text = "\(port[key]?.int ?? 0)/\(port["protocol"]?.string ?? "")"
                return port.text("name").isEmpty ? text : "\(text) (\(port.text("name")))"
            }
            let joined = texts.joined(separator: ", ")
            write(
                2,
                joined.contains(",")
                    ? "\(title)s:\t\(joined)\n" : "\(title):\t\(joined.isEmpty ? "<none>" : joined)\n")
        }
        if let profile = container.at("securityContext", "seccompProfile") {
            write(2, "SeccompProfile:\t\(profile.text("type"))\n")
            if profile.text("type") == "Localhost" {
                write(3, "LocalhostProfile:\t\(profile.text("localhostProfile"))\n")
            }
        }
    }

    mutating func resources(_ resources: Value?, level: Int) {
        for (title, key) in [("Limits", "limits"), ("Requests", "requests")] {
            let amounts = resources?[key]?.fields ?? Fields()
            if !amounts.isEmpty { write(level, "\(title):\n") }
            for amount in amounts { write(level + 1, "\(amount.key):\t\(GoStrings.plain(amount.value))\n") }
        }
    }

    private mutating func state(_ status: Value) {
        state("State", status["state"] ?? .null)
        if status.at("lastState", "terminated") != nil { state("Last State", status["lastState"] ?? .null) }
        write(2, "Ready:\t\(status["ready"]?.bool == true ? "True" : "False")\n")
        write(2, "Restart Count:\t\(status["restartCount"]?.int ?? 0)\n")
    }

    private mutating func state(_ title: String, _ state: Value) {
        if let running = state["running"] {
            write(2, "\(title):\tRunning\n")
            write(3, "Started:\t\(LongTimes.text(running["startedAt"]?.string))\n")
        } else if let ended = state["terminated"], state["waiting"] == nil {
            write(2, "\(title):\tTerminated\n")
            if !ended.text("reason").isEmpty { write(3, "Reason:\t\(ended.text("reason"))\n") }
            if !ended.text("message").isEmpty { write(3, "Message:\t\(ended.text("message"))\n") }
            write(3, "Exit Code:\t\(ended["exitCode"]?.int ?? 0)\n")
            if let signal = ended["signal"]?.int, signal > 0 { write(3, "Signal:\t\(signal)\n") }
            write(3, "Started:\t\(LongTimes.text(ended["startedAt"]?.string))\n")
            write(3, "Finished:\t\(LongTimes.text(ended["finishedAt"]?.string))\n")
        } else {
            write(2, "\(title):\tWaiting\n")
            let reason = state.text("waiting", "reason")
            if !reason.isEmpty { write(3, "Reason:\t\(reason)\n") }
        }
    }

    /// `http-get http://:80/ delay=0s timeout=1s …`.
    private static func probe(_ probe: Value) -> String {
        func number(_ key: String) -> Int64 { probe[key]?.int ?? 0 }
        let attributes =
            "delay=\(number("initialDelaySeconds"))s timeout=\(number("timeoutSeconds"))s "
            + "period=\(number("periodSeconds"))s #success=\(number("successThreshold")) "
            + "#failure=\(number("failureThreshold"))"
        if let exec = probe["exec"] {
            return "exec \(GoStrings.plain(exec["command"] ?? .array([]))) \(attributes)"
        }
        if let get = probe["httpGet"] {
            let path = get.text("path")
            let slash = path.isEmpty || path.hasPrefix("/") ? "" : "/"
            return "http-get \(get.text("scheme").lowercased())://\(get.text("host")):"
                + "\(GoStrings.plain(get["port"] ?? "0"))\(slash)\(path) \(attributes)"
        }
        if let socket = probe["tcpSocket"] {
            return "tcp-socket \(socket.text("host")):\(GoStrings.plain(socket["port"] ?? "0")) \(attributes)"
        }
        if let grpc = probe["grpc"] {
            return "grpc <pod>:\(grpc["port"]?.int ?? 0) \(grpc.text("service")) \(attributes)"
        }
        return "unknown \(attributes)"
    }

    private mutating func environmentSources(_ container: Value) {
        let sources = container["envFrom"]?.array ?? []
        if sources.isEmpty { return }
        write(2, "Environment Variables from:\n")
        for source in sources {
            let isMap = source["configMapRef"] != nil
            let ref = source[isMap ? "configMapRef" : "secretRef"] ?? .null
            let prefix = source.text("prefix")
            write(
                3,
                "\(ref.text("name"))\t\(isMap ? "ConfigMap" : "Secret")"
                    + (prefix.isEmpty ? "" : " with prefix '\(prefix)'")
                    + "\tOptional: \(ref["optional"]?.bool == true)\n")
        }
    }

    private mutating func environment(_ container: Value, _ pod: Value?) {
        let entries = container["env"]?.array ?? []
        write(2, "Environment:\(entries.isEmpty ? "\t<none>" : "")\n")
        for entry in entries {
            let name = entry.text("name")
            guard let from = entry["valueFrom"] else {
                let lines = entry.text("value").split(separator: "\n", omittingEmptySubsequences: false)
                for (index, line) in lines.enumerated() {
                    write(3, index == 0 ? "\(name):\t\(line)\n" : "\t\(line)\n")
                }
                continue
            }
            if let ref = from["fieldRef"] {
                let value = pod.map { Self.fieldValue(ref.text("fieldPath"), $0) } ?? ""
                write(3, "\(name):\t\(value) (\(ref.text("apiVersion")):\(ref.text("fieldPath")))\n")
            } else if let ref = from["resourceFieldRef"] {
                write(3, "\(name):\t\(Self.resourceValue(ref, container)) (\(ref.text("resource")))\n")
            } else if let ref = from["secretKeyRef"] {
                write(
                    3,
                    "\(name):\t<set to the key '\(ref.text("key"))' in secret '\(ref.text("name"))'>\tOptional: "
                        + "\(ref["optional"]?.bool == true)\n")
            } else if let ref = from["configMapKeyRef"] {
                write(
                    3,
                    "\(name):\t<set to the key '\(ref.text("key"))' of config map '\(ref.text("name"))'>\tOptional: "
                        + "\(ref["optional"]?.bool == true)\n")
            }
        }
    }

    /// The client's types know two field labels only. Upstream: EnvValueRetriever; apimachinery
    /// runtime/conversion.go, DefaultMetaV1FieldSelectorConversion.
    private static func fieldValue(_ path: String, _ pod: Value) -> String {
        switch path {
        case "metadata.name": pod.text("metadata", "name")
        case "metadata.namespace": pod.text("metadata", "namespace")
        default: ""
        }
    }

    private static func resourceValue(_ ref: Value, _ container: Value) -> String {
        let value = ContainerAmount.text(ref, container) ?? ""
        let isLimit = ["limits.cpu", "limits.memory"].contains(ref.text("resource"))
        return value == "0" && isLimit ? "node allocatable" : value
    }

    private mutating func mounts(_ container: Value) {
        let mounts = container["volumeMounts"]?.array ?? []
        write(2, "Mounts:\(mounts.isEmpty ? "\t<none>" : "")\n")
        for mount in mounts.sorted(by: { $0.text("mountPath") < $1.text("mountPath") }) {
            var flags = mount["readOnly"]?.bool == true ? "ro" : "rw"
            let path = mount.text("subPath")
            if !path.isEmpty { flags += ",path=\(GoStrings.quoted(path))" }
            write(3, "\(mount.text("mountPath")) from \(mount.text("name")) (\(flags))\n")
        }
        let devices = container["volumeDevices"]?.array ?? []
        if devices.isEmpty { return }
        write(2, "Devices:\(mounts.isEmpty ? "\t<none>" : "")\n")
        for device in devices.sorted(by: { $0.text("devicePath") < $1.text("devicePath") }) {
            write(3, "\(device.text("devicePath")) from \(device.text("name"))\n")
        }
    }
}
