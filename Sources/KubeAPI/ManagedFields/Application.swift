public import Documents

/// One server-side apply: a configuration, who applies it, and how.
///
/// Upstream: apimachinery/pkg/util/managedfields/internal/lastappliedmanager.go and lastappliedupdater.go around the
/// merge itself.
public struct Application: Sendable {
    /// The annotation in which kubectl's client-side apply keeps what it applied last.
    public static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"
    /// The manager that is taken for kubectl, whose annotation it keeps up to date.
    static let kubectl = "kubectl"
    /// All annotations together may have so many bytes. Upstream: api/validation, TotalAnnotationSizeLimitB.
    static let annotationBytesMax = 256 * 1024

    let configuration: Value
    let kind: OwnedKind
    let manager: FieldManager
    let isForced: Bool
    let time: Int64

    /// Makes one; `time` is in seconds since 1970.
    public init(
        configuration: Value, kind: OwnedKind, manager: String, subresource: String, isForced: Bool, time: Int64
    ) {
        self.configuration = configuration
        self.kind = kind
        self.manager = FieldManager(
            name: manager, operation: .apply, apiVersion: kind.apiVersion, subresource: subresource)
        self.isForced = isForced
        self.time = time
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// The object as it is asked for now.
        public let object: Value
        /// Who owns what then.
        public let owners: ManagedFields
    }

    /// Why the configuration is not of its type; `nil` if it is.
    public var problem: String? { FieldCheck.problem(kind.configuration(configuration)) }

    /// Merges the configuration into the object (`nil`: there is none yet).
    public func carryOut(on old: Value?, _ owners: ManagedFields) throws(FieldConflicts) -> Outcome {
        do {
            return try carryOut(on: old, owners, isForced: isForced)
        } catch {
            guard manager.name == Self.kubectl, let allowed = stillAsLastApplied(old) else { throw error }
            let rest = error.conflicts.filter { !allowed.has($0.path[...]) }
            if !rest.isEmpty { throw FieldConflicts(conflicts: rest) }
            return try carryOut(on: old, owners, isForced: true)
        }
    }

    private func carryOut(
        on old: Value?, _ owners: ManagedFields, isForced: Bool
    ) throws(FieldConflicts) -> Outcome {
        var owners = owners
        let merged = try owners.apply(
            old: old, configuration: configuration, kind: kind, manager: manager, isForced: isForced, time: time)
        var object = merged ?? kind.object(old).value
        if manager.name == Self.kubectl { keepLastApplied(&object) }
        return Outcome(object: object, owners: owners)
    }

    /// What client-side apply said last and nobody changed since: server-side apply may take it over.
    private func stillAsLastApplied(_ old: Value?) -> FieldSet? {
        guard let old, let text = old.at("metadata", "annotations", Self.lastApplied)?.string, !text.isEmpty,
            let last = try? JSONReader.read(text), last["apiVersion"]?.string == kind.apiVersion
        else { return nil }
        let said = kind.configuration(last)
        if FieldCheck.problem(said) != nil { return nil }
        let compared = FieldComparison(said, kind.object(old))
        return said.fieldSet.difference(compared.modified).difference(compared.added).difference(compared.removed)
    }

    /// Brings client-side apply's annotation up to date, if it is there; one that grew too large goes.
    private func keepLastApplied(_ object: inout Value) {
        guard object.at("metadata", "annotations", Self.lastApplied)?.string?.isEmpty == false else { return }
        var plain = configuration
        if plain.at("metadata", "annotations", Self.lastApplied) != nil {
            plain.set(nil, at: "metadata", "annotations", Self.lastApplied)
            if plain.at("metadata", "annotations")?.isEmpty == true { plain.set(nil, at: "metadata", "annotations") }
        }
        object.set(.string(JSONWriter.text(plain) + "\n"), at: "metadata", "annotations", Self.lastApplied)
        let annotations = object.at("metadata", "annotations")?.stringMap ?? []
        let bytes = annotations.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        if bytes > Self.annotationBytesMax { object.set(nil, at: "metadata", "annotations", Self.lastApplied) }
    }
}
