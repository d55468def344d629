public import Simulation
public import Transcripts

/// States over virtual time, as data: text and SVG are made of the same picture.
public struct LifePicture: Sendable, Equatable {
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
        /// What the row shows.
        public let label: String
        /// From the oldest to the newest.
        public let cells: [Cell]
        /// What stands behind the bar (`3`, `min 1 max 3`).
        public let note: String

        /// A row of its parts.
        public init(label: String, cells: [Cell], note: String = "") {
            self.label = label
            self.cells = cells
            self.note = note
        }
    }

    /// What the picture is of.
    public let title: String
    /// Where it begins.
    public let from: SimTime
    /// Where it ends.
    public let to: SimTime
    /// From top to bottom, sums last.
    public let rows: [Row]

    /// A picture of its parts.
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

// MARK: - For transcripts

extension LifePicture {
    /// Labels on the axis of a drawing.
    private static let timeLabels = 5

    /// The picture as transcripts draw it: states as shades, sums as curves.
    public var drawing: TimelinePicture {
        var shades: [TimelinePicture.Row] = []
        var curves: [TimelinePicture.Curve] = []
        for row in rows {
            if row.isSum {
                curves.append(.init(label: row.label, values: row.cells.map(\.count), note: row.note))
            } else {
                shades.append(.init(label: row.label, cells: row.cells.map(\.drawn), note: row.note))
            }
        }
        let length = (to - from).microseconds
        let labels = (0..<LifePicture.timeLabels).map { index in
            "\(from + SimDuration(microseconds: length * Int64(index) / Int64(LifePicture.timeLabels - 1)))"
        }
        return TimelinePicture(title: title, timeLabels: labels, rows: shades, lines: curves)
    }
}

extension LifePicture.Row {
    /// A row of numbers instead of states.
    public var isSum: Bool { cells.contains { if case .number = $0 { true } else { false } } }
}

extension LifePicture.Cell {
    fileprivate var count: Int { if case .number(let count) = self { count } else { 0 } }

    /// A shade from 0 to 4, or a mark for what has ended.
    fileprivate var drawn: TimelinePicture.Cell {
        switch self {
        case .none: .level(0)
        case .stopping: .level(1)
        case .pending: .level(2)
        case .running: .level(3)
        case .ready: .level(4)
        case .succeeded, .failed, .number: .text(String(glyph))
        }
    }
}
