/// One JSON-like document: what every API object, patch and manifest is made of.
///
/// Objects are kept sorted by key, so equality, diff and merge are linear walks and the printed
/// order is fixed. Integers and floats are different cases; integers keep all of `Int64`.
public enum Value: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case array([Value])
    case object(Fields)
}

/// The members of an object, sorted by key (UTF-8 order), each key once.
public struct Fields: Sendable, Equatable {
    /// One member.
    public struct Field: Sendable, Equatable {
        public let key: String
        public var value: Value

        public init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    public private(set) var members: [Field]

    public init() { members = [] }

    /// Makes fields from members in any order; of members with one key the last one stays.
    public init(_ unsorted: [(String, Value)]) {
        members = []
        members.reserveCapacity(unsorted.count)
        for (key, value) in unsorted {
            if let last = members.last, !(last.key < key) {
                self[key] = value
            } else {
                members.append(Field(key: key, value: value))
            }
        }
    }

    /// Takes members that are sorted already; the caller vouches for it.
    public init(sorted members: [Field]) { self.members = members }

    /// Where the members lie: while two fields live, the same place means the same members. Never stored,
    /// ordered or printed.
    public var place: UInt { members.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }

    /// The same storage: equal, and known to be so without a look at the members.
    public func isSame(as other: Fields) -> Bool {
        members.count == other.members.count
            && members.withUnsafeBufferPointer { own in
                other.members.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
            }
    }

    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }
    public var keys: [String] { members.map(\.key) }

    /// Up to so many members a search looks at one after the other.
    static let walkedMax = 24

    /// The position of `key`, if it is there. In a walk the length of most keys tells already that they are
    /// others: a pod's life asks twelve thousand times, and comparing texts was a fifth of its cost.
    @inline(__always)
    private func position(_ key: String) -> Int? {
        if members.count > Fields.walkedMax {
            let place = insertionPoint(key)
            return place < members.count && members[place].key == key ? place : nil
        }
        let length = key.utf8.count
        return members.withUnsafeBufferPointer { members in
            var index = 0
            while index < members.count {
                if members[index].key.utf8.count == length && members[index].key == key { return index }
                index += 1
            }
            return nil
        }
    }

    /// How many keys are smaller than `key`; who fills fields in their order is told at once.
    private func insertionPoint(_ key: String) -> Int {
        if let last = members.last, last.key < key { return members.count }
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Puts a member in. An array that is full would double, and objects are kept: room for one more is enough.
    private mutating func insert(_ field: Field, at index: Int) {
        if members.count == members.capacity { members.reserveCapacity(members.count + 2) }
        members.insert(field, at: index)
    }

    /// The value of `key`; setting `nil` removes the member.
    public subscript(key: String) -> Value? {
        get { position(key).map { members[$0].value } }
        set {
            switch (position(key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): insert(Field(key: key, value: value), at: insertionPoint(key))
            case (nil, nil): break
            }
        }
    }

    /// Changes the value of `key` where it lies; `.null` is put in first if there was none.
    public mutating func update<Answer>(_ key: String, _ change: (inout Value) -> Answer) -> Answer {
        if let index = position(key) { return change(&members[index].value) }
        let index = insertionPoint(key)
        insert(Field(key: key, value: .null), at: index)
        return change(&members[index].value)
    }

    /// Keeps only the members for which `keep` holds.
    public mutating func keep(where keep: (Field) -> Bool) { members.removeAll { !keep($0) } }
}

extension Fields: Sequence {
    public func makeIterator() -> IndexingIterator<[Field]> { members.makeIterator() }
}

// MARK: - Reading

extension Value {
    /// The member `key` of an object; `nil` for any other value or if it is not there.
    public subscript(key: String) -> Value? {
        if case .object(let fields) = self { return fields[key] }
        return nil
    }

    /// The element `index` of an array, or `nil`.
    public subscript(index: Int) -> Value? {
        if case .array(let elements) = self, elements.indices.contains(index) { return elements[index] }
        return nil
    }

    /// The value below a chain of keys: `pod.at("spec", "nodeName")`.
    public func at(_ keys: String...) -> Value? {
        var value = self
        for key in keys {
            guard let next = value[key] else { return nil }
            value = next
        }
        return value
    }

    /// Without an array for the path.
    public func at(_ first: String, _ second: String) -> Value? {
        guard case .object(let fields) = self else { return nil }
        return fields[first]?[second]
    }

    /// Both objects with the same storage: equal, and known to be so without a look at the members.
    public func isSame(as other: Value?) -> Bool {
        guard case .object(let own) = self, case .object(let fields)? = other else { return false }
        return own.isSame(as: fields)
    }

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    public var array: [Value]? { if case .array(let elements) = self { elements } else { nil } }
    public var fields: Fields? { if case .object(let fields) = self { fields } else { nil } }
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// The integer, also of a float without a fraction.
    public var int: Int64? {
        switch self {
        case .int(let number): number
        case .double(let number): Int64(exactly: number)
        default: nil
        }
    }

    /// Number as a double.
    public var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// The string members of an object (labels, annotations), sorted by key.
    public var stringMap: [(key: String, value: String)] {
        guard case .object(let fields) = self else { return [] }
        return fields.compactMap { field in field.value.string.map { (field.key, $0) } }
    }

    /// `null`, `""`, `[]` and `{}`: what `omitempty` leaves out (numbers and false not counted).
    public var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let fields): fields.isEmpty
        default: false
        }
    }
}

// MARK: - Writing

extension Value {
    /// Sets (or with `nil` removes) the value below a chain of keys; missing objects are made.
    public mutating func set(_ new: Value?, at path: String...) { set(new, path: path[...]) }

    /// As `set(_:at:)`, with the path as a slice.
    public mutating func set(_ new: Value?, path: ArraySlice<String>) {
        guard let key = path.first else {
            self = new ?? .null
            return
        }
        var fields: Fields
        if case .object(let existing) = self { fields = existing } else { fields = Fields() }
        self = .null
        if path.count == 1 {
            fields[key] = new
        } else if new != nil || fields[key] != nil {
            fields.update(key) { $0.set(new, path: path.dropFirst()) }
        }
        self = .object(fields)
    }

    /// Changes the value below a chain of keys in place; missing objects are made, a missing leaf is `.null`.
    public mutating func update(at path: String..., change: (inout Value) -> Void) {
        update(path: path[...], change: change)
    }

    /// As `update(at:change:)`, with the path as a slice.
    public mutating func update(path: ArraySlice<String>, change: (inout Value) -> Void) {
        guard let key = path.first else { return change(&self) }
        var fields: Fields
        if case .object(let existing) = self { fields = existing } else { fields = Fields() }
        self = .null
        fields.update(key) { $0.update(path: path.dropFirst(), change: change) }
        self = .object(fields)
    }
}

// MARK: - Literals

// There is no `nil` literal on purpose: with one, `fields[key] == nil` would compare with `.null`
// instead of asking whether the member is there.
extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, Value)...) { self = .object(Fields(elements)) }

    public init(_ text: String) { self = .string(text) }
    public init(_ number: Int) { self = .int(Int64(number)) }
    public init(_ map: [(key: String, value: String)]) {
        self = .object(Fields(map.map { ($0.key, .string($0.value)) }))
    }
}
