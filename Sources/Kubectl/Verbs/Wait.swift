import Commands
import Documents
public import KubeAPI

/// Upstream: kubectl/pkg/cmd/wait.
extension Execution {
    mutating func wait(on host: inout some KubectlHost) throws(KubectlFailure) {
        var states: [WaitCondition.State] = []
        for text in command.list("for") { states.append(try state(text)) }
        if states.isEmpty { throw .message("unrecognized condition: []") }
        let format = try outputFormat(host)
        let targets = try self.targets(command.words, SelectionRules(), host)
        let nanoseconds = command.nanoseconds("timeout") ?? 0
        let timeout = nanoseconds < 0 ? Self.longestWaitSeconds : (nanoseconds + 999_999_999) / 1_000_000_000
        if states.contains(.created) { try waitForCreation(targets, timeout, &host) }
        if waitsFor != nil { return }
        let (selected, missing, _) = fetch(targets, &host)
        var failures = missing
        let isForDelete = states.contains(.gone)
        if isForDelete { failures.removeAll(where: \.isNotFound) }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if selected.isEmpty {
            if isForDelete { return }
            throw .message("no matching resources found")
        }
        for one in selected {
            do throws(KubectlFailure) {
                try wait(for: one, states, timeout, format, &host)
            } catch {
                failures.append(error)
            }
            if waitsFor != nil { return }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private mutating func wait(
        for one: Selected, _ states: [WaitCondition.State], _ timeout: Int64, _ format: OutputFormat,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        for state in states {
            let condition = WaitCondition(
                objects: [ObjectRef(one.info.resource, one.key, uid: one.object.uid)], state: state)
            if try !met(state, one, &host) {
                if host.isInteractive && timeout != 0 {
                    waitsFor = condition
                    return
                }
                try waitUntil(condition, timeout, &host)
            }
            let shown = format.isTable || format == .name || state == .gone ? one : try again(one, &host)
            try printResult(shown, "condition met", format)
        }
    }

    private func again(_ one: Selected, _ host: inout some KubectlHost) throws(KubectlFailure) -> Selected {
        Selected(info: one.info, object: try send(.get(one.info.resource, one.key), &host))
    }

    private func state(_ text: String) throws(KubectlFailure) -> WaitCondition.State {
        if text.lowercased() == "delete" { return .gone }
        if text.lowercased() == "create" { return .created }
        if text.hasPrefix("condition=") {
            let parts = text.dropFirst(10).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return .condition(type: String(parts[0]), status: parts.count > 1 ? String(parts[1]) : "true")
        }
        guard text.hasPrefix("jsonpath=") else {
            throw .message("unrecognized condition: \(GoStrings.quoted(text))")
        }
        let parts = Execution.splitAtSingleEquals(String(text.dropFirst(9)))
        guard parts.count <= 2 else {
            throw .message(
                "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or "
                    + "--for=jsonpath='{.status.readyReplicas}'")
        }
        do {
            let template = try JSONPath.relaxed(parts[0])
            if template.isEmpty { throw JSONPathError(message: "jsonpath expression cannot be empty") }
            _ = try JSONPath(template)
            if parts.count == 1 { return .path(template, value: nil) }
            let value = parts[1].trimmingQuotes
            if value.isEmpty {
                throw JSONPathError(
                    message: "jsonpath wait has to have a value after equal sign, like "
                        + "--for=jsonpath='{.status.readyReplicas}'=3")
            }
            return .path(template, value: value)
        } catch {
            throw .message((error as? JSONPathError)?.message ?? "\(error)")
        }
    }

    /// `==` is part of a filter, `=` comes before the value.
    private static func splitAtSingleEquals(_ text: String) -> [String] {
        var out = [""]
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "=", rest.first == "=" {
                rest.removeFirst()
                out[out.count - 1] += "=="
            } else if character == "=" {
                out.append("")
            } else {
                out[out.count - 1].append(character)
            }
        }
        return out
    }

    private func met(
        _ state: WaitCondition.State, _ one: Selected, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Bool {
        switch sendRaw(.get(one.info.resource, one.key), &host) {
        case .object(let object, _):
            do {
                return try state.isMet(by: object, uid: one.object.uid)
            } catch {
                throw .message(error.message)
            }
        case .failure(let status) where status.reason == "NotFound":
            if state == .gone { return true }
            throw .status(status)
        case .failure(let status): throw .status(status)
        default: return false
        }
    }

    private func waitUntil(
        _ condition: WaitCondition, _ timeout: Int64, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let first = condition.objects[0]
        let name = "\(first.resource.info.plural)/\(first.key.name)"
        let outcome = timeout == 0 ? WaitOutcome.timedOut : host.waitUntil(condition, timeoutSeconds: timeout)
        switch outcome {
        case .met: return
        case .timedOut:
            throw .message(
                timeout == 0
                    ? "condition not met for \(name)" : "timed out waiting for the condition on \(name)")
        case .failed(let status): throw .status(status)
        }
    }

    /// Selectors are asked twice a second until they find something. Upstream: wait.go, RunWaitContext.
    private mutating func waitForAny(
        _ targets: [Target], _ timeout: Int64, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let limit = host.now + timeout * Timestamps.microsPerSecond
        while true {
            let (selected, failures, _) = fetch(targets, &host)
            if let failure = KubectlFailure.joined(failures.filter { !$0.isNotFound }) { throw failure }
            if !selected.isEmpty { return }
            if host.isInteractive { throw .message("no matching resources found") }
            if host.now >= limit { throw .message("timed out waiting for the condition") }
            host.pass(microseconds: Timestamps.microsPerSecond / 2)
        }
    }

    private mutating func waitForCreation(
        _ targets: [Target], _ timeout: Int64, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let refs = targets.compactMap { target -> ObjectRef? in
            if case .named(let info, let key, _) = target { ObjectRef(info.resource, key) } else { nil }
        }
        if refs.count < targets.count { return try waitForAny(targets, timeout, &host) }
        let missing = fetch(targets, &host).failures
        if missing.isEmpty { return }
        let condition = WaitCondition(objects: refs, state: .created)
        if timeout == 0 { throw .message("timed out waiting for the condition") }
        if host.isInteractive {
            waitsFor = condition
            return
        }
        switch host.waitUntil(condition, timeoutSeconds: timeout) {
        case .met: return
        case .timedOut: throw .message("timed out waiting for the condition")
        case .failed(let status): throw .status(status)
        }
    }
}

extension String {
    /// Without quotes around it.
    fileprivate var trimmingQuotes: String {
        var out = self[...]
        while let first = out.first, first == "'" || first == "\"" { out.removeFirst() }
        while let last = out.last, last == "'" || last == "\"" { out.removeLast() }
        return String(out)
    }
}

extension WaitCondition.State {
    /// Is `object` so? For `.gone` and `.created` the caller knows that it is there; `uid` is the one that
    /// was waited for.
    public func isMet(by object: APIObject, uid: String) throws(JSONPathError) -> Bool {
        switch self {
        case .gone: return !uid.isEmpty && object.uid != uid
        case .created: return true
        case .evictable, .elapsed: return false
        case .drained: return !uid.isEmpty && object.uid != uid
        case .changed(let revision): return object.revision > revision
        case .replicas(let count):
            let counts = [object.at("spec", "replicas"), object.at("status", "replicas")]
            return counts.allSatisfy { ($0?.int ?? 0) == count }
        case .condition(let type, let status):
            for condition in object.at("status", "conditions")?.array ?? []
            where condition.text("type").lowercased() == type.lowercased() {
                let observed =
                    condition["observedGeneration"]?.int ?? object.at("status", "observedGeneration")?.int
                if let observed, observed < object.meta.generation { return false }
                return condition.text("status").lowercased() == status.lowercased()
            }
            return false
        case .path(let template, let value):
            let results = try JSONPath(template, allowsMissingKeys: true).results(ObjectText.document(object))
            guard let first = results.first, !first.isEmpty else { return false }
            if results.count > 1 {
                throw JSONPathError(message: "given jsonpath expression matches more than one list")
            }
            if first.count > 1 {
                throw JSONPathError(message: "given jsonpath expression matches more than one value")
            }
            guard let value else { return true }
            switch first[0] {
            case .array, .object:
                throw JSONPathError(
                    message: "jsonpath leads to a nested object or list which is not supported")
            default: return GoStrings.plain(first[0]).trimmed == value.trimmed
            }
        }
    }
}
