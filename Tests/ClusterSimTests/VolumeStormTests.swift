import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Claims, volumes and the pods that use them while things break: in the end each pod has its own disk.
@Suite("volumes in a storm")
struct VolumeStormTests {
    private static let manager = "kube-controller-manager"
    private static let binder = "persistentvolume-binder-controller"

    /// Whether claims are bound at once, or together with their pods.
    enum Mode: String, CaseIterable, Sendable {
        case immediate = "Immediate"
        case late = "WaitForFirstConsumer"
    }

    private static func set(_ keeps: String) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": ["name": "db", "namespace": "default"],
            "spec": [
                "replicas": 2, "podManagementPolicy": "Parallel", "selector": ["matchLabels": ["app": "db"]],
                "persistentVolumeClaimRetentionPolicy": ["whenScaled": .string(keeps), "whenDeleted": "Retain"],
                "template": [
                    "metadata": ["labels": ["app": "db"]],
                    "spec": [
                        "containers": [
                            ["name": "main", "image": "main:1", "volumeMounts": [["name": "data", "mountPath": "/d"]]]
                        ]
                    ]
                ],
                "volumeClaimTemplates": [
                    [
                        "metadata": ["name": "data"],
                        "spec": [
                            "accessModes": ["ReadWriteOnce"], "storageClassName": "disks",
                            "resources": ["requests": ["storage": "1Gi"]]
                        ]
                    ]
                ]
            ]
        ]
    }

    private static func volume(_ number: Int) -> Value {
        var volume: Value = [
            "apiVersion": "v1", "kind": "PersistentVolume", "metadata": ["name": .string("pv-\(number)")],
            "spec": [
                "capacity": ["storage": .string("\(1 + number % 3)Gi")], "accessModes": ["ReadWriteOnce"],
                "storageClassName": "disks", "hostPath": ["path": "/d"],
                "persistentVolumeReclaimPolicy": "Retain"
            ]
        ]
        if number % 4 == 0 {
            let node: Value = ["key": "kubernetes.io/hostname", "operator": "In", "values": ["node-1", "node-2"]]
            volume.set(
                [["matchExpressions": [node]]], at: "spec", "nodeAffinity", "required", "nodeSelectorTerms")
        }
        return volume
    }

    private static func fault(_ number: Int) -> Fault {
        switch number {
        case 0: .crash(process: manager)
        case 1: .crash(process: "kube-scheduler")
        case 2: .lag(process: manager, .persistentVolumes, changes: 3)
        case 3: .lag(process: manager, .persistentVolumeClaims, changes: 3)
        case 4: .lag(process: "kube-scheduler", .persistentVolumes, changes: 3)
        case 5: .conflict(component: binder, count: 3)
        case 6: .conflict(component: "default-scheduler", count: 2)
        case 7: .reject(component: binder, verb: "update", .persistentVolumeClaims, count: 2)
        default: .breakWatch(process: manager, .persistentVolumes, isGone: true)
        }
    }

    private static func act(_ number: Int, _ cluster: inout Cluster) {
        func scale(_ replicas: Int) {
            cluster.ask(
                .patch(.merge, .statefulSets, Make.key("db"), ["spec": ["replicas": .int(Int64(replicas))]]))
        }
        switch number {
        case 0: scale(4)
        case 1: scale(1)
        case 2: cluster.ask(.delete(.pods, Make.key("db-0")))
        case 3: cluster.ask(.delete(.persistentVolumeClaims, Make.key("data-db-1")))
        default: scale(3)
        }
    }

    @Test(
        "whatever breaks, each pod has a claim, each claim a volume of its own, and both sides agree",
        arguments: Mode.allCases, 1 ... 12)
    func storm(mode: Mode, seed: Int) throws {
        var cluster = Cluster.checked(seed: UInt64(seed))
        var chance = Seed(UInt64(seed))
        cluster.create(
            [
                "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": ["name": "disks"],
                "provisioner": "kubernetes.io/no-provisioner", "volumeBindingMode": .string(mode.rawValue)
            ], .storageClasses)
        for number in 0 ..< 12 { cluster.create(Self.volume(number), .persistentVolumes) }
        cluster.create(Self.set(seed % 2 == 0 ? "Retain" : "Delete"), .statefulSets)
        for round in 0 ..< 6 {
            cluster.run(until: cluster.now + .milliseconds(Int64(chance.below(4000))))
            try? cluster.inject(Self.fault(chance.below(9)))
            Self.act(chance.below(5), &cluster)
            cluster.create(Self.volume(12 + round), .persistentVolumes)
        }
        for resource in [Resource.persistentVolumes, .persistentVolumeClaims] {
            try cluster.inject(.lag(process: Self.manager, resource, changes: 0))
            try cluster.inject(.lag(process: "kube-scheduler", resource, changes: 0))
        }
        try cluster.inject(.endReject(component: Self.binder))
        cluster.run(until: cluster.now + .minutes(12))
        let set = try #require(cluster.object(.statefulSets, "db"))
        let wanted = Int(set.at("spec", "replicas")?.int ?? 0)
        #expect(set.at("status", "readyReplicas")?.int == Int64(wanted))
        for ordinal in 0 ..< wanted {
            let claim = PersistentVolumeClaim(
                try #require(cluster.object(.persistentVolumeClaims, "data-db-\(ordinal)")))
            #expect(claim.phase == "Bound" && claim.isFullyBound)
            let volume = try #require(
                cluster.server.store.object(.persistentVolumes, ObjectKey("", claim.volumeName)))
            #expect(PersistentVolume(volume).phase == "Bound")
            #expect(PersistentVolume(volume).claim?.uid == claim.object.uid)
        }
        #expect(cluster.checkWorld() == [])
    }
}
