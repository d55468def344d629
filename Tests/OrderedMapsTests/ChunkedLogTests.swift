import OrderedMaps
import Testing

@Suite struct ChunkedLogTests {
    @Test("a log keeps its indices while its beginning is forgotten")
    func indices() {
        var log = ChunkedLog<Int>()
        for number in 0..<2000 { log.append(number * 2) }
        let snapshot = log
        log.removeFirst(upTo: 777)
        log.append(-1)
        #expect(log.startIndex == 777)
        #expect(log.count == 2001)
        #expect(log[777] == 1554)
        #expect(log[2000] == -1)
        #expect(Array(log.elements(from: 1998)) == [3996, 3998, -1])
        #expect(Array(log.elements(from: 3)).first == 1554)
        #expect(Array(log).count == 2001 - 777)
        #expect(Array(snapshot) == (0..<2000).map { $0 * 2 })
        log.removeFirst(upTo: 2001)
        #expect(log.isEmpty && log.last == nil && log.count == 2001)
        log.append(4)
        #expect(Array(log) == [4])
    }

    @Test("a queue hands out in order, and a copy is not touched", arguments: [1, 2, 3] as [UInt64])
    func queue(seed: UInt64) {
        var dice = Dice(seed: seed)
        var queue = Queue<Int>()
        var model: [Int] = []
        for step in 0..<3000 {
            if dice.below(5) < 3 {
                queue.append(step)
                model.append(step)
            } else {
                let expected = model.isEmpty ? nil : model.removeFirst()
                #expect(queue.popFirst() == expected)
            }
            #expect(queue.count == model.count && queue.first == model.first)
        }
        let copy = queue
        while queue.popFirst() != nil {}
        #expect(Array(copy) == model)
        #expect(queue.isEmpty)
    }
}
