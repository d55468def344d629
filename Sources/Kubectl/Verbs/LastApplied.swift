import Commands
import Documents
import KubeAPI
import YAMLText

/// `apply view-last-applied`, `set-last-applied` and `edit-last-applied`: the annotation that client-side apply
/// keeps.
///
/// Upstream: kubectl/pkg/cmd/apply/apply_view_last_applied.go, apply_set_last_applied.go,
/// apply_edit_last_applied.go.
extension Execution {
    mutating func lastApplied(on host: inout some KubectlHost) throws(KubectlFailure) {
        switch command.path[1] {
        case "view-last-applied": try viewLastApplied(&host)
        case "set-last-applied": try setLastApplied(&host)
        default: try editLastApplied(&host)
        }
    }

    private static let lastAppliedHead = """
        # Please edit the 'last-applied-configuration' annotations below.
        # Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
        #

        """

    private func configuration(of one: Selected) -> String? {
        one.object.at("metadata", "annotations", Execution.lastApplied)?.string
    }

    private func parsed(_ text: String) throws(KubectlFailure) -> Value {
        do { return try JSONReader.read(text) } catch { throw .message(error.description) }
    }

    private mutating func viewLastApplied(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let (selected, failures, _) = fetch(try targets(command.words, SelectionRules(), host), &host)
        if let failure = KubectlFailure.joined(failures) { throw failure }
        var texts: [String] = []
        for one in selected {
            // What has none is passed over: upstream adds its words to an error that is none.
            if let text = configuration(of: one) { texts.append(text) }
        }
        for text in texts {
            switch command.string("output") {
            case "yaml": out += ObjectText.yaml(try parsed(text))
            case "json":
                out += JSONWriter.text(try parsed(text), style: JSONWriter.Style(indent: 2, escapesHTML: false)) + "\n"
            case let other:
                throw .usage(
                    "Unexpected -o output mode: \(other), the flag 'output' must be one of yaml|json",
                    verb: "apply view-last-applied")
            }
        }
    }

    private mutating func setLastApplied(_ host: inout some KubectlHost) throws(KubectlFailure) {
        if !hasFiles { throw .message("must specify one of -f and -k") }
        let (dryRun, format) = (try dryRun(), try outputFormat(host))
        let (manifests, failures) = try self.manifests(host)
        if let failure = KubectlFailure.joined(failures) { throw failure }
        var changes: [(Selected, String)] = []
        for manifest in manifests {
            let one = Selected(
                info: manifest.info, object: try send(.get(manifest.info.resource, manifest.key), &host))
            let old = configuration(of: one)
            if old == nil && !command.bool("create-annotation") {
                throw .message(
                    "no last-applied-configuration annotation found on resource: \(manifest.name), to create the "
                        + "annotation, run the command with --create-annotation")
            }
            let new = JSONWriter.text(manifest.value) + "\n"
            if old == new {
                out += "set-last-applied \(manifest.name): no changes required.\n"
            } else {
                changes.append((one, new))
            }
        }
        for (one, text) in changes {
            let shown = dryRun == .client ? one : try annotate(one, text, dryRun, &host)
            // Each object has a printer of its own: nothing stands between documents.
            let before = out
            out = ""
            defer { out = before + out }
            try printResult(shown, "configured", format, dryRun)
        }
    }

    private mutating func editLastApplied(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let (selected, failures, _) = fetch(try targets(command.words, SelectionRules(), host), &host)
        if let failure = KubectlFailure.joined(failures) { throw failure }
        for one in selected {
            guard let text = configuration(of: one) else {
                throw .message("no last-applied-configuration annotation found on resource: \(one.object.name)")
            }
            let original = try parsed(text)
            let head = Execution.lastAppliedHead
            guard let edited = try edited(ObjectText.yaml(original), head: head, &host) else { continue }
            let shown = try annotate(one, JSONWriter.text(edited) + "\n", .none, &host)
            out += "\(shown.title) edited\n"
        }
    }

    private func annotate(
        _ one: Selected, _ text: String, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Selected {
        let patch: Value = ["metadata": ["annotations": [Execution.lastApplied: .string(text)]]]
        var request = APIRequest.patch(.merge, one.info.resource, one.key, patch)
        request.options = writeOptions(dryRun, isValidated: false)
        return Selected(info: one.info, object: try send(request, &host))
    }
}
