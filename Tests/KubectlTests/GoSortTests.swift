import Documents
import KubeAPI
import Kubectl
import Testing

/// What Go 1.26 leaves of rows with equal keys: recorded from its own `sort.Sort`.
struct GoSortTests {
    struct Case: Sendable {
        let count: Int
        /// Over the places that the elements had before, from the first to the last.
        let sum: UInt64
        let key: @Sendable (Int) -> Int
    }

    @Test(
        "what --sort-by finds equal lies as Go's sort leaves it",
        arguments: [
            Case(count: 12, sum: 5_424_547_338_580_886) { $0 % 3 },
            Case(count: 20, sum: 2_341_281_167_036_467_085) { $0 * 7 % 5 },
            Case(count: 75, sum: 7_816_499_070_269_310_762) { $0 * 7 % 5 },
            Case(count: 500, sum: 815_295_592_432_046_358) { $0 * 7919 % 13 },
            Case(count: 200, sum: 17_976_644_160_053_561_756) { -$0 },
            Case(count: 200, sum: 18_236_402_452_255_200_160) { $0 / 50 },
            Case(count: 60, sum: 6_318_665_855_150_510_681) { $0 == 30 ? 0 : $0 },
            Case(count: 300, sum: 12_275_309_506_470_400_392) { _ in 0 },
        ])
    func ties(_ c: Case) {
        var host = FakeHost()
        host.objects = (0..<c.count).map { index in
            let metadata: Value = ["name": .string("c\(1000 + index)"), "namespace": "default"]
            return APIObject(
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "rank": .int(Int64(c.key(index)))],
                .configMaps, revision: 1)
        }
        var sum: UInt64 = 0
        let names = host.run("get cm --sort-by=.rank --no-headers").stdout.split(separator: "\n")
        for (place, name) in names.enumerated() {
            let element = (UInt64(name.dropFirst().prefix(4)) ?? 0) - 1000
            sum = sum &* 31 &+ element &* UInt64(place + 1)
        }
        #expect(sum == c.sum)
    }
}
