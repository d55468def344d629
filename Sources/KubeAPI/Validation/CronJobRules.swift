import Documents

/// What holds for CronJobs. Upstream: pkg/apis/batch/validation/validation.go, ValidateCronJobCreate and what it calls.
enum CronJobRules {
    /// A Job's name is at most 63 characters, and eleven are put behind the CronJob's.
    static let nameLengthMax = 52
    /// A part of a zone's name between slashes.
    private static let zonePartLengthMax = 14

    static func create(_ cronJob: Value, _ report: inout FieldReport) {
        MetadataRules.check(cronJob, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(cronJob["spec"] ?? .null, old: nil, &$0) }
        let name = cronJob.at("metadata", "name")?.string ?? ""
        if name.utf8.count > nameLengthMax {
            report.invalid("metadata.name", name, "must be no more than \(nameLengthMax) characters")
        }
    }

    /// An old name may stay as long as it is.
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { spec(new["spec"] ?? .null, old: old["spec"] ?? .null, &$0) }
    }

    private static func spec(_ spec: Value, old: Value?, _ report: inout FieldReport) {
        let zone = spec["timeZone"]?.string
        let schedule = spec["schedule"]?.string ?? ""
        if schedule.isEmpty {
            report.required("schedule")
        } else {
            // A zone in the schedule was once let through: one that is stored may stay.
            let mayHoldZone = old?["schedule"]?.string?.contains("TZ") ?? false
            self.schedule(schedule, mayHoldZone: mayHoldZone, zone, &report)
        }
        report.nonNegative("startingDeadlineSeconds", spec["startingDeadlineSeconds"]?.int)
        if let zone, old == nil || old?["timeZone"]?.string != zone { timeZone(zone, &report) }
        report.oneOf("concurrencyPolicy", spec["concurrencyPolicy"]?.string, ["Allow", "Forbid", "Replace"])
        report.within("jobTemplate") { template(spec["jobTemplate"] ?? .null, &$0) }
        report.nonNegative("successfulJobsHistoryLimit", spec["successfulJobsHistoryLimit"]?.int)
        report.nonNegative("failedJobsHistoryLimit", spec["failedJobsHistoryLimit"]?.int)
    }

    /// Upstream: validateScheduleFormat.
    private static func schedule(
        _ text: String, mayHoldZone: Bool, _ zone: String?, _ report: inout FieldReport
    ) {
        do { _ = try CronSchedule(text) } catch { report.invalid("schedule", text, error.message) }
        guard text.contains("TZ") else { return }
        if mayHoldZone && zone != nil {
            report.invalid("schedule", text, "cannot use both timeZone field and TZ or CRON_TZ in schedule")
        } else if !mayHoldZone {
            report.invalid("schedule", text, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead")
        }
    }

    /// Upstream: validateTimeZone.
    private static func timeZone(_ zone: String, _ report: inout FieldReport) {
        if zone.isEmpty { return report.invalid("timeZone", zone, "timeZone must be nil or non-empty string") }
        for part in zone.split(separator: "/", omittingEmptySubsequences: false) where !isZonePart(part) {
            return report.invalid("timeZone", zone, "unknown time zone \(zone)")
        }
        if zone.lowercased() == "local" {
            report.invalid(
                "timeZone", zone,
                "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones")
        }
        do { _ = try TimeZoneRules.named(zone) } catch { report.invalid("timeZone", zone, error.message) }
    }

    private static func isZonePart(_ part: Substring) -> Bool {
        let isAllowed = part.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a" ... "z", "A" ... "Z", "0" ... "9", ".", "-", "_", "+": true
            default: false
            }
        }
        return isAllowed && !part.isEmpty && part.utf8.count <= zonePartLengthMax && part != "." && part != ".."
            && !part.hasPrefix("-")
    }

    /// A Job's spec without a selector: each Job gets its own. Upstream: ValidateJobTemplateSpec.
    private static func template(_ template: Value, _ report: inout FieldReport) {
        let spec = template["spec"] ?? .null
        report.within("spec") { report in
            JobRules.spec(spec, &report)
            if let selector = spec["selector"], !selector.isNull {
                report.add(
                    .invalid, "selector", badValue: ReplicatedPodRules.selectorText(selector),
                    "`selector` will be auto-generated")
            }
            if spec["manualSelector"]?.bool == true {
                report.add(.notSupported, "manualSelector", badValue: "true", "supported values: \"nil\", \"false\"")
            }
        }
    }
}
