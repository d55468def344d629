// kubectl's tables: columns as wide as their widest cell, joined by blanks.
//
// Upstream: k8s.io/cli-runtime pkg/printers/tabwriter.go and tableprinter.go, over Go's
// text/tabwriter.

/// Elastic tab stops: how wide a column is, and what stands between two of them.
///
/// A column is a run of neighbouring lines that all have a cell *ended* at that place; the last
/// cell of a line belongs to no column and is not filled, but an empty last cell leaves the filling
/// before it.
public struct TabStops: Sendable, Hashable {
    /// Least width of a column, filling included.
    public var minimumWidth: Int
    /// Blanks after the widest cell of a column.
    public var padding: Int

    /// Tab stops of a given shape.
    public init(minimumWidth: Int, padding: Int) {
        self.minimumWidth = minimumWidth
        self.padding = padding
    }

    /// `kubectl get`: at least three blanks between columns, no column under six.
    public static let get = TabStops(minimumWidth: 6, padding: 3)
    /// `kubectl describe`: two blanks, no least width.
    public static let describe = TabStops(minimumWidth: 0, padding: 2)

    /// Lays out lines of cells; the lines may differ in their number of cells.
    public func aligned(_ lines: [[String]]) -> [String] {
        var widths: [[Int]] = lines.map { _ in [] }
        var none: [Int]?
        measure(lines, 0..<lines.count, column: 0, remembering: &none, into: &widths)
        return filled(lines, widths)
    }

    /// Lays out lines that follow earlier ones, as `kubectl get` does: no column is narrower than it was before, be
    /// it in lines printed earlier (`--watch`) or in a block of these. `widest` holds the widths so far, one per
    /// column, empty at first.
    public func aligned(_ lines: [[String]], remembering widest: inout [Int]) -> [String] {
        var widths: [[Int]] = lines.map { _ in [] }
        var known: [Int]? = widest
        measure(lines, 0..<lines.count, column: 0, remembering: &known, into: &widths)
        widest = known ?? []
        return filled(lines, widths)
    }

    private func filled(_ lines: [[String]], _ widths: [[Int]]) -> [String] {
        lines.indices.map { row in
            var text = ""
            for (index, cell) in lines[row].enumerated() {
                text += index < widths[row].count ? cell.padded(to: widths[row][index]) : cell
            }
            return text
        }
    }

    /// Finds the blocks of lines that share `column`, and within each the columns to the right of
    /// it.
    private func measure(
        _ lines: [[String]], _ range: Range<Int>, column: Int, remembering widest: inout [Int]?,
        into widths: inout [[Int]]
    ) {
        var row = range.lowerBound
        while row < range.upperBound {
            guard lines[row].count > column + 1 else {
                row += 1
                continue
            }
            let first = row
            var width = minimumWidth
            if let known = widest, column < known.count { width = max(width, known[column]) }
            while row < range.upperBound && lines[row].count > column + 1 {
                width = max(width, lines[row][column].columns + padding)
                row += 1
            }
            for index in first..<row { widths[index].append(width) }
            if let count = widest?.count {
                if column < count { widest?[column] = width } else { widest?.append(width) }
            }
            measure(lines, first..<row, column: column + 1, remembering: &widest, into: &widths)
        }
    }
}

/// A table as `kubectl get` prints it.
public struct TextTable: Sendable, Hashable {
    /// Column titles, printed in capitals; empty for `--no-headers`.
    public var head: [String]
    /// The cells, row by row.
    public var rows: [[String]]

    /// A table from its titles and rows.
    public init(head: [String], rows: [[String]] = []) {
        self.head = head
        self.rows = rows
    }

    /// The lines of the table: none at all if it has no rows, since kubectl prints no lonely head.
    ///
    /// A cell is cut at its first line end and marked `...`, its controls are escaped. Cells but
    /// the last are filled, so a line whose last cell is empty ends in blanks.
    public func lines(_ stops: TabStops = .get) -> [String] {
        var none: [Int] = []
        return lines(stops, remembering: &none)
    }

    /// The lines of a table that goes on, with the widths of what was printed before (`--watch`).
    public func lines(_ stops: TabStops = .get, remembering widest: inout [Int]) -> [String] {
        guard !rows.isEmpty else { return [] }
        var cells: [[String]] = []
        if !head.isEmpty { cells.append(head.map { $0.uppercased().sanitized() }) }
        cells += rows.map { $0.map(Self.cell) }
        return stops.aligned(cells, remembering: &widest)
    }

    /// The whole table, every line ended.
    public func rendered(_ stops: TabStops = .get) -> String {
        lines(stops).map { $0 + "\n" }.joined()
    }

    private static let cellEnds: Set<Character> = ["\n", "\r", "\r\n", "\u{C}"]

    private static func cell(_ text: String) -> String {
        guard let end = text.firstIndex(where: Self.cellEnds.contains)
        else { return text.sanitized() }
        return String(text[..<end]).sanitized() + "..."
    }
}
