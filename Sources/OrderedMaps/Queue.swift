/// A first-in first-out queue whose copies share structure.
///
/// A removed element's memory is let go with its chunk of 256.
public struct Queue<Element: Sendable>: Sendable {
    @usableFromInline var log: ChunkedLog<Element>

    /// Makes an empty queue.
    @inlinable
    public init() { log = ChunkedLog() }

    /// How many elements wait.
    @inlinable public var count: Int { log.count - log.startIndex }

    /// Whether none waits.
    @inlinable public var isEmpty: Bool { log.isEmpty }

    /// The element that has waited longest.
    @inlinable public var first: Element? { log.first }

    /// Adds an element at the end.
    @inlinable
    public mutating func append(_ element: Element) { log.append(element) }

    /// Takes the element that has waited longest.
    @inlinable
    @discardableResult
    public mutating func popFirst() -> Element? {
        guard let element = log.first else { return nil }
        log.removeFirst(upTo: log.startIndex + 1)
        if log.isEmpty { log = ChunkedLog() }
        return element
    }
}

extension Queue: Sequence {
    /// Starts a walk from the element that has waited longest.
    @inlinable
    public func makeIterator() -> ChunkedLog<Element>.Iterator { log.makeIterator() }
}

extension Queue: Equatable where Element: Equatable {
    /// Whether the same elements wait in the same order.
    public static func == (left: Queue, right: Queue) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
