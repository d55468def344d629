import ControllerKit
import KubeAPI
import Rendering

/// Which volumes the binder looked at for a claim, and what came of each.
extension SyncTeller {
    /// Rows of volumes before they are folded.
    private static let volumesMax = 8

    func volumes(_ finding: VolumeFinding, _ page: inout Page) {
        var wish = "for \(finding.size) \(finding.accessModes.joined(separator: "+"))"
        if !finding.className.isEmpty { wish += " of class \(finding.className)" }
        let none = finding.looks.isEmpty ? ": there is no volume" : ""
        page.row("volumes", StyledText(wish + none), right: hint("volume-fit", page))
        // What fits stands first.
        let fitting = finding.looks.filter { VolumeWords.fits($0.verdict) }
        let looks = fitting + finding.looks.filter { !VolumeWords.fits($0.verdict) }
        let count = page.options.shown(of: looks.count, limit: SyncTeller.volumesMax)
        let names = looks.prefix(count).map(\.name.columns).max() ?? 0
        let sizes = looks.prefix(count).map(\.capacity.columns).max() ?? 0
        for look in looks.prefix(count) {
            let (words, style) = VolumeWords.verdict(look.verdict)
            var line = StyledText("\(look.name.padded(to: names))  \(look.capacity.padded(to: sizes))  ")
            line.append(words, style)
            page.more(line)
        }
        page.folded(looks.count - count, "more volumes")
    }
}

/// The words for what came of a volume.
enum VolumeWords {
    static func fits(_ verdict: VolumeSearch.Verdict) -> Bool {
        if case .refused = verdict { return false }
        return true
    }

    static func verdict(_ verdict: VolumeSearch.Verdict) -> (String, Style) {
        switch verdict {
        case .smallest: ("the smallest that fits: taken", .green)
        case .reserved: ("kept for this claim: taken", .green)
        case .larger: ("fits, another one is taken", .none)
        case .refused(let why): (refusal(why), .dim)
        }
    }

    private static func refusal(_ why: VolumeSearch.Refusal) -> String {
        switch why {
        case .chosenAlready: "another claim of the Pod has it"
        case .belongs(let claim): "belongs to \(claim)"
        case .tooSmall: "too small"
        case .otherMode(let mode): "its volume mode is \(mode)"
        case .otherAttributesClass(let name): "its attributes class is \(name.isEmpty ? "none" : name)"
        case .terminating: "is being deleted"
        case .waitsForPod: "the class waits for a Pod: the scheduler chooses"
        case .notAvailable(let phase): "is \(phase)"
        case .labels: "its labels do not match the selector"
        case .otherClass(let name): name.isEmpty ? "has no class" : "its class is \(name)"
        case .nodeAffinity: "the node cannot reach it"
        case .accessModes: "lacks an access mode"
        case .notReached: "has more access modes than one that fits"
        }
    }
}
