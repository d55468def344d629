/// What was wrong with a JSON text, and where.
///
/// The messages are those of Go's `encoding/json` where it has one for the case.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Line, from 1.
    public let line: Int
    /// Column in characters, from 1.
    public let column: Int
    /// Byte offset, from 0.
    public let offset: Int
    /// For example `invalid character '}' looking for beginning of value`.
    public let message: String

    /// Makes an error.
    public init(line: Int, column: Int, offset: Int, message: String) {
        self.line = line
        self.column = column
        self.offset = offset
        self.message = message
    }

    /// `line 2, column 7: …`.
    public var description: String { "line \(line), column \(column): \(message)" }
}

/// A JSON text that was read, with what a strict reader would complain about.
public struct JSONDocument: Sendable, Equatable {
    /// The document; of members with one name the last one.
    public let value: Value
    /// Where an object had two members of one name, in the order of the text.
    public let duplicates: [FieldPath]
}

/// Reads JSON text (RFC 8259) into a `Value`.
///
/// Integers that fit `Int64` are exact; larger ones and those with a fraction or an exponent are
/// doubles. Bytes that are not UTF-8 and halves of surrogate pairs become U+FFFD, as in Go.
public enum JSONReader {
    /// Reads one document; anything but white space behind it is an error.
    public static func read(
        _ bytes: [UInt8], bytesMax: Int = DocumentLimits.textBytesMax
    ) throws(JSONError) -> Value {
        try run(bytes, bytesMax: bytesMax, tracking: false).value
    }

    /// Reads one document.
    public static func read(
        _ text: String, bytesMax: Int = DocumentLimits.textBytesMax
    ) throws(JSONError) -> Value {
        try read(Array(text.utf8), bytesMax: bytesMax)
    }

    /// Reads one document and lists repeated members.
    public static func document(
        _ bytes: [UInt8], bytesMax: Int = DocumentLimits.textBytesMax
    ) throws(JSONError) -> JSONDocument {
        let first = try run(bytes, bytesMax: bytesMax, tracking: false)
        if !first.hasDuplicates { return JSONDocument(value: first.value, duplicates: []) }
        // Paths cost time, so they are kept only in a second run that is known to need them.
        let second = try run(bytes, bytesMax: bytesMax, tracking: true)
        return JSONDocument(value: second.value, duplicates: second.duplicates)
    }

    private struct Run {
        let value: Value
        let hasDuplicates: Bool
        let duplicates: [FieldPath]
    }

    private static func run(
        _ bytes: [UInt8], bytesMax: Int, tracking: Bool
    ) throws(JSONError) -> Run {
        if bytes.count > bytesMax {
            throw JSONError(
                line: 1, column: 1, offset: 0,
                message: "the text is \(bytes.count) bytes long, more than the limit of \(bytesMax)")
        }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> Run in
            var parser = JSONParser(buffer, tracking: tracking)
            let value = try parser.document()
            return Run(
                value: value, hasDuplicates: parser.hasDuplicates, duplicates: parser.duplicates)
        }
    }
}
