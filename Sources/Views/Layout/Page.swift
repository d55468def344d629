import Rendering

/// Lines of a view under construction: labelled rows, text at the right edge, nothing wider than asked.
struct Page {
    /// Where the text of a labelled row begins.
    static let textColumn = 13
    /// Text beside something at the right edge gets at least so many columns, or a line of its own.
    private static let besideMin = 24
    /// A row of more lines is cut unless everything is asked for.
    private static let rowLinesMax = 4

    let options: ViewOptions
    private(set) var output = Output()
    private var lastLabel = ""

    init(_ options: ViewOptions) { self.options = options }

    var width: Int { options.width }
    /// Columns for the text of a labelled row.
    var room: Int { width - Page.textColumn }
    var lineCount: Int { output.lines.count }

    /// A line from the left edge.
    mutating func line(_ text: StyledText, right: StyledText = StyledText(), indent: Int = 0) {
        place(text, right, StyledText(String(repeating: " ", count: indent)), indent)
        lastLabel = ""
    }

    /// `  label      text …   right`; a label that repeats the one above is left out if `once`.
    mutating func row(
        _ label: String, _ text: StyledText, right: StyledText = StyledText(), once: Bool = false
    ) {
        let shown = once && label == lastLabel ? "" : label
        let indent = max(Page.textColumn, label.columns + 4)
        let prefix = StyledText("  " + shown.padded(to: indent - 2), .dim)
        place(text, right, prefix, indent)
        lastLabel = label
    }

    /// `▸ delivered  text …   right`: the first line of an event.
    mutating func event(_ word: String, _ text: StyledText, right: StyledText = StyledText()) {
        let prefix = StyledText("▸ \(word.padded(to: Page.textColumn - 4))  ", .dim)
        place(text, right, prefix, prefix.columns)
        lastLabel = ""
    }

    /// A line that continues a labelled row.
    mutating func more(_ text: StyledText, right: StyledText = StyledText()) {
        place(text, right, StyledText(String(repeating: " ", count: Page.textColumn)), Page.textColumn)
    }

    /// A line of small print at the right edge.
    mutating func footer(_ text: StyledText) {
        let shown = text.clean.truncated(to: width)
        output.append(StyledText(String(repeating: " ", count: width - shown.columns)) + shown)
    }

    /// `… 12 more; -v shows all`.
    mutating func folded(_ count: Int, _ what: String = "more") {
        if count > 0 { more(StyledText("… \(count) \(what); -v shows all", .dim)) }
    }

    mutating func blank() { output.appendBlank() }
    mutating func append(_ other: Output) { output.append(other) }

    /// A table of cells, indented, its columns aligned; lines that are too wide are cut.
    mutating func table(_ rows: [[String]], indent: Int, style: Style = .none) {
        let cells = rows.map { row in row.map { $0.sanitized() } }
        for text in TabStops.describe.aligned(cells) {
            let blanks = StyledText(String(repeating: " ", count: indent))
            output.append((blanks + StyledText(text, style).truncated(to: width - indent)).finished)
        }
    }

    private mutating func place(
        _ text: StyledText, _ right: StyledText, _ prefix: StyledText, _ indent: Int
    ) {
        let (text, right) = (text.clean, right.clean)
        let room = width - indent
        let beside = right.runs.isEmpty ? 0 : right.columns + 2
        if text.columns + beside <= room {
            output.append((prefix + joined(text, right, room)).finished)
            return
        }
        let isBeside = room - beside >= Page.besideMin
        var lines = text.wrapped(to: isBeside ? room - beside : room)
        if !options.verbose && lines.count > Page.rowLinesMax {
            lines = Array(lines.prefix(Page.rowLinesMax))
            lines[Page.rowLinesMax - 1] = (lines[Page.rowLinesMax - 1] + "…")
                .truncated(to: isBeside ? room - beside : room)
        }
        let blanks = StyledText(String(repeating: " ", count: indent))
        for (index, part) in lines.enumerated() {
            let edge = index == 0 && isBeside ? right : StyledText()
            output.append(((index == 0 ? prefix : blanks) + joined(part, edge, room)).finished)
        }
        if !isBeside { footer(right) }
    }

    private func joined(_ text: StyledText, _ right: StyledText, _ room: Int) -> StyledText {
        if right.runs.isEmpty { return text }
        return text.padded(to: room - right.columns) + right
    }
}
