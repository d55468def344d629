import Documents

/// The defaults of pods and pod templates. Each function answers `nil` if nothing changes.
enum PodDefaults {
    /// `PodTemplateSpec`: what a pod gets, without that which only pods get.
    static func template(_ template: Value) -> Value? {
        edited(template) { template in
            template.editStruct("spec") { spec in edited(spec) { podSpec(&$0, isPod: false) } }
        }
    }

    static func pod(_ pod: Value) -> Value? {
        edited(pod) { pod in
            pod.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.setDefault("enableServiceLinks", true)
                    podSpec(&spec, isPod: true)
                }
            }
        }
    }

    private static func podSpec(_ spec: inout FieldsEdit, isPod: Bool) {
        spec.setDefault("dnsPolicy", "ClusterFirst")
        spec.setDefault("restartPolicy", "Always")
        spec.setDefault("securityContext", .object(Fields()))
        spec.setDefault("terminationGracePeriodSeconds", 30)
        spec.setDefault("schedulerName", "default-scheduler")
        let hostPorts = isPod && spec["hostNetwork"]?.bool == true
        spec.editEach("volumes", volume)
        spec.editEach("containers") { container($0, copiesLimits: isPod, hostPorts: hostPorts) }
        spec.editEach("initContainers") { container($0, copiesLimits: isPod, hostPorts: hostPorts) }
        spec.editEach("ephemeralContainers") { container($0, copiesLimits: false, hostPorts: false) }
        spec.edit("overhead", resourceList)
        serviceAccount(&spec)
    }

    /// The account has two names of old, which are always the same; the newer one wins.
    ///
    /// Upstream: pkg/apis/core/v1/conversion.go, DeprecatedServiceAccount.
    private static func serviceAccount(_ spec: inout FieldsEdit) {
        let name = spec["serviceAccountName"]?.string ?? ""
        let old = spec["serviceAccount"]?.string ?? ""
        if name.isEmpty {
            if !old.isEmpty { spec.set("serviceAccountName", .string(old)) }
        } else if old != name {
            spec.set("serviceAccount", .string(name))
        }
    }

    // MARK: - Containers

    private static func container(_ value: Value, copiesLimits: Bool, hostPorts: Bool) -> Value? {
        edited(value) { container in
            if container["imagePullPolicy"]?.string ?? "" == "" {
                let image = container["image"]?.string ?? ""
                container.set(
                    "imagePullPolicy", ImageName.tag(of: image) == "latest" ? "Always" : "IfNotPresent")
            }
            container.setDefault("terminationMessagePath", "/dev/termination-log")
            container.setDefault("terminationMessagePolicy", "File")
            container.edit("resources") { resources($0, copiesLimits: copiesLimits) }
            container.editEach("ports") { port in
                edited(port) { port in
                    port.setDefault("protocol", "TCP")
                    if hostPorts, let number = port["containerPort"]?.int {
                        port.setDefault(number: "hostPort", number)
                    }
                }
            }
            container.editEach("env", environmentVariable)
            container.edit("livenessProbe", probe)
            container.edit("readinessProbe", probe)
            container.edit("startupProbe", probe)
            container.edit("lifecycle") { lifecycle in
                edited(lifecycle) { lifecycle in
                    for moment in ["postStart", "preStop"] {
                        lifecycle.edit(moment) { handler in
                            edited(handler) { $0.edit("httpGet", httpGet) }
                        }
                    }
                }
            }
        }
    }

    /// Requests that are not given are the limits; only in pods, not in templates.
    private static func resources(_ value: Value, copiesLimits: Bool) -> Value? {
        edited(value) { resources in
            resources.edit("limits", resourceList)
            resources.edit("requests", resourceList)
            guard copiesLimits, let limits = resources["limits"]?.fields, !limits.isEmpty else { return }
            let given = resources["requests"]?.fields ?? Fields()
            var requests = given
            for limit in limits where !requests[limit.key].isThere { requests[limit.key] = limit.value }
            if requests.count != given.count { resources.set("requests", .object(requests)) }
        }
    }

    /// Quantities are rounded up to thousandths.
    static func resourceList(_ value: Value) -> Value? {
        guard case .object(let fields) = value else { return nil }
        var out: Fields?
        for member in fields {
            guard let text = member.value.string,
                text.utf8.last == UInt8(ascii: "n") || text.utf8.last == UInt8(ascii: "u"),
                case .success(let quantity) = QuantityText.parse(text)
            else { continue }
            let rounded = quantity.roundedUpToMillis.description
            if rounded != text {
                if out == nil { out = fields }
                out?[member.key] = .string(rounded)
            }
        }
        return out.map(Value.object)
    }

    private static func environmentVariable(_ value: Value) -> Value? {
        guard value["valueFrom"].isThere else { return nil }
        return edited(value) { variable in
            variable.edit("valueFrom") { source in
                edited(source) { source in
                    source.edit("fieldRef", fieldReference)
                    source.edit("fileKeyRef") { edited($0) { $0.setDefault("optional", false) } }
                }
            }
        }
    }

    private static func fieldReference(_ value: Value) -> Value? {
        edited(value) { $0.setDefault("apiVersion", "v1") }
    }

    private static func probe(_ value: Value) -> Value? {
        edited(value) { probe in
            probe.setDefault(number: "timeoutSeconds", 1)
            probe.setDefault(number: "periodSeconds", 10)
            probe.setDefault(number: "successThreshold", 1)
            probe.setDefault(number: "failureThreshold", 3)
            probe.edit("httpGet", httpGet)
            probe.edit("grpc") { grpc in
                edited(grpc) { grpc in if !grpc["service"].isThere { grpc.set("service", "") } }
            }
        }
    }

    private static func httpGet(_ value: Value) -> Value? {
        edited(value) { action in
            action.setDefault("path", "/")
            action.setDefault("scheme", "HTTP")
        }
    }
}

// MARK: - Volumes

extension PodDefaults {
    /// File modes of files that volumes make: 0644.
    private static let fileMode: Value = 420

    private static func volume(_ value: Value) -> Value? {
        edited(value) { volume in
            if volume.fields.count == 0 || (volume.fields.count == 1 && volume["name"].isThere) {
                volume.set("emptyDir", .object(Fields()))
                return
            }
            volume.edit("hostPath") { path in
                edited(path) { path in if !path["type"].isThere { path.set("type", "") } }
            }
            volume.edit("secret") { edited($0) { $0.setDefault("defaultMode", fileMode) } }
            volume.edit("configMap") { edited($0) { $0.setDefault("defaultMode", fileMode) } }
            volume.edit("downwardAPI") { source in
                edited(source) { source in
                    source.setDefault("defaultMode", fileMode)
                    source.editEach("items", downwardFile)
                }
            }
            volume.edit("projected", projected)
            volume.edit("image") { source in
                edited(source) { source in
                    let tag = ImageName.tag(of: source["reference"]?.string ?? "")
                    source.setDefault("pullPolicy", tag == "latest" ? "Always" : "IfNotPresent")
                }
            }
            VolumeSourceDefaults.fill(&volume)
            volume.edit("ephemeral") { source in
                edited(source) { source in
                    source.edit("volumeClaimTemplate") { claim in
                        edited(claim) { claim in
                            claim.edit("spec") { edited($0) { $0.setDefault("volumeMode", "Filesystem") } }
                        }
                    }
                }
            }
        }
    }

    private static func downwardFile(_ value: Value) -> Value? {
        edited(value) { $0.edit("fieldRef", fieldReference) }
    }

    private static func projected(_ value: Value) -> Value? {
        edited(value) { projected in
            projected.setDefault("defaultMode", fileMode)
            projected.editEach("sources") { source in
                edited(source) { source in
                    source.edit("downwardAPI") { edited($0) { $0.editEach("items", downwardFile) } }
                    source.edit("serviceAccountToken") {
                        edited($0) { $0.setDefault("expirationSeconds", 3600) }
                    }
                }
            }
        }
    }
}
