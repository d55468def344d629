// Output and pictures as JSON: a plain line is a string, a styled one a list of runs
// `["text", "bold green"]`.

import Documents
import Rendering

extension Output {
    /// The lines as a list.
    var value: Value { .array(lines.map(\.value)) }

    /// Reads what `value` writes.
    init(_ source: PlacedValue) throws(SessionReadError) {
        self.init()
        for element in try source.elements() { lines.append(try Line(element)) }
    }
}

extension Line {
    fileprivate var value: Value {
        if runs.isEmpty { return "" }
        if runs.count == 1, runs[0].style == .none, !runs[0].text.isEmpty {
            return .string(runs[0].text)
        }
        return .array(
            runs.map { run in
                run.style == .none
                    ? [.string(run.text)] : [.string(run.text), .string(run.style.names)]
            })
    }

    fileprivate init(_ source: PlacedValue) throws(SessionReadError) {
        if let text = source.value.string {
            self.init(text)
            return
        }
        self.init()
        for run in try source.elements() {
            let parts = try run.texts()
            guard (1...2).contains(parts.count) else {
                throw run.error("a run is a list of its text and its style")
            }
            guard let style = Style(names: parts.count == 2 ? parts[1] : "") else {
                throw run.error("unknown style `\(parts[1])`; known are \(Style.all.names)")
            }
            runs.append(StyledText.Run(parts[0], style))
        }
    }
}

extension Style {
    private static let named: [(name: String, style: Style)] = [
        ("bold", .bold), ("dim", .dim), ("green", .green), ("red", .red), ("yellow", .yellow),
    ]
    fileprivate static let all: Style = [.bold, .dim, .green, .red, .yellow]

    /// The members' names in a fixed order, separated by blanks.
    fileprivate var names: String {
        Self.named.filter { contains($0.style) }.map(\.name).joined(separator: " ")
    }

    fileprivate init?(names: String) {
        self = .none
        for name in names.split(separator: " ") {
            guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
            insert(known.style)
        }
    }
}

extension TimelinePicture {
    /// The picture as an object; a level is a number, a mark a text.
    var value: Value {
        [
            "title": .string(title), "timeLabels": .array(timeLabels.map { .string($0) }),
            "rows": .array(
                rows.map { row in
                    [
                        "label": .string(row.label), "note": .string(row.note),
                        "cells": .array(
                            row.cells.map { cell in
                                switch cell {
                                case .level(let level): .int(Int64(level))
                                case .text(let text): .string(text)
                                }
                            }),
                    ]
                }),
            "lines": .array(
                lines.map { curve in
                    [
                        "label": .string(curve.label), "note": .string(curve.note),
                        "values": .array(curve.values.map { .int(Int64($0)) }),
                    ]
                }),
        ]
    }

    /// Reads what `value` writes.
    init(_ source: PlacedValue) throws(SessionReadError) {
        self.init(
            title: try source.text("title"), timeLabels: try source.required("timeLabels").texts(),
            rows: [])
        for row in try source.required("rows").elements() {
            var cells: [Cell] = []
            for cell in try row.required("cells").elements() {
                if let text = cell.value.string {
                    cells.append(.text(text))
                } else if let level = UInt8(exactly: try cell.int()) {
                    cells.append(.level(level))
                } else {
                    throw cell.error("a level is a number from 0 to 4")
                }
            }
            rows.append(Row(label: try row.text("label"), cells: cells, note: try row.text("note")))
        }
        for line in try source.required("lines").elements() {
            var values: [Int] = []
            for value in try line.required("values").elements() { values.append(try value.int()) }
            lines.append(
                Curve(label: try line.text("label"), values: values, note: try line.text("note")))
        }
    }
}
