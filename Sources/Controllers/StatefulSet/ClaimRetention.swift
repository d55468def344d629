import Documents
import KubeAPI

/// Who owns a claim, so that the garbage collector takes it along: nobody, the set, or the pod that goes.
///
/// Upstream: pkg/controller/statefulset/stateful_set_utils.go, isClaimOwnerUpToDate and its neighbours.
struct ClaimRetention {
    /// A pod that is there or about to be made.
    struct Holder {
        let name: String
        /// Empty while it is not there.
        let uid: String
    }

    let set: APIObject
    let holder: Holder
    /// The pod's ordinal is beyond those that are wanted.
    let isScaledDown: Bool

    init(_ set: APIObject, pod name: String, uid: String) {
        self.set = set
        holder = Holder(name: name, uid: uid)
        isScaledDown = !StatefulIdentity.ordinals(set).contains(StatefulIdentity.parts(name)?.ordinal ?? -1)
    }

    private func deletes(_ when: String) -> Bool {
        set.at("spec", "persistentVolumeClaimRetentionPolicy", when) == "Delete"
    }
    private var whenScaled: Bool { deletes("whenScaled") }
    private var whenDeleted: Bool { deletes("whenDeleted") }

    private func isSet(_ reference: OwnerReference) -> Bool {
        reference.apiVersion == "apps/v1" && reference.kind == "StatefulSet" && reference.name == set.name
    }

    private func isPod(_ reference: OwnerReference) -> Bool {
        reference.apiVersion == "v1" && reference.kind == "Pod" && reference.name == holder.name
    }

    private func isOwned(_ claim: APIObject, by uid: String) -> Bool { claim.meta.owners.contains { $0.uid == uid } }

    /// The claim names an older pod of this name: it is about to be collected.
    func isOfOlderPod(_ claim: APIObject) -> Bool {
        claim.meta.owners.first(where: isPod).map { $0.uid != holder.uid } ?? false
    }

    private func isOfOlderSet(_ claim: APIObject) -> Bool {
        claim.meta.owners.first(where: isSet).map { $0.uid != set.uid } ?? false
    }

    /// Someone else controls the claim: the policy is ignored. Upstream: hasUnexpectedController.
    func hasOtherController(_ claim: APIObject) -> Bool {
        if !whenScaled && !whenDeleted { return false }
        for reference in claim.meta.owners {
            if isSet(reference) {
                if reference.uid != set.uid { return true }
            } else if isPod(reference) {
                if reference.uid != holder.uid { return true }
            } else if reference.isController {
                return true
            }
        }
        return false
    }

    /// The owners are as the policy wants them.
    func isUpToDate(_ claim: APIObject) -> Bool {
        if isOfOlderSet(claim) || isOfOlderPod(claim) { return true }
        let (ofSet, ofPod) = (isOwned(claim, by: set.uid), isOwned(claim, by: holder.uid))
        if hasOtherController(claim) { return !ofSet && !ofPod }
        let own = claim.meta.owners.filter { $0.uid == set.uid || $0.uid == holder.uid }
        if own.contains(where: { !$0.isController }) { return false }
        return ofSet == wantsSet && ofPod == wantsPod
    }

    private var wantsSet: Bool { whenDeleted && !(whenScaled && isScaledDown) }
    private var wantsPod: Bool { whenScaled && isScaledDown }

    /// The claim with the owners the policy wants. Upstream: updateClaimOwnerRefForSetAndPod.
    func updated(_ claim: APIObject) -> Value {
        var owners = claim.meta.owners.filter { !isSet($0) && !isPod($0) }.map(\.value)
        if !hasOtherController(claim) {
            if wantsPod {
                owners.append([
                    "apiVersion": "v1", "kind": "Pod", "name": .string(holder.name), "uid": .string(holder.uid),
                    "controller": true, "blockOwnerDeletion": true,
                ])
            }
            if wantsSet { owners.append(OwnerReference(controller: set).value) }
        }
        var draft = claim.published
        draft.set(owners.isEmpty ? nil : .array(owners), at: "metadata", "ownerReferences")
        return draft
    }
}
