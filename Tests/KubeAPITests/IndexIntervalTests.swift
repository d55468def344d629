import KubeAPI
import Testing

@Suite struct IndexIntervalTests {
    private static func of(_ text: String, below completions: Int = 100) -> IndexIntervals {
        IndexIntervals(parsing: text, completions: completions)
    }

    @Test("neighbours are written with a comma, runs of three and more with a dash", arguments: [
        ([], ""), ([3], "3"), ([0, 1], "0,1"), ([0, 1, 2], "0-2"), ([0, 2, 3, 5, 6, 7, 9], "0,2,3,5-7,9"),
        ([4, 4, 5], "4,5"),
    ] as [([Int], String)])
    func text(_ indexes: [Int], _ text: String) {
        #expect(IndexIntervals(ordered: indexes).text == text)
        #expect(Self.of(text) == IndexIntervals(ordered: indexes))
    }

    @Test("what cannot be read or is out of range is left out", arguments: [
        ("0,x,3", "0,3"), ("1-4,8", "1-4"), ("1,3-9", "1,3,4"), ("7", ""), ("0-,2", "2"), ("0-1,2-3", "0-3"),
    ])
    func parsing(_ text: String, _ kept: String) {
        #expect(Self.of(text, below: 5).text == kept)
    }

    @Test("indexes come together in order", arguments: [
        ("", "1", "1"), ("0-2", "3", "0-3"), ("0,4", "2", "0,2,4"), ("0-5", "2-3", "0-5"), ("1,3", "0,2,4", "0-4"),
    ])
    func merged(_ one: String, _ other: String, _ both: String) {
        #expect(Self.of(one).merged(with: Self.of(other)).text == both)
        #expect(Self.of(other).merged(with: Self.of(one)).text == both)
    }

    @Test("the first missing indexes", arguments: [
        ("", 2, [0, 1]), ("0-2", 2, [3, 4]), ("1,3", 3, [0, 2, 4]), ("0-4", 2, []), ("0,1,3,4", 9, [2]),
    ])
    func missing(_ held: String, _ count: Int, _ expected: [Int]) {
        #expect(Self.of(held).firstMissing(count, below: 5) == expected)
    }

    @Test("counting, asking and overlapping")
    func numbers() {
        let intervals = Self.of("0,2-5,9")
        #expect(intervals.count == 6)
        #expect([0, 1, 2, 5, 6, 9, 10].map(intervals.contains) == [true, false, true, true, false, true, false])
        #expect(intervals.overlap(with: Self.of("1-2,4-9")) == 4)
        #expect(intervals.overlap(with: Self.of("")) == 0)
    }
}
