import Glibc
import Synchronization

/// Something that one thread waits for and another opens, once.
///
/// A class: both hold the same one.
final class Gate: Sendable {
    private let isOpen = Mutex(false)

    /// Lets everybody through from now on.
    func open() { isOpen.withLock { $0 = true } }

    /// Blocks this thread until it is open.
    func wait() {
        while !isOpen.withLock({ $0 }) { usleep(2_000) }
    }
}
