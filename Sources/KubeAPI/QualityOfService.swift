public import Documents

/// The quality-of-service class of a pod, fixed when it is made.
///
/// Upstream: pkg/apis/core/v1/helper/qos/qos.go, ComputePodQOS.
public enum QualityOfService {
    private static let counted = ["cpu", "memory"]

    /// `Guaranteed`, `Burstable` or `BestEffort`, by what its containers ask for now.
    public static func of(_ pod: Value) -> String {
        var requests: [String: Bool] = [:]  // asked by name only
        var limits: [String: Bool] = [:]
        var isGuaranteed = true
        let spec = pod["spec"] ?? .null
        if let whole = spec["resources"], !whole.isNull { return ofWhole(whole) }
        let all = (spec["containers"]?.array ?? []) + (spec["initContainers"]?.array ?? [])
        for container in all {
            let resources = container["resources"] ?? .null
            for name in counted where isPositive(resources["requests"]?[name]) { requests[name] = true }
            var found = 0
            for name in counted where isPositive(resources["limits"]?[name]) {
                limits[name] = true
                found += 1
                if let request = resources["requests"]?[name], request != resources["limits"]?[name] {
                    isGuaranteed = false
                }
            }
            if found < counted.count { isGuaranteed = false }
        }
        if requests.isEmpty && limits.isEmpty { return "BestEffort" }
        if isGuaranteed && requests.count == limits.count { return "Guaranteed" }
        return "Burstable"
    }

    /// What is said of the pod as a whole is all that counts.
    private static func ofWhole(_ resources: Value) -> String {
        func amounts(_ list: String) -> [(name: String, amount: Quantity)] {
            ResourceList(reading: resources[list]).entries.filter { counted.contains($0.name) && $0.amount > .zero }
                .map { ($0.name, $0.amount) }
        }
        let (requests, limits) = (amounts("requests"), amounts("limits"))
        if requests.isEmpty && limits.isEmpty { return "BestEffort" }
        let isLimited = resources["limits"]?.isEmpty ?? true || limits.count == counted.count
        let isEqual = requests.allSatisfy { request in limits.contains { $0 == request } }
        return isLimited && isEqual && requests.count == limits.count ? "Guaranteed" : "Burstable"
    }

    private static func isPositive(_ quantity: Value?) -> Bool {
        guard let text = quantity?.string else { return (quantity?.int ?? 0) > 0 }
        guard let parsed = try? Quantity(parsing: text) else { return false }
        return parsed > Quantity.zero
    }
}
