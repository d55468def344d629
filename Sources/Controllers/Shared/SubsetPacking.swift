import Documents
import KubeAPI

/// The canonical form of the subsets of Endpoints: each set of addresses once, with all the ports it offers.
///
/// Upstream: pkg/api/v1/endpoints/util.go, RepackSubsets.
enum SubsetPacking {
    /// An address and whether it is ready behind some port.
    private struct Entry: Equatable {
        let address: Int
        let isReady: Bool
    }

    private struct Table {
        var addresses: [Value] = []
        /// Where an address is in `addresses`, by its IP and the uid of its pod.
        private var places: [String: Int] = [:]
        /// Each port with the addresses that offer it; `.null` stands for no port at all.
        var ports: [(port: Value, ready: [Int: Bool], order: [Int])] = []

        mutating func add(_ address: Value, _ port: Value, isReady: Bool) {
            let name = address.at("ip")?.string ?? ""
            let key = name + "|" + (address.at("targetRef", "uid")?.string ?? "")
            let place = places[key] ?? addresses.count
            if place == addresses.count {
                addresses.append(address)
                places[key] = place
            }
            var index = ports.firstIndex { $0.port == port } ?? ports.count
            if index == ports.count {
                ports.append((port, [:], []))
                index = ports.count - 1
            }
            // Not ready trumps ready.
            if let known = ports[index].ready[place] {
                ports[index].ready[place] = known && isReady
            } else {
                ports[index].ready[place] = isReady
                ports[index].order.append(place)
            }
        }
    }

    static func packed(_ subsets: [Value]) -> [Value] {
        var table = Table()
        for subset in subsets {
            let ports = subset["ports"]?.array ?? []
            for port in ports.isEmpty ? [.null] : ports {
                for address in subset["addresses"]?.array ?? [] { table.add(address, port, isReady: true) }
                for address in subset["notReadyAddresses"]?.array ?? [] { table.add(address, port, isReady: false) }
            }
        }
        let ranks = ranked(table.addresses)
        var groups: [(entries: [Entry], ports: [Value])] = []
        for (port, ready, order) in table.ports {
            let entries = order.sorted { ranks[$0] < ranks[$1] }.map { Entry(address: $0, isReady: ready[$0] ?? false) }
            let own = port.isNull ? [] : [port]
            if let index = groups.firstIndex(where: { $0.entries == entries }) {
                groups[index].ports += own
            } else {
                groups.append((entries, own))
            }
        }
        return sorted(groups.map { subset(of: $0.entries, $0.ports, table.addresses) }, as: "core/v1.EndpointSubset")
    }

    private static func subset(of entries: [Entry], _ ports: [Value], _ addresses: [Value]) -> Value {
        var fields = Fields()
        let ready = entries.filter(\.isReady).map { addresses[$0.address] }
        let others = entries.filter { !$0.isReady }.map { addresses[$0.address] }
        if !ready.isEmpty { fields["addresses"] = .array(ready) }
        if !others.isEmpty { fields["notReadyAddresses"] = .array(others) }
        if !ports.isEmpty { fields["ports"] = .array(sorted(ports, as: "core/v1.EndpointPort")) }
        return .object(fields)
    }

    /// The place of each address in the order by IP, then uid. Upstream: LessEndpointAddress.
    private static func ranked(_ addresses: [Value]) -> [Int] {
        let keys = addresses.map { ($0["ip"]?.string ?? "", $0.at("targetRef", "uid")?.string ?? "") }
        var ranks = Array(repeating: 0, count: keys.count)
        for (rank, place) in keys.indices.sorted(by: { keys[$0] < keys[$1] }).enumerated() { ranks[place] = rank }
        return ranks
    }

    /// In the order of their hashes. Upstream: portsByHash, subsetsByHash.
    static func sorted(_ values: [Value], as type: String) -> [Value] {
        if values.count < 2 { return values }
        return values.map { (hash: NameHashes.deepHash($0, as: type), value: $0) }.sorted { $0.hash < $1.hash }
            .map(\.value)
    }
}
