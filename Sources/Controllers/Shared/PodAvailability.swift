import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Since when pods must be ready to count as available: `minReadySeconds` of their owner.
///
/// Upstream: pkg/api/v1/pod/util.go, IsPodAvailable; controller_utils.go, FindMinNextPodAvailabilityCheck.
struct PodAvailability {
    private let seconds: Int64
    private let moment: Moment

    init(of owner: APIObject, at moment: Moment) {
        seconds = owner.at("spec", "minReadySeconds")?.int ?? 0
        self.moment = moment
    }

    /// It is ready, and has been for long enough.
    func isAvailable(_ pod: APIObject) -> Bool {
        guard pod.flags.isReady else { return false }
        if seconds == 0 { return true }
        return pod.pod?.readySince.map { $0 + seconds * 1_000_000 <= moment.date } ?? false
    }

    /// When the next pod will have been ready for long enough, if one is not yet.
    func nextCheck(_ pods: @autoclosure () -> [APIObject], _ status: Value) -> Requeue {
        guard seconds > 0, status["readyReplicas"]?.int ?? 0 != status["availableReplicas"]?.int ?? 0 else {
            return .done
        }
        let waits = pods().compactMap { pod -> Int64? in
            guard pod.flags.isReady, let since = pod.pod?.readySince else { return nil }
            let left = since + seconds * 1_000_000 - moment.date
            return left > 0 ? left : nil
        }
        return .after(waits.min().map { SimDuration(microseconds: $0) } ?? .seconds(seconds))
    }
}
