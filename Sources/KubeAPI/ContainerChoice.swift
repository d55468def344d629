import Documents

extension APIObject {
    /// The names of a pod's containers: those that initialize, the regular ones, then ephemeral ones.
    public var containerNames: [String] {
        ["initContainers", "containers", "ephemeralContainers"].flatMap(containerNames(in:))
    }

    /// The names in one of the lists of `spec`: `containers`.
    public func containerNames(in list: String) -> [String] {
        (at("spec", list)?.array ?? []).compactMap { $0["name"]?.string }
    }

    /// The container of a pod that a request for its log or a connection means; an empty name means the only one.
    ///
    /// 400 if there are several, or none of that name. Upstream: pkg/registry/core/pod/strategy.go, validateContainer.
    public func chosenContainer(_ wanted: String) throws(Status) -> String {
        if !wanted.isEmpty {
            guard containerNames.contains(wanted) else {
                throw .badRequest("container \(wanted) is not valid for pod \(name)")
            }
            return wanted
        }
        let regular = containerNames(in: "containers")
        if regular.count == 1 { return regular[0] }
        throw .badRequest(
            "a container name must be specified for pod \(name), choose one of: "
                + "[\(containerNames.joined(separator: " "))]")
    }
}
