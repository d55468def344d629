import Documents
public import KubeAPI
import Rendering

/// How rows of a table are decorated: `-o wide`, `-A`, `-L`, `--show-labels`, kinds before names.
///
/// Upstream: cli-runtime pkg/printers/tableprinter.go.
struct TableLayout: Sendable, Equatable {
    /// Which columns there are.
    enum Shape: Sendable, Equatable {
        case usual
        /// Those of `kubectl events`.
        case eventLines
        /// What kubectl prints of objects by itself.
        case namesAndAges
    }

    var shape = Shape.usual
    var isWide = false
    var showsNamespace = false
    var showsKind = false
    var hasHead = true
    var labelColumns: [String] = []
    var showsLabels = false

    private func table(_ info: ResourceInfo) -> KindTable {
        switch shape {
        case .usual: KindTable.of(info.resource)
        case .eventLines: .eventLines
        case .namesAndAges: .nameAndAge
        }
    }

    func head(_ info: ResourceInfo) -> [String] {
        var cells = showsNamespace && info.isNamespaced ? ["NAMESPACE"] : []
        cells += table(info).head(isWide: isWide)
        for label in labelColumns {
            cells.append((label.split(separator: "/").last.map(String.init) ?? label).uppercased())
        }
        if showsLabels { cells.append("LABELS") }
        return cells
    }

    func row(_ object: APIObject, _ info: ResourceInfo, now: Int64) -> [String] {
        let table = table(info)
        var cells = table.row(object, now: now, isWide: isWide)
        // The column that holds the name; events have none in front.
        if showsKind,
            let place = table.columns.filter({ isWide || !$0.isWide }).firstIndex(where: { $0.name == "Name" }
            )
        {
            cells[place] = ObjectText.name(info, cells[place])
        }
        if showsNamespace && info.isNamespaced { cells.insert(object.namespace, at: 0) }
        for label in labelColumns { cells.append(object.meta.label(label) ?? "") }
        if showsLabels { cells.append(TableLayout.labels(object)) }
        return cells
    }

    /// `a=1,b=2`, or `<none>`. Upstream: apimachinery labels.FormatLabels.
    static func labels(_ object: APIObject) -> String {
        let text = object.meta.labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        return text.isEmpty ? "<none>" : text
    }
}

/// How `get -w` goes on: what to watch, and how to show each change.
public struct WatchPlan: Sendable, Equatable {
    /// The one resource that is watched.
    public let resource: Resource
    /// Empty for all namespaces and for cluster-wide resources.
    public let namespace: String
    /// Empty for all objects.
    public let name: String
    /// As text; empty for all.
    public let labelSelector: String
    /// As text; empty for all.
    public let fieldSelector: String
    /// Changes after this revision are new.
    public let revision: Int64
    private let layout: TableLayout
    private let format: OutputFormat
    private let showsEvents: Bool
    private var widths: [Int] = []
    private var hasHead: Bool

    init(
        resource: Resource, namespace: String, name: String, labelSelector: String, fieldSelector: String,
        revision: Int64, layout: TableLayout, format: OutputFormat, showsEvents: Bool
    ) {
        self.resource = resource
        self.namespace = namespace
        self.name = name
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
        self.revision = revision
        self.layout = layout
        self.format = format
        self.showsEvents = showsEvents
        hasHead = layout.hasHead
    }

    /// Is the change one to show? The caller filters by resource and namespace with its watch; this checks
    /// all there is.
    public func covers(_ object: APIObject) -> Bool {
        object.resource == resource && (namespace.isEmpty || object.namespace == namespace)
            && (name.isEmpty || object.name == name) && isSelected(object)
    }

    private func isSelected(_ object: APIObject) -> Bool {
        if !labelSelector.isEmpty, let selector = try? LabelSelector.parse(labelSelector),
            !selector.matches(object.meta.labels)
        {
            return false
        }
        guard !fieldSelector.isEmpty, let selector = try? FieldSelector.parse(fieldSelector) else { return true }
        return selector.matches { path in
            path.split(separator: ".").reduce(Optional(object.value)) { $0?[String($1)] }?.string ?? ""
        }
    }

    /// The text of one change, lines ended. `object` is the object after it, for a deletion as it was last.
    public mutating func text(_ kind: Change.Kind, _ object: APIObject, now: Int64) -> String {
        // Events go after an hour, which is no news of theirs.
        if layout.shape == .eventLines && kind == .deleted { return "" }
        return lines([(kind, object)], now: now)
    }

    /// The text of the objects that are there at the beginning.
    mutating func initialText(_ objects: [APIObject], now: Int64) -> String {
        lines(objects.map { (.added, $0) }, now: now)
    }

    private mutating func lines(_ changes: [(Change.Kind, APIObject)], now: Int64) -> String {
        let info = resource.info
        switch format {
        case .table:
            guard !changes.isEmpty else { return "" }
            let head = hasHead ? (showsEvents ? ["EVENT"] : []) + layout.head(info) : []
            hasHead = false
            let rows = changes.map { kind, object in
                (showsEvents ? [kind.rawValue] : []) + layout.row(object, info, now: now)
            }
            return TextTable(head: head, rows: rows).lines(.get, remembering: &widths).map { $0 + "\n" }
                .joined()
        case .name:
            return changes.map { ObjectText.name(info, $0.1.name) + "\n" }.joined()
        case .columns(let columns):
            let rows = changes.compactMap { try? columns.row(ObjectText.document($0.1)) }
            let head = hasHead ? columns.head : []
            hasHead = false
            return TextTable(head: head, rows: rows).lines(.get, remembering: &widths).map { $0 + "\n" }
                .joined()
        case .json, .yaml, .kyaml, .jsonPath, .jsonPathAsJSON, .template:
            var out = ""
            for (kind, object) in changes { out += document(kind, object) }
            return out
        }
    }

    private func document(_ kind: Change.Kind, _ object: APIObject) -> String {
        let served = VersionConversion.served(object.published, of: resource.stored.info, as: resource.info.apiVersion)
        var value = ObjectText.withoutManagedFields(ObjectText.encoded(served))
        if showsEvents { value = ["type": .string(kind.rawValue), "object": value] }
        switch format {
        case .json: return ObjectText.json(value)
        case .yaml: return "---\n" + ObjectText.yaml(value)
        case .kyaml: return ObjectText.kyaml(value)
        case .jsonPath(let path, _): return (try? path.text(value)) ?? ""
        case .template(let template): return (try? template.text(value)) ?? ""
        case .jsonPathAsJSON(let path):
            return (try? path.results(value)).map { ObjectText.json(.array($0.flatMap { $0 })) } ?? ""
        default: return ""
        }
    }
}
