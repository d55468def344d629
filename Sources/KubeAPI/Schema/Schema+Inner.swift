import Documents

/// Values as the inner types of the server print in error messages.
///
/// The inner types have no JSON names: Go's names stand there, in Go's order, and what is absent is printed as zero.
/// Where they differ from v1 is the table below. Upstream: pkg/apis/*/types.go.
extension Schema {
    /// The fields of inner structs that are not those of v1; `.` is an embedded struct.
    private static let innerFields: [String: String] = [
        "core/v1.PodTemplateSpec": ".ObjectMeta Spec",
        "core/v1.PersistentVolumeClaimTemplate": ".ObjectMeta Spec",
        "core/v1.VolumeSource": """
            HostPath EmptyDir GCEPersistentDisk AWSElasticBlockStore GitRepo Secret NFS ISCSI Glusterfs \
            PersistentVolumeClaim RBD Quobyte FlexVolume Cinder CephFS Flocker DownwardAPI FC AzureFile ConfigMap \
            VsphereVolume AzureDisk PhotonPersistentDisk Projected PortworxVolume ScaleIO StorageOS CSI Ephemeral Image
            """,
        "core/v1.PodSpec": """
            Volumes InitContainers Containers EphemeralContainers RestartPolicy TerminationGracePeriodSeconds \
            ActiveDeadlineSeconds DNSPolicy NodeSelector ServiceAccountName AutomountServiceAccountToken NodeName \
            SecurityContext ImagePullSecrets Hostname Subdomain SetHostnameAsFQDN Affinity SchedulerName Tolerations \
            HostAliases PriorityClassName Priority PreemptionPolicy DNSConfig ReadinessGates RuntimeClassName Overhead \
            EnableServiceLinks TopologySpreadConstraints OS SchedulingGates ResourceClaims Resources HostnameOverride \
            SchedulingGroup
            """,
        "core/v1.PodSecurityContext": """
            SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot SupplementalGroups \
            SupplementalGroupsPolicy FSGroup FSGroupChangePolicy Sysctls SeccompProfile AppArmorProfile \
            SELinuxChangePolicy
            """,
    ]

    /// What of a pod's `spec` lies in the inner PodSecurityContext, before its own fields.
    private static let hostFields = ["HostNetwork", "HostPID", "HostIPC", "ShareProcessNamespace", "HostUsers"]

    /// Pointers of v1 that are plain values inside.
    private static let plainFields = [
        "apps/v1.RollingUpdateDeployment", "apps/v1.RollingUpdateDaemonSet", "core/v1.ServiceAccountTokenProjection",
    ]

    /// `value` as the inner type that belongs to `type` prints: `{"Type":"Foo","RollingUpdate":null}`.
    func goInternalJSON(_ value: Value?, as type: String) -> String {
        guard let type = self.type(type), case .object(let fields)? = value else {
            return KubeAPI.goJSON(value ?? .null)
        }
        return innerText(fields, of: type)
    }

    /// What differs between two values of an inner type, line by line, as refusals of changes show it.
    ///
    /// Upstream: apimachinery/pkg/util/diff/diff.go (one space a level, three lines of context).
    func innerDiff(from old: Value?, to new: Value?, as type: String) -> String {
        func text(_ value: Value?) -> String {
            let bytes = Array(goInternalJSON(value ?? .object(Fields()), as: type).utf8)
            return String(decoding: JSONIndent.indented(bytes, by: 1), as: UTF8.self)
        }
        return UnifiedDiff(text(old), text(new)).text
    }

    /// Types of meta/v1 are the same inside and outside: they keep their JSON names.
    private func innerText(_ fields: Fields, of type: SchemaType) -> String {
        if type.package == "meta/v1" { return goJSON(.object(fields), as: type.name) }
        return "{" + innerMembers(fields, of: type).joined(separator: ",") + "}"
    }

    private func innerMembers(_ fields: Fields, of type: SchemaType) -> [String] {
        guard let names = Self.innerFields[type.name] else {
            return type.goFields.flatMap { innerMember($0, fields, of: type) }
        }
        var parts: [String] = []
        for name in names.split(separator: " ") {
            let goName = name.first == "." ? name.dropFirst() : name
            guard let field = type.goFields.first(where: { $0.goName == goName }) else { continue }
            if name.first == ".", let embedded = structType(field.shape) {
                if case .object(let inner)? = fields[field.json] { parts += goMembers(inner, of: embedded.goFields) }
            } else if type.name == "core/v1.PodSpec", goName == "SecurityContext" {
                parts.append(goQuoted("SecurityContext") + ":" + securityContext(fields, of: type))
            } else {
                parts += innerMember(field, fields, of: type)
            }
        }
        return parts
    }

    /// It is always there inside. Upstream: pkg/apis/core/v1/conversion.go, Convert_v1_PodSpec_To_core_PodSpec.
    private func securityContext(_ spec: Fields, of type: SchemaType) -> String {
        let host = type.goFields.filter { Self.hostFields.contains($0.goName) }
        let ordered = Self.hostFields.compactMap { name in host.first { $0.goName == name } }
        var parts = ordered.flatMap { innerMember($0, spec, of: type) }
        if let context = self.type("core/v1.PodSecurityContext") {
            parts += innerMembers(spec["securityContext"]?.fields ?? Fields(), of: context)
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    /// A member with its name; those of an embedded struct in its place.
    private func innerMember(_ field: SchemaField, _ fields: Fields, of type: SchemaType) -> [String] {
        if field.isInline {
            return structType(field.shape).map { innerMembers(fields, of: $0) } ?? []
        }
        if field.json.isEmpty { return [] }
        let shape = Self.plainFields.contains(type.name) ? field.shape.pointee : field.shape
        return [goQuoted(field.goName) + ":" + innerText(fields[field.json] ?? .null, shape)]
    }

    private func innerText(_ value: Value, _ shape: SchemaShape) -> String {
        if value.isNull, shape.isPointer { return "null" }
        switch (resolved(shape.pointee), value) {
        case (.named(let index), .object(let fields)): return innerText(fields, of: types[index])
        case (.named(let index), .null): return innerText(Fields(), of: types[index])
        case (.list(let element), .array(let elements)):
            return "[" + elements.map { innerText($0, element) }.joined(separator: ",") + "]"
        case (.map(_, let element), .object(let fields)):
            let parts = fields.members.map { goQuoted($0.key) + ":" + innerText($0.value, element) }
            return "{" + parts.joined(separator: ",") + "}"
        case (let zero, .null): return KubeAPI.goJSON(zeroInside(zero))
        default: return KubeAPI.goJSON(value)
        }
    }

    /// The zero value of a shape that is no struct.
    func zeroInside(_ shape: SchemaShape) -> Value {
        switch shape {
        case .string, .otherString: ""
        case .bool: false
        case .integer, .double, .intOrString: 0
        case .duration: "0s"
        case .quantity: "0"
        default: .null
        }
    }
}
