import Documents
import KubeAPI
import YAMLText

/// Why a kustomization cannot be built.
struct KustomizeError: Error { let message: String }

/// An object on its way through a kustomization.
struct KustomizeResource {
    var value: Value
    /// As the files or generators name it: by it patches, replicas and other objects refer to it.
    var givenName: String
    /// Every name it has had, the first one first.
    var formerNames: [String] = []
    /// A generator made it, and its name ends in a hash of its content.
    var isHashed = false
    /// How another layer's generator changes it.
    var kind: String { value.text("kind") }
    var name: String { value.text("metadata", "name") }

    init(_ value: Value) {
        self.value = value
        givenName = value.text("metadata", "name")
    }

    mutating func rename(_ name: String) {
        if name == self.name { return }
        formerNames.append(self.name)
        value.set(.string(name), at: "metadata", "name")
    }

    func wasCalled(_ name: String) -> Bool { self.name == name || givenName == name || formerNames.contains(name) }
}

/// A folder with a kustomization, built: what `kubectl kustomize` prints and `-k` reads.
///
/// Upstream: sigs.k8s.io/kustomize api/internal/target/kusttarget.go and its transformers, in their order. Fields
/// that are not in `known` are refused.
struct Kustomization {
    /// Folders in folders deeper than this are refused.
    static let depthMax = 20
    static let fileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"]
    private static let known = [
        "apiVersion", "kind", "metadata", "resources", "bases", "components", "namePrefix", "nameSuffix", "namespace",
        "labels", "commonLabels", "commonAnnotations", "images", "replicas", "configMapGenerator", "secretGenerator",
        "generatorOptions", "patches", "patchesStrategicMerge", "patchesJson6902", "sortOptions", "replacements",
    ]
    /// What kustomize knows besides.
    private static let notModelled = [
        "crds", "imageTags", "helmCharts", "helmChartInflationGenerator", "helmGlobals", "configurations", "generators",
        "transformers", "validators", "vars", "openapi", "buildMetadata",
    ]

    let folder: String
    let fields: Value
    let read: (String) throws(KustomizeError) -> [UInt8]

    /// Builds a folder; `read` gives the bytes of a file.
    static func build(
        _ folder: String, _ read: @escaping (String) throws(KustomizeError) -> [UInt8]
    ) throws(KustomizeError) -> [Value] {
        let made = try Kustomization(folder, read)
        var resources = try made.resources(within: [], onto: [])
        KustomizeNames.addHashes(&resources)
        KustomizeReferences.update(&resources)
        return made.sorted(resources.map(\.value))
    }

    /// Names of fields are read without regard to case, as Go's JSON reader does.
    private static func spelled(_ value: Value) -> Value {
        guard let fields = value.fields else { return value }
        var out = Fields()
        for field in fields.members {
            let key = known.first { $0.lowercased() == field.key.lowercased() } ?? field.key
            out[key] = field.value
        }
        return .object(out)
    }

    init(_ folder: String, _ read: @escaping (String) throws(KustomizeError) -> [UInt8]) throws(KustomizeError) {
        self.folder = folder
        self.read = read
        for name in Self.fileNames {
            guard let bytes = try? read(Self.joined(folder, name)) else { continue }
            do {
                fields = Self.spelled(try YAMLReader.document(String(decoding: bytes, as: UTF8.self)).value)
            } catch {
                throw KustomizeError(message: "invalid Kustomization: \(error.description)")
            }
            for key in fields.fields?.keys ?? [] where !Self.known.contains(key) {
                if !Self.notModelled.contains(key) {
                    throw KustomizeError(message: "invalid Kustomization: json: unknown field \(GoStrings.quoted(key))")
                }
                throw KustomizeError(message: "not modelled yet: kustomization field \(key) (in \(folder)/\(name))")
            }
            return
        }
        throw KustomizeError(
            message: "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory "
                + "'\(folder)'")
    }

    /// `a/b` and `../c` are `a/c`.
    static func joined(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return path }
        var parts: [Substring] = []
        for part in "\(folder)/\(path)".split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let text = parts.joined(separator: "/")
        return folder.hasPrefix("/") ? "/" + text : text
    }

    func texts(_ field: String) -> [String] { (fields[field]?.array ?? []).compactMap(\.string) }

    /// What the files name and the generators make, changed as this folder says.
    private func resources(
        within trail: [String], onto given: [KustomizeResource]
    ) throws(KustomizeError) -> [KustomizeResource] {
        if trail.count > Self.depthMax { throw KustomizeError(message: "the kustomizations are nested too deep") }
        var all = given
        for path in texts("resources") + texts("bases") {
            for resource in try accumulate(path, trail + [folder]) {
                let isThere = all.contains {
                    $0.kind == resource.kind && $0.name == resource.name
                        && $0.value.text("metadata", "namespace") == resource.value.text("metadata", "namespace")
                        && $0.value.text("apiVersion") == resource.value.text("apiVersion")
                }
                if isThere {
                    throw KustomizeError(
                        message: "accumulating resources: may not add resource with an already registered id: "
                            + "\(resource.kind).\(resource.name)")
                }
                all.append(resource)
            }
        }
        for path in texts("components") {
            let component = try Kustomization(Self.joined(folder, path), read)
            all = try component.resources(within: trail + [folder], onto: all)
        }
        try generate(&all)
        try patch(&all)
        setNamespace(&all)
        KustomizeNames.add(prefix: fields.text("namePrefix"), suffix: fields.text("nameSuffix"), to: &all)
        label(&all)
        annotate(&all)
        try patchJSON(&all)
        try setReplicas(&all)
        setImages(&all)
        try replace(&all)
        return all
    }

    private func accumulate(_ path: String, _ trail: [String]) throws(KustomizeError) -> [KustomizeResource] {
        if path.contains("://") || path.hasPrefix("github.com/") {
            throw KustomizeError(message: "not modelled yet: resources from the network (\(path))")
        }
        let place = Self.joined(folder, path)
        guard let bytes = try? read(place) else {
            if [".yaml", ".yml", ".json"].contains(where: path.hasSuffix) { throw Self.missing(path, place) }
            if trail.contains(place) {
                throw KustomizeError(
                    message: "accumulating resources: accumulation err='accumulating resources from '\(path)': "
                        + "'\(place)' must resolve to a file': cycle detected: candidate root '\(place)' contains "
                        + "visited root '\(place)'")
            }
            return try Kustomization(place, read).resources(within: trail, onto: [])
        }
        do {
            return try YAMLReader.documents(bytes).map(\.value).filter { !$0.isNull }.flatMap { value in
                value.text("kind") == "List" ? value["items"]?.array ?? [] : [value]
            }.map { KustomizeResource($0) }
        } catch {
            throw KustomizeError(message: "accumulating resources: \(place): \(error.description)")
        }
    }

    private static func missing(_ path: String, _ place: String) -> KustomizeError {
        let why = "evalsymlink failure on '\(place)' : lstat \(place): no such file or directory"
        return KustomizeError(
            message: "accumulating resources: accumulation err='accumulating resources from '\(path)': \(why)': must "
                + "build at directory: not a valid directory: \(why)")
    }

    private func setNamespace(_ all: inout [KustomizeResource]) {
        let namespace = fields.text("namespace")
        if namespace.isEmpty { return }
        for index in all.indices {
            let kind = all[index].kind
            let info = ResourceTable.find(apiVersion: all[index].value.text("apiVersion"), kind: kind)
            if kind == "Namespace" { all[index].rename(namespace) }
            if info?.isNamespaced ?? true { all[index].value.set(.string(namespace), at: "metadata", "namespace") }
            guard kind.hasSuffix("RoleBinding"), var subjects = all[index].value["subjects"]?.array else { continue }
            for place in subjects.indices where subjects[place].text("kind") == "ServiceAccount" {
                let name = subjects[place].text("name")
                let isOurs = all.contains { $0.kind == "ServiceAccount" && $0.wasCalled(name) }
                if name == "default" || isOurs { subjects[place].set(.string(namespace), at: "namespace") }
            }
            all[index].value.set(.array(subjects), at: "subjects")
        }
    }

    // MARK: order

    private static let first = [
        "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount",
        "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret",
        "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim",
        "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
    ]
    private static let last = [
        "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
    ]

    /// As `sortOptions` asks. Upstream: kustomize api/krusty/kustomizer.go, applySortOrder.
    private func sorted(_ values: [Value]) -> [Value] {
        fields.at("sortOptions", "order")?.string == "fifo" ? values : Self.legacy(values)
    }

    /// Namespaces first, webhooks last. Upstream: builtins SortOrderTransformer, `legacy`.
    private static func legacy(_ values: [Value]) -> [Value] {
        func rank(_ value: Value) -> Int {
            if let place = first.firstIndex(of: value.text("kind")) { return place - first.count }
            return last.firstIndex(of: value.text("kind")).map { $0 + 1 } ?? 0
        }
        func key(_ value: Value) -> String {
            let parts = value.text("apiVersion").split(separator: "/").map(String.init)
            let group = parts.count > 1 ? parts[0] : ""
            return [
                group, parts.last ?? "", value.text("kind"), value.text("metadata", "namespace"),
                value.text("metadata", "name"),
            ].joined(separator: "|")
        }
        return values.enumerated().sorted { a, b in
            let (left, right) = (rank(a.element), rank(b.element))
            if left != right { return left < right }
            let (one, other) = (key(a.element), key(b.element))
            return one == other ? a.offset < b.offset : one < other
        }.map(\.element)
    }
}
