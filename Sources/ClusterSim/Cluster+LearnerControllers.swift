import APIServing
import ControllerKit
public import Controllers
import KubeAPI
import OrderedMaps
import Simulation

/// Controllers that a learner wrote: each is a process of its own.
extension Cluster {
    /// So many may run beside each other.
    static let learnerControllersMax = 16
    /// From `controller add` to the start of the process.
    static let learnerControllerStart = SimDuration.milliseconds(100)

    /// The rules of the learner's controllers, in the order in which they were added.
    public var learnerControllers: [ControllerRule] {
        directory.filter { !$0.isRemoved }.compactMap { facts in
            if case .learnerController(let rule) = facts.role { rule } else { nil }
        }
    }

    /// Starts the process of a rule whose resources are served.
    mutating func addController(_ rule: ControllerRule, _ text: String) throws(CommandProblem) {
        if processID(rule.name) != nil || components.contains(where: { $0.component == rule.name }) {
            throw CommandProblem(
                "\(rule.name) is there already; `controller remove \(rule.name)` takes a controller away",
                "\(rule.name) 已经存在；`controller remove \(rule.name)` 可以移除控制器")
        }
        guard learnerControllers.count < Cluster.learnerControllersMax else {
            throw CommandProblem(
                "there are \(Cluster.learnerControllersMax) controllers already, no more fit",
                "已有 \(Cluster.learnerControllersMax) 个控制器，不能再多")
        }
        for name in rule.resources where !server.catalog.all.contains(where: { $0.qualified == name && $0.isStored }) {
            throw CommandProblem(
                "no resource \(name) is served; a CustomResourceDefinition must define it first",
                "没有提供资源 \(name)；要先有 CustomResourceDefinition 定义它")
        }
        eventCount += 1
        _ = note(input: text)
        addProcess(.learnerController(rule), name: rule.name, startingAt: now + Cluster.learnerControllerStart)
    }

    /// Takes a learner's controller away for good; what it made stays.
    mutating func removeController(_ name: String, _ text: String) throws(CommandProblem) {
        guard let id = processID(name), case .learnerController = directory[id].role else {
            let names = learnerControllers.map(\.name).joined(separator: ", ")
            throw CommandProblem(
                "no controller \(name); there are \(names.isEmpty ? "none" : names)",
                "没有控制器 \(name)；现有：\(names.isEmpty ? "无" : names)")
        }
        eventCount += 1
        _ = note(input: text)
        if directory[id].isAlive { crash(id, why: "removed", restarts: false) }
        directory[id].isRemoved = true
        processIDs[name] = nil
    }
}
