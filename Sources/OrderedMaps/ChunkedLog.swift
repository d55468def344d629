/// An append-only log that can forget its beginning and whose copies share structure.
///
/// Indices are positions since the beginning of time: they never change and are never used
/// again. Full chunks are shared by snapshots; an append after a snapshot copies at most the
/// last, unfinished chunk.
public struct ChunkedLog<Element: Sendable>: Sendable {
    /// Elements of a chunk.
    @inlinable public static var chunkSize: Int { 256 }

    @usableFromInline var full: OrderedMap<Int, [Element]>
    @usableFromInline var tail: [Element]
    @usableFromInline var tailStart: Int
    @usableFromInline var firstKept: Int

    /// Makes an empty log.
    @inlinable
    public init() {
        full = OrderedMap()
        tail = []
        tailStart = 0
        firstKept = 0
    }

    /// How many elements were ever appended; also the index that the next one will get.
    @inlinable public var count: Int { tailStart + tail.count }

    /// As `count`: the index behind the last element.
    @inlinable public var endIndex: Int { count }

    /// The index of the first element that is still kept.
    @inlinable public var startIndex: Int { firstKept }

    /// Whether nothing is kept.
    @inlinable public var isEmpty: Bool { firstKept == count }

    /// The newest element.
    @inlinable public var last: Element? { isEmpty ? nil : self[count - 1] }

    /// The oldest element that is kept.
    @inlinable public var first: Element? { isEmpty ? nil : self[firstKept] }

    /// Adds an element at the end.
    @inlinable
    public mutating func append(_ element: Element) {
        tail.append(element)
        if tail.count == Self.chunkSize {
            full[tailStart / Self.chunkSize] = tail
            tailStart += Self.chunkSize
            tail = []
        }
    }

    /// The element at `index`, which must be kept.
    @inlinable
    public subscript(index: Int) -> Element {
        precondition(
            index >= firstKept && index < count,
            "log index \(index) is outside \(firstKept) ..< \(count)")
        if index >= tailStart { return tail[index - tailStart] }
        guard let chunk = full[index / Self.chunkSize] else {
            preconditionFailure("the chunk of log index \(index) is missing")
        }
        return chunk[index % Self.chunkSize]
    }

    /// Changes the element at `index`, which must be kept, where it lies.
    @inlinable
    public mutating func update(_ index: Int, _ change: (inout Element) -> Void) {
        precondition(
            index >= firstKept && index < count,
            "log index \(index) is outside \(firstKept) ..< \(count)")
        if index >= tailStart {
            change(&tail[index - tailStart])
        } else {
            full.update(index / Self.chunkSize) { change(&$0[index % Self.chunkSize]) }
        }
    }

    /// Forgets the elements before `index`; their memory is let go a chunk at a time.
    @inlinable
    public mutating func removeFirst(upTo index: Int) {
        precondition(index <= count, "log index \(index) is behind the end \(count)")
        guard index > firstKept else { return }
        firstKept = index
        while let chunk = full.first, (chunk.key + 1) * Self.chunkSize <= index {
            full.popFirst()
        }
    }

    /// The kept elements from `index` on (from the first kept one if `index` is older).
    @inlinable
    public func elements(from index: Int) -> Suffix { Suffix(log: self, start: index) }
}

extension ChunkedLog: Sequence {
    /// The part of a log from an index on.
    public struct Suffix: Sequence, Sendable {
        @usableFromInline let log: ChunkedLog
        @usableFromInline let start: Int

        @inlinable
        init(log: ChunkedLog, start: Int) {
            self.log = log
            self.start = start
        }

        /// Starts a walk.
        @inlinable
        public func makeIterator() -> Iterator { Iterator(log: log, start: start) }
    }

    /// A walk over a log; looks a chunk up once, not once per element.
    public struct Iterator: IteratorProtocol, Sendable {
        @usableFromInline let log: ChunkedLog
        @usableFromInline var index: Int
        @usableFromInline var chunk: [Element]
        @usableFromInline var chunkNumber: Int

        @inlinable
        init(log: ChunkedLog, start: Int) {
            self.log = log
            index = Swift.max(start, log.firstKept)
            chunk = []
            chunkNumber = -1
        }

        /// The next element, or `nil` at the end.
        @inlinable
        public mutating func next() -> Element? {
            guard index < log.count else { return nil }
            let number = index / ChunkedLog.chunkSize
            if number != chunkNumber {
                chunk = index >= log.tailStart ? log.tail : (log.full[number] ?? [])
                chunkNumber = number
            }
            defer { index += 1 }
            return chunk[index % ChunkedLog.chunkSize]
        }
    }

    /// Starts a walk over the kept elements.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(log: self, start: firstKept) }
}

extension ChunkedLog: Equatable where Element: Equatable {
    /// Whether both keep the same elements at the same indices.
    public static func == (left: ChunkedLog, right: ChunkedLog) -> Bool {
        left.firstKept == right.firstKept && left.count == right.count
            && left.elementsEqual(right)
    }
}
