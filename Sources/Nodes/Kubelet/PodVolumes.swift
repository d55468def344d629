import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// An object that a volume is made of.
struct VolumeSource: Sendable, Comparable {
    enum Kind: Int, Sendable { case configMap, secret, claim, volume }

    let kind: Kind
    let key: ObjectKey
    /// Of the volume of a claim: the claim.
    var claim = ObjectRef(.persistentVolumeClaims, ObjectKey("", ""))

    static func < (a: VolumeSource, b: VolumeSource) -> Bool {
        if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
        return a.key == b.key ? a.claim < b.claim : a.key < b.key
    }

    var resource: Resource {
        switch kind {
        case .configMap: .configMaps
        case .secret: .secrets
        case .claim: .persistentVolumeClaims
        case .volume: .persistentVolumes
        }
    }

    var word: String {
        switch kind {
        case .configMap: "configmap"
        case .secret: "secret"
        case .claim: "persistentvolumeclaim"
        case .volume: "persistentvolume"
        }
    }
}

/// What a pod still waits for before its sandbox is made.
struct VolumeWait: Sendable {
    /// When the polls began.
    var since = SimTime.zero
    /// What has not been found, with the volume it belongs to.
    var missing: [(volume: String, source: VolumeSource)] = []
    var failures = 0
    /// Why a volume cannot be mounted at all.
    var unmountable: (volume: String, message: String)?
}

/// Upstream: pkg/kubelet/volumemanager/volume_manager.go, WaitForAttachAndMount;
/// pkg/volume/util/nestedpendingoperations (back-off of mounts).
extension Kubelet {
    /// Kinds that need nothing from outside the node.
    static let localVolumes = ["emptyDir", "hostPath", "downwardAPI", "image"]
    static let mountRetryFirst = SimDuration.milliseconds(500)
    static let mountRetryMax = SimDuration.seconds(122)
    /// An object that was found once is not asked for again while that lasts.
    static let volumeCacheAge = SimDuration.seconds(60)

    mutating func mountVolumes(_ row: inout PodRow, _ outlet: inout Outlet) {
        row.volumes = Kubelet.volumeNeeds(row)
        row.volumes.since = outlet.moment.time
        guard row.spec["volumes"]?.array?.isEmpty == false else {
            note(.volumesMounted, &row, &outlet)
            advance(&row, .volumesMounted, &outlet)
            return
        }
        if let (volume, message) = row.volumes.unmountable {
            event(
                row, nil, "Warning", "FailedMount", "MountVolume.SetUp failed for volume \"\(volume)\" : \(message)",
                &outlet)
            return
        }
        ask(&row, &outlet)
        if row.volumes.missing.isEmpty { pollLater(row, &outlet) }
    }

    func pollLater(_ row: PodRow, _ outlet: inout Outlet) {
        let anchor = row.volumes.since
        let steps = (outlet.moment.time - anchor).microseconds / outlet.profile.volumePoll.microseconds + 1
        wake(Timer.volumes, row, at: anchor + outlet.profile.volumePoll * steps, &outlet)
    }

    /// Asks for what is missing, unless it was seen a short time ago.
    mutating func ask(_ row: inout PodRow, _ outlet: inout Outlet) {
        let now = outlet.moment.time
        row.volumes.missing.removeAll { entry in
            guard let seen = volumeCache[entry.source] else { return false }
            return now - seen < Kubelet.volumeCacheAge
        }
        var asked: [VolumeSource] = []
        for (_, source) in row.volumes.missing where !asked.contains(source) {
            asked.append(source)
            let isUnderWay = purposes.contains { $0.value == .volume(source) }
            if !isUnderWay { send(.get(source.resource, source.key), .volume(source), causes: [row.cause], &outlet) }
        }
    }

    mutating func volumeAnswered(_ source: VolumeSource, _ result: APIResult, _ outlet: inout Outlet) {
        if source.kind == .claim || source.kind == .volume { return claimAnswered(source, result, &outlet) }
        var problem: String?
        if result.object != nil {
            volumeCache[source] = outlet.moment.time
        } else if result.failure?.code == 404 {
            problem = "\(source.word) \"\(source.key.name)\" not found"
        } else {
            problem = result.failure?.message ?? "the server gave no object"
        }
        let waiting = rows.map { $0.value }.filter { row in row.volumes.missing.contains { $0.source == source } }
        for uid in waiting.map(\.uid) {
            withRow(uid, &outlet) { $0.volumeAnswered(&$1, source, problem, &$2) }
        }
    }

    private mutating func volumeAnswered(
        _ row: inout PodRow, _ source: VolumeSource, _ problem: String?, _ outlet: inout Outlet
    ) {
        guard row.worker == .mounting else { return }
        guard let problem else {
            row.volumes.missing.removeAll { $0.source == source }
            if row.volumes.missing.isEmpty { pollLater(row, &outlet) }
            return
        }
        let volume = row.volumes.missing.first { $0.source == source }?.volume ?? ""
        event(
            row, nil, "Warning", "FailedMount", "MountVolume.SetUp failed for volume \"\(volume)\" : \(problem)",
            &outlet)
        var delay = Kubelet.mountRetryFirst
        for _ in 0 ..< min(row.volumes.failures, 10) { delay = min(delay * 2, Kubelet.mountRetryMax) }
        row.volumes.failures += 1
        wake(Timer.volumeRetry, row, at: outlet.moment.time + delay, &outlet)
    }

    mutating func retryVolumes(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .mounting else { return }
        ask(&row, &outlet)
        if row.volumes.missing.isEmpty { pollLater(row, &outlet) }
    }

    mutating func pollVolumes(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .mounting, row.volumes.missing.isEmpty else { return }
        note(.volumesMounted, &row, &outlet)
        advance(&row, .volumesMounted, &outlet)
    }

    /// The objects that a pod's volumes are made of; a volume that no container mounts needs nothing.
    ///
    /// Upstream: pkg/volume/util, GetPodVolumeNames.
    static func volumeNeeds(_ row: PodRow) -> VolumeWait {
        var wait = VolumeWait()
        let uses = VolumeUses(row.spec)
        func need(_ volume: String, _ kind: VolumeSource.Kind, _ name: String?, _ source: Value) {
            guard let name, source["optional"]?.bool != true else { return }
            wait.missing.append((volume, VolumeSource(kind: kind, key: ObjectKey(row.object.namespace, name))))
        }
        for volume in row.spec["volumes"]?.array ?? [] {
            let name = volume["name"]?.string ?? ""
            guard uses.mounts.contains(name) || uses.devices.contains(name) else { continue }
            if let map = volume["configMap"] {
                need(name, .configMap, map["name"]?.string, map)
            } else if let secret = volume["secret"] {
                need(name, .secret, secret["secretName"]?.string, secret)
            } else if let projected = volume["projected"] {
                for source in projected["sources"]?.array ?? [] {
                    if let map = source["configMap"] { need(name, .configMap, map["name"]?.string, map) }
                    if let secret = source["secret"] { need(name, .secret, secret["name"]?.string, secret) }
                }
            } else if let claim = volume["persistentVolumeClaim"] {
                need(name, .claim, claim["claimName"]?.string, .null)
            } else if volume["ephemeral"] != nil {
                need(name, .claim, "\(row.object.name)-\(name)", .null)
            } else if !localVolumes.contains(where: { volume[$0] != nil }) {
                let kind = volume.fields?.keys.first { $0 != "name" } ?? "?"
                wait.unmountable = (name, "volumes of kind \(kind): not modelled by orrery")
            }
        }
        return wait
    }
}
