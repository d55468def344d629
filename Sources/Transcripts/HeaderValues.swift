// The header as JSON: the object `options` of a saved session, without the version.

import Documents

extension TranscriptHeader {
    private static let known = ["language", "lessons", "nodes", "profile", "seed", "start"]

    /// The options as an object; a seed that is no JSON integer is written as a text.
    var options: Value {
        var fields = others
        fields["seed"] = Int64(exactly: seed).map { .int($0) } ?? .string(String(seed))
        fields["nodes"] = Value(nodes)
        fields["start"] = .string(start)
        fields["profile"] = .string(profile)
        fields["lessons"] = .array(lessons.map { .string($0) })
        fields["language"] = .string(language)
        return .object(fields)
    }

    /// Reads what `options` writes; members it does not know are kept in `others`.
    init(version: String, options source: PlacedValue) throws(SessionReadError) {
        var others = try source.fields()
        others.keep { !Self.known.contains($0.key) }
        let seed = try source.required("seed")
        guard
            let number = seed.value.int.flatMap({ UInt64(exactly: $0) })
                ?? seed.value.string.flatMap({ UInt64($0) })
        else { throw seed.error("a seed is a whole number from 0 to \(UInt64.max)") }
        self.init(
            version: version, seed: number, nodes: try source.int("nodes"),
            start: try source.text("start"), profile: try source.text("profile"),
            lessons: try source.required("lessons").texts(),
            language: try source.text("language"), others: others)
    }
}
