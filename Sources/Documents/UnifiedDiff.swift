/// Two texts line by line, as `diff -u` shows them.
///
/// Upstream: GNU diffutils: a shortest edit script (Myers), changes moved as far down as they go, three lines
/// of context.
public struct UnifiedDiff {
    static let contextLines = 3
    /// More differing lines than this are shown as one whole change.
    static let editsMax = 5000

    private let old: [Substring]
    private let new: [Substring]
    private var isRemoved: [Bool]
    private var isAdded: [Bool]

    /// What changed from one text to another.
    public init(_ oldText: String, _ newText: String) {
        old = UnifiedDiff.lines(oldText)
        new = UnifiedDiff.lines(newText)
        (isRemoved, isAdded) = UnifiedDiff.shortestEdit(old, new)
        UnifiedDiff.slideDown(&isRemoved, old)
        UnifiedDiff.slideDown(&isAdded, new)
    }

    /// Are the texts the same?
    public var isEmpty: Bool { !isRemoved.contains(true) && !isAdded.contains(true) }

    private static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The hunks, without the two lines that name the files.
    public var text: String {
        var out = ""
        for hunk in hunks() {
            var body = ""
            var (oldCount, newCount) = (0, 0)
            var (i, j) = (hunk.old.lowerBound, hunk.new.lowerBound)
            while i < hunk.old.upperBound || j < hunk.new.upperBound {
                if i < hunk.old.upperBound, isRemoved[i] {
                    body += "-\(old[i])\n"
                    (i, oldCount) = (i + 1, oldCount + 1)
                } else if j < hunk.new.upperBound, isAdded[j] {
                    body += "+\(new[j])\n"
                    (j, newCount) = (j + 1, newCount + 1)
                } else {
                    body += " \(old[i])\n"
                    (i, j, oldCount, newCount) = (i + 1, j + 1, oldCount + 1, newCount + 1)
                }
            }
            let left = UnifiedDiff.range(hunk.old.lowerBound, oldCount)
            out += "@@ -\(left) +\(UnifiedDiff.range(hunk.new.lowerBound, newCount)) @@\n" + body
        }
        return out
    }

    private static func range(_ start: Int, _ count: Int) -> String {
        count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }

    private struct Hunk {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// The changes with their context; those whose contexts meet are one.
    private func hunks() -> [Hunk] {
        var hunks: [Hunk] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            let (startI, startJ) = (i, j)
            while i < old.count && isRemoved[i] { i += 1 }
            while j < new.count && isAdded[j] { j += 1 }
            if i == startI && j == startJ {
                (i, j) = (i + 1, j + 1)
                continue
            }
            let before = min(UnifiedDiff.contextLines, startI, startJ)
            let after = UnifiedDiff.contextLines
            let hunk = Hunk(
                old: (startI - before)..<min(old.count, i + after), new: (startJ - before)..<min(new.count, j + after))
            if let last = hunks.last, last.old.upperBound >= hunk.old.lowerBound {
                hunks[hunks.count - 1] = Hunk(
                    old: last.old.lowerBound..<hunk.old.upperBound, new: last.new.lowerBound..<hunk.new.upperBound)
            } else {
                hunks.append(hunk)
            }
        }
        return hunks
    }

    /// A run of changed lines goes down while the line behind it is the same as its first.
    private static func slideDown(_ changed: inout [Bool], _ lines: [Substring]) {
        var start = 0
        while start < lines.count {
            guard changed[start] else {
                start += 1
                continue
            }
            var end = start
            while end < lines.count && changed[end] { end += 1 }
            while end < lines.count && !changed[end] && lines[start] == lines[end] {
                (changed[start], changed[end]) = (false, true)
                (start, end) = (start + 1, end + 1)
                while end < lines.count && changed[end] { end += 1 }
            }
            start = end
        }
    }

    /// Myers' greedy algorithm: which lines go and which come.
    private static func shortestEdit(_ a: [Substring], _ b: [Substring]) -> ([Bool], [Bool]) {
        var (removed, added) = ([Bool](repeating: false, count: a.count), [Bool](repeating: false, count: b.count))
        var head = 0
        while head < a.count && head < b.count && a[head] == b[head] { head += 1 }
        var tail = 0
        while tail < a.count - head && tail < b.count - head && a[a.count - 1 - tail] == b[b.count - 1 - tail] {
            tail += 1
        }
        let (n, m) = (a.count - head - tail, b.count - head - tail)
        if n + m == 0 { return (removed, added) }
        let limit = min(n + m, editsMax)
        let middle = limit + 1
        var furthest = [Int](repeating: 0, count: 2 * limit + 3)
        var history: [[Int]] = []
        for edits in 0...limit {
            history.append(furthest)
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let isDown =
                    diagonal == -edits
                    || diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
                var x = isDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
                while x < n && x - diagonal < m && a[head + x] == b[head + x - diagonal] { x += 1 }
                furthest[middle + diagonal] = x
                if x >= n && x - diagonal >= m {
                    walkBack(history, (n, m), head, middle, &removed, &added)
                    return (removed, added)
                }
            }
        }
        for index in 0..<n { removed[head + index] = true }
        for index in 0..<m { added[head + index] = true }
        return (removed, added)
    }

    private static func walkBack(
        _ history: [[Int]], _ end: (Int, Int), _ head: Int, _ middle: Int, _ removed: inout [Bool],
        _ added: inout [Bool]
    ) {
        var (x, y) = end
        for edits in stride(from: history.count - 1, through: 1, by: -1) {
            let furthest = history[edits]
            let diagonal = x - y
            let isDown =
                diagonal == -edits
                || diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
            let before = isDown ? diagonal + 1 : diagonal - 1
            let startX = furthest[middle + before]
            let startY = startX - before
            if isDown { added[head + startY] = true } else { removed[head + startX] = true }
            (x, y) = (startX, startY)
        }
    }
}
