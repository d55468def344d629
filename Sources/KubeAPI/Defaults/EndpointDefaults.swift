import Documents

/// Ports of Endpoints and EndpointSlices that say too little.
///
/// Upstream: pkg/apis/core/v1/defaults.go, SetDefaults_Endpoints; pkg/apis/discovery/v1/defaults.go.
enum EndpointDefaults {
    static func endpoints(_ object: Value) -> Value? {
        edited(object) { endpoints in
            endpoints.editEach("subsets") { subset in
                edited(subset) { subset in
                    subset.editEach("ports") { port in edited(port) { $0.setDefault("protocol", "TCP") } }
                }
            }
        }
    }

    static func slice(_ object: Value) -> Value? {
        edited(object) { slice in
            slice.editEach("ports") { port in
                edited(port) { port in
                    if !port["name"].isThere { port.set("name", "") }
                    if !port["protocol"].isThere { port.set("protocol", "TCP") }
                }
            }
        }
    }
}
