import KubeAPI

/// What decides the text of an event: two watches with one key are sent the same bytes.
public struct EventKey: Sendable, Hashable {
    let type: String
    let object: APIObject
    /// The version in which it is sent.
    let apiVersion: String
    let form: Representation.Form
    /// The row comes with the columns' names.
    let hasHead: Bool
    /// Rows tell ages, in this moment; 0 where no age is told.
    let now: Int64

    public static func == (a: EventKey, b: EventKey) -> Bool {
        a.object.isSame(as: b.object) && a.type == b.type && a.apiVersion == b.apiVersion && a.form == b.form
            && a.hasHead == b.hasHead && a.now == b.now
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(object.revision)
        hasher.combine(form)
        hasher.combine(now)
    }
}

/// Keeps the texts of events for a while: most of those who watch are sent what another was just sent.
public protocol EventTexts: Sendable {
    /// The text of an event; `write` makes it if it is not kept.
    func text(of key: EventKey, _ write: () -> [UInt8]) -> [UInt8]
}
