/// The Linux namespaces that pods are made of.
public enum LinuxNamespace: String, Sendable, CaseIterable {
    case net, ipc, uts, pid, mnt
}

/// Where a container's namespace comes from.
public enum NamespaceOwner: Sendable, Equatable {
    /// Shared with the infra container.
    case infra
    /// Its own.
    case own
    /// The node's.
    case host
}

/// The namespaces of one container of a pod.
public struct NamespaceRow: Sendable, Equatable {
    public let container: String
    public let owners: [(namespace: LinuxNamespace, owner: NamespaceOwner)]

    public func owner(of namespace: LinuxNamespace) -> NamespaceOwner? {
        owners.first { $0.namespace == namespace }?.owner
    }

    public static func == (a: NamespaceRow, b: NamespaceRow) -> Bool {
        a.container == b.container
            && a.owners.elementsEqual(b.owners) { $0.namespace == $1.namespace && $0.owner == $1.owner }
    }
}

extension NamespaceRow {
    /// Upstream: pkg/kubelet/kuberuntime/util/util.go, NamespacesForPod: net and ipc of a container are always
    /// its pod's; so is pid only if the pod says so; the file system is the container's own.
    static func make(
        _ container: String, usesHostNetwork: Bool, usesHostIPC: Bool, usesHostPID: Bool, sharesPID: Bool
    ) -> NamespaceRow {
        NamespaceRow(
            container: container,
            owners: [
                (.net, usesHostNetwork ? .host : .infra), (.ipc, usesHostIPC ? .host : .infra),
                (.uts, usesHostNetwork ? .host : .infra),
                (.pid, usesHostPID ? .host : (sharesPID ? .infra : .own)), (.mnt, .own),
            ])
    }
}
