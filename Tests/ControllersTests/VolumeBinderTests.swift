import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

private typealias Sample = VolumeSamples

@Suite("volume binder")
struct VolumeBinderTests {
    private static func rig(_ there: [Value], server: Rig.Server = .obedient) -> Rig {
        var rig = Rig(VolumeBinderController(), server: server)
        // All that is there is known before the first sync, as when a process starts.
        for value in there { rig.put(value, resource(of: value)) }
        rig.started()
        rig.run(for: .milliseconds(1))
        return rig
    }

    private static func resource(of value: Value) -> Resource {
        switch value["kind"]?.string {
        case "PersistentVolume": .persistentVolumes
        case "StorageClass": .storageClasses
        case "Pod": .pods
        default: .persistentVolumeClaims
        }
    }

    private static func end(_ rig: Rig) -> [String] {
        let claims = rig.caches[.persistentVolumeClaims]?.list().map { PersistentVolumeClaim($0) } ?? []
        let volumes = rig.caches[.persistentVolumes]?.list().map { PersistentVolume($0) } ?? []
        let gone = rig.writes.filter { $0.hasPrefix("DELETE persistentvolumes/") }.map { $0.dropFirst(25) }
        return claims.map { "\($0.name) \($0.phase)\($0.volumeName.isEmpty ? "" : " " + $0.volumeName)" }
            + volumes.filter { volume in !gone.contains { $0 == volume.name } }
            .map { "\($0.name) \($0.phase)\($0.claim.map { " " + $0.key.name } ?? "")" }
    }

    private static func check(_ one: BindingCase) {
        let rig = rig(one.there)
        #expect(end(rig) == one.end)
        if let writes = one.writes { #expect(rig.writes == writes) }
        #expect(rig.eventTexts == one.events)
        #expect(rig.sent.allSatisfy { $0.user == "system:serviceaccount:kube-system:persistent-volume-binder" })
    }

    @Test("a claim that takes any volume", arguments: openClaims)
    func open(_ one: BindingCase) { Self.check(one) }

    @Test("a claim that names a volume, and one that was bound before", arguments: choosyClaims)
    func choosy(_ one: BindingCase) { Self.check(one) }

    @Test("a volume, its claim and what becomes of it without one", arguments: volumeCases)
    func volume(_ one: BindingCase) { Self.check(one) }

    @Test("no volume fits, and there is a class", arguments: classCases)
    func provisioning(_ one: BindingCase) { Self.check(one) }

    @Test("both sides say what was bound, and by whom")
    func annotations() {
        let rig = Self.rig([Sample.volume("pv-1", size: "2Gi"), Sample.claim()])
        let claim = rig.stored(.persistentVolumeClaims, ObjectKey("default", "data"))
        let volume = rig.stored(.persistentVolumes, ObjectKey("", "pv-1"))
        #expect(
            claim?.at("metadata", "annotations") == [
                "pv.kubernetes.io/bind-completed": "yes", "pv.kubernetes.io/bound-by-controller": "yes"
            ])
        #expect(
            claim?["status"] == ["phase": "Bound", "accessModes": ["ReadWriteOnce"], "capacity": ["storage": "2Gi"]])
        #expect(volume?.at("metadata", "annotations") == ["pv.kubernetes.io/bound-by-controller": "yes"])
        var reference = volume?.at("spec", "claimRef") ?? .null
        reference.set(nil, at: "resourceVersion")
        #expect(
            reference == [
                "kind": "PersistentVolumeClaim", "namespace": "default", "name": "data", "uid": "u",
                "apiVersion": "v1"
            ])
        // A volume that was kept by name is not marked: a person chose it.
        let kept = Self.rig([Sample.volume("pv-1", claim: "data"), Sample.claim()])
        #expect(kept.stored(.persistentVolumes, ObjectKey("", "pv-1"))?.at("metadata", "annotations") == nil)
    }

    @Test("one volume is never given to two claims, though the caches of the process see nothing")
    func ownCaches() {
        let rig = Self.rig(
            [Sample.volume("pv-1"), Sample.claim(), Sample.claim("more", uid: "m")], server: .unseen)
        #expect(rig.writes == bindWrites)
        #expect(rig.eventTexts == ["Normal FailedBinding default/more: \(noVolume)"])
    }

    @Test("a crash between two of the four writes: the next binder does the rest", arguments: 1 ... 3)
    func crash(_ done: Int) {
        var rig = Rig(VolumeBinderController(), server: .none)
        rig.put(Sample.volume("pv-1"), .persistentVolumes)
        rig.put(Sample.claim(), .persistentVolumeClaims)
        rig.started()
        rig.run(for: .milliseconds(1))
        var answered = 0
        while answered < done, !rig.open.isEmpty {
            var results: [APIResult] = []
            for outgoing in rig.open { results.append(rig.answer(outgoing.request)) }
            rig.answerOpen { _ in results.removeFirst() }
            answered += 1
        }
        var next = Rig(VolumeBinderController())
        for (resource, key) in [
            (Resource.persistentVolumes, ObjectKey("", "pv-1")),
            (.persistentVolumeClaims, ObjectKey("default", "data"))
        ] {
            if let object = rig.stored(resource, key) { next.put(object.value, resource) }
        }
        next.started()
        next.run(for: .milliseconds(1))
        #expect(Self.end(next) == ["data Bound pv-1", "pv-1 Bound data"])
        #expect(next.writes == Array(bindWrites.dropFirst(done)))
    }

    @Test("a failed write is tried again later and later")
    func failedWrite() {
        var rig = Rig(VolumeBinderController())
        var failures = 2
        rig.failing = { request in
            guard request.verb == .update, failures > 0 else { return nil }
            failures -= 1
            return Status.conflict(request.resource.info.plural, group: "", name: request.name, "it changed")
        }
        rig.put(Sample.volume("pv-1"), .persistentVolumes)
        rig.put(Sample.claim(), .persistentVolumeClaims)
        rig.started()
        rig.run(for: .seconds(1))
        #expect(Self.end(rig) == ["data Bound pv-1", "pv-1 Bound data"])
        #expect(rig.writes == ["PUT persistentvolumes/pv-1", "PUT persistentvolumes/pv-1"] + bindWrites)
    }

    @Test("who is awaited under WaitForFirstConsumer: pods without a node that use the claim")
    func awaitedPods() {
        func user(_ name: String, on node: String = "", phase: String = "Pending") -> Value {
            var pod: Value = [
                "kind": "Pod", "metadata": ["name": .string(name), "namespace": "default", "uid": .string(name)],
                "spec": ["volumes": [["name": "v", "persistentVolumeClaim": ["claimName": "data"]]]],
                "status": ["phase": .string(phase)]
            ]
            if !node.isEmpty { pod.set(.string(node), at: "spec", "nodeName") }
            return pod
        }
        func told(_ pods: [Value]) -> [String] {
            Self.rig([Sample.storageClass("late", waits: true)] + pods + [Sample.claim(className: "late")]).eventTexts
        }
        #expect(told([user("a")]) == ["Normal WaitForPodScheduled default/data: waiting for pod a to be scheduled"])
        #expect(
            told([user("a"), user("b")])
                == ["Normal WaitForPodScheduled default/data: waiting for pods a,b to be scheduled"])
        #expect(
            told([user("a", on: "node-1"), user("b", phase: "Failed")]) == [
                "Normal WaitForFirstConsumer default/data: waiting for first consumer to be created before binding"
            ])
    }

    @Test("the deletion of one side wakes the other")
    func deletions() {
        var rig = Self.rig([Sample.volume("pv-1"), Sample.claim()])
        rig.remove(.persistentVolumeClaims, ObjectKey("default", "data"))
        rig.run(for: .milliseconds(1))
        #expect(Self.end(rig) == ["pv-1 Released data"])
        rig = Self.rig([Sample.volume("pv-1"), Sample.claim()])
        rig.remove(.persistentVolumes, ObjectKey("", "pv-1"))
        rig.run(for: .milliseconds(1))
        #expect(Self.end(rig) == ["data Lost pv-1"])
    }

    private static func released(_ name: String = "pv-1", source: Value = ["hostPath": ["path": "/d"]]) -> Value {
        Sample.volume(name, claim: "data", uid: "u", phase: "Released", policy: "Recycle", source: source)
    }

    @Test("Recycle: a pod wipes the volume, then it is free", arguments: ["Succeeded", "Failed", "gone"])
    func recycling(_ end: String) throws {
        var rig = Self.rig([Self.released()])
        #expect(rig.writes == ["POST pods/recycler-for-pv-1"])
        let key = ObjectKey("default", "recycler-for-pv-1")
        let pod = try #require(rig.stored(.pods, key))
        #expect(pod.at("spec", "activeDeadlineSeconds") == 60)
        #expect(pod.at("spec", "volumes") == [["hostPath": ["path": "/d"], "name": "vol"]])
        rig.run(for: .seconds(3))
        #expect(rig.writes.count == 1)
        if end == "gone" {
            rig.remove(.pods, key)
        } else {
            var value = pod.value
            value.set(["phase": .string(end), "message": "too slow"], at: "status")
            rig.put(value, .pods)
        }
        rig.run(for: .milliseconds(1500))
        switch end {
        case "Succeeded":
            #expect(
                rig.writes.dropFirst() == [
                    "DELETE pods/recycler-for-pv-1", "PUT persistentvolumes/pv-1", "PUT persistentvolumes/pv-1/status"
                ])
            #expect(rig.eventTexts == ["Normal VolumeRecycled pv-1: Volume recycled"])
            // It was not chosen by a controller: the name stays, the uid goes.
            #expect(Self.end(rig) == ["pv-1 Available data"])
        case "Failed":
            #expect(
                rig.eventTexts == [
                    "Warning VolumeFailedRecycle pv-1: Recycle failed: failed to recycle volume: too slow"
                ])
        default:
            #expect(
                rig.eventTexts == [
                    "Warning VolumeFailedRecycle pv-1: Recycle failed: failed to recycle volume: recycler pod was "
                        + "deleted"
                ])
        }
    }

    @Test("Recycle: an old pod, a pod that uses the claim, and a disk that nobody can wipe")
    func recyclingRefused() {
        let old: Value = [
            "kind": "Pod", "metadata": ["name": "recycler-for-pv-1", "namespace": "default", "uid": "old"]
        ]
        var rig = Rig(VolumeBinderController())
        rig.failing = { request in
            request.verb == .create ? .alreadyExists("pods", group: "", name: request.name) : nil
        }
        rig.put(old, .pods)
        rig.put(Self.released(), .persistentVolumes)
        rig.started()
        rig.run(for: .milliseconds(1))
        #expect(
            rig.eventTexts == [
                "Warning VolumeFailedRecycle pv-1: Recycle failed: old recycler pod found, will retry later"
            ])
        #expect(rig.writes.contains("DELETE pods/recycler-for-pv-1"))
        let user: Value = [
            "kind": "Pod", "metadata": ["name": "web", "namespace": "default", "uid": "w"],
            "spec": ["volumes": [["name": "v", "persistentVolumeClaim": ["claimName": "data"]]]],
            "status": ["phase": "Running"]
        ]
        let used = Self.rig([user, Self.released()])
        #expect(used.eventTexts == ["Normal VolumeFailedRecycle pv-1: Volume is used by pods: default/web"])
        #expect(used.writes == [])
        let disk = Self.rig([Self.released(source: ["local": ["path": "/x"]])])
        #expect(
            disk.eventTexts == ["Warning VolumeFailedRecycle pv-1: No recycler plugin found for the volume!"])
    }

    @Test("everything is looked at each 15 s; in a cluster without claims and volumes no timer runs")
    func resync() {
        var rig = Self.rig([Sample.claim()])
        rig.run(for: .seconds(31))
        #expect(rig.events.count == 3)
        var empty = Rig(VolumeBinderController())
        empty.started()
        empty.put(Sample.storageClass("disk"), .storageClasses)
        empty.run(for: .seconds(100))
        #expect(empty.syncs.isEmpty)
        // The rounds are where they would have been.
        empty.put(Sample.claim(), .persistentVolumeClaims)
        empty.run(for: .seconds(4))
        #expect(empty.events.count == 1)
        empty.run(for: .seconds(2))
        #expect(empty.events.count == 2)
    }

    @Test("what was looked at is noted, with why")
    func findings() {
        let rig = Self.rig([
            Sample.volume("pv-1", size: "3Gi"), Sample.volume("pv-2"), Sample.volume("pv-3", claim: "other"),
            Sample.claim(size: "2Gi")
        ])
        let found = rig.syncs.flatMap(\.findings).compactMap { finding -> VolumeFinding? in
            if case .volumes(let volumes) = finding { return volumes }
            return nil
        }
        #expect(
            found.first?.looks.map(\.verdict) == [
                .smallest, .refused(.tooSmall), .refused(.belongs(to: ObjectKey("default", "other")))
            ])
    }
}
