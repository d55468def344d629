public import Documents

/// What holds for CustomResourceDefinitions.
///
/// Upstream is lenient with definitions that older servers accepted; every definition of this cluster came
/// through these rules, so an update is held against the same ones.
/// Upstream: apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go.
public enum CustomResourceDefinitionRules {
    static let approvalAnnotation = "api-approved.kubernetes.io"

    static func create(_ definition: Value, _ report: inout FieldReport) {
        let spec = DefinitionSpec(definition["spec"] ?? .null)
        let name = "\(spec.names["plural"]?.string ?? "").\(spec.group)"
        MetadataRules.check(definition, namespaced: false, names: .definition(name), &report)
        report.within("spec") { check(spec, &$0) }
        status(definition, &report)
        storedVersions(definition, spec, &report)
        approval(definition, nil, &report)
        preservation(definition, nil, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let spec = DefinitionSpec(new["spec"] ?? .null)
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { report in
            check(spec, &report)
            let before = old["spec"] ?? .null
            if isEstablished(old) {
                report.immutableText("scope", spec.json["scope"], before["scope"])
                report.immutableText("names.kind", spec.names["kind"], before.at("names", "kind"))
            }
            report.immutableText("group", spec.json["group"], before["group"])
            report.immutableText("names.plural", spec.names["plural"], before.at("names", "plural"))
        }
        status(new, &report)
        storedVersions(new, spec, &report)
        approval(new, old, &report)
        preservation(new, old, &report)
    }

    static func updateStatus(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        status(new, &report)
    }

    /// Warnings about formats that the API server does not know: `unrecognized format "x"`. On an update
    /// only about those that are new.
    ///
    /// Upstream: pkg/registry/customresourcedefinition/strategy.go, WarningsOnCreate and WarningsOnUpdate.
    public static func warnings(_ new: Value, old: Value? = nil) -> [String] {
        func unknown(_ definition: Value) -> [String] {
            DefinitionSpec(definition["spec"] ?? .null).schemas.flatMap(\.unknownFormats)
        }
        let before = old.map(unknown) ?? []
        return unknown(new).filter { !before.contains($0) }.map { "unrecognized format \(goQuoted($0))" }
    }

    static func isEstablished(_ definition: Value) -> Bool {
        (definition.at("status", "conditions")?.array ?? []).contains {
            $0["type"]?.string == "Established" && $0["status"]?.string == "True"
        }
    }

    // MARK: - Spec

    private static func check(_ spec: DefinitionSpec, _ report: inout FieldReport) {
        if spec.group.isEmpty {
            report.required("group")
        } else {
            let problems = TextRules.dnsSubdomain(spec.group)
            joined("group", spec.group, problems, &report)
            if problems.isEmpty, !spec.group.contains(".") {
                report.invalid("group", spec.group, "should be a domain with at least one dot")
            }
        }
        report.oneOf("scope", spec.json["scope"]?.string, ["Cluster", "Namespaced"])
        if spec.shared.openAPISchema == nil {
            for (index, version) in spec.versions.enumerated() where version.parts.openAPISchema == nil {
                report.required("versions[\(index)].schema.openAPIV3Schema")
            }
        }
        let preserves = spec.json["preserveUnknownFields"]?.bool ?? false
        if preserves, spec.schemas.contains(where: \.hasDefaults) {
            report.add(
                .invalid, "preserveUnknownFields", badValue: "true",
                "must be false in order to use defaults in the schema")
        }
        versions(spec, &report)
        for name in ["plural", "singular", "kind", "listKind"] where (spec.names[name]?.string ?? "").isEmpty {
            report.required("names." + name)
        }
        report.within("names") { names(spec.names, &$0) }
        DefinitionPartRules.schema(spec.shared, hasStatus: spec.hasAnyStatus, "validation", &report)
        DefinitionPartRules.subresources(spec.shared.subresources, &report)
        DefinitionPartRules.columns(spec.shared.columns, &report)
        if !spec.shared.selectableFields.isEmpty {
            if spec.shared.schema == nil {
                report.invalid("selectableFields", "", "may only be set when validations.schema is included")
            } else {
                SelectableFieldRules.check(spec.shared, &report)
            }
        }
        conversion(spec.json["conversion"], preserves, &report)
    }

    private static func versions(_ spec: DefinitionSpec, _ report: inout FieldReport) {
        for (index, version) in spec.versions.enumerated() {
            joined("versions[\(index)].name", version.name, TextRules.dns1035Label(version.name), &report)
            report.within("versions[\(index)]") { report in
                DefinitionPartRules.deprecation(version.json, &report)
                DefinitionPartRules.schema(version.parts, hasStatus: spec.hasStatus(version), "schema", &report)
                DefinitionPartRules.subresources(version.parts.subresources, &report)
                DefinitionPartRules.columns(version.parts.columns, &report)
                if version.parts.selectableFields.isEmpty { return }
                if version.parts.openAPISchema == nil {
                    report.invalid(
                        "selectableFields", "",
                        "may only be set when `version.schema.openAPIV3Schema` is not included")
                } else {
                    SelectableFieldRules.check(version.parts, &report)
                }
            }
        }
        let shown = spec.json["versions"].isThere
            ? "[" + spec.versions.map(GoSchemaText.version).joined(separator: ",") + "]" : "null"
        if Set(spec.versions.map(\.name)).count < spec.versions.count {
            report.add(.invalid, "versions", badValue: shown, "must contain unique version names")
        }
        if spec.versions.count(where: \.isStorage) != 1 {
            report.add(
                .invalid, "versions", badValue: shown, "must have exactly one version marked as storage version")
        }
        if let first = spec.versions.first?.name, !first.isEmpty {
            joined("version", first, TextRules.dns1035Label(first), &report)
        }
    }

    private static func names(_ names: Value, _ report: inout FieldReport) {
        func label(_ name: String) {
            guard let text = names[name]?.string, !text.isEmpty else { return }
            joined(name, text, TextRules.dns1035Label(text), &report)
        }
        func kind(_ name: String) {
            guard let text = names[name]?.string, !text.isEmpty else { return }
            let problems = TextRules.dns1035Label(text.lowercased())
            if problems.isEmpty { return }
            report.invalid(
                name, text,
                "may have mixed case, but should otherwise match: " + problems.joined(separator: ","))
        }
        func labels(_ name: String) {
            for (index, text) in (names[name]?.array ?? []).compactMap(\.string).enumerated() {
                joined("\(name)[\(index)]", text, TextRules.dns1035Label(text), &report)
            }
        }
        label("plural")
        label("singular")
        kind("kind")
        kind("listKind")
        labels("shortNames")
        if let listKind = names["listKind"]?.string, !listKind.isEmpty, listKind == names["kind"]?.string {
            report.invalid("listKind", listKind, "kind and listKind may not be the same")
        }
        labels("categories")
    }

    /// All problems of a text in one finding.
    private static func joined(_ child: String, _ text: String, _ problems: [String], _ report: inout FieldReport) {
        if !problems.isEmpty { report.invalid(child, text, problems.joined(separator: ",")) }
    }

    private static func conversion(_ conversion: Value?, _ preserves: Bool, _ report: inout FieldReport) {
        guard let conversion, !conversion.isNull else { return }
        let strategy = conversion["strategy"]?.string ?? ""
        if strategy != "None", preserves {
            report.invalid(
                "conversion.strategy", strategy, "must be None if spec.preserveUnknownFields is true")
        }
        report.oneOf("conversion.strategy", strategy, ["None", "Webhook"])
        if strategy == "Webhook" {
            report.forbidden("conversion.strategy", "webhooks that convert: not modelled by orrery")
        } else if let webhook = conversion["webhook"], !webhook.isNull {
            if webhook["clientConfig"].isThere {
                report.forbidden(
                    "conversion.webhookClientConfig", "should not be set when strategy is not set to Webhook")
            }
            if !(webhook["conversionReviewVersions"]?.isEmpty ?? true) {
                report.forbidden(
                    "conversion.conversionReviewVersions",
                    "should not be set when strategy is not set to Webhook")
            }
        }
    }

    // MARK: - Status and the rest

    private static func status(_ definition: Value, _ report: inout FieldReport) {
        guard let accepted = definition.at("status", "acceptedNames") else { return }
        report.within("status") { $0.within("acceptedNames") { names(accepted, &$0) } }
    }

    private static func storedVersions(_ definition: Value, _ spec: DefinitionSpec, _ report: inout FieldReport) {
        let value = definition.at("status", "storedVersions")
        let stored = (value?.array ?? []).compactMap(\.string)
        if stored.isEmpty {
            return report.add(
                .invalid, "status.storedVersions", badValue: "null",
                "must have at least one stored version")
        }
        for version in spec.versions where version.isStorage && !stored.contains(version.name) {
            report.add(
                .invalid, "status.storedVersions", badValue: goList(stored),
                "must have the storage version " + version.name)
        }
        let known = spec.versions.map(\.name)
        for (index, name) in stored.enumerated()
        where !known.contains(name) && !stored[(index + 1)...].contains(name) {
            report.invalid(
                "status.storedVersions[\(index)]", name,
                "missing from spec.versions; \(name) was previously a storage version, and must remain in "
                    + "spec.versions until a storage migration ensures no data remains persisted in \(name) and "
                    + "removes \(name) from status.storedVersions")
        }
    }

    /// Groups of the community need a word that their API was approved. Upstream: pkg/apihelpers/helpers.go.
    private static func approval(_ new: Value, _ old: Value?, _ report: inout FieldReport) {
        let group = new.at("spec", "group")?.string ?? ""
        guard ["k8s.io", "kubernetes.io"].contains(where: { group == $0 || group.hasSuffix("." + $0) }) else {
            return
        }
        enum State { case missing, bypassed, approved, invalid }
        func state(_ definition: Value) -> State {
            let text = definition.at("metadata", "annotations", approvalAnnotation)?.string ?? ""
            if text.isEmpty { return .missing }
            if text.hasPrefix("unapproved") { return .bypassed }
            return RequestURI(text).map { !$0.host.isEmpty && !$0.scheme.isEmpty } == true ? .approved : .invalid
        }
        let now = state(new)
        if let old, state(old) == now { return }
        let place = "metadata.annotations[\(approvalAnnotation)]"
        let needed = "protected groups must have approval annotation \"\(approvalAnnotation)\""
        let see = ", see https://github.com/kubernetes/enhancements/pull/1111"
        switch now {
        case .approved, .bypassed: break
        case .missing: report.required(place, needed + see)
        case .invalid:
            report.invalid(
                place, new.at("metadata", "annotations", approvalAnnotation)?.string ?? "",
                needed + " with either a URL or a reason starting with \"unapproved\"" + see)
        }
    }

    private static func preservation(_ new: Value, _ old: Value?, _ report: inout FieldReport) {
        if old?.at("spec", "preserveUnknownFields")?.bool == true { return }
        guard new.at("spec", "preserveUnknownFields")?.bool == true else { return }
        report.add(
            .invalid, "spec.preserveUnknownFields", badValue: "true",
            "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead")
    }
}
