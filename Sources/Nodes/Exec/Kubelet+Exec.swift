import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
public import Simulation

/// What a program in a container reads of the cluster: the objects its variables and files are made of.
public struct ObjectReader {
    /// An object by its key; `nil` if there is none.
    public let object: (Resource, ObjectKey) -> APIObject?
    /// The Services of a namespace.
    public let services: (String) -> [APIObject]

    /// Makes a reader.
    public init(
        object: @escaping (Resource, ObjectKey) -> APIObject?, services: @escaping (String) -> [APIObject]
    ) {
        self.object = object
        self.services = services
    }
}

/// Commands in containers that run.
///
/// Upstream: pkg/kubelet/server/server.go, getExec; pkg/kubelet/kubelet_pods.go, GetExec, findContainer.
extension Kubelet {
    /// Runs `command` in a container, at one instant; nothing in the container changes.
    ///
    /// - Parameter input: what it reads from its standard input.
    public func exec(
        pod: ObjectKey, container: String, command: [String], input: String, at moment: Moment,
        reading reader: ObjectReader
    ) -> Result<ExecOutcome, ExecFailure> {
        let place: Place
        do throws(ExecFailure) {
            place = try self.place(of: container, of: pod, at: moment.time, for: "exec")
        } catch {
            return .failure(error)
        }
        let world = ContainerWorld(
            row: place.row, unit: place.unit, record: place.record, run: place.run, node: node, moment: moment,
            reader: reader)
        var shell = Shell(world: world, input: input)
        shell.run(command)
        return .success(shell.outcome)
    }

    /// Fails if a container does not run; `connection` is `exec` or `attach`.
    public func check(
        container: String, of pod: ObjectKey, at time: SimTime, for connection: String
    ) throws(ExecFailure) {
        _ = try place(of: container, of: pod, at: time, for: connection)
    }

    /// A container that runs, with all that belongs to it.
    private struct Place {
        let row: PodRow
        let unit: ContainerUnit
        let record: Runtime.PodRecord
        let run: RunContainer
    }

    private func place(
        of container: String, of pod: ObjectKey, at time: SimTime, for connection: String
    ) throws(ExecFailure) -> Place {
        guard let uid = uid(of: pod), let row = rows[uid] else {
            throw .kubelet(code: 404, text: "pod does not exist")
        }
        guard let index = row.unit(container), let record = runtime.pods[uid],
            let run = record.newest(container), run.isRunning(at: time)
        else {
            let isExec = connection == "exec"
            let text = isExec
                ? "container not found (\(goQuoted(container)))"
                : "container \(container) not found in pod \(pod.name)_\(pod.namespace)"
            throw .kubelet(code: 500, text: text)
        }
        return Place(row: row, unit: row.units[index], record: record, run: run)
    }
}
