import Commands
import Documents
import KubeAPI
import YAMLText

/// Upstream: kubectl/pkg/cmd/patch/patch.go.
extension Execution {
    private func patchFile(_ path: String, _ host: some KubectlHost) throws(KubectlFailure) -> String {
        do {
            return String(decoding: try host.readFile(path), as: UTF8.self)
        } catch {
            throw .message("unable to read patch file: open \(path): \(error.reason)")
        }
    }

    mutating func patch(on host: inout some KubectlHost) throws(KubectlFailure) {
        let (text, file) = (command.string("patch"), command.string("patch-file"))
        if text.isEmpty && file.isEmpty {
            throw .message("must specify --patch or --patch-file containing the contents of the patch")
        }
        if !text.isEmpty && !file.isEmpty {
            throw .message("cannot specify --patch and --patch-file together")
        }
        let types: [(String, PatchType)] = [("json", .json), ("merge", .merge), ("strategic", .strategic)]
        let wanted = command.string("type").lowercased()
        guard let type = types.first(where: { $0.0 == wanted })?.1 else {
            throw .message("--type must be one of [json merge strategic], not \(GoStrings.quoted(wanted))")
        }
        let source = try text.isEmpty ? patchFile(file, host) : text
        let body = try Execution.patchBody(source, type)
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        let targets = try self.targets(command.words, SelectionRules(), host)
        var failures = takeFileFailures()
        var isEmpty = true
        // Each object is read just before it is patched: others may act in between.
        for (index, target) in targets.enumerated() {
            if index >= NamedReads.burst && !host.isInteractive { host.pass(microseconds: NamedReads.pause) }
            let (selected, missing, _) = fetch([target], &host)
            failures += missing
            for one in selected {
                isEmpty = false
                do {
                    let object = try patched(one, type, body, dryRun, &host)
                    let isSame = ObjectText.document(object) == ObjectText.document(one.object)
                    let shown = Selected(info: one.info, object: object, isAsRead: one.isAsRead)
                    // Of a dry run nothing is said: the operation is set anew behind the words for it.
                    try printResult(shown, isSame ? "patched (no change)" : "patched", format, named: scaleTitle(one))
                } catch {
                    failures.append(error)
                }
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if isEmpty { throw .message("no objects passed to patch") }
    }

    /// The answer to a patch of the scale is a Scale.
    private func scaleTitle(_ one: Selected) -> String? {
        command.string("subresource") == "scale" ? "scale.autoscaling/\(one.object.name)" : nil
    }

    private func patched(
        _ one: Selected, _ type: PatchType, _ body: Value, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        if dryRun == .client { return try patchedHere(one, type, body) }
        var request = APIRequest.patch(
            type, one.info.resource, one.key, subresource: command.string("subresource"), body)
        request.options = writeOptions(dryRun, isValidated: false)
        let object: APIObject
        do {
            object = try send(request, &host)
        } catch .status(let status) where status.code == 415 {
            throw .message(
                "\(type.rawValue) is not supported by \(one.info.apiVersion), Kind=\(one.info.kind): \(status.message)")
        }
        return dryRun == .none ? record(object, one.info, &host) : object
    }

    private func patchedHere(
        _ one: Selected, _ type: PatchType, _ body: Value
    ) throws(KubectlFailure) -> APIObject {
        let document = one.isAsRead ? one.object.published : ObjectText.document(one.object)
        let (group, version, kind) = (one.info.group, one.info.version, one.info.kind)
        if type == .strategic, Schema.builtIn.kindType(group, version, kind) == nil {
            throw .message(
                "strategic merge patch is not supported for \(one.info.apiVersion), Kind=\(kind) locally, try --type "
                    + "merge")
        }
        do {
            switch type {
            case .json: return APIObject(try JSONPatch(body).apply(to: document), one.info.resource)
            case .merge: return APIObject(MergePatch.apply(body, to: document), one.info.resource)
            case .strategic, .apply:
                let merged = try StrategicPatch.apply(
                    body, to: document, type: PatchTypes.name(of: one.info), schema: SchemaPatchRules(.builtIn))
                return APIObject(merged, one.info.resource)
            }
        } catch {
            throw .message(error.message)
        }
    }

    /// What begins as JSON is sent as it is, and the server says what is wrong with it; the rest is read as YAML.
    ///
    /// Upstream: apimachinery/pkg/util/yaml, ToJSON; apiserver endpoints/handlers/patch.go.
    private static func patchBody(_ source: String, _ type: PatchType) throws(KubectlFailure) -> Value {
        if source.drop(while: \.isWhitespace).hasPrefix("{") {
            do {
                return try JSONReader.read(source)
            } catch {
                let place = type == .strategic ? "" : "error decoding patch: "
                throw .status(.badRequest(place + error.message))
            }
        }
        do {
            return try YAMLReader.document(source).value
        } catch {
            let why = error.upstream ?? "yaml: " + error.description
            throw .message("unable to parse \(GoStrings.quoted(source)): \(why)")
        }
    }
}

/// The limit of the client that reads named objects, which is that of any client that names none.
///
/// Upstream: client-go rest/config.go, DefaultQPS and DefaultBurst.
enum NamedReads {
    static let burst = 10
    /// Microseconds: five reads a second.
    static let pause: Int64 = 200_000
}
