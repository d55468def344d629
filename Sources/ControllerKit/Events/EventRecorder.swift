public import KubeAPI
import OrderedMaps
public import Simulation

/// Writes the events of one component, one after the other, beside its other work.
public struct EventRecorder: Sendable {
    private let component: String
    private let host: String
    private var correlator = EventCorrelator()
    private var series = EventSeries()
    private var waiting = Queue<RecordedEvent>()
    private var underWay: RecordedEvent?

    /// - Parameter host: the node, for kubelets; else empty.
    public init(component: String, host: String) {
        self.component = component
        self.host = host
    }

    /// Events that wait to be written.
    public var waitingCount: Int { waiting.count + (underWay == nil ? 0 : 1) }

    /// Takes an event. If too many wait it is dropped.
    public mutating func accept(_ event: RecordedEvent) {
        if waiting.count < EventLimits.waitingMax { waiting.append(event) }
    }

    /// The next request, unless one is under way or none is needed.
    public mutating func next(at moment: Moment) -> (request: APIRequest, causes: [SpanID])? {
        guard underWay == nil else { return nil }
        while let event = waiting.popFirst() {
            let write =
                event.api == .core
                ? correlator.correlate(event, component: component, host: host, at: moment)
                : series.correlate(event, component: component, at: moment)
            let namespace = CoreEvent.namespace(event)
            switch write {
            case .none: continue
            case .create(let value):
                underWay = event
                return (APIRequest(.create, .events, namespace: namespace, body: value), event.causes)
            case .patch(let name, let patch):
                underWay = event
                return (
                    APIRequest(.patch(.strategic), .events, namespace: namespace, name: name, body: patch),
                    event.causes
                )
            }
        }
        return nil
    }

    /// The answer to the request under way. A series that is gone is begun anew.
    public mutating func answered(_ result: APIResult) {
        guard let event = underWay else { return }
        underWay = nil
        if result.failure?.code == 404, event.api == .core {
            correlator.forget(event)
            waiting.append(event)
        }
    }
}
