import Documents

/// What holds for a new Job. Upstream: pkg/apis/batch/validation/validation.go, ValidateJob.
enum JobRules {
    /// The legacy labels and their prefixed successors, by what they hold.
    static let uidLabel = "batch.kubernetes.io/controller-uid"
    static let nameLabel = "batch.kubernetes.io/job-name"
    static let legacyUIDLabel = "controller-uid"
    static let legacyNameLabel = "job-name"

    /// An Indexed Job runs at most so many pods at a time.
    private static let indexedParallelismMax: Int64 = 100_000
    private static let failedIndexesMax: Int64 = 100_000
    /// Above so many completions the next two limits hold as well.
    private static let completionsSoftLimit: Int64 = 100_000
    private static let parallelismOfManyMax: Int64 = 10_000
    private static let failedIndexesOfManyMax: Int64 = 10_000
    private static let managedByLengthMax = 63

    static func create(_ job: Value, _ report: inout FieldReport) {
        check(job, requiresPrefixedLabels: true, &report)
    }

    /// The whole of a Job; an old one may lack the prefixed labels.
    static func check(_ job: Value, requiresPrefixedLabels: Bool, _ report: inout FieldReport) {
        MetadataRules.check(job, namespaced: true, names: .subdomain, &report)
        generatedSelector(job, requiresPrefixedLabels, &report)
        let spec = job["spec"] ?? .null
        report.within("spec") { report in
            JobRules.spec(spec, &report)
            selector(spec, &report)
        }
        guard isIndexed(spec), let completions = spec["completions"]?.int, completions > 0 else { return }
        let name = job.at("metadata", "name")?.string ?? ""
        let longest = "\(name)-\(completions - 1)"
        if !TextRules.dnsLabel(longest).isEmpty {
            report.invalid("metadata.name", name, "will not able to create pod with invalid DNS label: \(longest)")
        }
    }

    static func isIndexed(_ spec: Value) -> Bool { spec["completionMode"]?.string == "Indexed" }

    /// Upstream: validateGeneratedSelector.
    private static func generatedSelector(_ job: Value, _ requiresPrefixed: Bool, _ report: inout FieldReport) {
        guard job.at("spec", "manualSelector")?.bool != true, let selector = job.at("spec", "selector"),
            !selector.isNull
        else { return }
        let uid = job.at("metadata", "uid")?.string ?? ""
        let name = job.at("metadata", "name")?.string ?? ""
        if uid.isEmpty { report.required("metadata.uid") }
        var expected = [(legacyUIDLabel, uid), (legacyNameLabel, name)]
        if requiresPrefixed { expected += [(uidLabel, uid), (nameLabel, name)] }
        let labels = job.at("spec", "template", "metadata", "labels")
        for (key, value) in expected {
            let field = "spec.template.metadata.labels[\(key)]"
            guard let actual = labels?[key]?.string else {
                report.required(field, "must be '\(value)'")
                continue
            }
            if actual != value { report.invalid(field, json: labels, "must be '\(value)'") }
        }
        let generated = Value(expected.map { (key: $0.0, value: $0.1) })
        if let parsed = try? LabelSelector(value: selector), !parsed.matches(labels: generated) {
            report.add(
                .invalid, "spec.selector", badValue: ReplicatedPodRules.selectorText(selector),
                "`selector` not auto-generated")
        }
    }

    private static func selector(_ spec: Value, _ report: inout FieldReport) {
        let selector = spec["selector"] ?? .null
        if selector.isNull {
            report.required("selector")
        } else {
            MetadataRules.labelSelector("selector", selector, &report)
        }
        let labels = spec.at("template", "metadata", "labels")
        // No selector matches nothing, and that is said too.
        let isMatched = selector.isNull ? false : (try? LabelSelector(value: selector))?.matches(labels: labels)
        if isMatched == false {
            report.invalid("template.metadata.labels", json: labels, "`selector` does not match template `labels`")
        }
    }

    /// A Job's spec but for its selector, which a CronJob's template does not have. Upstream: validateJobSpec.
    static func spec(_ spec: Value, _ report: inout FieldReport) {
        for field in [
            "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
            "backoffLimitPerIndex", "maxFailedIndexes",
        ] {
            report.nonNegative(field, spec[field]?.int)
        }
        if spec["maxFailedIndexes"].isThere && !spec["backoffLimitPerIndex"].isThere {
            report.required("backoffLimitPerIndex", "when maxFailedIndexes is specified")
        }
        if let name = spec["managedBy"]?.string { managedBy(name, &report) }
        completionMode(spec, &report)
        JobPolicyRules.failure(spec, &report)
        JobPolicyRules.success(spec, &report)
        JobPolicyRules.replacement(spec, &report)
        report.within("template") { PodRules.template(spec["template"] ?? .null, &$0) }
        restartPolicy(spec, &report)
    }

    /// Upstream: apimachinery/pkg/util/validation, IsDomainPrefixedPath.
    private static func managedBy(_ name: String, _ report: inout FieldReport) {
        if name.isEmpty { return report.required("managedBy") }
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count != 2 || parts.contains("") {
            report.invalid("managedBy", name, "must be a domain-prefixed path (such as \"acme.io/foo\")")
        } else {
            report.invalid("managedBy", parts[0], each: TextRules.dnsSubdomain(parts[0]))
            let plain = "/%-._~!$&'()*+,;=:".utf8
            if !parts[1].utf8.allSatisfy({ TextRules.isAlphanumeric($0) || plain.contains($0) }) {
                report.invalid(
                    "managedBy", parts[1],
                    "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')")
            }
        }
        if name.utf8.count > managedByLengthMax { report.tooLong("managedBy", managedByLengthMax) }
    }

    private static func completionMode(_ spec: Value, _ report: inout FieldReport) {
        let mode = spec["completionMode"]?.string ?? "NonIndexed"
        if mode != "NonIndexed" && mode != "Indexed" {
            report.notSupported("completionMode", mode, ["NonIndexed", "Indexed"])
        }
        if mode == "Indexed" { indexed(spec, &report) }
        if mode == "NonIndexed" {
            for field in ["backoffLimitPerIndex", "maxFailedIndexes"] {
                if let number = spec[field]?.int { report.invalid(field, number, "requires indexed completion mode") }
            }
        }
    }

    private static func indexed(_ spec: Value, _ report: inout FieldReport) {
        let completions = spec["completions"]?.int
        let parallelism = spec["parallelism"]?.int
        let failed = spec["maxFailedIndexes"]?.int
        if completions == nil { report.required("completions", "when completion mode is Indexed") }
        if let parallelism, parallelism > indexedParallelismMax {
            report.invalid(
                "parallelism", parallelism,
                "must be less than or equal to \(indexedParallelismMax) when completion mode is Indexed")
        }
        if let completions, let failed, failed > completions {
            report.invalid("maxFailedIndexes", failed, "must be less than or equal to completions")
        }
        if let failed, failed > failedIndexesMax {
            report.invalid("maxFailedIndexes", failed, "must be less than or equal to \(failedIndexesMax)")
        }
        guard let completions, completions > completionsSoftLimit, spec["backoffLimitPerIndex"].isThere else {
            return
        }
        if failed == nil {
            report.required("maxFailedIndexes", "must be specified when completions is above \(completionsSoftLimit)")
        }
        let suffix = "when completions are above \(completionsSoftLimit) and used with backoff limit per index"
        if let parallelism, parallelism > parallelismOfManyMax {
            report.invalid(
                "parallelism", parallelism, "must be less than or equal to \(parallelismOfManyMax) \(suffix)")
        }
        if let failed, failed > failedIndexesOfManyMax {
            report.invalid(
                "maxFailedIndexes", failed, "must be less than or equal to \(failedIndexesOfManyMax) \(suffix)")
        }
    }

    private static func restartPolicy(_ spec: Value, _ report: inout FieldReport) {
        let field = "template.spec.restartPolicy"
        let policy = spec.at("template", "spec", "restartPolicy")?.string ?? ""
        switch policy {
        case "", "Always": report.required(field, "valid values: \"OnFailure\", \"Never\"")
        case "OnFailure" where spec["podFailurePolicy"].isThere:
            report.invalid(field, policy, "only \"Never\" is supported when podFailurePolicy is specified")
        case "OnFailure", "Never": break
        default: report.notSupported(field, policy, ["OnFailure", "Never"])
        }
    }
}
