import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation

/// What a sync of a CronJob worked out of its schedule, with the numbers filled in.
extension SyncTeller {
    func cron(_ finding: CronFinding, _ page: inout Page) {
        let clock = CronClock(finding)
        var schedule = StyledText(finding.schedule, .bold)
        schedule.append("  on the clocks of \(finding.zone)")
        page.row("schedule", schedule, right: hint("cron-schedule", page))
        let from = "from \(clock.text(finding.from)), \(origin(finding.origin)),"
        page.row("searched", StyledText("\(from) to now, \(clock.now)"))
        page.row("computed", StyledText(computed(finding, clock)), right: hint(rule(finding.verdict), page))
        if let verdict = verdict(finding.verdict) { page.more(StyledText(verdict, .bold)) }
        page.more(StyledText("next \(clock.text(finding.next))", .dim))
    }

    private func origin(_ origin: CronFinding.Origin) -> String {
        switch origin {
        case .creation: "when it was made"
        case .lastSchedule: "the last scheduled time"
        case .deadline(let seconds): "\(seconds) s ago (startingDeadlineSeconds)"
        }
    }

    private func computed(_ finding: CronFinding, _ clock: CronClock) -> String {
        guard let latest = finding.latest.map(clock.text) else { return "no start is due in between" }
        if finding.missed <= 1 { return "1 start due, \(latest)" }
        return "about \(finding.missed) starts missed, the latest \(latest)"
    }

    /// `→ tick-29460005`: what becomes of the latest start.
    private func verdict(_ verdict: CronFinding.Verdict) -> String? {
        switch verdict {
        case .nothingDue: nil
        case .starts(let job): "→ \(job) is made"
        case .tooLate(let deadline): "→ not started: it is more than \(deadline) s late"
        case .processed: "→ it was started before"
        case .forbidden(let active): "→ not started: \(Names.count(active, "Job")) active, and the policy is Forbid"
        }
    }

    private func rule(_ verdict: CronFinding.Verdict) -> String {
        switch verdict {
        case .nothingDue: "cron-wait"
        case .starts, .processed: "cron-latest"
        case .tooLate: "cron-deadline"
        case .forbidden: "cron-forbid"
        }
    }
}

/// Dates on the clocks of a schedule's zone: the time alone if it is the day of the sync.
struct CronClock {
    private let zone: TimeZoneRules
    private let moment: Moment

    init(_ finding: CronFinding) {
        zone = (try? TimeZoneRules.named(finding.zone)) ?? .utc
        moment = finding.now
    }

    /// The moment of the sync, to the millisecond.
    var now: String {
        let millis = moment.date / 1000 % 1000
        let fraction = millis == 0 ? "" : ".\(String(1000 + millis).dropFirst())"
        return time(moment.date) + fraction
    }

    /// `10:35:00`, `2026-01-06 10:35:00`, with the moment of the simulation: `10:35:00 (t=2100s)`.
    func text(_ date: Int64) -> String {
        if date == CronSchedule.never { return "never" }
        let day = zone.text(date).prefix(10)
        let isToday = day == zone.text(moment.date).prefix(10)
        let shown = isToday ? time(date) : "\(day) \(time(date))"
        return "\(shown) (t=\(SimTime(microseconds: date - moment.start)))"
    }

    /// For a line of `why`: `16:05:00 is due`.
    static func brief(_ finding: CronFinding) -> String {
        let clock = CronClock(finding)
        guard let latest = finding.latest else { return "nothing is due before \(clock.time(finding.next))" }
        return "\(clock.time(latest)) is due"
    }

    private func time(_ date: Int64) -> String { String(zone.text(date).dropFirst(11).prefix(8)) }
}
