import Documents
// A timeline as inline SVG; colours come from the page's own variables.

import Rendering

/// Draws one picture.
struct TimelineDrawing {
    let picture: TimelinePicture
    /// Number of the picture on its page, for the ids of its parts.
    let number: Int

    private static let width = 760
    private static let noteWidth = 110
    private static let rowHeight = 30
    private static let curveHeight = 56
    private static let top = 30
    /// Width of a half-width character of the labels, in tenths of a unit.
    private static let characterTenths = 75

    private var labelWidth: Int {
        let widest =
            (picture.rows.map(\.label) + picture.lines.map(\.label))
            .map { min($0.sanitized().columns, TimelinePicture.labelColumnsMax) }.max() ?? 0
        return widest * Self.characterTenths / 10 + 36
    }

    private var hasNotes: Bool {
        picture.rows.contains { !$0.note.isEmpty } || picture.lines.contains { !$0.note.isEmpty }
    }

    private var plotWidth: Int { Self.width - labelWidth - (hasNotes ? Self.noteWidth : 16) }

    private var height: Int {
        Self.top + picture.rows.count * Self.rowHeight + picture.lines.count * Self.curveHeight + 10
    }

    /// The `<svg>` element.
    var svg: String {
        var out =
            "<svg viewBox=\"0 0 \(Self.width) \(height)\" role=\"img\""
            + " aria-labelledby=\"picture-\(number)\">\n"
            + "<title id=\"picture-\(number)\">\(HTMLText.escaped(picture.title))</title>\n"
        out += axis
        for (index, row) in picture.rows.enumerated() {
            out += self.row(row, y: Self.top + index * Self.rowHeight)
        }
        let below = Self.top + picture.rows.count * Self.rowHeight
        for (index, curve) in picture.lines.enumerated() {
            out += self.curve(curve, y: below + index * Self.curveHeight)
        }
        return out + "</svg>\n"
    }

    /// Left edge of slice `index`.
    private func x(_ index: Int) -> Int {
        labelWidth + index * plotWidth / max(1, picture.sliceCount)
    }

    private func text(_ text: String, x: Int, y: Int, class name: String) -> String {
        "<text class=\"\(name)\" x=\"\(x)\" y=\"\(y)\">\(HTMLText.escaped(text))</text>\n"
    }

    private var axis: String {
        var out = ""
        let last = picture.timeLabels.count - 1
        for (index, label) in picture.timeLabels.enumerated() {
            let place = labelWidth + (last > 0 ? index * plotWidth / last : 0)
            out +=
                "<line class=\"grid\" x1=\"\(place)\" y1=\"22\" x2=\"\(place)\" y2=\"\(height - 8)\"/>\n"
            let name = index == 0 ? "tick" : (index == last ? "tick end" : "tick mid")
            out += text(label, x: place, y: 14, class: name)
        }
        return out
    }

    private func row(_ row: TimelinePicture.Row, y: Int) -> String {
        let label = row.label.sanitized().truncated(to: TimelinePicture.labelColumnsMax)
        var out = text(label, x: 0, y: y + 17, class: "name")
        var index = 0
        while index < row.cells.count {
            var end = index + 1
            while end < row.cells.count, row.cells[end] == row.cells[index] { end += 1 }
            let left = x(index)
            let width = max(1, x(end) - left)
            let box = "x=\"\(left)\" y=\"\(y + 3)\" width=\"\(width)\" height=\"20\""
            switch row.cells[index] {
            case .level(let level): out += "<rect class=\"l\(min(level, 4))\" \(box)/>\n"
            case .text(let word):
                out +=
                    "<rect class=\"mark-box\" \(box)><title>\(HTMLText.escaped(word))</title></rect>\n"
                let room = max(1, width * 10 / Self.characterTenths - 1)
                out += text(word.truncated(to: room), x: left + 4, y: y + 17, class: "word")
            }
            index = end
        }
        if !row.note.isEmpty {
            out += text(row.note, x: labelWidth + plotWidth + 12, y: y + 17, class: "remark")
        }
        return out
    }

    private func curve(_ curve: TimelinePicture.Curve, y: Int) -> String {
        let label = curve.label.sanitized().truncated(to: TimelinePicture.labelColumnsMax)
        var out = text(label, x: 0, y: y + 32, class: "name")
        guard let low = curve.values.min(), let high = curve.values.max() else { return out }
        let room = Self.curveHeight - 22
        func place(_ value: Int) -> Int {
            high == low ? y + 28 : y + 11 + (high - value) * room / (high - low)
        }
        for value in high == low ? [high] : [high, low] {
            let level = place(value)
            out += text(String(value), x: labelWidth - 8, y: level + 4, class: "scale")
            out +=
                "<line class=\"level\" x1=\"\(labelWidth)\" y1=\"\(level)\""
                + " x2=\"\(labelWidth + plotWidth)\" y2=\"\(level)\"/>\n"
        }
        var points = ""
        for (index, value) in curve.values.enumerated() {
            points += "\(x(index)),\(place(value)) \(x(index + 1)),\(place(value)) "
        }
        out += "<polyline class=\"curve\" points=\"\(points.trimmed)\"/>\n"
        if !curve.note.isEmpty {
            out += text(curve.note, x: labelWidth + plotWidth + 12, y: y + 32, class: "remark")
        }
        return out
    }
}
