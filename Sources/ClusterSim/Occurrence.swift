import ControllerKit
import KubeAPI
import Simulation

/// What waits in the event queue. Boxed: an entry is one pointer.
indirect enum Occurrence: Sendable {
    /// A request reaches the API server.
    case request(RequestInFlight)
    /// An answer reaches its component.
    case answer(Address, ticket: Int, APIResult, cause: SpanID)
    /// A change reaches a process.
    case watch(process: Int, epoch: Int, subscription: Int, Change, cause: SpanID)
    /// A timer of a component.
    case timer(Address, TimerTag)
    /// A reflector lists and watches a resource.
    case reflect(process: Int, epoch: Int, Resource)
    /// The answer to its list: how the cache must change.
    case listed(process: Int, epoch: Int, Resource, subscription: Int, [Change], revision: Int64, cause: SpanID)
    /// A process asks discovery, because there is something new.
    case discover(process: Int, epoch: Int)
    /// A process starts.
    case start(process: Int)
    /// The API server's own work: compaction, expiry of events.
    case housekeeping
}

/// A component of a living process.
struct Address: Sendable {
    let process: Int
    let component: Int
    /// A process that restarts has another epoch: what was meant for the old one is dropped.
    let epoch: Int
}

struct RequestInFlight: Sendable {
    let address: Address
    let ticket: Int
    let request: APIRequest
    let causes: [SpanID]
    let sync: SpanID
    /// When the client may send it (its rate limiter); a crash before that stops it.
    let sentAt: SimTime
}
