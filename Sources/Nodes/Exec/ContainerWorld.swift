import Documents
import KubeAPI
import Simulation

/// A container as a program inside sees it.
struct ContainerWorld {
    let row: PodRow
    let unit: ContainerUnit
    let record: Runtime.PodRecord
    let run: RunContainer
    let node: NodeSpec
    let moment: Moment
    let reader: ObjectReader

    var pod: APIObject { row.object }

    /// Upstream: pkg/kubelet/kubelet_pods.go, GeneratePodHostNameAndDomain, truncatePodHostnameIfNeeded.
    var hostname: String {
        if row.usesHostNetwork { return node.name }
        let name = row.spec["hostnameOverride"]?.string ?? row.spec["hostname"]?.string ?? pod.name
        var text = String(name.prefix(63))
        while let last = text.last, last == "-" || last == "." { text.removeLast() }
        return text
    }

    /// `web.default.svc.cluster.local`, with a subdomain; else empty.
    var domain: String {
        guard !row.usesHostNetwork, let subdomain = row.spec["subdomain"]?.string, !subdomain.isEmpty else { return "" }
        return "\(subdomain).\(pod.namespace).svc.\(ContainerWorld.clusterDomain)"
    }

    /// `--cluster-domain`.
    static let clusterDomain = "cluster.local"

    var ip: String { row.usesHostNetwork ? node.internalIP : (record.sandbox?.ip ?? "") }

    var workingFolder: String { unit.spec["workingDir"]?.string ?? "/" }

    /// What the first process of a container is called: its command, or the image's name, whose program nobody knows.
    func command(of unit: ContainerUnit) -> String {
        let words = (unit.spec["command"]?.array ?? []) + (unit.spec["args"]?.array ?? [])
        if unit.spec["command"]?.array?.isEmpty == false { return words.compactMap(\.string).joined(separator: " ") }
        let image = unit.image.split(separator: "/").last.map(String.init) ?? unit.image
        let name = String(image.prefix { $0 != ":" && $0 != "@" })
        return ([name] + words.compactMap(\.string)).joined(separator: " ")
    }

    /// The processes that can be seen, in the order of their numbers; the last one is `asking`.
    func processes(asking: String) -> [String] {
        guard row.sharesPID else {
            let target = unit.spec["targetContainerName"]?.string ?? ""
            let seen = row.units.first { $0.name == target && record.newest($0.name) != nil }
            return [seen, unit].compactMap { $0.map(command) } + [asking]
        }
        let others = row.units.filter { record.newest($0.name)?.isRunning(at: moment.time) == true }
        return ["/pause"] + others.map(command) + [asking]
    }

    /// The date as `date` prints it: `Thu Jan  1 00:00:07 UTC 2026`.
    var date: String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let seconds = moment.date / 1_000_000
        let day = CivilDate(daysSince1970: seconds / 86_400)
        let clock = [seconds % 86_400 / 3_600, seconds % 3_600 / 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let number = day.day < 10 ? " \(day.day)" : "\(day.day)"
        return "\(days[Int(day.weekday)]) \(months[Int(day.month) - 1]) \(number) \(clock) UTC \(day.year)"
    }
}
