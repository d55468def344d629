import Documents
import KubeAPI
import Simulation

/// Making, approving and denying CertificateSigningRequests.
///
/// Upstream: pkg/registry/certificates/certificates/strategy.go.
enum SigningRequests {
    /// Whoever asks for a certificate stands in its spec; what a client says of that does not count.
    static func prepareForCreate(_ draft: inout Value, by user: UserInfo) {
        let told = user.document
        for field in ["username", "uid", "groups", "extra"] { draft.set(told[field], at: "spec", field) }
    }

    /// An approval changes the conditions Approved and Denied and nothing else.
    static func prepareForApproval(_ draft: inout Value, old: APIObject, at moment: Moment) {
        let date = Value.string(Timestamps.seconds(moment.date))
        var conditions = draft.at("status", "conditions")?.array ?? []
        let before = old.at("status", "conditions")?.array ?? []
        for index in conditions.indices {
            if conditions[index]["lastUpdateTime"]?.isNull ?? true { conditions[index].set(date, at: "lastUpdateTime") }
            guard conditions[index]["lastTransitionTime"]?.isNull ?? true else { continue }
            let same = before.first {
                $0["type"] == conditions[index]["type"] && $0["status"] == conditions[index]["status"]
            }
            conditions[index].set(same?["lastTransitionTime"] ?? date, at: "lastTransitionTime")
        }
        draft = old.value
        draft.set(conditions.isEmpty ? nil : .array(conditions), at: "status", "conditions")
    }
}
