import APIServing
public import ClusterSim
import KubeAPI
public import Rendering
import YAMLText

/// What etcd holds: keys, revisions, values.
public enum EtcdView {
    /// Keys that are listed under a prefix.
    private static let keysMax = 200

    /// The key `path` (`/registry/pods/default/web`), or the keys below it.
    public static func get(
        _ path: String, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        let store = cluster.server.store
        let clean = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
        if "/registry".hasPrefix(clean) || clean == "/registry" { return overview(cluster, options) }
        guard let (resource, rest) = RegistryKeys.parse(clean, in: cluster.served) else {
            page.line(StyledText("No key begins with \(path). Keys look like /registry/pods/default/web."))
            return page.output
        }
        let key = key(resource, rest)
        if let key, let row = store.row(resource, key) {
            one(row, RegistryKeys.path(resource, key), &page)
            return page.output
        }
        keys(resource, rest, store, &page)
        return page.output
    }

    private static func key(_ resource: Resource, _ rest: String) -> ObjectKey? {
        if rest.isEmpty { return nil }
        if !resource.info.isNamespaced { return ObjectKey("", rest) }
        let parts = rest.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 ? ObjectKey(parts[0], parts[1]) : nil
    }

    private static func one(_ row: Store.Row, _ path: String, _ page: inout Page) {
        page.line(StyledText(path, .bold))
        page.row("create", StyledText("revision \(row.createRevision)"))
        page.row("mod", StyledText("revision \(row.modRevision)   (the object's resourceVersion)"))
        page.row("version", StyledText("\(row.version)   (writes since it was made)"))
        // Upstream: cmd/kube-apiserver/app (createAPIExtensionsConfig, createAggregatorConfig) take a JSON codec.
        let info = row.object.resource.info
        let isJSON = ["apiextensions.k8s.io", "apiregistration.k8s.io"].contains(info.group)
        let form = isJSON || !info.resource.isBuiltIn ? "JSON" : "protobuf"
        page.row("value", StyledText("as YAML; etcd keeps \(form), without resourceVersion", .dim))
        let lines = YAMLWriter.text(row.object.value).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init).filter { !$0.isEmpty }
        let count = page.options.shown(of: lines.count, limit: page.options.height - 7)
        for line in lines.prefix(count) {
            page.line(StyledText(line).clean.truncated(to: page.width - 2), indent: 2)
        }
        if lines.count > count {
            page.line(StyledText("… \(lines.count - count) more lines; -v shows all", .dim), indent: 2)
        }
    }

    private static func keys(_ resource: Resource, _ rest: String, _ store: Store, _ page: inout Page) {
        let rows = store.list(resource, namespace: rest.isEmpty || !resource.info.isNamespaced ? "" : rest)
        page.line(
            StyledText(resource.info.registryPrefix + (rest.isEmpty ? "" : "/\(rest)"), .bold),
            right: StyledText(Names.count(rows.count, "key"), .dim))
        let count =
            page.options.verbose
            ? min(rows.count, keysMax) : page.options.shown(of: rows.count, limit: page.options.height - 4)
        for object in rows.prefix(count) {
            let path = RegistryKeys.path(resource, object.key)
            page.line(StyledText(path), right: StyledText("mod \(object.revision)", .dim), indent: 2)
        }
        if rows.count > count { page.line(StyledText("… \(rows.count - count) more", .dim), indent: 2) }
    }

    private static func overview(_ cluster: Cluster, _ options: ViewOptions) -> Output {
        var page = Page(options)
        let store = cluster.server.store
        page.line(
            StyledText("/registry", .bold),
            right: StyledText("revision \(store.revision) · compacted up to \(store.compacted)", .dim))
        var empty = 0
        for info in cluster.served.stored {
            if store.count(info.resource) == 0 && !options.verbose {
                empty += 1
                continue
            }
            page.line(
                StyledText(info.registryPrefix.padded(to: 34))
                    + StyledText(Names.count(store.count(info.resource), "key")),
                indent: 2)
        }
        if empty > 0 { page.line(StyledText("and \(empty) prefixes without a key", .dim), indent: 2) }
        return page.output
    }
}
