import Commands
import Documents
import KubeAPI

/// An object that a command is about.
struct Selected {
    let info: ResourceInfo
    let object: APIObject
    /// The file that named it; empty if the line did.
    var source = ""
    /// Its file's own words: no server and no Go type has seen it.
    var isAsRead = false

    var key: ObjectKey { object.key }
    var title: String { ObjectText.name(info, object.name) }
}

/// What a line or its files name, before anything is asked of the server.
///
/// Upstream: cli-runtime pkg/resource/builder.go.
enum Target {
    case named(ResourceInfo, ObjectKey, source: String)
    case listed(ResourceInfo, namespace: String)

    /// Is it a list?
    var isList: Bool { if case .listed = self { true } else { false } }
}

extension Execution {
    /// How words are read.
    struct SelectionRules {
        /// A type alone means all objects of it (`get`), else names or a selector are wanted.
        var takesWholeTypes = false
        /// Files are read too.
        var takesFiles = true
    }

    var isAllNamespaces: Bool { command.bool("all-namespaces") }
    /// `expose --selector` is of the Service that it makes.
    var labelSelector: String { command.verb == "expose" ? "" : command.string("selector") }
    var fieldSelector: String { command.string("field-selector") }

    /// Only files are looked at, and nothing is asked of the server.
    var isLocal: Bool { command.bool("local") }

    /// `-f` or `-k` is given.
    var hasFiles: Bool { !command.list("filename").isEmpty || !command.string("kustomize").isEmpty }

    /// Reads words and files into targets.
    mutating func targets(
        _ words: [String], _ rules: SelectionRules, _ host: some KubectlHost
    ) throws(KubectlFailure) -> [Target] {
        let hasFiles = rules.takesFiles && self.hasFiles
        if hasFiles {
            if !words.isEmpty {
                throw .message(
                    "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well"
                )
            }
            let (manifests, failures) = try self.manifests(host)
            if manifests.isEmpty, let failure = KubectlFailure.joined(failures) { throw failure }
            keep(fileFailures: failures)
            return manifests.map { .named($0.info, $0.key, source: $0.source) }
        }
        if isLocal { throw .message(localNeedsFiles) }
        let hasSelector = !labelSelector.isEmpty || !fieldSelector.isEmpty
        if words.isEmpty && (hasSelector || command.bool("all")) {
            throw .message("at least one resource must be specified to use a selector")
        }
        guard !words.isEmpty else {
            throw .message(
                "You must provide one or more resources by argument or filename.\nExample resource specifications "
                    + "include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'"
            )
        }
        if command.bool("all") && hasSelector {
            throw .message("setting 'all' parameter but found a non empty selector. ")
        }
        let words = Self.pairs(of: words)
        if words.contains(where: { $0.contains("/") }) { return try slashed(words, host) }
        let infos = try resources(words[0])
        let names = words.dropFirst()
        if names.isEmpty {
            let isWhole =
                rules.takesWholeTypes || command.bool("all") || hasSelector
            guard isWhole else { throw .message("resource(s) were provided, but no name was specified") }
            return infos.map { .listed($0, namespace: listNamespace($0, host)) }
        }
        if hasSelector || command.bool("all") {
            throw .message("name cannot be provided when a selector is specified")
        }
        if isAllNamespaces { throw .message("a resource cannot be retrieved by name across all namespaces") }
        guard infos.count == 1 else { throw .message("you must specify only one resource") }
        return names.map { .named(infos[0], key(infos[0], $0, host), source: "") }
    }

    /// Upstream: cli-runtime pkg/resource/builder.go, LocalResourceError; cmd/label/label.go.
    private var localNeedsFiles: String {
        if ["label", "annotate"].contains(command.verb) {
            return "can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set"
        }
        return "you must specify resources by --filename when --local is set.\nExample resource specifications "
            + "include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'"
    }

    /// Several types with names are each type with each name: `deploy,svc web db` is `deploy/web deploy/db svc/web …`.
    ///
    /// Upstream: cli-runtime pkg/resource/builder.go, normalizeMultipleResourcesArgs.
    private static func pairs(of words: [String]) -> [String] {
        let types = words[0].split(separator: ",").map(String.init)
        guard types.count > 1, words.count > 1 else { return words }
        return types.flatMap { type in words.dropFirst().map { "\(type)/\($0)" } }
    }

    private func key(_ info: ResourceInfo, _ name: String, _ host: some KubectlHost) -> ObjectKey {
        ObjectKey(info.isNamespaced ? namespace(host) : "", name)
    }

    private func listNamespace(_ info: ResourceInfo, _ host: some KubectlHost) -> String {
        info.isNamespaced && !isAllNamespaces ? namespace(host) : ""
    }

    private func slashed(
        _ words: [String], _ host: some KubectlHost
    ) throws(KubectlFailure) -> [Target] {
        var out: [Target] = []
        if !labelSelector.isEmpty || !fieldSelector.isEmpty || command.bool("all") {
            throw .message("selectors and the all flag cannot be used when passing resource/name arguments")
        }
        if isAllNamespaces { throw .message("a resource cannot be retrieved by name across all namespaces") }
        for word in words {
            guard word.contains("/") else {
                throw .message(
                    "there is no need to specify a resource type as a separate argument when passing arguments in "
                        + "resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get "
                        + "resource resource/<resource_name>'")
            }
            let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            if parts.count > 2 {
                throw .message("arguments in resource/name form may not have more than one slash")
            }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw .message("arguments in resource/name form must have a single resource and name")
            }
            let infos = try resources(parts[0])
            guard infos.count == 1 else {
                throw .message("arguments in resource/name form must have a single resource and name")
            }
            out.append(.named(infos[0], key(infos[0], parts[1], host), source: ""))
        }
        return out
    }

    /// The resources that `pods,rs` or `all` mean.
    func resources(_ text: String) throws(KubectlFailure) -> [ResourceInfo] {
        var out: [ResourceInfo] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            let category = discovery.category(word)
            if !category.isEmpty {
                out += category
            } else {
                out.append(try resource(word))
            }
        }
        var unique: [ResourceInfo] = []
        for info in out where !unique.contains(where: { $0.resource == info.resource }) {
            unique.append(info)
        }
        return unique
    }

    func resource(_ word: String) throws(KubectlFailure) -> ResourceInfo {
        guard let info = discovery.find(word) else {
            let name = String(word.prefix { $0 != "." })
            throw .message("the server doesn't have a resource type \(GoStrings.quoted(name))")
        }
        return info
    }

    /// A list as the server answers it.
    func listed(
        _ request: APIRequest, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> (objects: [APIObject], revision: Int64) {
        switch sendRaw(request, &host) {
        case .list(let objects, let revision): return (objects, revision)
        case .failure(let status): throw .status(unlisted(status, request.resource.info))
        default: throw .message("the server answered with something else than a list")
        }
    }

    /// Asks the server for the targets; goes on after failures.
    mutating func fetch(
        _ targets: [Target], _ host: inout some KubectlHost
    ) -> (selected: [Selected], failures: [KubectlFailure], revision: Int64) {
        var selected: [Selected] = []
        var failures = takeFileFailures()
        var revision: Int64 = 0
        if isLocal { return locals(of: targets, host) }
        for target in targets {
            switch target {
            case .named(let info, let key, let source):
                switch sendRaw(.get(info.resource, key), &host) {
                case .object(let object, _):
                    selected.append(Selected(info: info, object: object, source: source))
                case .failure(let status):
                    failures.append(.status(missingNamespace(status, info, key, &host) ?? status))
                default: failures.append(.message("the server answered with something else than an object"))
                }
            case .listed(let info, let namespace):
                var request = APIRequest(.list, info.resource, namespace: namespace)
                request.options.labelSelector = labelSelector
                request.options.fieldSelector = fieldSelector
                do {
                    let (objects, at) = try listed(request, &host)
                    selected += objects.map { Selected(info: info, object: $0) }
                    revision = at
                } catch {
                    failures.append(error)
                }
            }
        }
        return (selected, failures, revision)
    }

    /// The targets as the files say.
    private func locals(
        of targets: [Target], _ host: some KubectlHost
    ) -> (selected: [Selected], failures: [KubectlFailure], revision: Int64) {
        var reader = self
        do {
            let (manifests, failures) = try reader.manifests(host)
            let keys = targets.map(\.name)
            let selected = manifests.filter { keys.contains(ObjectText.name($0.info, $0.name)) }.map {
                Selected(
                    info: $0.info, object: APIObject($0.value, $0.info.resource), source: $0.source,
                    isAsRead: command.verb != "set")
            }
            return (selected, failures, 0)
        } catch {
            return ([], [error], 0)
        }
    }

    /// What is not found may be missing because its namespace is: that is what is said then.
    ///
    /// Upstream: cli-runtime/pkg/resource/visitor.go, Info.Get.
    private func missingNamespace(
        _ status: Status, _ info: ResourceInfo, _ key: ObjectKey, _ host: inout some KubectlHost
    ) -> Status? {
        guard status.code == 404, info.isNamespaced, key.namespace != "default", !key.namespace.isEmpty
        else { return nil }
        let namespace = sendRaw(.get(.namespaces, ObjectKey("", key.namespace)), &host)
        return namespace.failure?.code == 404 ? namespace.failure : nil
    }

    /// A list that fails says what was looked for. Upstream: cli-runtime pkg/resource/selector.go, Visit.
    private func unlisted(_ status: Status, _ info: ResourceInfo) -> Status {
        guard status.reason == "BadRequest" || status.reason == "NotFound" else { return status }
        let what = GoStrings.quoted("\(info.group)/\(info.version), Resource=\(info.plural)")
        var status = status
        if labelSelector.isEmpty && fieldSelector.isEmpty {
            status.message = "Unable to list \(what): \(status.message)"
        } else {
            status.message =
                "Unable to find \(what) that match label selector \(GoStrings.quoted(labelSelector)), field selector "
                + "\(GoStrings.quoted(fieldSelector)): \(status.message)"
        }
        return status
    }
}
