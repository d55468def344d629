public import Documents

/// What a pod asks for and may use in all.
///
/// Containers side by side are added; an init container needs its own and that of the sidecars before it, at its time;
/// what is said of the pod as a whole wins. A resize under way is not modelled: the spec counts.
/// Upstream: component-helpers resource/helpers.go, PodRequests and PodLimits.
public enum PodAmounts {
    /// Names that may be said of the pod as a whole.
    private static let podLevel = ["cpu", "memory"]

    /// `spec` of a pod; its overhead is counted where `hasOverhead`.
    public static func requests(_ spec: Value, hasOverhead: Bool = true) -> ResourceList {
        var sum = total(spec, "requests")
        if hasOverhead { sum = sum.adding(ResourceList(reading: spec["overhead"])) }
        return sum
    }

    /// `spec` of a pod; its overhead is added where there is a limit.
    public static func limits(_ spec: Value, hasOverhead: Bool = true) -> ResourceList {
        var sum = total(spec, "limits")
        guard hasOverhead else { return sum }
        for entry in ResourceList(reading: spec["overhead"]).entries {
            if let limit = sum[entry.name], !limit.isZero { sum[entry.name] = limit + entry.amount }
        }
        return sum
    }

    private static func total(_ spec: Value, _ kind: String) -> ResourceList {
        var sum = ofContainers(spec, kind)
        for entry in ResourceList(reading: spec.at("resources", kind)).entries where isPodLevel(entry.name) {
            sum[entry.name] = entry.amount
        }
        return sum
    }

    /// Whether an amount may be said of the pod as a whole. Upstream: IsSupportedPodLevelResource.
    static func isPodLevel(_ name: String) -> Bool { podLevel.contains(name) || name.hasPrefix("hugepages-") }

    /// What the containers ask for (`requests`) or may use (`limits`) together.
    ///
    /// Upstream: AggregateContainerRequests, AggregateContainerLimits.
    static func ofContainers(_ spec: Value, _ kind: String) -> ResourceList {
        var sum = ResourceList()
        for container in spec["containers"]?.array ?? [] { sum = sum.adding(amounts(container, kind)) }
        var sidecars = ResourceList()
        var peak = ResourceList()
        for container in spec["initContainers"]?.array ?? [] {
            let own = amounts(container, kind)
            if container["restartPolicy"]?.string == "Always" {
                sum = sum.adding(own)
                sidecars = sidecars.adding(own)
                peak = peak.raised(to: sidecars)
            } else {
                peak = peak.raised(to: own.adding(sidecars))
            }
        }
        return sum.raised(to: peak)
    }

    private static func amounts(_ container: Value, _ kind: String) -> ResourceList {
        ResourceList(reading: container.at("resources", kind))
    }
}
