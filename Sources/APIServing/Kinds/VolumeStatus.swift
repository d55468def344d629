import Documents
import KubeAPI
import Simulation

/// When a PersistentVolume came into its phase.
///
/// Upstream: pkg/registry/core/persistentvolume/strategy.go, PrepareForUpdate of the status.
enum VolumeStatus {
    static func notePhase(_ draft: inout Value, old: Value, at moment: Moment) {
        let before = old.at("status", "lastPhaseTransitionTime")
        let given = draft.at("status", "lastPhaseTransitionTime")
        if draft.at("status", "phase") == old.at("status", "phase") {
            if given == nil { draft.set(before, at: "status", "lastPhaseTransitionTime") }
        } else if given == nil || given == before {
            draft.set(.string(Timestamps.seconds(moment.date)), at: "status", "lastPhaseTransitionTime")
        }
    }
}
