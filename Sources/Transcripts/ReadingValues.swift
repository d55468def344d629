// Reading our own JSON: every complaint names its place in the document.

import Documents

/// Why a saved session could not be read.
public struct SessionReadError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where in the document: `journal[3].line`, or `line 2, column 7` for text that is no JSON;
    /// empty for the document itself.
    public let place: String
    /// What was wrong there, a sentence without its full stop.
    public let message: String

    /// Makes an error.
    public init(place: String, message: String) {
        self.place = place
        self.message = message
    }

    /// `journal[3].line: a text is expected here, not a number`.
    public var description: String { place.isEmpty ? message : "\(place): \(message)" }
}

/// A value and its place, so that what is read from it can be complained about.
struct PlacedValue {
    let value: Value
    let place: FieldPath

    func error(_ message: String) -> SessionReadError {
        SessionReadError(place: place.isEmpty ? "" : place.description, message: message)
    }

    private func unexpected(_ expected: String) -> SessionReadError {
        let found =
            switch value {
            case .null: "null"
            case .bool: "a boolean"
            case .int, .double: "a number"
            case .string: "a text"
            case .array: "a list"
            case .object: "an object"
            }
        return error("\(expected) is expected here, not \(found)")
    }

    /// The member `key`; `nil` if it is not there or null.
    func optional(_ key: String) throws(SessionReadError) -> PlacedValue? {
        guard case .object(let fields) = value else { throw unexpected("an object") }
        guard let member = fields[key], !member.isNull else { return nil }
        return PlacedValue(value: member, place: place.key(key))
    }

    /// The member `key`, which must be there.
    func required(_ key: String) throws(SessionReadError) -> PlacedValue {
        guard let member = try optional(key) else { throw error("`\(key)` is missing") }
        return member
    }

    func text() throws(SessionReadError) -> String {
        guard let text = value.string else { throw unexpected("a text") }
        return text
    }

    func int() throws(SessionReadError) -> Int {
        guard let number = value.int, let int = Int(exactly: number) else {
            throw unexpected("a whole number")
        }
        return int
    }

    func bool() throws(SessionReadError) -> Bool {
        guard let flag = value.bool else { throw unexpected("true or false") }
        return flag
    }

    func fields() throws(SessionReadError) -> Fields {
        guard let fields = value.fields else { throw unexpected("an object") }
        return fields
    }

    /// The elements of a list, each with its place.
    func elements() throws(SessionReadError) -> [PlacedValue] {
        guard let elements = value.array else { throw unexpected("a list") }
        return elements.enumerated().map {
            PlacedValue(value: $0.element, place: place.index($0.offset))
        }
    }

    func texts() throws(SessionReadError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.text()) }
        return texts
    }

    func text(_ key: String) throws(SessionReadError) -> String { try required(key).text() }
    func int(_ key: String) throws(SessionReadError) -> Int { try required(key).int() }
    func bool(_ key: String) throws(SessionReadError) -> Bool { try required(key).bool() }
}
