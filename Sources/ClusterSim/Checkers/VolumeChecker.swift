import KubeAPI
import OrderedMaps

/// A volume belongs to one claim at most: no two are told that they have it.
struct VolumeChecker: Sendable {
    /// The volume of each bound claim, by the claim's uid.
    private var volumeOfClaim = OrderedMap<String, String>()
    /// The bound claim of each volume.
    private var claimOfVolume = OrderedMap<String, String>()

    /// Takes in a change and says what is wrong with it.
    mutating func problem(with change: Change) -> String? {
        guard change.object.resource == .persistentVolumeClaims else { return nil }
        let claim = PersistentVolumeClaim(change.object)
        let uid = change.object.uid
        let isBound = change.kind != .deleted && claim.phase == "Bound" && !claim.volumeName.isEmpty
        if let known = volumeOfClaim[uid], !isBound || known != claim.volumeName {
            volumeOfClaim[uid] = nil
            if claimOfVolume[known] == uid { claimOfVolume[known] = nil }
        }
        guard isBound, volumeOfClaim[uid] == nil else { return nil }
        volumeOfClaim[uid] = claim.volumeName
        let other = claimOfVolume[claim.volumeName]
        claimOfVolume[claim.volumeName] = uid
        return other.map { "volume \(claim.volumeName) is bound to claim \(claim.key) (\(uid)) and to \($0)" }
    }
}
