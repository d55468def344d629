// Lines of a pipe or file: no prompt, no editing.

import Glibc

/// Reads lines from a descriptor that is no terminal.
///
/// Lines end with LF or CR LF; the last one may lack its end. A byte order mark at the beginning is
/// dropped.
public struct PlainLines: LineSource {
    /// Longest line taken, in bytes, without its end.
    public static let lineBytesMax = 1 << 20

    private let descriptor: Int32
    private let lineBytesMax: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var lineNumber = 0

    /// Lines of `descriptor` (standard input unless said), which stays the caller's to close.
    public init(descriptor: Int32 = 0, lineBytesMax: Int = PlainLines.lineBytesMax) {
        self.descriptor = descriptor
        self.lineBytesMax = lineBytesMax
    }

    /// The next line; the prompt is not shown.
    public mutating func next(prompt: Prompt) -> LineInput { next() }

    /// The next line.
    public mutating func next() -> LineInput {
        var line: [UInt8] = []
        var isTooLong = false
        var isEnded = false
        while !isEnded {
            if position == buffer.count {
                switch fill() {
                case .bytes: break
                case .interrupted: return .interrupted
                case .end:
                    if line.isEmpty && !isTooLong { return .end }
                    isEnded = true
                    continue
                }
            }
            let rest = buffer[position...]
            let stop = rest.firstIndex(of: 0x0A) ?? buffer.count
            if !isTooLong { line += rest[..<stop] }
            // One byte more than the limit, since it may be the CR of the line end.
            if line.count > lineBytesMax + 1 {
                isTooLong = true
                line = []
            }
            isEnded = stop < buffer.count
            position = isEnded ? stop + 1 : stop
        }
        lineNumber += 1
        if line.last == 0x0D { line.removeLast() }
        if isTooLong || line.count > lineBytesMax { return rejected(.tooLong(limit: lineBytesMax)) }
        return checked(line)
    }

    private enum Filled { case bytes, interrupted, end }

    private mutating func fill() -> Filled {
        guard !isAtEnd else { return .end }
        let chunkBytes = 1 << 16
        let descriptor = descriptor
        position = 0
        while true {
            let count = withUnsafeTemporaryAllocation(byteCount: chunkBytes, alignment: 1) {
                chunk in
                let count = read(descriptor, chunk.baseAddress, chunkBytes)
                buffer = count > 0 ? Array(UnsafeRawBufferPointer(rebasing: chunk[..<count])) : []
                return count
            }
            if count > 0 { return .bytes }
            if count < 0 && errno == EINTR {
                if Interrupts.take() { return .interrupted }
                continue
            }
            if count < 0 && errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&waiting, 1, -1)
                continue
            }
            isAtEnd = true
            return .end
        }
    }

    private func rejected(_ reason: LineFault.Reason) -> LineInput {
        .rejected(LineFault(line: lineNumber, reason: reason))
    }

    private func checked(_ bytes: [UInt8]) -> LineInput {
        var bytes = bytes[...]
        if lineNumber == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if let index = bytes.firstIndex(of: 0) {
            return rejected(.nul(column: index + 1))
        }
        if let text = String(validating: bytes, as: UTF8.self) { return .line(text) }
        return rejected(.notUTF8(column: Self.firstFault(in: bytes) + 1))
    }

    /// Index of the first byte that does not continue UTF-8.
    private static func firstFault(in bytes: ArraySlice<UInt8>) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var index = bytes.startIndex
        while case .valid(let scalar) = decoder.parseScalar(from: &rest) { index += scalar.count }
        return index
    }
}
