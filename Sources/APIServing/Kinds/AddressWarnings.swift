import Documents
import KubeAPI

/// Addresses in spellings that other software reads in another way.
///
/// Upstream: pkg/registry/core/endpoint/strategy.go, pkg/registry/discovery/endpointslice/strategy.go,
/// pkg/registry/networking/networkpolicy/strategy.go, pkg/registry/core/node/strategy.go. Pods and Services warn among
/// their other warnings.
enum AddressWarnings {
    static func endpoints(_ object: Value) -> [String] {
        each("subsets", of: object) { subset, place in
            ["addresses", "notReadyAddresses"].flatMap { list in
                each(list, of: subset, in: place) { IPSpelling.warnings(address: $0["ip"]?.string ?? "", "\($1).ip") }
            }
        }
    }

    static func endpointSlice(_ object: Value) -> [String] {
        each("endpoints", of: object) { endpoint, place in
            each("addresses", of: endpoint, in: place) { IPSpelling.warnings(address: $0.string ?? "", $1) }
        }
    }

    static func node(_ object: Value) -> [String] {
        each("podCIDRs", of: object["spec"] ?? .null, in: "spec") { IPSpelling.warnings(range: $0.string ?? "", $1) }
    }

    static func networkPolicy(_ object: Value) -> [String] {
        [("ingress", "from"), ("egress", "to")].flatMap { rules, peers in
            each(rules, of: object["spec"] ?? .null, in: "spec") { rule, place in
                each(peers, of: rule, in: place) { peer, place in
                    guard let block = peer["ipBlock"], !block.isNull else { return [] }
                    return IPSpelling.warnings(range: block["cidr"]?.string ?? "", "\(place).ipBlock.cidr")
                        + each("except", of: block, in: "\(place).ipBlock") {
                            IPSpelling.warnings(range: $0.string ?? "", $1)
                        }
                }
            }
        }
    }

    /// What `warnings` says of each element of a list and its place.
    private static func each(
        _ list: String, of value: Value, in place: String = "", _ warnings: (Value, String) -> [String]
    ) -> [String] {
        let path = place.isEmpty ? list : "\(place).\(list)"
        return (value[list]?.array ?? []).enumerated().flatMap { warnings($1, "\(path)[\($0)]") }
    }
}
