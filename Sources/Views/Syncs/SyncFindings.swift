import ControllerKit
import KubeAPI
import Rendering
import Simulation

/// What a sync saw, compared and decided.
extension SyncTeller {
    /// Rows of a ranking before it is folded.
    private static let rankedMax = 5

    func findings(_ findings: [Finding], _ page: inout Page) {
        saw(findings, &page)
        for finding in findings {
            switch finding {
            case .expects(let creations, let deletions, let since):
                expects(creations, deletions, since, findings, &page)
            case .stale(let resource, let cache, let written):
                page.row(
                    "stale",
                    StyledText(
                        "\(resource.info.plural): cache at rev \(cache), but this loop wrote rev \(written) itself",
                        [.bold, .yellow]), right: hint("stale-cache", page))
            case .readLive(let ref, let found):
                page.row(
                    "asked live",
                    StyledText(
                        "\(Names.noun(ref.resource, ref.key, home: home)): \(found ? "it is there" : "it is gone")"
                    ))
            case .owner(let owner): self.owner(owner, &page)
            case .blockedBy(let dependents):
                let names = dependents.map { "\($0.kind) \(Names.name($0.key, home: home))" }
                page.row(
                    "waits for", StyledText(Names.list(names, limit: page.options.verbose ? .max : 3), .yellow),
                    once: true)
            case .cron(let finding): cron(finding, &page)
            case .volumes(let finding): volumes(finding, &page)
            case .remark(let text): page.row("noticed", StyledText(text))
            default: break
            }
        }
        claims(findings, &page)
        let isWaiting = findings.contains { if case .expects = $0 { true } else { false } }
        for finding in findings {
            if case .compared(let what, let want, let have) = finding { compared(what, want, have, &page) }
            if case .worked(let number) = finding { worked(number, &page) }
        }
        daemon(findings, &page)
        for finding in findings {
            switch finding {
            // The waiting is told above, with its numbers.
            case .rule("expectations", _) where isWaiting: break
            case .rule(let name, let detail): rule(name, detail, &page)
            case .rollout(let step): rollout(step, &page)
            case .ranked(let candidates): ranked(candidates, &page)
            default: break
            }
        }
    }

    /// `ReplicaSet web: gone (known from before)`.
    private func owner(_ finding: OwnerFinding, _ page: inout Page) {
        var text = StyledText("\(finding.owner.kind) \(Names.name(finding.owner.key, home: home)): ")
        switch finding.state {
        case .solid: text.append("solid, it is there", .green)
        case .dangling:
            text.append(finding.isRemembered ? "dangling, known to be absent" : "dangling, asked live: gone", .red)
        case .waiting: text.append("waiting, it is being deleted after its dependents", .yellow)
        }
        page.row("owner", text)
    }

    /// `slow start: batches of 1, 2`; the hint names the rule if both do not fit.
    private func rule(_ name: String, _ detail: String, _ page: inout Page) {
        let title = name.split(separator: "-").joined(separator: " ")
        let hint = hint(name, page)
        let whole = detail.isEmpty ? title : "\(title): \(detail)"
        let fits = whole.sanitized().columns + hint.columns + 2 <= page.room
        page.row("rule", StyledText(fits || detail.isEmpty ? whole : detail), right: hint, once: true)
    }

    // MARK: caches and counts

    private func saw(_ findings: [Finding], _ page: inout Page) {
        var caches: [(resource: Resource, cache: Int64, store: Int64, behind: Int)] = []
        var counts: [String] = []
        for finding in findings {
            switch finding {
            case .cache(let resource, let cache, let store):
                let behind = trail.changes(of: resource, after: cache, upTo: store, before: start)
                caches.append((resource, cache, store, behind))
            case .counted(let what, let number): counts.append("\(number) \(what)")
            case .absent(let resource, let key):
                counts.append("no \(Names.noun(resource, key, home: home)) in the cache")
            default: break
            }
        }
        for late in caches where late.behind > 0 {
            page.row(
                "saw",
                StyledText(
                    "\(late.resource.info.plural) cache at rev \(late.cache), "
                        + "store at \(late.store) — \(late.behind) behind",
                    [.bold, .yellow]), right: hint("stale-cache", page), once: true)
        }
        var parts: [StyledText] = []
        if let store = caches.first?.store, caches.allSatisfy({ $0.behind == 0 }) {
            parts.append(StyledText("cache as new as the store (rev \(store))"))
        }
        if !counts.isEmpty { parts.append(StyledText(counts.joined(separator: ", "))) }
        if !parts.isEmpty { page.row("saw", .joined(parts), once: true) }
        if page.options.verbose {
            for cache in caches {
                page.more(
                    StyledText(
                        "\(cache.resource.info.plural): newest change seen is rev \(cache.cache)", .dim))
            }
        }
    }

    private func expects(
        _ creations: Int, _ deletions: Int, _ since: SimTime, _ findings: [Finding], _ page: inout Page
    ) {
        var parts: [String] = []
        if creations > 0 { parts.append(Names.count(creations, "creation")) }
        if deletions > 0 { parts.append(Names.count(deletions, "deletion")) }
        let waits = parts.joined(separator: " and ")
        page.row(
            "expects",
            StyledText("scaling waits: \(waits) not yet seen", .yellow), right: hint("expectations", page))
        let goesOn = findings.contains { if case .rule("expectations", _) = $0 { true } else { false } }
        page.more(StyledText("asked for at t=\(since)\(goesOn ? "; claiming and status go on" : "")", .dim))
    }

    private func claims(_ findings: [Finding], _ page: inout Page) {
        for claim in [Finding.Claim.adopted, .released, .ownedByOther, .ignored] {
            let names = findings.compactMap { finding -> String? in
                guard case .claimed(let key, let what) = finding, what == claim else { return nil }
                return Names.name(key, home: home)
            }
            guard !names.isEmpty else { continue }
            let word = claim == .ownedByOther ? "owned by another" : claim.rawValue
            page.row(
                "claimed",
                StyledText("\(word): \(Names.list(names, limit: page.options.verbose ? .max : 3))"),
                once: true)
        }
    }

    // MARK: numbers and ranking

    private func compared(_ what: String, _ want: Int64, _ have: Int64, _ page: inout Page) {
        var text = StyledText("\(what)  want ")
        text.append("\(want)", .bold)
        text.append("  have ")
        text.append("\(have)", .bold)
        if want > have {
            text.append("  → \(want - have) missing", .green)
        } else if want < have {
            text.append("  → \(have - want) too many", .red)
        } else {
            text.append("  → as wanted", .dim)
        }
        page.row("compared", text, once: true)
    }

    /// `want active 2 = min(completions 5 − succeeded 3, parallelism 4)`.
    private func worked(_ number: Finding.Worked, _ page: inout Page) {
        var text = StyledText("\(number.what) ")
        text.append("\(number.result)", .bold)
        if !number.terms.isEmpty { text.append(" = \(number.formula)") }
        let hint = hint(number.rule, page)
        let fits = text.columns + hint.columns + 2 <= page.room
        page.row("computed", text, right: fits ? hint : StyledText(), once: true)
    }

    private func ranked(_ candidates: [Finding.Ranked], _ page: inout Page) {
        let count = page.options.shown(of: candidates.count, limit: SyncTeller.rankedMax)
        let names = candidates.prefix(count).map { Names.name($0.key, home: home).sanitized() }
        let width = names.map(\.columns).max() ?? 0
        for (candidate, name) in zip(candidates, names) {
            var line = StyledText(candidate.isVictim ? "- goes   " : "  stays  ", candidate.isVictim ? .red : .none)
            let why = candidate.decidingRule == 0 ? "" : "rule \(candidate.decidingRule): \(candidate.because)"
            let fits = line.columns + width + 2 + why.sanitized().columns <= page.room
            line.append(fits ? "\(name.padded(to: width))  \(why)" : name)
            page.more(line)
            // A reason that is too long for the line gets the next one, its numbers whole.
            if !fits { page.more(StyledText("         ↑ \(why)", .dim)) }
        }
        page.folded(candidates.count - count, "more candidates")
    }
}
