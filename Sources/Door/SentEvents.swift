import HTTPAPI
import Synchronization

/// The texts of the newest events, for the next client that is sent the same.
///
/// A class: its identity is the store that all connections share. Two halves: the younger one fills up and becomes
/// the older one, whose place it takes.
final class SentEvents: EventTexts {
    /// So many bytes make a half.
    static let halfBytes = 2 << 20

    private struct State: Sendable {
        var younger: [EventKey: [UInt8]] = [:]
        var older: [EventKey: [UInt8]] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())

    func text(of key: EventKey, _ write: () -> [UInt8]) -> [UInt8] {
        if let known = state.withLock({ $0.younger[key] ?? $0.older[key] }) { return known }
        let text = write()
        state.withLock { state in
            if state.bytes + text.count > Self.halfBytes {
                state.older = state.younger
                state.younger = [:]
                state.bytes = 0
            }
            if state.younger.updateValue(text, forKey: key) == nil { state.bytes += text.count }
        }
        return text
    }
}
