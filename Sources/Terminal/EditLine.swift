// Lines from a person at a terminal, through libedit.

import CEditLine
import Rendering
import Synchronization

/// The line editor. A class, because it is the one owner of the terminal's mode and of libedit's
/// handle, whose address libedit's callbacks carry.
///
/// `next` and `close` belong to one thread; only that thread touches libedit. `printAbove` may be
/// called from anywhere: it puts text into a locked list and wakes the reading thread, hence the
/// unchecked conformance.
public final class EditLine: LineSource, @unchecked Sendable {
    /// What the completion key asks: the line up to the cursor, and the whole of it. Runs on the
    /// reading thread and cannot wait for an actor; it reads a snapshot.
    public typealias Completer =
        @Sendable (_ lineUpToCursor: String, _ wholeLine: String) -> Completions

    private struct Notices {
        var isEditing = false
        var waiting: [String] = []
    }

    private let screen: Screen
    private let completer: Completer
    private let history: HistoryFile?
    private let notices = Mutex(Notices())
    private var handle: OpaquePointer?
    private var promptAddress: UnsafeMutableBufferPointer<CChar>
    /// The line at which completion found several words and could add nothing: asked again, it
    /// lists them.
    private var ambiguous: (upToCursor: String, whole: String)?

    /// Opens the editor on standard input; nil if libedit cannot, or if no terminal is there.
    ///
    /// `program` is the name that lines of `.editrc` may begin with. History is kept in
    /// `historyPath`.
    public init?(
        program: String = "orrery", screen: Screen, historyPath: String?,
        completer: @escaping Completer = { _, _ in .none }
    ) {
        self.screen = screen
        self.completer = completer
        history = historyPath.map { HistoryFile(path: $0) }
        promptAddress = .allocate(capacity: 1)
        promptAddress.initialize(repeating: 0)
        guard screen.isTerminal, Terminals.inputIsTerminal else { return nil }
        _ = orrery_use_utf8_locale()
        handle = orrery_edit_open(program, Int32(HistoryFile.linesMax), callbacks())
        guard let handle else { return nil }
        for line in history?.load() ?? [] { _ = orrery_edit_remember(handle, line) }
    }

    deinit {
        close()
        promptAddress.deallocate()
    }

    /// Gives the terminal back. `next` answers `.end` from then on.
    public func close() {
        guard let open = handle else { return }
        handle = nil
        orrery_edit_close(open)
    }

    /// Shows the prompt and waits for a line; adds it to the history unless it is blank or repeats
    /// the last one.
    public func next(prompt: Prompt) -> LineInput {
        guard let handle else { return .end }
        show(prompt)
        ambiguous = nil
        notices.withLock { $0.isEditing = true }
        var text: UnsafePointer<CChar>?
        let result = orrery_edit_read(handle, &text)
        let late = notices.withLock { notices in
            defer { notices = Notices() }
            return notices.waiting
        }
        for notice in late { screen.write(notice) }
        switch result {
        case ORRERY_EDIT_LINE: break
        case ORRERY_EDIT_INTERRUPTED: return .interrupted
        default: return .end
        }
        // The bytes are libedit's: copied before anything else happens.
        var line = text.map { String(cString: $0) } ?? ""
        while let last = line.last, last.isNewline { line.removeLast() }
        remember(line, in: handle)
        return .line(line)
    }

    /// Writes lines above the line that is being edited, or at once if none is. Any thread.
    ///
    /// `text` is final: rendered, sanitized; a missing line end is added.
    public func printAbove(_ text: String) {
        guard !text.isEmpty else { return }
        let whole = text.hasSuffix("\n") ? text : text + "\n"
        notices.withLock { notices in
            guard notices.isEditing else {
                screen.write(whole)
                return
            }
            notices.waiting.append(whole)
            orrery_edit_wake()
        }
    }

    private func remember(_ line: String, in handle: OpaquePointer) {
        let isBlank = line.allSatisfy(\.isWhitespace)
        if isBlank || line.contains(where: \.isNewline) { return }
        if orrery_edit_remember(handle, line) { history?.append(line) }
    }
}

// MARK: - What libedit asks

extension EditLine {
    private func callbacks() -> OrreryEditCallbacks {
        OrreryEditCallbacks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            prompt: { context in UnsafePointer(EditLine.from(context).promptAddress.baseAddress) },
            complete: { context in EditLine.from(context).complete() },
            notice: { context in EditLine.from(context).writeNotices() })
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> EditLine {
        guard let context else { preconditionFailure("libedit lost the editor's address") }
        return Unmanaged<EditLine>.fromOpaque(context).takeUnretainedValue()
    }

    private func show(_ prompt: Prompt) {
        let bytes = PromptBytes.encoded(prompt.text, useColor: screen.usesColor)
        promptAddress.deallocate()
        promptAddress = .allocate(capacity: bytes.count)
        _ = promptAddress.initialize(from: bytes)
    }

    private func writeNotices() {
        let waiting = notices.withLock { notices in
            defer { notices.waiting = [] }
            return notices.waiting
        }
        for notice in waiting { screen.write(notice) }
    }

    private func complete() {
        guard let handle else { return }
        var count = 0
        var before = 0
        guard let start = orrery_edit_line(handle, &count, &before) else { return }
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        let whole = String(decoding: bytes, as: UTF8.self)
        let upToCursor = String(decoding: bytes[..<before], as: UTF8.self)
        let found = completer(upToCursor, whole)
        if let replacement = found.replacement {
            ambiguous = nil
            _ = orrery_edit_replace(handle, Int32(found.word.unicodeScalars.count), replacement)
        } else if let asked = ambiguous, asked == (upToCursor, whole), found.candidates.count > 1 {
            orrery_edit_leave_line(handle)
            let lines = found.listing(columns: screen.terminalWidth)
            screen.write(lines.map { $0 + "\n" }.joined())
            orrery_edit_redraw(handle)
        } else {
            ambiguous = (upToCursor, whole)
            orrery_edit_beep(handle)
        }
    }
}
