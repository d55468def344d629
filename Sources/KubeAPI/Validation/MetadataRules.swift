import Documents

/// How names of a kind are formed.
enum NameRule: Equatable {
    case subdomain, label, pathSegment
    /// An IP address in canonical form.
    case address
    /// Any text.
    case any
    /// A subdomain that is given by the spec: plural and group of a CustomResourceDefinition.
    case definition(String)
    /// A path segment that is given by the spec: version and group of an APIService.
    case apiService(String)

    /// What is wrong with a name; a prefix for generated names may end with a dash.
    func problems(_ name: String, isPrefix: Bool) -> [String] {
        let given = name
        let name = isPrefix && self != .pathSegment ? TextRules.maskTrailingDash(name) : name
        switch self {
        case .subdomain: return TextRules.dnsSubdomain(name)
        case .definition(let needed):
            let problem = "must be spec.names.plural+\".\"+spec.group"
            return TextRules.dnsSubdomain(name) + (given == needed ? [] : [problem])
        case .apiService(let needed):
            let problems = Self.segmentProblems(given, isPrefix: false)
            if !problems.isEmpty || given == needed { return problems }
            return ["must be `spec.version+\".\"+spec.group`: \(goQuoted(needed))"]
        case .label: return TextRules.dnsLabel(name)
        case .pathSegment: return Self.segmentProblems(name, isPrefix: isPrefix)
        case .address: return IPSpelling.canonicalAddressProblems(given)
        case .any: return []
        }
    }

    /// Upstream: apimachinery/pkg/api/validation/path.
    private static func segmentProblems(_ name: String, isPrefix: Bool) -> [String] {
        if !isPrefix, name == "." || name == ".." { return ["may not be '\(name)'"] }
        return ["/", "%"].filter(name.contains).map { "may not contain '\($0)'" }
    }
}

/// What holds for the metadata of every object.
///
/// Upstream: apimachinery/pkg/api/validation/objectmeta.go, pkg/apis/core/validation.
enum MetadataRules {
    /// All annotations of an object together, keys and values.
    static let annotationBytesMax = 256 * 1024
    private static let standardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"]

    /// `isCore`: kinds that say so also want finalizers that are known or fully qualified.
    static func check(
        _ object: Value, namespaced: Bool, names: NameRule, isCore: Bool = true, _ report: inout FieldReport
    ) {
        let metadata = object["metadata"] ?? .null
        report.within("metadata") { report in
            if let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
                report.invalid("generateName", prefix, each: names.problems(prefix, isPrefix: true))
            }
            let name = metadata["name"]?.string ?? ""
            if name.isEmpty {
                report.required("name", "name or generateName is required")
            } else {
                report.invalid("name", name, each: names.problems(name, isPrefix: false))
            }
            let namespace = metadata["namespace"]?.string ?? ""
            if !namespaced {
                if !namespace.isEmpty { report.forbidden("namespace", "not allowed on this type") }
            } else if namespace.isEmpty {
                report.required("namespace")
            } else {
                report.invalid("namespace", namespace, each: TextRules.dnsLabel(namespace))
            }
            report.nonNegative("generation", metadata["generation"]?.int)
            labels("labels", metadata["labels"], &report)
            annotations(metadata["annotations"], &report)
            owners(metadata["ownerReferences"], &report)
            finalizers(metadata["finalizers"], isCore: isCore, &report)
        }
    }

    /// The metadata of a namespaced kind whose own rules do not look at them: only when nothing else is wrong.
    ///
    /// Upstream: apiserver/pkg/registry/rest/create.go, BeforeCreate.
    static func checkAfter(_ object: Value, _ report: inout FieldReport) {
        if report.hasMore(than: 0) || isPlain(object["metadata"] ?? .null) { return }
        check(object, namespaced: true, names: .pathSegment, isCore: false, &report)
    }

    /// A namespace and a name that could be of any kind, and nothing else that a client may set: most events.
    private static func isPlain(_ metadata: Value) -> Bool {
        let set = ["generateName", "generation", "labels", "annotations", "ownerReferences", "finalizers"]
        return TextRules.isSubdomain(metadata["name"]?.string ?? "")
            && TextRules.dnsLabel(metadata["namespace"]?.string ?? "").isEmpty
            && !set.contains { metadata[$0] != nil }
    }

    static func checkUpdate(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let metadata = new["metadata"] ?? .null
        let before = old["metadata"] ?? .null
        report.within("metadata") { report in
            if before["deletionTimestamp"].isThere {
                let known = (before["finalizers"]?.array ?? []).compactMap(\.string)
                let added = (metadata["finalizers"]?.array ?? []).compactMap(\.string)
                    .filter { !known.contains($0) }.sorted()
                if !added.isEmpty {
                    let list = added.map(goQuoted).joined(separator: ", ")
                    report.forbidden(
                        "finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                            + "[]string{\(list)}")
                }
            }
            let generation = metadata["generation"]?.int ?? 0
            if generation < before["generation"]?.int ?? 0 {
                report.invalid("generation", generation, "must not be decremented")
            }
            for field in [
                "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp",
                "deletionGracePeriodSeconds",
            ] {
                report.immutable(field, metadata[field], before[field])
            }
            labels("labels", metadata["labels"], &report)
            annotations(metadata["annotations"], &report)
            owners(metadata["ownerReferences"], &report)
        }
    }

    static func labels(_ child: String, _ labels: Value?, _ report: inout FieldReport) {
        guard case .object(let fields)? = labels else { return }
        for member in fields.members {
            report.invalid(child, member.key, each: TextRules.qualifiedName(member.key))
            if case .string(let text) = member.value {
                report.invalid(child, text, each: TextRules.labelValue(text))
            }
        }
    }

    static func annotations(_ annotations: Value?, _ report: inout FieldReport) {
        guard case .object(let fields)? = annotations else { return }
        var bytes = 0
        for member in fields.members {
            report.invalid(
                "annotations", member.key, each: TextRules.qualifiedName(member.key.lowercased()))
            bytes += member.key.utf8.count + (member.value.string?.utf8.count ?? 0)
        }
        if bytes > annotationBytesMax { report.tooLong("annotations", annotationBytesMax) }
    }

    private static func owners(_ owners: Value?, _ report: inout FieldReport) {
        guard case .array(let references)? = owners else { return }
        var firstController = ""
        for reference in references {
            report.within("ownerReferences") { report in owner(reference, &report) }
            guard reference["controller"]?.bool == true else { continue }
            let name = "\(reference["kind"]?.string ?? "")/\(reference["name"]?.string ?? "")"
            if firstController.isEmpty {
                firstController = name
            } else {
                let texts = references.map { Schema.builtIn.goJSON($0, as: "meta/v1.OwnerReference") }
                report.add(
                    .invalid, "ownerReferences", badValue: "[" + texts.joined(separator: ",") + "]",
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                        + "\(firstController) and \(name)")
            }
        }
    }

    private static func owner(_ reference: Value, _ report: inout FieldReport) {
        let version = reference["apiVersion"]?.string ?? ""
        let parts = version.split(separator: "/", omittingEmptySubsequences: false)
        if version.isEmpty || parts.count > 2 || parts.last == "" {
            report.invalid("apiVersion", version, "version must not be empty")
        }
        for field in ["kind", "name", "uid"] where (reference[field]?.string ?? "").isEmpty {
            report.invalid(field, "", "must not be empty")
        }
        if version == "v1", reference["kind"]?.string == "Event" {
            report.add(
                .invalid, "", badValue: Schema.builtIn.goJSON(reference, as: "meta/v1.OwnerReference"),
                "/v1, Kind=Event is disallowed from being an owner")
        }
    }

    /// One finalizer that is known or fully qualified. Upstream: validateKubeFinalizerName.
    static func standardFinalizer(_ child: String, _ name: String, _ report: inout FieldReport) {
        if name.contains("/") || standardFinalizers.contains(name) { return }
        report.invalid(child, name, "name is neither a standard finalizer name nor is it fully qualified")
    }

    private static func finalizers(_ finalizers: Value?, isCore: Bool, _ report: inout FieldReport) {
        guard case .array(let elements)? = finalizers else { return }
        let names = elements.compactMap(\.string)
        for name in names { report.invalid("finalizers", name, each: TextRules.qualifiedName(name)) }
        if names.contains("orphan"), names.contains("foregroundDeletion") {
            report.invalid(
                "finalizers", json: finalizers, "finalizer orphan and foregroundDeletion cannot be both set"
            )
        }
        guard isCore else { return }
        for (index, name) in names.enumerated() { standardFinalizer("finalizers[\(index)]", name, &report) }
    }

    /// The selector of an API object. Upstream: apis/meta/v1/validation, ValidateLabelSelector.
    static func labelSelector(_ child: String, _ selector: Value?, _ report: inout FieldReport) {
        guard let selector, !selector.isNull else { return }
        report.within(child) { report in
            labels("matchLabels", selector["matchLabels"], &report)
            report.each("matchExpressions", of: selector) { report, expression, _ in
                requirement(expression, anyOperator: false, &report)
            }
        }
    }

    /// One requirement of a selector of labels. `anyOperator`: one that is not known may stand.
    /// Upstream: ValidateLabelSelectorRequirement.
    static func requirement(_ expression: Value, anyOperator: Bool, _ report: inout FieldReport) {
        operatorValues(expression, anyOperator: anyOperator, &report)
        let key = expression["key"]?.string ?? ""
        report.invalid("key", key, each: TextRules.qualifiedName(key))
        for (index, value) in (expression["values"]?.array ?? []).compactMap(\.string).enumerated() {
            report.invalid("values[\(index)]", value, each: TextRules.labelValue(value))
        }
    }

    /// Does the operator go with the values?
    static func operatorValues(_ expression: Value, anyOperator: Bool, _ report: inout FieldReport) {
        let values = (expression["values"]?.array ?? []).compactMap(\.string)
        let op = expression["operator"]?.string ?? ""
        switch op {
        case "In", "NotIn":
            if values.isEmpty {
                report.required("values", "must be specified when `operator` is 'In' or 'NotIn'")
            }
        case "Exists", "DoesNotExist":
            if !values.isEmpty {
                report.forbidden(
                    "values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
            }
        default: if !anyOperator { report.invalid("operator", op, "not a valid selector operator") }
        }
    }
}
