import Commands
import Documents
import KubeAPI

/// `set …`: changes of the pod spec inside whatever holds one.
///
/// Upstream: kubectl/pkg/cmd/set, kubectl/pkg/polymorphichelpers/updatepodspec.go.
extension Execution {
    mutating func set(on host: inout some KubectlHost) throws(KubectlFailure) {
        switch command.path.dropFirst().first ?? "" {
        case "image": try setImage(&host)
        case "env": try setEnvironment(&host)
        case "resources": try setResources(&host)
        case "serviceaccount": try setServiceAccount(&host)
        case "selector": try setSelector(&host)
        default: try setSubject(&host)
        }
    }

    /// Where the pod spec of a kind lies; `nil` if it has none.
    static func podSpecPath(_ resource: Resource) -> [String]? {
        switch resource {
        case .pods: ["spec"]
        case .replicationControllers, .deployments, .daemonSets, .replicaSets, .statefulSets, .jobs:
            ["spec", "template", "spec"]
        case .cronJobs: ["spec", "jobTemplate", "spec", "template", "spec"]
        default: nil
        }
    }

    /// How one kind of change is told.
    struct SetWords {
        /// `image updated`.
        let done: String
        /// `failed to patch image update to pod template:`.
        let failed: String
    }

    /// Changes the pod spec of each object and sends the difference; what does not change says nothing, unless the
    /// verb `sendsNothing` too.
    mutating func setPodSpecs(
        _ words: [String], _ text: SetWords, sendsNothing: Bool = false, _ host: inout some KubectlHost,
        change: (inout Value, Selected, inout [KubectlFailure]) throws(KubectlFailure) -> Void
    ) throws(KubectlFailure) {
        let (dryRun, format) = (try dryRun(), try outputFormat(host))
        let targets = try self.targets(words, SelectionRules(), host)
        let (selected, missing, _) = fetch(targets, &host)
        // Unlike other verbs, one object that is not there ends it all.
        if let failure = KubectlFailure.joined(missing) { throw failure }
        var failures: [KubectlFailure] = []
        for one in selected {
            do {
                guard let path = Execution.podSpecPath(one.info.resource) else {
                    throw KubectlFailure.message(
                        "\(one.info.plural)/\(one.object.name) the object is not a pod or does not have a pod "
                            + "template: *v1.\(one.info.kind)\n")
                }
                var edited = ObjectText.document(one.object)
                var problem: KubectlFailure?
                edited.update(path: path[...]) { spec in
                    do throws(KubectlFailure) { try change(&spec, one, &failures) } catch { problem = error }
                }
                if let problem { throw problem.about("\(one.info.plural)/\(one.object.name)") }
                try send(edited, of: one, text, dryRun, format, sendsNothing, &host)
            } catch let failure as KubectlFailure {
                failures.append(failure)
            } catch {
                failures.append(.message("\(error)"))
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private mutating func send(
        _ edited: Value, of one: Selected, _ text: SetWords, _ dryRun: DryRun, _ format: OutputFormat,
        _ sendsNothing: Bool, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let edited = recorded(edited)
        let patch = try twoWayPatch(one, edited)
        if patch.isEmpty && !sendsNothing { return }
        if dryRun == .client {
            let shown = Selected(info: one.info, object: APIObject(edited, one.info.resource))
            return try printResult(shown, text.done, format, dryRun)
        }
        var request = APIRequest.patch(.strategic, one.info.resource, one.key, patch)
        request.options = writeOptions(dryRun, isValidated: false)
        switch sendRaw(request, &host) {
        case .object(let object, _):
            try printResult(Selected(info: one.info, object: object), text.done, format, dryRun)
        case .failure(let status): throw .message("\(text.failed) \(status.message)")
        default: throw .message("the server answered with something else than an object")
        }
    }

    /// Changes the containers whose names fit, the init containers too; answers how many there are.
    static func editContainers(
        _ spec: inout Value, named pattern: String, change: (inout Value) -> Void
    ) -> Int {
        var count = 0
        for list in ["containers", "initContainers"] {
            guard var containers = spec[list]?.array else { continue }
            for index in containers.indices where fits(containers[index].text("name"), pattern) {
                change(&containers[index])
                count += 1
            }
            spec.set(.array(containers), at: list)
        }
        return count
    }

    /// `*` in a pattern stands for any text. Upstream: selectString.
    static func fits(_ name: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return name == pattern }
        guard name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let end = Execution.end(of: part, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.count >= last.count && rest.hasSuffix(last)
    }

    private static func end(of part: Substring, in text: Substring) -> Substring.Index? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(part) { return text.index(start, offsetBy: part.count) }
            start = text.index(after: start)
        }
        return nil
    }

    // MARK: images and accounts

    /// Upstream: kubectl/pkg/cmd/set/set_image.go.
    private mutating func setImage(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let (words, pairs) = try resourcesAndPairs("image")
        var images: [(container: String, image: String)] = []
        for pair in pairs {
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                throw .message("invalid image format: \(pair)")
            }
            images.append((String(pair[..<equals]), String(pair[pair.index(after: equals)...])))
        }
        _ = try targets(words, SelectionRules(), host)
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("cannot set --all and --selector at the same time")
        }
        if images.isEmpty { throw .message("at least one image update is required") }
        if images.count > 1 && images.contains(where: { $0.container == "*" }) {
            throw .message(
                "all containers are already specified by *, but saw more than one container_name=container_image pairs"
            )
        }
        let text = SetWords(done: "image updated", failed: "failed to patch image update to pod template:")
        try setPodSpecs(words, text, &host) { spec, _, failures throws(KubectlFailure) in
            for (container, image) in images {
                let count = Execution.editContainers(&spec, named: container == "*" ? "*" : container) {
                    $0.set(.string(image), at: "image")
                }
                if count == 0 {
                    failures.append(.message("error: unable to find container named \(GoStrings.quoted(container))"))
                }
            }
        }
    }

    /// Upstream: kubectl/pkg/cmd/set/set_serviceaccount.go.
    private mutating func setServiceAccount(_ host: inout some KubectlHost) throws(KubectlFailure) {
        guard let name = command.words.last else { throw .message("serviceaccount is required") }
        let text = SetWords(done: "serviceaccount updated", failed: "failed to patch ServiceAccountName")
        try setPodSpecs(Array(command.words.dropLast()), text, sendsNothing: true, &host) {
            spec, _, _ throws(KubectlFailure) in
            spec.set(.string(name), at: "serviceAccountName")
        }
    }

    /// `{app In [web db]}`, as Go prints a LabelSelectorRequirement.
    private static func expressionText(_ requirement: LabelSelector.Requirement) -> String {
        let word =
            switch requirement.operator {
            case .isIn, .equals: "In"
            case .notIn, .notEquals: "NotIn"
            case .exists: "Exists"
            default: "DoesNotExist"
            }
        return "{\(requirement.key) \(word) [\(requirement.values.joined(separator: " "))]}"
    }

    /// Upstream: kubectl/pkg/cmd/set/set_selector.go.
    private mutating func setSelector(_ host: inout some KubectlHost) throws(KubectlFailure) {
        guard let expression = command.words.last, command.words.count > 1 || hasFiles else {
            throw .message("one selector is required")
        }
        let selector: LabelSelector
        do { selector = try LabelSelector.parse(expression) } catch { throw .message(error.message) }
        let (dryRun, format) = (try dryRun(), try outputFormat(host))
        let targets = try self.targets(Array(command.words.dropLast()), SelectionRules(), host)
        let (selected, missing, _) = fetch(targets, &host)
        if let failure = KubectlFailure.joined(missing) { throw failure }
        for one in selected {
            guard one.info.resource == .services else {
                throw .message("setting a selector is only supported for Services")
            }
            var labels = Fields()
            let expressions = selector.requirements.filter { $0.operator != .equals }
            if !expressions.isEmpty {
                let texts = expressions.map(Execution.expressionText).joined(separator: " ")
                throw .message("match expression [\(texts)] not supported on this object")
            }
            for requirement in selector.requirements { labels[requirement.key] = .string(requirement.values[0]) }
            var edited = ObjectText.document(one.object)
            edited.set(.object(labels), at: "spec", "selector")
            edited = recorded(edited)
            let version = command.string("resource-version")
            var patch = try twoWayPatch(one, edited)
            if !version.isEmpty { patch.set(.string(version), at: "metadata", "resourceVersion") }
            if dryRun == .client {
                let shown = Selected(info: one.info, object: APIObject(edited, one.info.resource))
                try printResult(shown, "selector updated", format, dryRun)
                continue
            }
            var request = APIRequest.patch(.strategic, one.info.resource, one.key, patch)
            request.options = writeOptions(dryRun, isValidated: false)
            let written = try send(request, &host)
            try printResult(Selected(info: one.info, object: written), "selector updated", format, dryRun)
        }
    }
}

extension KubectlFailure {
    /// The same with the object in front, as `set` words it.
    fileprivate func about(_ object: String) -> KubectlFailure {
        guard case .message(let text) = self else { return self }
        return .message("\(object) \(text)\n")
    }
}
