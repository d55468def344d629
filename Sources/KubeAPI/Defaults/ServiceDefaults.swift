import Documents

/// What a Service gets when it says nothing. Upstream: pkg/apis/core/v1/defaults.go, SetDefaults_Service.
enum ServiceDefaults {
    /// Three hours. Upstream: DefaultClientIPServiceAffinitySeconds.
    static let clientIPSeconds: Int64 = 10_800

    static func service(_ object: Value) -> Value? {
        edited(object) { service in
            service.editStruct("spec") { spec in edited(spec) { fill(&$0) } }
            if service["spec"]?["type"] == "LoadBalancer" { service.edit("status", status) }
        }
    }

    /// An address of a load balancer is a virtual one.
    private static func status(_ status: Value) -> Value? {
        edited(status) { status in
            status.edit("loadBalancer") { balancer in
                edited(balancer) { balancer in
                    balancer.editEach("ingress") { point in
                        guard point["ip"]?.isEmpty == false else { return nil }
                        return edited(point) { $0.setDefault("ipMode", "VIP") }
                    }
                }
            }
        }
    }

    private static func fill(_ spec: inout FieldsEdit) {
        spec.setDefault("sessionAffinity", "None")
        if spec["sessionAffinity"] == "None" && spec["sessionAffinityConfig"] != nil {
            spec.remove("sessionAffinityConfig")
        }
        if spec["sessionAffinity"] == "ClientIP",
            !(spec["sessionAffinityConfig"]?.at("clientIP", "timeoutSeconds")).isThere
        {
            spec.set("sessionAffinityConfig", ["clientIP": ["timeoutSeconds": .int(clientIPSeconds)]])
        }
        spec.setDefault("type", "ClusterIP")
        spec.editEach("ports", port)
        let type = spec["type"]?.string ?? ""
        let isExternal =
            ["NodePort", "LoadBalancer"].contains(type)
            || (type == "ClusterIP" && !(spec["externalIPs"]?.array ?? []).isEmpty)
        if isExternal { spec.setDefault("externalTrafficPolicy", "Cluster") }
        if ["NodePort", "LoadBalancer", "ClusterIP"].contains(type) {
            spec.setDefault("internalTrafficPolicy", "Cluster")
        }
        if type == "LoadBalancer" { spec.setDefault("allocateLoadBalancerNodePorts", true) }
    }

    private static func port(_ port: Value) -> Value? {
        edited(port) { port in
            port.setDefault("protocol", "TCP")
            let target = port["targetPort"]
            if !target.isThere || target == 0 || target == "" { port.set("targetPort", port["port"] ?? 0) }
        }
    }
}
