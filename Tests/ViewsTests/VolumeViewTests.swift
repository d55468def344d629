import ControllerKit
import Documents
import KubeAPI
import Testing
import Views

@Suite("what is seen of a claim's search for a volume") struct VolumeViewTests {
    private static func volume(
        _ name: String, _ size: String, modes: Value = ["ReadWriteOnce"], phase: String = "Available",
        spec more: Value = [:], metadata: Value = [:]
    ) -> PersistentVolume {
        var spec = more
        spec.set(["storage": .string(size)], at: "capacity")
        spec.set(modes, at: "accessModes")
        var volume: Value = ["metadata": metadata, "spec": spec, "status": ["phase": .string(phase)]]
        volume.set(.string(name), at: "metadata", "name")
        return PersistentVolume(APIObject(volume, .persistentVolumes))
    }

    private static func shown(
        _ volumes: [PersistentVolume], claim spec: Value = [:], isDelayed: Bool = false,
        _ options: ViewOptions = ViewOptions()
    ) -> String {
        var all: Value = ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "2500Mi"]]]
        for field in spec.fields ?? Fields() { all.set(field.value, at: field.key) }
        let claim = PersistentVolumeClaim(
            APIObject(
                ["metadata": ["name": "data", "namespace": "default", "uid": "u"], "spec": all],
                .persistentVolumeClaims))
        let search = VolumeSearch.byAccessModes(for: claim, among: volumes, isDelayed: isDelayed)
        var spans = Spans()
        let (cause, start) = spans.scaled()
        let end = spans.end(start, [cause], [.volumes(VolumeFinding(claim, search.looks))], [], 6, 9)
        let lines = SyncView.sync(end, in: spans.trace, options).plain.split(separator: "\n")
        return lines.dropFirst(2).dropLast().joined(separator: "\n")
    }

    @Test("what was asked for, which volumes were looked at, and why each was refused")
    func refusals() {
        let text = Self.shown(
            [
                Self.volume("pv-10", "10Gi"), Self.volume("pv-3", "3Gi"), Self.volume("pv-2", "2Gi"),
                Self.volume("pv-rox", "5Gi", modes: ["ReadOnlyMany"]),
                Self.volume("pv-all", "3Gi", modes: ["ReadWriteOnce", "ReadWriteMany"]),
                Self.volume("pv-block", "5Gi", spec: ["volumeMode": "Block"]),
                Self.volume("pv-gold", "5Gi", spec: ["storageClassName": "gold"]),
                Self.volume("pv-old", "5Gi", phase: "Released"),
                Self.volume("pv-theirs", "5Gi", spec: ["claimRef": ["namespace": "default", "name": "log"]]),
                Self.volume("pv-gone", "5Gi", metadata: ["deletionTimestamp": "2026-01-01T00:00:00Z"])
            ], ViewOptions(verbose: true))
        #expect(
            text == """
                  volumes    for 2500Mi ReadWriteOnce                          `rule volume-fit`
                             pv-10      10Gi  fits, another one is taken
                             pv-3       3Gi   the smallest that fits: taken
                             pv-2       2Gi   too small
                             pv-all     3Gi   has more access modes than one that fits
                             pv-block   5Gi   its volume mode is Block
                             pv-gold    5Gi   its class is gold
                             pv-gone    5Gi   is being deleted
                             pv-old     5Gi   is Released
                             pv-rox     5Gi   lacks an access mode
                             pv-theirs  5Gi   belongs to default/log
                """)
    }

    @Test("a class that waits, a volume that is kept, and none at all")
    func others() {
        let late: Value = ["storageClassName": "late"]
        #expect(
            Self.shown([Self.volume("pv-1", "5Gi", spec: late)], claim: late, isDelayed: true) == """
                  volumes    for 2500Mi ReadWriteOnce of class late            `rule volume-fit`
                             pv-1  5Gi  the class waits for a Pod: the scheduler chooses
                """)
        let kept: Value = ["claimRef": ["namespace": "default", "name": "data"]]
        #expect(
            Self.shown([Self.volume("pv-1", "5Gi"), Self.volume("pv-2", "9Gi", spec: kept)]) == """
                  volumes    for 2500Mi ReadWriteOnce                          `rule volume-fit`
                             pv-1  5Gi  fits, another one is taken
                             pv-2  9Gi  kept for this claim: taken
                """)
        #expect(
            Self.shown([]) == """
                  volumes    for 2500Mi ReadWriteOnce: there is no volume      `rule volume-fit`
                """)
    }
}
