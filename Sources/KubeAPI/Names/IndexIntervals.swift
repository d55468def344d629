/// Completion indexes of a Job as ordered intervals, and their text: `0,2-5,9`.
///
/// Two neighbours are written with a comma, three or more with a dash: 0,1 but 0-2.
/// Upstream: pkg/controller/job/indexed_job_utils.go (orderedIntervals), pkg/apis/batch/validation (format).
public struct IndexIntervals: Sendable, Equatable {
    /// From `first` to `last`, both included.
    public struct Interval: Sendable, Equatable {
        /// The lowest index.
        public var first: Int
        /// The highest index.
        public var last: Int

        /// Makes an interval.
        public init(_ first: Int, _ last: Int) {
            self.first = first
            self.last = last
        }
    }

    /// Rising, with a gap of at least one index between neighbours.
    public private(set) var intervals: [Interval] = []

    /// Holds no index.
    public init() {}

    /// Of indexes in rising order.
    public init(ordered indexes: [Int]) {
        for index in indexes { append(Interval(index, index)) }
    }

    /// Reads a text as the controller does: what cannot be read and what is not below `completions` is left out.
    public init(parsing text: String, completions: Int) {
        if text.isEmpty { return }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let limits = part.split(separator: "-", omittingEmptySubsequences: false)
            guard let first = Int(limits[0]) else { continue }
            if first >= completions { break }
            var interval = Interval(first, first)
            if limits.count > 1 {
                guard let last = Int(limits[1]) else { continue }
                interval.last = min(last, completions - 1)
            }
            append(interval)
        }
    }

    /// Do they hold no index at all?
    public var isEmpty: Bool { intervals.isEmpty }
    /// How many indexes they hold.
    public var count: Int { intervals.reduce(0) { $0 + $1.last - $1.first + 1 } }

    /// `0,2-5,9`.
    public var text: String {
        intervals.map { interval in
            switch interval.last - interval.first {
            case 0: "\(interval.first)"
            case 1: "\(interval.first),\(interval.last)"
            default: "\(interval.first)-\(interval.last)"
            }
        }.joined(separator: ",")
    }

    /// Binary search.
    public func contains(_ index: Int) -> Bool {
        var low = 0
        var high = intervals.count
        while low < high {
            let middle = (low + high) / 2
            if intervals[middle].last >= index { high = middle } else { low = middle + 1 }
        }
        return high < intervals.count && intervals[high].first <= index
    }

    /// Both together.
    public func merged(with other: IndexIntervals) -> IndexIntervals {
        var out = IndexIntervals()
        let (mine, theirs) = (intervals, other.intervals)
        var (i, j) = (0, 0)
        while i < mine.count || j < theirs.count {
            if j == theirs.count || i < mine.count && mine[i].first < theirs[j].first {
                out.append(mine[i])
                i += 1
            } else {
                out.append(theirs[j])
                j += 1
            }
        }
        return out
    }

    /// The first `count` indexes below `completions` that are not held.
    public func firstMissing(_ count: Int, below completions: Int) -> [Int] {
        var out: [Int] = []
        var candidate = 0
        for interval in intervals {
            while candidate < completions && out.count < count && candidate < interval.first {
                out.append(candidate)
                candidate += 1
            }
            candidate = max(candidate, interval.last + 1)
        }
        while candidate < completions && out.count < count {
            out.append(candidate)
            candidate += 1
        }
        return out
    }

    /// How many indexes both hold.
    public func overlap(with other: IndexIntervals) -> Int {
        var total = 0
        var (i, j) = (0, 0)
        while i < intervals.count && j < other.intervals.count {
            let (a, b) = (intervals[i], other.intervals[j])
            total += max(0, min(a.last, b.last) - max(a.first, b.first) + 1)
            if a.last <= b.last { i += 1 }
            if b.last <= a.last { j += 1 }
        }
        return total
    }

    private mutating func append(_ interval: Interval) {
        guard let last = intervals.last, interval.first <= last.last + 1 else {
            intervals.append(interval)
            return
        }
        intervals[intervals.count - 1].last = max(last.last, interval.last)
    }
}

/// What is wrong with a text of index intervals, in upstream's words.
struct IndexTextProblem: Error {
    let text: String
}

extension IndexIntervals {
    /// Reads a text as the validation does: rising, below `completions`, nothing left out.
    static func strict(_ text: String, completions: Int) throws(IndexTextProblem) -> IndexIntervals {
        var out = IndexIntervals()
        if text.isEmpty { return out }
        var previous: Int?
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let interval = try one(part, completions: completions)
            if let previous, previous >= interval.first {
                throw IndexTextProblem(
                    text: "non-increasing order, previous: \(previous), current: \(interval.first)")
            }
            out.append(interval)
            previous = interval.last
        }
        return out
    }

    private static func one(_ part: Substring, completions: Int) throws(IndexTextProblem) -> Interval {
        let limits = part.split(separator: "-", omittingEmptySubsequences: false)
        if limits.count > 2 {
            let fragment = goQuoted(String(part))
            throw IndexTextProblem(
                text: "the fragment \(fragment) violates the requirement that an index interval can have at most "
                    + "two parts separated by '-'")
        }
        let first = try number(limits[0], completions: completions)
        guard limits.count == 2 else { return Interval(first, first) }
        let last = try number(limits[1], completions: completions)
        if first >= last {
            throw IndexTextProblem(text: "non-increasing order, previous: \(first), current: \(last)")
        }
        return Interval(first, last)
    }

    private static func number(_ text: Substring, completions: Int) throws(IndexTextProblem) -> Int {
        let quoted = goQuoted(String(text))
        guard let number = Int(text) else {
            throw IndexTextProblem(text: "cannot convert string to integer for index: \(quoted)")
        }
        if number >= completions { throw IndexTextProblem(text: "too large index: \(quoted)") }
        return number
    }
}
