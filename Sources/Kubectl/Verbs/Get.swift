import Commands
import Documents
import KubeAPI
import Rendering

/// Upstream: kubectl/pkg/cmd/get/get.go.
extension Execution {
    mutating func get(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.string("raw").isEmpty { return try getRaw(on: &host) }
        if command.words.isEmpty && !hasFiles {
            err += "You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of "
            err += "supported resources.\n\n\n"
            throw .message(
                "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed description of "
                    + "that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples")
        }
        let subresource = command.string("subresource")
        if !subresource.isEmpty { return try getSubresource(subresource, &host) }
        let format = try outputFormat(host)
        let targets = try self.targets(command.words, SelectionRules(takesWholeTypes: true), host)
        if command.bool("watch") || command.bool("watch-only") {
            return try startWatch(targets, format, &host)
        }
        var (selected, failures, _) = fetch(targets, &host)
        let ignoresMissing = command.bool("ignore-not-found")
        if ignoresMissing { failures.removeAll(where: \.isNotFound) }
        try sort(&selected, isTable: format.isTable)
        if format.isTable {
            printTables(selected, targets, format, host)
            if out.isEmpty && !ignoresMissing && failures.isEmpty { noResources(targets, host) }
        } else {
            try printGeneric(selected, targets, format, hasFailures: !failures.isEmpty)
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private func layout(_ format: OutputFormat, _ targets: [Target]) -> TableLayout {
        var layout = TableLayout()
        if case .table(let isWide) = format { layout.isWide = isWide }
        layout.showsNamespace = isAllNamespaces
        layout.hasHead = !command.bool("no-headers")
        layout.labelColumns = command.list("label-columns")
        layout.showsLabels = command.bool("show-labels")
        layout.showsKind = command.bool("show-kind") || Execution.kinds(targets.map(\.info)).count > 1
        if !command.bool("server-print") { layout.shape = .namesAndAges }
        return layout
    }

    private static func kinds(_ infos: [ResourceInfo]) -> [Resource] {
        var kinds: [Resource] = []
        for info in infos where !kinds.contains(info.resource) { kinds.append(info.resource) }
        return kinds
    }

    private mutating func printTables(
        _ selected: [Selected], _ targets: [Target], _ format: OutputFormat, _ host: some KubectlHost
    ) {
        var layout = layout(format, targets)
        // Of objects with names only those count that are there. Upstream: get.go, multipleGVKsRequested.
        let counted = targets.filter(\.isList).map(\.info) + selected.map(\.info)
        layout.showsKind = command.bool("show-kind") || Execution.kinds(counted).count > 1
        // Objects that are asked for by name are tables of their own upstream; sorted ones are printed here.
        let areLists = command.string("sort-by").isEmpty && targets.allSatisfy(\.isList)
        var index = 0
        while index < selected.count {
            let info = selected[index].info
            var objects: [APIObject] = []
            while index < selected.count, selected[index].info.resource == info.resource {
                objects.append(selected[index].object)
                index += 1
            }
            if areLists { objects = ServerTable.ordered(objects) }
            let rows = objects.map { layout.row($0, info, now: host.now) }
            if !out.isEmpty && layout.hasHead { out += "\n" }
            out += TextTable(head: layout.hasHead ? layout.head(info) : [], rows: rows).rendered()
        }
    }

    private mutating func noResources(_ targets: [Target], _ host: some KubectlHost) {
        let isNamespaced = targets.allSatisfy(\.info.isNamespaced)
        err +=
            isAllNamespaces || !isNamespaced
            ? "No resources found\n" : "No resources found in \(namespace(host)) namespace.\n"
    }

    private mutating func printGeneric(
        _ selected: [Selected], _ targets: [Target], _ format: OutputFormat, hasFailures: Bool
    ) throws(KubectlFailure) {
        if hasFailures && selected.isEmpty { return }
        var isSingle = false
        if targets.count == 1, case .named = targets[0] { isSingle = true }
        switch format {
        case .name:
            for one in selected { out += one.title + "\n" }
        case .columns(let columns):
            var rows: [[String]] = []
            // The titles are the person's own: they are not put in capitals.
            if !command.bool("no-headers") { rows.append(columns.head) }
            defer { out += CustomColumns.lines(of: rows) }
            for one in selected { rows.append(try columns.row(ObjectText.whole(one.object))) }
        default:
            if isSingle && selected.count == 1 {
                return try printDocument(ObjectText.whole(selected[0].object), format)
            }
            if isSingle { return }
            try printDocument(
                [
                    "apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""],
                    "items": .array(selected.map { ObjectText.whole($0.object) }),
                ], format)
        }
    }

    private mutating func startWatch(
        _ targets: [Target], _ format: OutputFormat, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        guard Execution.kinds(targets.map(\.info)).count == 1, let target = targets.first else {
            throw .message("you may only specify a single resource type")
        }
        if targets.count > 1 {
            throw .message("watch is only supported on individual resources and resource collections")
        }
        let (selected, failures, revision) = fetch(targets, &host)
        if let failure = KubectlFailure.joined(failures) {
            if failure.isNotFound && command.bool("ignore-not-found") { return }
            throw failure
        }
        var (namespace, name, from) = ("", "", revision)
        switch target {
        case .listed(_, let wanted): namespace = wanted
        case .named(_, let key, _):
            (namespace, name) = (key.namespace, key.name)
            from = selected.first?.object.revision ?? 0
        }
        var plan = WatchPlan(
            resource: target.info.resource, namespace: namespace, name: name, labelSelector: labelSelector,
            fieldSelector: fieldSelector, revision: from, layout: layout(format, targets), format: format,
            showsEvents: command.bool("output-watch-events"))
        if !command.bool("watch-only") { out += plan.initialText(selected.map(\.object), now: host.now) }
        watch = plan
    }
}

extension Target {
    var info: ResourceInfo {
        switch self {
        case .named(let info, _, _), .listed(let info, _): info
        }
    }

    /// `pod/web`; only the kind if no object is named.
    var name: String {
        if case .named(let info, let key, _) = self { return ObjectText.name(info, key.name) }
        return ObjectText.kindName(info)
    }
}
