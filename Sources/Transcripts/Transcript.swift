// The session's record: what was read, typed and answered, and what one needs to run it again.

public import Documents

/// The options that a session ran with; together with the journal they make it repeatable.
public struct TranscriptHeader: Sendable, Equatable {
    /// Version of the program: `0.1`.
    public var version: String
    /// What all chance comes from.
    public var seed: UInt64
    /// Nodes at the beginning.
    public var nodes: Int
    /// The date that `t=0s` stands for, RFC 3339.
    public var start: String
    /// Name of the set of timings in use.
    public var profile: String
    /// Ids of the lessons that were opened, in order.
    public var lessons: [String]
    /// Language of the prose, a BCP 47 tag: `en`, `zh-Hans`.
    public var language: String
    /// Options that this module does not know, kept as they are.
    public var others: Fields

    /// A header from its parts.
    public init(
        version: String, seed: UInt64, nodes: Int, start: String, profile: String,
        lessons: [String] = [], language: String = "en", others: Fields = Fields()
    ) {
        self.version = version
        self.seed = seed
        self.nodes = nodes
        self.start = start
        self.profile = profile
        self.lessons = lessons
        self.language = language
        self.others = others
    }

    /// Names and values as an export lists them, in a fixed order.
    public var listed: [(name: String, value: String)] {
        var rows = [
            ("version", version), ("seed", String(seed)), ("nodes", String(nodes)),
            ("start", start), ("profile", profile),
        ]
        if !lessons.isEmpty { rows.append(("lessons", lessons.joined(separator: ", "))) }
        for field in others {
            rows.append((field.key, field.value.string ?? JSONWriter.text(field.value)))
        }
        return rows.map { (name: $0.0, value: $0.1) }
    }
}

/// The record of one session, in the order in which a reader meets it.
public struct Transcript: Sendable, Equatable {
    /// The options the session ran with.
    public var header: TranscriptHeader
    /// What happened, oldest first.
    public private(set) var entries: [TranscriptEntry]
    /// Milliseconds that a recording of all entries takes.
    public private(set) var lengthMilliseconds: Int

    /// A record without entries.
    public init(header: TranscriptHeader) {
        self.header = header
        entries = []
        lengthMilliseconds = 0
    }

    /// Adds what happened at virtual time `time` (`t=12.4s`) and `revision`.
    public mutating func append(
        _ content: TranscriptEntry.Content, time: String, revision: Int
    ) {
        entries.append(
            TranscriptEntry(
                content, time: time, revision: revision, offsetMilliseconds: lengthMilliseconds))
        lengthMilliseconds += ReadingPace.milliseconds(for: content, ExportWords(header))
    }

    /// Drops the entries from `count` on, for a session that went back in time.
    public mutating func removeEntries(after count: Int) {
        guard entries.indices.contains(count) else { return }
        lengthMilliseconds = entries[count].offsetMilliseconds
        entries.removeSubrange(count...)
    }

    /// A title for the whole: the lesson's, if there is exactly one.
    var documentTitle: String {
        let words = ExportWords(header)
        var titles: [String] = []
        for entry in entries {
            if case .title(_, let title, let number) = entry.content {
                titles.append(words.lesson(number, title))
            }
        }
        return titles.count == 1 ? titles[0] : words("A session with Orrery", "一次 Orrery 会话")
    }
}
