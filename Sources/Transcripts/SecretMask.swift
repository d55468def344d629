// Secret values stay out of what is exported, unless `--with-secrets` asks for them.
//
// Two ways together: objects of kind Secret are masked by their structure, and every text is
// searched for the values learned from them, since a value wanders (a typed line, an environment
// variable, a log).

public import Documents
import Rendering

/// Replaces secret values by `••••• (12 bytes)`.
///
/// Keys of objects are never changed, and a value of up to three bytes is replaced in texts only
/// where it stands alone.
public struct SecretMask: Sendable {
    /// Whether anything is masked; false for `--with-secrets`.
    public let isOn: Bool
    private let runs: Bool
    /// Forms by their first byte, longest first, so that a value inside another one never shows
    /// the rest of it.
    private var forms: [[SecretForm]]

    /// A mask that has learned nothing yet.
    ///
    /// - Parameter runs: values become as many `x`, so that a masked journal still runs.
    public init(isOn: Bool = true, runs: Bool = false) {
        self.isOn = isOn
        self.runs = runs
        forms = Array(repeating: [], count: 256)
    }

    /// What stands for a value: `••••• (12 bytes)`.
    public static func replacement(byteCount: Int) -> String {
        byteCount == 1 ? "••••• (1 byte)" : "••••• (\(byteCount) bytes)"
    }

    // MARK: Learning

    /// Learns a secret value, decoded.
    public mutating func learn(bytes: [UInt8]) {
        for form in SecretForm.forms(of: bytes, runs: runs) {
            let first = Int(form.bytes[0])
            if forms[first].contains(where: { $0.bytes == form.bytes }) { continue }
            let place =
                forms[first].firstIndex { $0.bytes.count < form.bytes.count } ?? forms[first].count
            forms[first].insert(form, at: place)
        }
    }

    /// Learns a secret value, decoded.
    public mutating func learn(_ value: String) { learn(bytes: Array(value.utf8)) }

    /// Learns the values of all Secrets in `value`: an object, a list, a whole trace.
    public mutating func learn(secretsIn value: Value) {
        SecretValues.forEachSecret(in: value) { secret in
            learn(secret: secret)
            let applied = SecretValues.lastApplied(of: secret)
            if let applied, let old = try? JSONReader.read(applied) { learn(secret: old) }
        }
    }

    private mutating func learn(secret: Value) {
        for field in secret["data"]?.fields ?? Fields() {
            guard let text = field.value.string else { continue }
            if let bytes = Base64.bytes(text) { learn(bytes: bytes) }
            // As it stands there too: other spellings of base64 decode to the same bytes.
            learn(text)
        }
        for field in secret["stringData"]?.fields ?? Fields() {
            if let text = field.value.string { learn(text) }
        }
    }

    // MARK: Masking

    /// The text with every learned value replaced.
    public func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let ranges = ranges(in: bytes)
        return ranges.isEmpty ? text : String(decoding: replacing(ranges, in: bytes), as: UTF8.self)
    }

    /// The bytes of a file with every learned value replaced.
    public func masked(bytes: [UInt8]) -> [UInt8] {
        let ranges = ranges(in: bytes)
        return ranges.isEmpty ? bytes : replacing(ranges, in: bytes)
    }

    /// The value with its Secrets masked by structure and all its texts searched.
    public func masked(_ value: Value) -> Value {
        guard isOn else { return value }
        var knowing = self
        knowing.learn(secretsIn: value)
        return knowing.searched(SecretValues.masked(value))
    }

    private func searched(_ value: Value) -> Value {
        switch value {
        case .string(let text): .string(masked(text))
        case .array(let elements): .array(elements.map(searched))
        case .object(let fields):
            .object(
                Fields(
                    sorted: fields.map { Fields.Field(key: $0.key, value: searched($0.value)) }))
        default: value
        }
    }

    /// A place to replace.
    struct Match {
        var range: Range<Int>
        var replacement: [UInt8]
    }

    /// Where learned values stand in `text`, from left to right, without overlaps.
    func ranges(in text: [UInt8]) -> [Match] {
        guard isOn else { return [] }
        var matches: [Match] = []
        var place = 0
        while place < text.count {
            var longest: Match?
            for form in forms[Int(text[place])] {
                guard let end = form.match(in: text, at: place) else { continue }
                if end > longest?.range.upperBound ?? place {
                    longest = Match(range: place..<end, replacement: form.replacement)
                }
            }
            if let longest { matches.append(longest) }
            place = longest?.range.upperBound ?? place + 1
        }
        return matches
    }

    private func replacing(_ matches: [Match], in text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var place = 0
        for match in matches {
            out += text[place..<match.range.lowerBound]
            out += match.replacement
            place = match.range.upperBound
        }
        return out + text[place...]
    }
}
