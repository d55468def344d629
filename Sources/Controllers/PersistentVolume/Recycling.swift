import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Wipes a released volume by a pod and makes it free again; deprecated, and only for host paths and NFS.
///
/// Upstream: pv_controller.go, recycleVolumeOperation; pkg/volume/util/recyclerclient/recycler_client.go. What upstream
/// does beside the sync, watching the pod, is done here by looking at it each second; the events of the pod are not
/// repeated on the volume.
enum Recycling {
    typealias Context = SyncContext<VolumeBinderMemory>

    /// How often the pod is looked at.
    static let pollPeriod = SimDuration.seconds(1)

    static func run(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        if let pod = context.recycler(of: volume) {
            try watch(pod, volume, &context)
        } else {
            try begin(volume, &context)
        }
    }

    private static func begin(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        let answer = try context.ask(.get(.persistentVolumes, volume.object.key))
        guard let object = answer.object else { return }
        let newest = PersistentVolume(object)
        guard Reclaiming.isReleased(newest, &context), let claim = newest.claim else { return }
        let users = users(of: claim.key, &context)
        if !users.isEmpty, context.claim(claim.key) == nil {
            let message = "Volume is used by pods: \(users.joined(separator: ","))"
            context.record(type: "Normal", reason: "VolumeFailedRecycle", message: message, on: object)
            return
        }
        guard let pod = RecyclerPod.document(newest) else {
            return try fail(volume, "No recycler plugin found for the volume!", &context)
        }
        let key = RecyclerPod.key(newest)
        context.note(.rule("reclaim", detail: "Recycle: the pod \(key) wipes \(volume.name)"))
        let made = try context.ask(.create(pod, .pods))
        if let started = made.object {
            context.startRecycling(volume, by: started.uid)
        } else if made.failure?.reason == "AlreadyExists" {
            _ = try context.ask(.delete(.pods, key))
            try fail(volume, "Recycle failed: old recycler pod found, will retry later", &context)
        } else {
            let why = made.failure?.message ?? "no answer"
            try fail(volume, "Recycle failed: unexpected error creating recycler pod:  \(why)", &context)
        }
    }

    /// Pods that are not over and use the claim. Upstream: isVolumeUsed.
    private static func users(of claim: ObjectKey, _ context: inout Context) -> [String] {
        context.cachedList(.pods, namespace: claim.namespace).filter { pod in
            !pod.flags.isFinished && PodClaimUse.names(of: pod).contains(claim.name)
        }.map(\.key.description)
    }

    private static func watch(
        _ recycler: VolumeBinderMemory.Recycler, _ volume: PersistentVolume, _ context: inout Context
    ) throws(BinderStop) {
        let key = RecyclerPod.key(volume)
        let pod = context.cached(.pods, key).flatMap { $0.uid == recycler.podUID ? $0 : nil }
        guard let pod else {
            if recycler.isSeen { try end(volume, failure: "recycler pod was deleted", &context) }
            return
        }
        context.sawRecycler(of: volume)
        switch pod.at("status", "phase")?.string {
        case "Succeeded": try end(volume, failure: nil, &context)
        case "Failed":
            let message = pod.at("status", "message")?.string ?? ""
            let why = message.isEmpty ? "pod failed, pod.Status.Message unknown" : message
            try end(volume, failure: why, &context)
        default: context.note(.rule("reclaim", detail: "Recycle: the pod \(key) is at work"))
        }
    }

    private static func end(
        _ volume: PersistentVolume, failure: String?, _ context: inout Context
    ) throws(BinderStop) {
        context.endRecycling(volume)
        let gone = try context.ask(.delete(.pods, RecyclerPod.key(volume)))
        if let failure {
            return try fail(volume, "Recycle failed: failed to recycle volume: \(failure)", &context)
        }
        if let status = gone.failure, status.code != 404 {
            return try fail(volume, "Recycle failed: failed to delete recycler pod: \(status.message)", &context)
        }
        context.record(type: "Normal", reason: "VolumeRecycled", message: "Volume recycled", on: volume.object)
        try VolumeBinding.unbind(volume, &context)
    }

    private static func fail(_ volume: PersistentVolume, _ message: String, _ context: inout Context) throws(BinderStop)
    {
        try Reclaiming.fail(volume, "VolumeFailedRecycle", message, &context)
    }
}

/// The pod that wipes a volume. Upstream: pkg/volume/plugins.go, NewPersistentVolumeRecyclerPodTemplate.
enum RecyclerPod {
    static func key(_ volume: PersistentVolume) -> ObjectKey { ObjectKey("default", "recycler-for-" + volume.name) }

    /// `nil` for a disk that nobody can wipe so.
    static func document(_ volume: PersistentVolume) -> Value? {
        let spec = volume.object["spec"] ?? .null
        let source: Value
        let least: Int64
        if let path = spec.at("hostPath", "path") {
            source = ["hostPath": ["path": path]]
            least = 60  // --pv-recycler-minimum-timeout-hostpath
        } else if let share = spec["nfs"], !share.isNull {
            source = ["nfs": ["server": share["server"] ?? "", "path": share["path"] ?? ""]]
            least = 300  // --pv-recycler-minimum-timeout-nfs
        } else {
            return nil
        }
        var disk = source
        disk.set("vol", at: "name")
        // --pv-recycler-increment-timeout-…: seconds for each Gi.
        let seconds = max(least, 30 * (volume.capacity.value / (1 << 30)))
        let key = key(volume)
        return [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": ["name": .string(key.name), "namespace": .string(key.namespace)],
            "spec": [
                "activeDeadlineSeconds": .int(seconds), "restartPolicy": "Never", "volumes": [disk],
                "containers": [
                    [
                        "name": "pv-recycler", "image": "registry.k8s.io/build-image/debian-base:bookworm-v1.0.6",
                        "command": ["/bin/sh"],
                        "args": [
                            "-c",
                            "test -e /scrub && find /scrub -mindepth 1 -delete && test -z \"$(ls -A /scrub)\" || exit 1"
                        ],
                        "volumeMounts": [["name": "vol", "mountPath": "/scrub"]]
                    ]
                ]
            ]
        ]
    }
}
