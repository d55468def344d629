// Threads for work that blocks.

import Glibc

/// A thread outside the cooperative pool, for `LineSource.next` and other calls that block.
public enum OwnThread {
    /// Runs `body` on a thread of its own; false if the system gives none.
    ///
    /// `body` is isolated to no actor, wherever it was written: a closure that C calls on a foreign
    /// thread and that was written in a main-actor function would trap.
    public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let task = Unmanaged.passRetained(Body(run: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { address in
                guard let address else { return nil }
                Unmanaged<Body>.fromOpaque(address).takeRetainedValue().run()
                return nil
            }, task.toOpaque())
        guard code == 0 else {
            task.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    /// The closure behind one pointer, which is all that a new thread is given.
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
