// A timeline as data: what the text and the drawing are made from.

import Rendering

/// A rollout or another story as a picture: time runs to the right.
public struct TimelinePicture: Sendable, Hashable {
    /// One square of a row.
    public enum Cell: Sendable, Hashable {
        /// How much there is of it, from 0 (nothing) to 4 (all); more counts as 4.
        case level(UInt8)
        /// A mark or a short word.
        case text(String)
    }

    /// A row of squares, one for each slice of time.
    public struct Row: Sendable, Hashable {
        /// What the row shows.
        public var label: String
        /// From the oldest slice to the newest.
        public var cells: [Cell]
        /// A remark at the end of the row; empty if there is none.
        public var note: String

        /// A row from its parts.
        public init(label: String, cells: [Cell], note: String = "") {
            self.label = label
            self.cells = cells
            self.note = note
        }
    }

    /// A number over time, drawn as steps below the rows.
    public struct Curve: Sendable, Hashable {
        /// What is counted.
        public var label: String
        /// The number in each slice of time.
        public var values: [Int]
        /// A remark at the end: `min 3 ok`.
        public var note: String

        /// A curve from its parts.
        public init(label: String, values: [Int], note: String = "") {
            self.label = label
            self.values = values
            self.note = note
        }
    }

    /// What the picture shows: `rollout of deployment/web`.
    public var title: String
    /// Labels of the time axis, spread evenly from the first slice to the end of the last.
    public var timeLabels: [String]
    /// The rows, from top to bottom.
    public var rows: [Row]
    /// The curves below them.
    public var lines: [Curve]

    /// A picture from its parts.
    public init(title: String, timeLabels: [String], rows: [Row], lines: [Curve] = []) {
        self.title = title
        self.timeLabels = timeLabels
        self.rows = rows
        self.lines = lines
    }

    /// Slices of time: those of the longest row or curve.
    var sliceCount: Int {
        max(rows.map(\.cells.count).max() ?? 0, lines.map(\.values.count).max() ?? 0)
    }
}

// MARK: - As text

extension TimelinePicture {
    /// Columns of a label, of a square, and different values of a curve, at most.
    static let labelColumnsMax = 24
    static let cellColumnsMax = 10
    static let curveLevelsMax = 6
    private static let shades: [Character] = ["·", "░", "▒", "▓", "█"]

    /// The picture in lines of text, the time axis first; without the title.
    public var textLines: [String] {
        let labelColumns = min(
            Self.labelColumnsMax,
            max(rows.map(\.label.columns).max() ?? 0, lines.map { $0.label.columns + 6 }.max() ?? 0)
        )
        let cellColumns = self.cellColumns
        var text: [String] = []
        let axis = axisText(columns: sliceCount * cellColumns)
        if !axis.isEmpty { text.append(String(repeating: " ", count: labelColumns + 2) + axis) }
        for row in rows {
            let label = row.label.sanitized().truncated(to: labelColumns)
            var cells = row.cells.map { Self.text($0, columns: cellColumns) }.joined()
            if !row.note.isEmpty { cells += "   " + row.note.sanitized() }
            text.append(label.padded(to: labelColumns) + "  " + cells)
        }
        for curve in lines {
            text += Self.text(curve, labelColumns: labelColumns, cellColumns: cellColumns)
        }
        return text
    }

    private var cellColumns: Int {
        var widest = 1
        for row in rows {
            for case .text(let word) in row.cells { widest = max(widest, word.sanitized().columns) }
        }
        return min(widest, Self.cellColumnsMax)
    }

    private func axisText(columns: Int) -> String {
        var axis = ""
        for (index, label) in timeLabels.enumerated() {
            let place = timeLabels.count > 1 ? index * columns / (timeLabels.count - 1) : 0
            // A label that would touch the one before it is left out.
            if !axis.isEmpty && axis.columns >= place { continue }
            axis = axis.padded(to: place) + label.sanitized()
        }
        return axis
    }

    private static func text(_ cell: Cell, columns: Int) -> String {
        switch cell {
        case .level(let level):
            String(repeating: shades[min(Int(level), shades.count - 1)], count: columns)
        case .text(let word): word.sanitized().truncated(to: columns).padded(to: columns)
        }
    }

    /// One line for each value that the curve takes, the highest first; the label and the remark
    /// stand at the first one.
    private static func text(
        _ curve: Curve, labelColumns: Int, cellColumns: Int
    ) -> [String] {
        var levels: [Int] = []
        for value in curve.values.sorted(by: >) where levels.last != value { levels.append(value) }
        // Too many levels for lines of text: the lowest and highest, and the steps in between.
        if levels.count > curveLevelsMax {
            let all = levels
            levels = (0..<curveLevelsMax).map { all[$0 * (all.count - 1) / (curveLevelsMax - 1)] }
        }
        return levels.enumerated().map { index, level in
            let scale = String(level).padded(to: 3, alignment: .right) + " ┤"
            let name = index == 0 ? curve.label.sanitized().truncated(to: labelColumns - 6) : ""
            let start = name.padded(to: labelColumns - scale.columns) + scale + "  "
            var marks = curve.values.map { value in
                // The value's own line is the nearest one from below.
                let own = levels.first { $0 <= value } ?? level
                return String(repeating: own == level ? "━" : " ", count: cellColumns)
            }.joined()
            if index == 0, !curve.note.isEmpty {
                return start + marks + "   " + curve.note.sanitized()
            }
            while marks.last == " " { marks.removeLast() }
            return start + marks
        }
    }
}
