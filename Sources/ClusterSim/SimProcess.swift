import ControllerKit
import Controllers
import KubeAPI
import OrderedMaps
import Simulation

/// What can crash: a process with its caches, components and clients.
struct SimProcess: Sendable {
    /// One loop with its client.
    struct Slot: Sendable {
        var component: any Component
        /// Client-go's request limit, if the profile has one.
        var limiter: TokenBucket?
        var recorder: EventRecorder?
    }

    /// One reflector.
    struct Reflector: Sendable {
        let resource: Resource
        /// How much of it.
        var scope: WatchScope = .all
        var subscription = 0
        /// Changes that are held back (`fault lag`).
        var lag = 0
        var held: [(change: Change, cause: SpanID)] = []
        /// The next watch is told that its revision is too old.
        var mustRelist = false
    }

    let id: Int
    let name: String
    let role: ProcessRole
    var hasStarted = false
    var caches: InformerCaches
    var reflectors: [Reflector]
    var slots: [Slot]
    var seed: Seed

    /// Ticket numbers of the recorder's requests.
    static let recorderTicket = -1

    /// Whose name its reflectors' requests carry: that of the process, not of one of its controllers.
    var user: String { slots[0].component.user }

    func slot(named name: String) -> Int? { slots.firstIndex { $0.component.name == name } }
}

/// Which program a process is.
enum ProcessRole: Sendable {
    /// The loops inside the API server: its store and its door are the world's and never stop.
    case apiServer
    case controllerManager
    case scheduler
    case kubelet(node: String)
    case manualNode(node: String)
    /// A controller that a learner wrote.
    case learnerController(ControllerRule)

    /// Does it need a lease before it works?
    var electsLeader: Bool {
        switch self {
        case .controllerManager, .scheduler: true
        default: false
        }
    }

    /// Does it ask discovery for custom resources to watch?
    var asksDiscovery: Bool {
        switch self {
        case .controllerManager, .learnerController: true
        default: false
        }
    }

    /// Does it watch `resource` once it is served?
    func wants(_ resource: Resource) -> Bool {
        switch self {
        case .controllerManager: true
        case .learnerController(let rule): rule.resources.contains(resource.info.qualified)
        default: false
        }
    }
}

/// What is asked of a process all the time, beside it: reading it copies nothing that changes.
struct ProcessFacts: Sendable {
    let name: String
    let role: ProcessRole
    /// The components that are told of changes (all but the leader elector).
    let workers: Range<Int>
    /// Which of them look at changes of a resource, by the resource's index.
    private(set) var watchers: [[Int]]
    let componentNames: [String]
    var epoch = 0
    var isAlive = false
    /// It was removed for good: its number stays, its name is free.
    var isRemoved = false
    var crashedAt = SimTime(microseconds: .min)

    /// When it began to run.
    var startedAt = SimTime(microseconds: 0)

    init(
        name: String, role: ProcessRole, workers: Range<Int>, watchers: [[Int]], componentNames: [String], epoch: Int
    ) {
        self.name = name
        self.role = role
        self.workers = workers
        self.watchers = watchers
        self.componentNames = componentNames
        self.epoch = epoch
    }

    /// Notes who looks at a custom resource.
    mutating func watch(_ resource: Resource, by components: [Int]) {
        while watchers.count <= resource.index { watchers.append([]) }
        watchers[resource.index] = components
    }

    func isCurrent(_ epoch: Int) -> Bool { isAlive && self.epoch == epoch }
}
