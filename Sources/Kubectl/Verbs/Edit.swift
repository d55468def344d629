import Commands
import Documents
import KubeAPI
import YAMLText

/// `edit`, and the editor of other verbs.
///
/// Upstream: kubectl/pkg/cmd/util/editor/editoptions.go.
extension Execution {
    private static let editHead = """
        # Please edit the object below. Lines beginning with a '#' will be ignored,
        # and an empty file will abort the edit. If an error occurs while saving this file will be
        # reopened with the relevant failures.
        #

        """

    mutating func edit(on host: inout some KubectlHost) throws(KubectlFailure) {
        let targets = try self.targets(command.words, SelectionRules(takesWholeTypes: true), host)
        let (selected, failures, _) = fetch(targets, &host)
        if selected.isEmpty {
            if let failure = KubectlFailure.joined(failures) { throw failure }
            err += "edit cancelled, no objects found\n"
            return
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        let originals = selected.map { ObjectText.withoutManagedFields(ObjectText.document($0.object)) }
        for value in try edited(originals, &host) ?? [] {
            let place = selected.indices.first { index in
                let info = selected[index].info
                return info.apiVersion == value.text("apiVersion") && info.kind == value.text("kind")
                    && originals[index].at("metadata", "name") == value.at("metadata", "name")
                    && originals[index].at("metadata", "namespace") == value.at("metadata", "namespace")
            }
            guard let place else { throw .message("At least one of apiVersion, kind and name was changed") }
            try save(selected[place], originals[place], value, &host)
        }
    }

    /// What the editor makes of objects, which are one text; `nil` if nothing was changed, which is said.
    mutating func edited(_ objects: [Value], _ host: inout some KubectlHost) throws(KubectlFailure) -> [Value]? {
        let list: Value = ["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": .object(Fields())]
        let whole = objects.count == 1 ? objects[0] : list
        let text: String
        switch command.string("output") {
        case "json": text = ObjectText.json(whole)
        case "", "yaml": text = ObjectText.yaml(whole)
        case let other: throw .message("The flag 'output' must be one of yaml|json: \(other)")
        }
        let head = command.string("output") == "json" ? "" : Execution.editHead
        guard let edited = try edited(text, head: head, &host) else { return nil }
        return edited["kind"]?.string == "List" ? edited["items"]?.array ?? [] : [edited]
    }

    /// What the editor makes of a text; `nil` if nothing was changed, which is said.
    mutating func edited(
        _ text: String, head: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Value? {
        var before = head + text
        if command.bool("windows-line-endings") {
            before = before.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        }
        guard let after = host.editText(before) else {
            throw .message("there was a problem with the editor: it gave no text back")
        }
        func content(_ text: String) -> [Substring] {
            text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        }
        if content(after).isEmpty || content(after) == content(before) {
            err +=
                content(after).isEmpty
                ? "Edit cancelled, saved file was empty.\n" : "Edit cancelled, no changes made.\n"
            return nil
        }
        do {
            return try YAMLReader.document(after).value
        } catch {
            throw .message("the edited file failed validation: \(error.description)")
        }
    }

    private mutating func save(
        _ one: Selected, _ original: Value, _ edited: Value, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let kept = recorded(command.bool("save-config") ? Execution.withLastApplied(edited) : edited)
        let patch: Value
        do {
            patch = try PatchTypes.twoWay(original: original, modified: kept, one.info)
        } catch {
            throw .message(error.message)
        }
        if patch.fields?.isEmpty ?? true {
            out += "\(one.title) skipped\n"
            return
        }
        if command.bool("output-patch") { out += "Patch: \(JSONWriter.text(patch))\n" }
        var request = APIRequest.patch(
            PatchTypes.type(of: one.info), one.info.resource, one.key, subresource: command.string("subresource"),
            patch)
        request.options = writeOptions(.none, isValidated: true)
        _ = try send(request, &host)
        out += "\(one.title) edited\n"
    }
}
