public import Simulation

/// States over virtual time, as data: text and SVG are made of the same picture.
public struct TimelinePicture: Sendable, Equatable {
    /// What is true in one cell: at the end of its stretch of time.
    public enum Cell: Sendable, Equatable {
        case none, pending, running, ready, stopping, succeeded, failed
        case number(Int)

        /// One character: `█` ready, `▓` running, `▒` pending, `░` stopping, `·` none.
        public var glyph: Character {
            switch self {
            case .none: "·"
            case .pending: "▒"
            case .running: "▓"
            case .ready: "█"
            case .stopping: "░"
            case .succeeded: "✓"
            case .failed: "✗"
            case .number(let count):
                count > 9 ? "+" : String(count).first ?? "0"
            }
        }
    }

    /// One line of the picture.
    public struct Row: Sendable, Equatable {
        public let label: String
        public let cells: [Cell]
        /// What stands behind the bar (`3`, `min 1 max 3`).
        public let note: String

        public init(label: String, cells: [Cell], note: String = "") {
            self.label = label
            self.cells = cells
            self.note = note
        }
    }

    public let title: String
    public let from: SimTime
    public let to: SimTime
    public let rows: [Row]

    public init(title: String, from: SimTime, to: SimTime, rows: [Row]) {
        self.title = title
        self.from = from
        self.to = to
        self.rows = rows
    }

    /// The moment at the end of cell `index` of `count`.
    static func moment(_ index: Int, of count: Int, from: SimTime, to: SimTime) -> SimTime {
        let length = (to - from).microseconds
        return from + SimDuration(microseconds: length * Int64(index + 1) / Int64(max(1, count)))
    }
}
