import Commands
import Documents
import KubeAPI

/// `label` and `annotate`: changes of one map in the metadata.
///
/// Upstream: kubectl/pkg/cmd/label/label.go, kubectl/pkg/cmd/annotate/annotate.go.
extension Execution {
    /// What is set and what is taken away.
    private struct MapChange {
        var values: [(key: String, value: String)] = []
        var removals: [String] = []
    }

    private var isLabel: Bool { command.verb == "label" }
    private var mapName: String { isLabel ? "labels" : "annotations" }

    mutating func changeMap(on host: inout some KubectlHost) throws(KubectlFailure) {
        let (words, pairs) = try resourcesAndPairs(isLabel ? "label" : "annotation")
        let change = try isLabel ? labelChange(pairs) : annotationChange(pairs)
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("cannot set --all and --selector at the same time")
        }
        if words.isEmpty && !hasFiles {
            throw .message(
                "one or more resources must be specified as <resource> <name> or <resource>/<name>")
        }
        let lists = command.bool("list")
        if change.values.isEmpty && change.removals.isEmpty && !lists {
            throw .message("at least one \(isLabel ? "label" : "annotation") update is required")
        }
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        let targets = try self.targets(words, SelectionRules(), host)
        let (selected, missing, _) = fetch(targets, &host)
        var failures = missing
        if selected.count != 1 && command.isGiven("resource-version") && failures.isEmpty {
            throw .message("--resource-version may only be used with a single resource")
        }
        for one in selected {
            if lists {
                list(one, isOnly: targets.count == 1 && selected.count == 1)
                continue
            }
            do {
                try self.change(one, change, dryRun, format, &host)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    /// Upstream: kubectl/pkg/cmd/util/helpers.go, GetResourcesAndPairs.
    func resourcesAndPairs(_ what: String) throws(KubectlFailure) -> (resources: [String], pairs: [String]) {
        var resources: [String] = []
        var pairs: [String] = []
        for word in command.words {
            let isPair = (word.contains("=") && word.first != "=") || (word.hasSuffix("-") && word != "-")
            if isPair {
                pairs.append(word)
            } else if pairs.isEmpty {
                resources.append(word)
            } else {
                throw .message(
                    "all resources must be specified before \(what) changes: \(word)"
                )
            }
        }
        return (resources, pairs)
    }

    private func labelChange(_ pairs: [String]) throws(KubectlFailure) -> MapChange {
        var change = MapChange()
        for pair in pairs {
            guard pair.contains("=") else {
                change.removals.append(String(pair.dropLast()))
                continue
            }
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw .message("invalid label spec: \(pair)") }
            let problems = TextRules.labelValue(parts[1])
            if !problems.isEmpty {
                throw .message(
                    "invalid label value: \(GoStrings.quoted(pair)): \(problems.joined(separator: ";"))")
            }
            change.values.append((parts[0], parts[1]))
        }
        if change.removals.contains(where: { key in change.values.contains { $0.key == key } }) {
            throw .message("can not both modify and remove a label in the same command")
        }
        return change
    }

    private func annotationChange(_ pairs: [String]) throws(KubectlFailure) -> MapChange {
        var change = MapChange()
        for pair in pairs {
            if let equals = pair.firstIndex(of: "="), equals != pair.startIndex {
                change.values.append((String(pair[..<equals]), String(pair[pair.index(after: equals)...])))
            } else {
                change.removals.append(String(pair.dropLast()))
            }
        }
        let both = change.removals.filter { key in change.values.contains { $0.key == key } }
        if !both.isEmpty {
            throw .message(
                "can not both modify and remove the following annotation(s) in the same command: "
                    + both.joined(separator: ", "))
        }
        return change
    }

    private mutating func list(_ one: Selected, isOnly: Bool) {
        if !isOnly {
            let group = one.info.group
            out += "Listing \(mapName) for \(one.info.kind).\(group)/\(one.object.name):\n"
        }
        for (key, value) in one.object.at("metadata", mapName)?.stringMap ?? [] {
            out += "\(isOnly ? "" : " ")\(key)=\(value)\n"
        }
    }

    private mutating func change(
        _ one: Selected, _ change: MapChange, _ dryRun: DryRun, _ format: OutputFormat,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let current = one.object.at("metadata", mapName)?.fields ?? Fields()
        if !command.bool("overwrite") { try checkNothingIsOverwritten(current, change) }
        if isLabel && dryRun != .client {
            for key in change.removals where current[key] == nil { out += "label \"\(key)\" not found.\n" }
        }
        var patch = Fields()
        let added = change.values.filter { current[$0.key]?.string != $0.value }
        let removed = change.removals.filter { current[$0] != nil }
        for (key, value) in added { patch[key] = .string(value) }
        for key in removed { patch[key] = .null }
        let operation = operation(added: !added.isEmpty, removed: !removed.isEmpty)
        var shown = one
        if dryRun == .client {
            var value = one.object.published
            value.set(MergePatch.apply(.object(patch), to: .object(current)), at: "metadata", mapName)
            let object = APIObject(value, one.object.resource)
            shown = Selected(info: one.info, object: object, isAsRead: one.isAsRead)
        } else if !patch.isEmpty || !isLabel {
            var body: Value =
                patch.isEmpty ? .object(Fields()) : ["metadata": .object(Fields([(mapName, .object(patch))]))]
            body = recorded(body)
            let version = command.string("resource-version")
            if !version.isEmpty { body.set(.string(version), at: "metadata", "resourceVersion") }
            var request = APIRequest.patch(.merge, one.info.resource, one.key, body)
            request.options = writeOptions(dryRun, isValidated: false)
            shown = Selected(info: one.info, object: try send(request, &host))
        }
        try printResult(shown, operation, format, dryRun)
    }

    private func operation(added: Bool, removed: Bool) -> String {
        guard isLabel else { return "annotated" }
        switch (added, removed) {
        case (true, true): return "modified"
        case (true, false): return "labeled"
        case (false, true): return "unlabeled"
        case (false, false): return "not labeled"
        }
    }

    private func checkNothingIsOverwritten(_ current: Fields, _ change: MapChange) throws(KubectlFailure) {
        // The cause of a change is there to be replaced, as upstream has it.
        let free = isLabel ? "" : "kubernetes.io/change-cause"
        let taken = change.values.filter { $0.key != free }.compactMap { key, value in
            current[key]?.string.map { (key, $0, value) }
        }.filter { $0.1 != $0.2 }
        if taken.isEmpty { return }
        if isLabel {
            let failures = taken.map {
                KubectlFailure.message("'\($0.0)' already has a value (\($0.1)), and --overwrite is false")
            }
            throw KubectlFailure.joined(failures) ?? .many(failures)
        }
        let texts = taken.map { "'\($0.0)' already has a value (\($0.1))" }
        throw .message(
            "--overwrite is false but found the following declared annotation(s): \(texts.joined(separator: "; "))"
        )
    }
}
