import APIServing
import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// What the API server and etcd do by themselves.
extension Cluster {
    /// etcd's old revisions are compacted that often. Upstream: apiserver/pkg/storage/etcd3/compact.go.
    static let compactionPeriod = SimDuration.minutes(5)
    /// Events live that long. Upstream: --event-ttl.
    static let eventLifetime = SimDuration.minutes(60)

    /// Compacts, removes expired events, and plans the next time.
    mutating func keepHouse() {
        housekeepingDue = nil
        if now >= lastCompaction + Cluster.compactionPeriod {
            server.compact(upTo: revisionAtCompaction)
            revisionAtCompaction = server.store.revision
            lastCompaction = now
        }
        let horizon = moment.date - Cluster.eventLifetime.microseconds
        var expired: [ObjectKey] = []
        for (key, row) in server.store.table(.events) where lastTouched(row.object) <= horizon { expired.append(key) }
        for key in expired {
            var request = APIRequest.delete(.events, key)
            request.user = "system:apiserver"
            _ = answer(request, RequestSource(process: "etcd", component: "lease expired"), causes: [])
        }
        planHousekeeping(at: now + Cluster.compactionPeriod)
    }

    private func lastTouched(_ event: APIObject) -> Int64 {
        let text = event["lastTimestamp"]?.string ?? event["eventTime"]?.string ?? ""
        return Timestamps.parse(text) ?? event.meta.created
    }

    /// Makes sure that an event's expiry is not missed: the store is looked over every five minutes anyway.
    mutating func scheduleExpiry() { planHousekeeping(at: now + Cluster.compactionPeriod) }

    private mutating func planHousekeeping(at due: SimTime) {
        guard housekeepingDue == nil else { return }
        housekeepingDue = due
        queue.pushTimer(.housekeeping, on: Channels.housekeeping, due: due)
    }
}
