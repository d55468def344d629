import ControllerKit
import Documents
import KubeAPI

/// `maxSurge` and `maxUnavailable` for so many nodes. Percentages are rounded up, both of them.
///
/// Upstream: pkg/controller/daemon/util/daemonset_util.go, SurgeCount, UnavailableCount; update.go,
/// updatedDesiredNodeCounts.
struct DaemonRolloutLimits: Equatable {
    let desired: Int
    let surge: Int
    let unavailable: Int
    /// Both would be 0; one node may be unavailable all the same.
    let isForced: Bool
    private let texts: [String]

    init(_ set: APIObject, desired: Int) {
        self.desired = desired
        surge = DaemonRolloutLimits.count("maxSurge", set, desired)
        let written = DaemonRolloutLimits.count("maxUnavailable", set, desired)
        isForced = desired > 0 && surge == 0 && written == 0
        unavailable = isForced ? 1 : written
        texts = ["maxSurge", "maxUnavailable"].map { name in
            let value = DaemonRolloutLimits.value(name, set)
            return value?.string ?? "\(value?.int ?? 0)"
        }
    }

    /// May a node have two pods?
    static func allowsSurge(_ set: APIObject) -> Bool { count("maxSurge", set, 1) > 0 }

    private static func value(_ name: String, _ set: APIObject) -> Value? {
        guard set.at("spec", "updateStrategy", "type")?.string == "RollingUpdate" else { return nil }
        return set.at("spec", "updateStrategy", "rollingUpdate", name)
    }

    private static func count(_ name: String, _ set: APIObject, _ desired: Int) -> Int {
        IntOrPercent(value(name, set))?.scaled(of: desired, roundsUp: true) ?? 0
    }

    /// As the sync view shows it.
    var finding: DaemonFinding.Limits {
        DaemonFinding.Limits(
            desired: desired, surge: (texts[0], surge), unavailable: (texts[1], unavailable), isForced: isForced)
    }
}
