import Documents

extension APIObject {
    /// The node a pod is on, or the one its required node affinity pins it to by name; `nil` if neither can be read.
    ///
    /// Upstream: pkg/controller/daemon/util/daemonset_util.go, GetTargetNodeName.
    public var targetNode: String? {
        if let bound = pod?.nodeName, !bound.isEmpty { return bound }
        let terms = at(
            "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
        for term in terms?.array ?? [] {
            for field in term["matchFields"]?.array ?? []
            where field["key"]?.string == "metadata.name" && field["operator"]?.string == "In" {
                let names = field["values"]?.array ?? []
                return names.count == 1 ? names[0].string : nil
            }
        }
        return nil
    }
}
