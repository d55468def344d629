import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/taint/taint.go and utils.go.
extension Execution {
    /// What one line asks for.
    private struct TaintChange {
        var added: [NodeTaint] = []
        var removed: [NodeTaint] = []
    }

    mutating func taint(on host: inout some KubectlHost) throws(KubectlFailure) {
        let (words, specs) = try resourcesAndTaints()
        let change = try taintChange(specs)
        try checkTaintTargets(words, change)
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        let isListed = command.bool("all") || !labelSelector.isEmpty
        let targets = try self.targets(
            isListed ? ["nodes"] : ["nodes"] + words.dropFirst(), SelectionRules(takesFiles: false), host)
        let (selected, missing, _) = fetch(targets, &host)
        var failures = missing
        for node in selected {
            do {
                try self.taint(node, change, dryRun, format, &host)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private func resourcesAndTaints() throws(KubectlFailure) -> (resources: [String], taints: [String]) {
        var resources: [String] = []
        var taints: [String] = []
        for word in command.words {
            if word.contains("=") || word.contains(":") || word.hasSuffix("-") {
                taints.append(word)
            } else if taints.isEmpty {
                resources.append(word)
            } else {
                throw .message("all resources must be specified before taint changes: \(word)")
            }
        }
        if resources.isEmpty { throw .message("one or more resources must be specified as <resource> <name>") }
        if taints.isEmpty { throw .message("at least one taint update is required") }
        return (resources, taints)
    }

    private func taintChange(_ specs: [String]) throws(KubectlFailure) -> TaintChange {
        var change = TaintChange()
        do throws(NodeTaint.Problem) {
            for spec in specs {
                if spec.hasSuffix("-") {
                    var taint = try NodeTaint(parsing: String(spec.dropLast()))
                    taint.value = ""
                    change.removed.append(taint)
                    continue
                }
                let taint = try NodeTaint(parsing: spec)
                if taint.effect.isEmpty { throw NodeTaint.Problem(message: "invalid taint spec: \(spec)") }
                if change.added.contains(where: { $0.matches(taint) }) {
                    throw NodeTaint.Problem(
                        message: "duplicated taints with the same key and effect: "
                            + "{\(taint.key) \(taint.value) \(taint.effect) <nil>}")
                }
                change.added.append(taint)
            }
        } catch {
            throw .usage(error.message, verb: "taint")
        }
        return change
    }

    private func checkTaintTargets(_ words: [String], _ change: TaintChange) throws(KubectlFailure) {
        if try resource(words[0]).resource != .nodes {
            throw .message("invalid resource type \(words[0].lowercased()), only node types are supported")
        }
        var conflicts: [String] = []
        for added in change.added {
            for removed in change.removed
            where added.key == removed.key && (removed.effect.isEmpty || removed.effect == added.effect) {
                conflicts.append("\(removed.key)=\(removed.effect)")
            }
        }
        if !conflicts.isEmpty {
            throw .message(
                "can not both modify and remove the following taint(s) in the same command: "
                    + conflicts.joined(separator: ", "))
        }
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("setting 'all' parameter with a non empty selector is prohibited")
        }
        if !command.bool("all") && labelSelector.isEmpty && words.count < 2 {
            throw .message("at least one resource name must be specified since 'all' parameter is not set")
        }
    }

    private mutating func taint(
        _ node: Selected, _ change: TaintChange, _ dryRun: DryRun, _ format: OutputFormat,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let before = node.object.at("spec", "taints")?.array ?? []
        let overwrites = command.bool("overwrite")
        if !overwrites {
            let known = before.map(NodeTaint.init)
            let taken = change.added.filter { taint in known.contains { $0.matches(taint) } }.map(\.key)
            if !taken.isEmpty {
                throw .message(
                    "node \(node.object.name) already has \(taken.joined(separator: ",")) taint(s) with same "
                        + "effect(s) and --overwrite is false")
            }
        }
        // The new ones stand first.
        var after = change.added.map(\.document)
        after += before.filter { old in !change.added.contains { $0.matches(NodeTaint(old)) } }
        let isAdded = before.count != after.count
        var isRemoved = false
        var failures: [KubectlFailure] = []
        for taint in change.removed {
            let count = after.count
            after.removeAll { old in
                let old = NodeTaint(old)
                return old.key == taint.key && (taint.effect.isEmpty || taint.effect == old.effect)
            }
            isRemoved = after.count != count
            if !isRemoved { failures.append(.message("taint \(GoStrings.quoted(taint.text)) not found")) }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        let operation = isAdded && isRemoved || overwrites ? "modified" : isAdded ? "tainted" : "untainted"
        try write(after, of: node, operation, dryRun, format, &host)
    }

    private mutating func write(
        _ taints: [Value], of node: Selected, _ operation: String, _ dryRun: DryRun, _ format: OutputFormat,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let before = node.object.at("spec", "taints")?.array ?? []
        var shown = node
        if dryRun == .client {
            var value = node.object.published
            value.set(taints.isEmpty ? nil : .array(taints), at: "spec", "taints")
            shown = Selected(info: node.info, object: APIObject(value, .nodes))
        } else {
            let patch: Value =
                taints == before ? [:] : ["spec": ["taints": taints.isEmpty ? .null : .array(taints)]]
            var request = APIRequest.patch(.strategic, .nodes, node.key, patch)
            request.options = writeOptions(dryRun, isValidated: true)
            shown = Selected(info: node.info, object: try send(request, &host))
        }
        try printResult(shown, operation, format)
    }
}

/// A taint as `kubectl taint` reads and writes it.
struct NodeTaint {
    /// Why a text is no taint.
    struct Problem: Error { let message: String }

    var key: String
    var value = ""
    var effect = ""

    init(_ document: Value) {
        key = document["key"]?.string ?? ""
        value = document["value"]?.string ?? ""
        effect = document["effect"]?.string ?? ""
    }

    /// `key=value:effect`, `key:effect`, or `key` alone. Upstream: parseTaint.
    init(parsing text: String) throws(Problem) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        key = parts[0]
        if parts.count > 2 { throw Problem(message: "invalid taint spec: \(text)") }
        if parts.count == 2 {
            effect = parts[1]
            if !["NoSchedule", "PreferNoSchedule", "NoExecute"].contains(effect) {
                throw Problem(message: "invalid taint effect: \(effect), unsupported taint effect")
            }
            let pair = parts[0].split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            if pair.count > 2 { throw Problem(message: "invalid taint spec: \(text)") }
            key = pair[0]
            if pair.count == 2 { value = pair[1] }
            try NodeTaint.check(TextRules.labelValue(value), text)
        }
        try NodeTaint.check(TextRules.qualifiedName(key), text)
    }

    private static func check(_ problems: [String], _ text: String) throws(Problem) {
        if !problems.isEmpty {
            throw Problem(message: "invalid taint spec: \(text), \(problems.joined(separator: "; "))")
        }
    }

    /// Same key and effect. Upstream: Taint.MatchTaint.
    func matches(_ other: NodeTaint) -> Bool { key == other.key && effect == other.effect }

    var document: Value {
        var fields = Fields([("key", .string(key)), ("effect", .string(effect))])
        if !value.isEmpty { fields["value"] = .string(value) }
        return .object(fields)
    }

    /// Upstream: Taint.ToString.
    var text: String {
        if effect.isEmpty { return value.isEmpty ? key : "\(key)=\(value):" }
        return value.isEmpty ? "\(key):\(effect)" : "\(key)=\(value):\(effect)"
    }
}
