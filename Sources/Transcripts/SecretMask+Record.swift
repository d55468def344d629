// Masking what a session exports: its record, its journal, its trace.

import Documents
public import Rendering

extension SecretMask {
    /// The output with every learned value replaced, also where it is broken over lines or styled
    /// in parts; styles and the number of lines stay.
    public func masked(_ output: Output) -> Output {
        var bytes: [UInt8] = []
        for line in output.lines {
            for run in line.runs { bytes += Array(run.text.utf8) }
            bytes.append(UInt8(ascii: "\n"))
        }
        let matches = ranges(in: bytes)
        guard !matches.isEmpty else { return output }
        var place = 0
        var next = 0
        var masked = output
        for line in output.lines.indices {
            for run in output.lines[line].runs.indices {
                let end = place + output.lines[line].runs[run].text.utf8.count
                masked.lines[line].runs[run].text = piece(
                    of: bytes, place..<end, matches, &next)
                place = end
            }
            place += 1
        }
        return masked
    }

    /// What is left of `range`: a match writes its replacement where it begins.
    private func piece(
        of bytes: [UInt8], _ range: Range<Int>, _ matches: [Match], _ next: inout Int
    ) -> String {
        var out: [UInt8] = []
        var place = range.lowerBound
        while next < matches.count {
            let match = matches[next]
            if match.range.lowerBound >= range.upperBound { break }
            if match.range.lowerBound >= place {
                out += bytes[place..<match.range.lowerBound]
                out += match.replacement
            }
            place = max(place, min(match.range.upperBound, range.upperBound))
            if match.range.upperBound > range.upperBound { break }
            next += 1
        }
        out += bytes[place..<range.upperBound]
        return String(decoding: out, as: UTF8.self)
    }

    /// The record with every text searched; offsets are counted anew.
    public func masked(_ transcript: Transcript) -> Transcript {
        guard isOn else { return transcript }
        var header = transcript.header
        header.others = masked(.object(header.others)).fields ?? header.others
        var out = Transcript(header: header)
        for entry in transcript.entries {
            out.append(masked(entry.content), time: entry.time, revision: entry.revision)
        }
        return out
    }

    /// The document with its record, journal and trace masked, and marked as masked. Secrets in
    /// the trace are learned first; values that stand only in a manifest are the caller's to learn.
    public func masked(_ document: SessionDocument) -> SessionDocument {
        guard isOn else { return document }
        var mask = self
        if let trace = document.trace { mask.learn(secretsIn: trace) }
        return SessionDocument(
            transcript: mask.masked(document.transcript),
            journal: document.journal.map { line in
                JournalLine(
                    line: mask.masked(line.line),
                    files: line.files.map { file in
                        JournalLine.File(path: file.path, bytes: mask.masked(bytes: file.bytes))
                    },
                    editor: line.editor.map { mask.masked($0) }, index: line.index, time: line.time)
            },
            trace: document.trace.map { mask.masked($0) }, isMasked: true)
    }

    /// The content of an entry with every text searched.
    public func masked(_ content: TranscriptEntry.Content) -> TranscriptEntry.Content {
        switch content {
        case .title(let lesson, let title, let number):
            .title(lesson: lesson, title: masked(title), number: number)
        case .stepTitle(let id, let title): .stepTitle(id: id, title: masked(title))
        case .prose(let text): .prose(masked(text))
        case .input(let prompt, let line, let isFromLesson):
            .input(prompt: prompt, line: masked(line), isFromLesson: isFromLesson)
        case .output(let output, let kind, let fold):
            .output(
                masked(output), kind: kind,
                fold: fold.map {
                    TranscriptEntry.Fold(summary: masked($0.summary), full: masked($0.full))
                })
        case .prediction(let prediction):
            .prediction(
                Prediction(
                    question: masked(prediction.question),
                    options: prediction.options.map { masked($0) },
                    given: prediction.given.map { masked($0) }, right: masked(prediction.right),
                    wasRight: prediction.wasRight, explanation: masked(prediction.explanation)))
        case .check(let text, let holds, let evidence):
            .check(text: masked(text), holds: holds, evidence: masked(evidence))
        case .note(let text): .note(masked(text))
        case .quiz(let quiz):
            .quiz(
                QuizAnswer(
                    question: masked(quiz.question), answer: quiz.answer.map { masked($0) },
                    right: masked(quiz.right), wasRight: quiz.wasRight,
                    explanation: masked(quiz.explanation)))
        case .picture(let picture): .picture(masked(picture))
        case .time(let text, let revision): .time(text, revision: revision)
        }
    }

    private func masked(_ picture: TimelinePicture) -> TimelinePicture {
        TimelinePicture(
            title: masked(picture.title), timeLabels: picture.timeLabels,
            rows: picture.rows.map { row in
                TimelinePicture.Row(
                    label: masked(row.label),
                    cells: row.cells.map { cell in
                        if case .text(let text) = cell { .text(masked(text)) } else { cell }
                    }, note: masked(row.note))
            },
            lines: picture.lines.map {
                TimelinePicture.Curve(
                    label: masked($0.label), values: $0.values, note: masked($0.note))
            })
    }
}
