public import ControllerKit
import Documents
public import KubeAPI
public import Simulation

/// Keeps the Lease by which a kube-apiserver says that it is there.
///
/// Upstream: pkg/controlplane/apiserver/server.go, over component-helpers/apimachinery/lease/controller.go; the jitter
/// of the renewals is left out.
public struct IdentityLease: Component {
    static let renewPeriod = SimDuration.seconds(10)
    static let durationSeconds: Int64 = 3600

    private enum Timer { static var renew: UInt8 { 1 } }
    private enum Ticket {
        static var clear: Int { 1 }
        static var get: Int { 2 }
        static var create: Int { 3 }
        static var update: Int { 4 }
        /// An update of what it knows; one that fails is followed by a look at what is there.
        static var renew: Int { 5 }
    }

    /// What views and audit logs call it.
    public let name = "identity-lease-controller"
    /// The server itself.
    public let user = "system:apiserver"
    private let process: String
    private let key: ObjectKey
    private var holder = ""
    private var latest: Value?

    /// The lease of a process on a host.
    public init(process: String, host: String) {
        self.process = process
        key = ObjectKey("kube-system", Self.identity(process: process, host: host))
    }

    /// `apiserver-` and 26 letters and digits: of host and process, each with its length in front.
    ///
    /// Upstream: staging/src/k8s.io/apiserver/pkg/server/config.go, NewConfig.
    static func identity(process: String, host: String) -> String {
        let data = [host, process].flatMap { text in
            [UInt8(text.utf8.count >> 8), UInt8(text.utf8.count & 0xFF)] + Array(text.utf8)
        }
        return "apiserver-" + base32(SHA2.digest(data).prefix(16))
    }

    /// RFC 4648 in small letters, without padding.
    private static func base32(_ bytes: ArraySlice<UInt8>) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var (out, bits, count) = ("", 0, 0)
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                out.append(alphabet[bits >> count & 31])
            }
            bits &= 1 << count - 1
        }
        if count > 0 { out.append(alphabet[bits << (5 - count) & 31]) }
        return out
    }

    public func watches(_ resource: Resource) -> Bool { false }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        switch input {
        case .started:
            holder = "\(key.name)_\(outlet.seed.uuid())"
            send(.delete(.leases, key), Ticket.clear, &outlet)
        case .answer(Ticket.clear, _, _): send(.get(.leases, key), Ticket.get, &outlet)
        case .timer:
            if let latest {
                send(.update(renewed(latest, outlet.moment), .leases), Ticket.renew, &outlet)
            } else {
                send(.get(.leases, key), Ticket.get, &outlet)
            }
        case .answer(Ticket.get, let result, _):
            if let found = result.object {
                send(.update(renewed(found.published, outlet.moment), .leases), Ticket.update, &outlet)
            } else {
                send(.create(renewed(fresh, outlet.moment), .leases), Ticket.create, &outlet)
            }
        case .answer(Ticket.renew, let result, _) where result.failure != nil:
            latest = nil
            send(.get(.leases, key), Ticket.get, &outlet)
        case .answer(_, let result, _):
            latest = result.object?.published
            outlet.wake(after: Self.renewPeriod, TimerTag(kind: Timer.renew))
        case .delta: break
        }
    }

    private func send(_ request: APIRequest, _ ticket: Int, _ outlet: inout Outlet) {
        var request = request
        request.user = user
        outlet.send(request, ticket: ticket, causes: [])
    }

    private var fresh: Value {
        [
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
            "metadata": ["name": .string(key.name), "namespace": .string(key.namespace)],
            "spec": ["holderIdentity": .string(holder)],
        ]
    }

    /// Upstream: newLease, labelAPIServerHeartbeatFunc.
    private func renewed(_ lease: Value, _ moment: Moment) -> Value {
        var lease = lease
        lease.set(.string(process), at: "metadata", "labels", "apiserver.kubernetes.io/identity")
        lease.set(.string(ControlPlane.hostName), at: "metadata", "labels", "kubernetes.io/hostname")
        lease.set(.int(Self.durationSeconds), at: "spec", "leaseDurationSeconds")
        lease.set(.string(Timestamps.micros(moment.date)), at: "spec", "renewTime")
        return lease
    }

    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        [Inspection("lease", latest == nil ? "\(key): not held" : "\(key): renewed every 10 s")]
    }
}
