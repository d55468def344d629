import Documents
import KubeAPI
import OrderedMaps

extension APIServer {
    /// The catalogue follows the definitions: called with each change of one.
    ///
    /// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_discovery_controller.go; here
    /// it takes no time.
    mutating func follow(_ change: Change) {
        guard change.object.resource == .customResourceDefinitions else { return }
        let name = change.object.name
        var custom = catalog.custom.filter { $0.custom?.definition != name }
        defer { catalog.custom = custom }
        if change.kind == .deleted {
            customPlaces[name] = nil
            return
        }
        let index = customPlaces[name] ?? nextCustomIndex
        let served = CustomDefinition.resources(of: change.object.value, index: index)
        if served.isEmpty { return }
        if index == nextCustomIndex {
            nextCustomIndex += 1
            customPlaces[name] = index
            store.addResource(index)
            watches.addResource(index)
        }
        custom.insert(contentsOf: served, at: custom.firstIndex { $0.index > index } ?? custom.count)
    }

    /// The request with the resource as its definition is now. 404 if nobody serves it any more.
    ///
    /// Upstream answers in plain text; the words are those that client-go makes of it.
    func current(_ request: APIRequest) throws(Status) -> APIRequest {
        if request.resource.isBuiltIn { return request }
        guard let resource = catalog.current(request.resource) else {
            let subject = request.name.isEmpty ? "" : " \(request.name)"
            throw Status(
                code: 404, reason: "NotFound",
                message: "the server could not find the requested resource "
                    + "(\(request.verb.method.lowercased()) \(request.resource.info.qualified)\(subject))")
        }
        var current = request
        current.resource = resource
        return current
    }
}
