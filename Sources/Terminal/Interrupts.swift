// Ctrl-C while no line is edited.

import CEditLine

/// The process' count of Ctrl-C: a long run asks here whether it should stop.
public enum Interrupts {
    /// From now on Ctrl-C is noted instead of ending the program, and a closed pipe is an error
    /// value.
    public static func watch() { orrery_watch_interrupts() }

    /// Whether Ctrl-C was pressed since the last question.
    public static func take() -> Bool { orrery_take_interrupt() }
}
