import OrderedMaps
import Testing

/// A small generator with a seed (SplitMix64).
struct Dice {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

func sorted(_ model: [Int: Int]) -> [[Int]] {
    model.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
}

func listed(_ map: OrderedMap<Int, Int>) -> [[Int]] { map.map { [$0.key, $0.value] } }

@Suite struct OrderedMapModelTests {
    @Test(
        "random operations agree with a dictionary, and snapshots stay as they were",
        arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func randomOperations(seed: UInt64) {
        var dice = Dice(seed: seed)
        var map = OrderedMap<Int, Int>()
        var model: [Int: Int] = [:]
        var snapshots: [(OrderedMap<Int, Int>, [Int: Int])] = []
        let keySpace = seed % 2 == 0 ? 60 : 3000
        for step in 0..<4000 {
            let key = dice.below(keySpace)
            let shrinking = step / 1000 % 2 == 1
            switch dice.below(shrinking ? 8 : 6) {
            case 0, 1: (map[key], model[key]) = (step, step)
            case 2: #expect(map.update(key) { $0 += 1; return $0 } == model[key].map { $0 + 1 }); model[key]? += 1
            case 3:
                map.update(key, default: 7) { $0 *= 3 }
                model[key, default: 7] *= 3
            case 4: #expect(map[key] == model[key])
            case 5:
                if dice.below(20) == 0, snapshots.count < 12 { snapshots.append((map, model)) }
            default:
                if dice.below(4) == 0, let first = map.popFirst() {
                    #expect(first.key == model.keys.min())
                    model[first.key] = nil
                } else {
                    #expect(map.removeValue(forKey: key) == model.removeValue(forKey: key))
                }
            }
            #expect(map.count == model.count)
            if step % 97 == 0 { map.checkInvariants() }
        }
        map.checkInvariants()
        #expect(listed(map) == sorted(model), "seed \(seed)")
        for (snapshot, old) in snapshots {
            snapshot.checkInvariants()
            #expect(listed(snapshot) == sorted(old), "seed \(seed)")
            let changes = map.differences(from: snapshot, equal: ==)
            let keys = Set(old.keys).union(model.keys).sorted().filter { old[$0] != model[$0] }
            #expect(changes.map(\.key) == keys)
            #expect(changes.allSatisfy { $0.old == old[$0.key] && $0.new == model[$0.key] })
        }
    }

    @Test("ranges and neighbours agree with a sorted array")
    func ranges() {
        var dice = Dice(seed: 9)
        var map = OrderedMap<Int, Int>()
        for _ in 0..<900 { map[dice.below(2000)] = 1 }
        let keys = Array(map.keys)
        for _ in 0..<300 {
            let low = dice.below(2100) - 50
            let high = low + dice.below(300)
            #expect(map.range(from: low, to: high).map(\.key) == keys.filter { $0 >= low && $0 < high })
            #expect(map.range(from: low).map(\.key) == keys.filter { $0 >= low })
            #expect(map.lastBefore(low)?.key == keys.last { $0 < low })
            var walked: [Int] = []
            map.forEach(from: low) { key, _ in
                walked.append(key)
                return walked.count < 5
            }
            #expect(walked == Array(keys.filter { $0 >= low }.prefix(5)))
        }
        #expect(map.first?.key == keys.first)
        #expect(map.last?.key == keys.last)
        #expect(Array(map.values).count == keys.count)
    }

    @Test("filling in order and emptying from both ends keeps the tree level")
    func ascending() {
        var map = OrderedMap<Int, Int>()
        for key in 0..<20_000 { map[key] = key }
        map.checkInvariants()
        let full = map
        for key in 0..<10_000 { #expect(map.popFirst()?.key == key) }
        map.checkInvariants()
        for key in (10_000..<20_000).reversed() { #expect(map.removeValue(forKey: key) == key) }
        map.checkInvariants()
        #expect(map.isEmpty && map.first == nil && map.popFirst() == nil)
        #expect(full.count == 20_000)
        full.checkInvariants()
    }

    final class Counter: Sendable {
        let label: Int
        init(_ label: Int) { self.label = label }
    }

    @Test("an update changes a uniquely held element where it lies")
    func updatesInPlace() {
        var map = OrderedMap<Int, [Int]>()
        for key in 0..<1000 { map[key] = [key, 0] }
        func address(_ array: inout [Int]) -> UInt {
            array.withUnsafeMutableBufferPointer { UInt(bitPattern: $0.baseAddress) }
        }
        for key in 0..<1000 {
            let before = map.update(key) { address(&$0) }
            let after = map.update(key) { element in
                element[1] = 5
                return address(&element)
            }
            #expect(before == after)
        }
    }

    @Test("differences looks only at what is not shared")
    func differencesSkipSharedNodes() {
        var map = OrderedMap<Int, Int>()
        for key in 0..<50_000 { map[key] = key }
        let older = map
        map[25_000] = -1
        map[30_001] = nil
        map[60_000] = 1
        var compared = 0
        let changes = map.differences(from: older) {
            compared += 1
            return $0 == $1
        }
        #expect(changes.map(\.key) == [25_000, 30_001, 60_000])
        #expect(changes.map(\.new) == [-1, nil, 1])
        #expect(compared < 200)
        #expect(older == older && older != map)
    }
}
