import Documents

/// An object that is perhaps changed: nothing is copied until the first change.
///
/// Defaulting answers `nil` for "stays as it is", so objects that have their defaults already
/// (pods made from a template) cost a walk and no memory.
struct FieldsEdit {
    private(set) var fields: Fields
    private(set) var isChanged = false

    /// `nil` if the value is no object.
    init?(_ value: Value) {
        guard case .object(let fields) = value else { return nil }
        self.fields = fields
    }

    subscript(_ key: String) -> Value? { fields[key] }

    /// Sets a member that is absent, null or an empty string.
    mutating func setDefault(_ key: String, _ value: @autoclosure () -> Value) {
        switch fields[key] {
        case nil, .null: break
        case .string(let text) where text.isEmpty: break
        default: return
        }
        fields[key] = value()
        isChanged = true
    }

    /// Sets a number that is absent or zero: numbers that are no pointers in Go.
    mutating func setDefault(number key: String, _ value: Int64) {
        switch fields[key] {
        case nil, .null, .int(0): break
        default: return
        }
        fields[key] = .int(value)
        isChanged = true
    }

    mutating func set(_ key: String, _ value: Value) {
        fields[key] = value
        isChanged = true
    }

    /// Takes a member off.
    mutating func remove(_ key: String) {
        fields[key] = nil
        isChanged = true
    }

    /// Replaces a member by what `change` makes of it; `nil` leaves it.
    mutating func edit(_ key: String, _ change: (Value) -> Value?) {
        guard let old = fields[key], let new = change(old) else { return }
        fields[key] = new
        isChanged = true
    }

    /// As `edit`, of a struct that is always there in Go: where it is absent its members get their defaults too.
    mutating func editStruct(_ key: String, _ change: (Value) -> Value?) {
        let old = fields[key] ?? .null
        guard let new = change(old.isNull ? .object(Fields()) : old) else { return }
        fields[key] = new
        isChanged = true
    }

    /// As `edit`, for each element of a list.
    mutating func editEach(_ key: String, _ change: (Value) -> Value?) {
        edit(key) { eachElement($0, change) }
    }

    /// The new object, or `nil` if nothing changed.
    var result: Value? { isChanged ? .object(fields) : nil }
}

extension Optional where Wrapped == Value {
    /// Whether a member is there and not null: the two mean the same to a Go pointer.
    var isThere: Bool {
        switch self {
        case .none, .some(.null): false
        default: true
        }
    }
}

/// A list with its elements changed, or `nil` if none did.
func eachElement(_ list: Value, _ change: (Value) -> Value?) -> Value? {
    guard case .array(let elements) = list else { return nil }
    var out: [Value]?
    for index in elements.indices {
        if let new = change(elements[index]) {
            if out == nil { out = elements }
            out?[index] = new
        }
    }
    return out.map(Value.array)
}
