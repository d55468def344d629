public import Documents

/// Amounts by name, sorted by name: requests, limits, what a quota allows.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/quota/v1/resources.go.
public struct ResourceList: Sendable, Equatable {
    /// One amount with its name.
    public struct Entry: Sendable, Equatable {
        /// `cpu`, `requests.cpu`, `count/secrets`, …
        public let name: String
        /// How much of it.
        public var amount: Quantity
    }

    /// Sorted by name, each name once.
    public private(set) var entries: [Entry] = []

    /// Nothing.
    public init() {}

    /// The amounts of an object such as `{cpu: 100m}`; what is no amount is left out.
    public init(reading value: Value?) {
        for member in value?.fields?.members ?? [] {
            if let amount = (try? Quantity(reading: member.value)) ?? nil {
                entries.append(Entry(name: member.key, amount: amount))
            }
        }
    }

    /// As an object of quantities; amounts are written as Kubernetes writes them.
    public var value: Value {
        .object(Fields(sorted: entries.map { Fields.Field(key: $0.name, value: .string($0.amount.description)) }))
    }

    /// In order.
    public var names: [String] { entries.map(\.name) }

    /// Whether nothing is in it.
    public var isEmpty: Bool { entries.isEmpty }

    private func place(_ name: String) -> Int { entries.firstIndex { $0.name >= name } ?? entries.count }

    /// The amount of a name; setting `nil` takes it out.
    public subscript(name: String) -> Quantity? {
        get { entries.first { $0.name == name }?.amount }
        set {
            let place = place(name)
            let isThere = place < entries.count && entries[place].name == name
            switch (isThere, newValue) {
            case (true, let amount?): entries[place].amount = amount
            case (true, nil): entries.remove(at: place)
            case (false, let amount?): entries.insert(Entry(name: name, amount: amount), at: place)
            case (false, nil): break
            }
        }
    }

    /// The sum, name by name.
    public func adding(_ other: ResourceList) -> ResourceList {
        var out = self
        for entry in other.entries { out[entry.name] = out[entry.name].map { $0 + entry.amount } ?? entry.amount }
        return out
    }

    /// The difference, name by name, never below zero; names that only `other` has are zero.
    public func subtractingToZero(_ other: ResourceList) -> ResourceList {
        var out = ResourceList()
        for entry in entries {
            let left = other[entry.name].map { entry.amount - $0 } ?? entry.amount
            out[entry.name] = left > .zero ? left : .zero
        }
        for entry in other.entries where out[entry.name] == nil { out[entry.name] = .zero }
        return out
    }

    /// The larger amount, name by name.
    public func raised(to other: ResourceList) -> ResourceList {
        var out = self
        for entry in other.entries where (out[entry.name] ?? .zero) < entry.amount || out[entry.name] == nil {
            out[entry.name] = entry.amount
        }
        return out
    }

    /// Only these names.
    public func masked(_ names: [String]) -> ResourceList { filtered { names.contains($0.name) } }

    /// Only the entries for which `keep` holds.
    public func filtered(_ keep: (Entry) -> Bool) -> ResourceList {
        var out = ResourceList()
        out.entries = entries.filter(keep)
        return out
    }

    /// Without the amounts that are zero.
    public var withoutZeros: ResourceList { filtered { !$0.amount.isZero } }

    /// The names whose amount is larger than that of `limits`; names that are not there are not limited.
    public func exceeding(_ limits: ResourceList) -> [String] {
        limits.entries.compactMap { limit in
            guard let own = self[limit.name], own > limit.amount else { return nil }
            return limit.name
        }
    }

    /// `pods=1,requests.cpu=200m`: as error messages show it.
    public var text: String { entries.map { "\($0.name)=\($0.amount)" }.joined(separator: ",") }
}
