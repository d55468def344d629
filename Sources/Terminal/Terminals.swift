// Which of the standard descriptors a person sits at.

import Glibc

/// The standard descriptors.
public enum Terminals {
    /// Whether a person types the input.
    public static var inputIsTerminal: Bool { isatty(0) == 1 }
}
