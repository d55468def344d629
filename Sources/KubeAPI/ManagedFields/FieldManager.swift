public import Documents

/// Who owns fields: an entry of `metadata.managedFields` without its fields.
public struct FieldManager: Sendable, Hashable {
    /// Owners by Apply say what they want; owners by Update just wrote.
    public enum Operation: String, Sendable {
        case apply = "Apply"
        case update = "Update"
    }

    /// `kubectl-create`.
    public var name: String
    /// How it came to own them.
    public var operation: Operation
    /// The version the fields are named in.
    public var apiVersion: String
    /// Empty for the object itself.
    public var subresource: String

    /// Makes a manager.
    public init(name: String, operation: Operation, apiVersion: String, subresource: String = "") {
        self.name = name
        self.operation = operation
        self.apiVersion = apiVersion
        self.subresource = subresource
    }

    /// What tells it apart: one that applies is the same in every version.
    ///
    /// Upstream: managedfields/internal/managedfields.go, BuildManagerIdentifier: JSON, which decides the order.
    var identifier: String {
        var text = "{\"manager\":\(JSONWriter.quoted(name)),\"operation\":\"\(operation.rawValue)\""
        if operation == .update { text += ",\"apiVersion\":\"\(apiVersion)\"" }
        if !subresource.isEmpty { text += ",\"subresource\":\(JSONWriter.quoted(subresource))" }
        return text + "}"
    }

    /// They have one identifier.
    func isOne(with other: FieldManager) -> Bool {
        name == other.name && operation == other.operation && subresource == other.subresource
            && (operation == .apply || apiVersion == other.apiVersion)
    }

    /// As messages of conflicts have it. Upstream: managedfields/internal/conflict.go, printManager.
    var shown: String {
        var text = goQuoted(name)
        if !subresource.isEmpty { text += " with subresource \(goQuoted(subresource))" }
        return operation == .update ? text + " using \(apiVersion)" : text
    }
}

/// An entry of `metadata.managedFields`.
public struct ManagedEntry: Sendable, Equatable {
    /// Who owns them.
    public var manager: FieldManager
    /// What it owns.
    public var fields: FieldSet
    /// Seconds since 1970 of its last write; `nil` if nobody said.
    public var time: Int64?

    /// Makes an entry.
    public init(manager: FieldManager, fields: FieldSet, time: Int64?) {
        self.manager = manager
        self.fields = fields
        self.time = time
    }
}

/// All owners of an object's fields.
///
/// Upstream: apimachinery/pkg/util/managedfields/internal/managedfields.go.
public struct ManagedFields: Sendable, Equatable {
    /// At most so many owners by Update; the oldest are merged. Upstream: fieldmanager.go.
    static let updateManagersMax = 10
    /// The owner of the fields of those that were merged. Upstream: capmanagers.go.
    static let ancient = "ancient-changes"
    /// The owner of what was there before the first apply. Upstream: skipnonapplied.go.
    static let beforeFirstApply = "before-first-apply"

    /// In the order of their identifiers; each once.
    private(set) var entries: [(id: String, entry: ManagedEntry)] = []

    /// Nobody owns anything.
    public init() {}

    /// Nobody owns anything.
    public var isEmpty: Bool { entries.isEmpty }

    /// The entry of a manager; setting one without fields removes it.
    subscript(_ manager: FieldManager) -> ManagedEntry? {
        get { place(of: manager).map { entries[$0].entry } }
        set {
            switch (place(of: manager), newValue) {
            case (let place?, let entry?): entries[place].entry = entry
            case (let place?, nil): entries.remove(at: place)
            case (nil, let entry?):
                let id = manager.identifier
                entries.insert((id, entry), at: entries.firstIndex { $0.id > id } ?? entries.count)
            case (nil, nil): break
            }
        }
    }

    private func place(of manager: FieldManager) -> Int? {
        entries.firstIndex { $0.entry.manager.isOne(with: manager) }
    }

    /// Changes the fields of every manager; one without any goes.
    mutating func update(_ change: (FieldManager, FieldSet) -> FieldSet) {
        for index in entries.indices {
            entries[index].entry.fields = change(entries[index].entry.manager, entries[index].entry.fields)
        }
        entries.removeAll { $0.entry.fields.isEmpty }
    }

    public static func == (a: ManagedFields, b: ManagedFields) -> Bool {
        a.entries.elementsEqual(b.entries) { $0.entry == $1.entry }
    }

    /// The same but for the times.
    public func isSame(exceptTimes other: ManagedFields) -> Bool {
        entries.elementsEqual(other.entries) {
            $0.entry.manager == $1.entry.manager && $0.entry.fields == $1.entry.fields
        }
    }

    /// Merges the oldest owners by Update until there are no more than ten.
    mutating func cap() {
        var updaters = entries.filter { $0.entry.manager.operation == .update }
        guard updaters.count > Self.updateManagersMax else { return }
        updaters.sort { ($0.entry.time ?? 0, $0.id) < ($1.entry.time ?? 0, $1.id) }
        var count = updaters.count
        var firsts: [String: ManagedEntry] = [:]
        for (_, one) in updaters {
            if count <= Self.updateManagersMax { break }
            let version = one.manager.apiVersion
            guard let first = firsts[version] else {
                firsts[version] = one
                continue
            }
            let bucket = FieldManager(name: Self.ancient, operation: .update, apiVersion: version)
            if self[bucket] == nil {
                self[first.manager] = nil
                self[bucket] = ManagedEntry(manager: bucket, fields: first.fields, time: nil)
            }
            let merged = one.fields.union(self[bucket]?.fields ?? FieldSet())
            self[one.manager] = nil
            self[bucket] = ManagedEntry(manager: bucket, fields: merged, time: one.time)
            count -= 1
        }
    }
}

// MARK: - metadata.managedFields

extension ManagedFields {
    /// `metadata.managedFields`; appliers first, then by time. `nil` if nobody owns anything.
    public var value: Value? {
        if entries.isEmpty { return nil }
        return .array(
            sorted.map { entry in
                var fields = Fields([
                    ("apiVersion", .string(entry.manager.apiVersion)), ("fieldsType", "FieldsV1"),
                    ("fieldsV1", entry.fields.value), ("manager", .string(entry.manager.name)),
                    ("operation", .string(entry.manager.operation.rawValue))
                ])
                if !entry.manager.subresource.isEmpty { fields["subresource"] = .string(entry.manager.subresource) }
                if let time = entry.time { fields["time"] = .string(Timestamps.seconds(time * 1_000_000)) }
                return .object(fields)
            })
    }

    /// In the order in which they are shown.
    var sorted: [ManagedEntry] {
        entries.map(\.entry).sorted { one, two in
            let (a, b) = (one.manager, two.manager)
            if a.operation != b.operation { return a.operation.rawValue < b.operation.rawValue }
            if one.time ?? 0 != two.time ?? 0 { return one.time ?? 0 < two.time ?? 0 }
            return (a.name, a.apiVersion, a.subresource) < (b.name, b.apiVersion, b.subresource)
        }
    }

    /// Reads `metadata.managedFields`. Upstream: managedfields.go, DecodeManagedFields.
    public static func read(_ value: Value) throws(FieldSetError) -> ManagedFields {
        var out = ManagedFields()
        for (index, item) in (value.array ?? []).enumerated() {
            guard let operation = FieldManager.Operation(rawValue: item["operation"]?.string ?? "") else {
                throw FieldSetError(message: "operation must be `Apply` or `Update`")
            }
            let version = item["apiVersion"]?.string ?? ""
            if version.isEmpty { throw FieldSetError(message: "apiVersion must not be empty") }
            switch item["fieldsType"]?.string ?? "" {
            case "FieldsV1": break
            case "": throw FieldSetError(message: "missing fieldsType in managed fields entry \(index)")
            case let type:
                throw FieldSetError(message: "invalid fieldsType \(goQuoted(type)) in managed fields entry \(index)")
            }
            let manager = FieldManager(
                name: item["manager"]?.string ?? "", operation: operation, apiVersion: version,
                subresource: item["subresource"]?.string ?? "")
            let time = item["time"]?.string.flatMap { Timestamps.parse($0) }.map { $0 / 1_000_000 }
            out[manager] = ManagedEntry(
                manager: manager, fields: try FieldSet.read(item["fieldsV1"] ?? [:]), time: time)
        }
        return out
    }
}
