/// Go's unstable sort, move by move: where keys are equal, kubectl's output shows which moves were made.
///
/// A pattern-defeating quicksort; up to twelve elements it is an insertion sort. Upstream: Go 1.26
/// sort/zsortinterface.go.
struct GoSort<Element> {
    private enum Hint { case unknown, increasing, decreasing }

    private static var insertionMax: Int { 12 }
    private static var shiftsMax: Int { 5 }
    /// Shorter ranges are not mended element by element, and need no median of medians.
    private static var longRange: Int { 50 }

    private var items: [Element]
    private let isBefore: (Element, Element) -> Bool

    /// The elements in the order in which Go leaves them.
    static func sorted(_ items: [Element], by isBefore: @escaping (Element, Element) -> Bool) -> [Element] {
        var sort = GoSort(items: items, isBefore: isBefore)
        sort.run(0, items.count, limit: bits(items.count))
        return sort.items
    }

    private init(items: [Element], isBefore: @escaping (Element, Element) -> Bool) {
        self.items = items
        self.isBefore = isBefore
    }

    private static func bits(_ number: Int) -> Int { Int.bitWidth - number.leadingZeroBitCount }

    private func less(_ i: Int, _ j: Int) -> Bool { isBefore(items[i], items[j]) }
    private mutating func swap(_ i: Int, _ j: Int) { items.swapAt(i, j) }

    private mutating func run(_ start: Int, _ end: Int, limit: Int) {
        var (a, b, limit) = (start, end, limit)
        var (wasBalanced, wasPartitioned) = (true, true)
        while true {
            let length = b - a
            if length <= Self.insertionMax { return insertion(a, b) }
            if limit == 0 { return heap(a, b) }
            if !wasBalanced {
                breakPatterns(a, b)
                limit -= 1
            }
            var (pivot, hint) = choosePivot(a, b)
            if hint == .decreasing {
                items[a..<b].reverse()
                (pivot, hint) = (b - 1 - (pivot - a), .increasing)
            }
            if wasBalanced && wasPartitioned && hint == .increasing && mend(a, b) { return }
            if a > 0 && !less(a - 1, pivot) {
                a = partitionEqual(a, b, pivot)
                continue
            }
            let (middle, already) = partition(a, b, pivot)
            wasPartitioned = already
            let (left, right) = (middle - a, b - middle)
            if left < right {
                wasBalanced = left >= length / 8
                run(a, middle, limit: limit)
                a = middle + 1
            } else {
                wasBalanced = right >= length / 8
                run(middle + 1, b, limit: limit)
                b = middle
            }
        }
    }

    private mutating func insertion(_ a: Int, _ b: Int) {
        var i = a + 1
        while i < b {
            var j = i
            while j > a && less(j, j - 1) {
                swap(j, j - 1)
                j -= 1
            }
            i += 1
        }
    }

    // MARK: heaps

    private mutating func heap(_ a: Int, _ b: Int) {
        let count = b - a
        for root in stride(from: (count - 1) / 2, through: 0, by: -1) { sink(root, count, a) }
        for last in stride(from: count - 1, through: 0, by: -1) {
            swap(a, a + last)
            sink(0, last, a)
        }
    }

    private mutating func sink(_ start: Int, _ count: Int, _ first: Int) {
        var root = start
        while true {
            var child = 2 * root + 1
            if child >= count { return }
            if child + 1 < count && less(first + child, first + child + 1) { child += 1 }
            if !less(first + root, first + child) { return }
            swap(first + root, first + child)
            root = child
        }
    }

    // MARK: partitions

    private mutating func partition(_ a: Int, _ b: Int, _ pivot: Int) -> (middle: Int, already: Bool) {
        swap(a, pivot)
        var (i, j) = (a + 1, b - 1)
        var already = true
        while true {
            while i <= j && less(i, a) { i += 1 }
            while i <= j && !less(j, a) { j -= 1 }
            if i > j { break }
            already = false
            swap(i, j)
            (i, j) = (i + 1, j - 1)
        }
        swap(j, a)
        return (j, already)
    }

    private mutating func partitionEqual(_ a: Int, _ b: Int, _ pivot: Int) -> Int {
        swap(a, pivot)
        var (i, j) = (a + 1, b - 1)
        while true {
            while i <= j && !less(a, i) { i += 1 }
            while i <= j && less(a, j) { j -= 1 }
            if i > j { return i }
            swap(i, j)
            (i, j) = (i + 1, j - 1)
        }
    }

    /// A range that is nearly in order is put in order by a few shifts; false if these do not do.
    private mutating func mend(_ a: Int, _ b: Int) -> Bool {
        var i = a + 1
        for _ in 0..<Self.shiftsMax {
            while i < b && !less(i, i - 1) { i += 1 }
            if i == b { return true }
            if b - a < Self.longRange { return false }
            swap(i, i - 1)
            if i - a >= 2 {
                var j = i - 1
                while j >= 1 && less(j, j - 1) {
                    swap(j, j - 1)
                    j -= 1
                }
            }
            if b - i >= 2 {
                var j = i + 1
                while j < b && less(j, j - 1) {
                    swap(j, j - 1)
                    j += 1
                }
            }
        }
        return false
    }

    /// Moves three elements about, the same ones for the same length.
    private mutating func breakPatterns(_ a: Int, _ b: Int) {
        let length = b - a
        var random = UInt64(length)
        let middle = a + length / 4 * 2
        for place in (middle - 1)...(middle + 1) {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            var other = Int(truncatingIfNeeded: random) & (1 << Self.bits(length) - 1)
            if other >= length { other -= length }
            swap(place, a + other)
        }
    }

    // MARK: pivots

    private func choosePivot(_ a: Int, _ b: Int) -> (pivot: Int, hint: Hint) {
        let length = b - a
        var swaps = 0
        var (i, j, k) = (a + length / 4, a + length / 4 * 2, a + length / 4 * 3)
        if length >= Self.longRange {
            i = median(i - 1, i, i + 1, &swaps)
            j = median(j - 1, j, j + 1, &swaps)
            k = median(k - 1, k, k + 1, &swaps)
        }
        j = median(i, j, k, &swaps)
        switch swaps {
        case 0: return (j, .increasing)
        case 12: return (j, .decreasing)
        default: return (j, .unknown)
        }
    }

    private func median(_ a: Int, _ b: Int, _ c: Int, _ swaps: inout Int) -> Int {
        var (a, b, c) = (a, b, c)
        func order(_ x: inout Int, _ y: inout Int) {
            guard less(y, x) else { return }
            swaps += 1
            (x, y) = (y, x)
        }
        order(&a, &b)
        order(&b, &c)
        order(&a, &b)
        return b
    }
}
