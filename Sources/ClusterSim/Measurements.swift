public import ControllerKit
import OrderedMaps

extension Cluster {
    /// What the living processes tell who scrapes them, in the order of the processes.
    public var measurements: [Measurement] {
        var out: [Measurement] = []
        for facts in directory where facts.isAlive {
            guard let id = processID(facts.name), let process = processes[id] else { continue }
            for slot in process.slots { out += slot.component.measurements(at: moment) }
        }
        return out
    }
}
