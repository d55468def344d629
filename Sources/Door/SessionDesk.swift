import APIServing
import ClusterSim
import Documents
import HTTPAPI
import KubeAPI
import Simulation
import Synchronization
public import Workbench

/// Where the lines of a session are kept on disk.
public protocol LineKeeper: Sendable {
    /// A line is about to be carried out.
    func before(_ line: String, _ input: String?)
    /// Lines were carried out; they may have read files.
    func after(_ lines: ArraySlice<Session.JournalLine>)
    /// Lines that nobody typed.
    func note(_ lines: ArraySlice<Session.JournalLine>)
}

/// The one owner of a session: the prompt's lines, the metronome and requests from outside take turns at its lock.
///
/// A class: its identity is the session that all of them share. Whoever waits for changes is woken when a turn has
/// moved the world; nobody is told anything while the lock is held.
public final class SessionDesk: Sendable {
    /// Woken without a word: who is woken looks at the world.
    typealias Bell = AsyncStream<Void>.Continuation

    private struct State: Sendable {
        var session: Session
        var bells: [Int: Bell] = [:]
        var lastBell = 0
        /// Rises when the world is turned back or replaced: what watchers know is void then.
        var epoch = 0
        var place: WorldPlace
    }

    private let state: Mutex<State>
    private let keeper: any LineKeeper
    /// What watchers were sent lately.
    let sentEvents = SentEvents()

    /// Takes a session over.
    public init(_ session: Session, keeper: any LineKeeper) {
        state = Mutex(State(session: session, place: WorldPlace(session)))
        self.keeper = keeper
    }

    /// A turn with the session.
    public func turn<Answer: Sendable>(_ body: (inout sending Session) -> sending Answer) -> Answer {
        let (answer, bells) = state.withLock { state -> (Answer, [Bell]) in
            let answer = body(&state.session)
            return (answer, SessionDesk.moved(&state))
        }
        for bell in bells { bell.yield(()) }
        return answer
    }

    /// Who has to be woken after a turn.
    private static func moved(_ state: inout State) -> [Bell] {
        let place = WorldPlace(state.session)
        if place.isAt(state.place) { return [] }
        if !state.place.leads(to: state.session) { state.epoch += 1 }
        state.place = place
        return Array(state.bells.values)
    }

    /// Carries out a typed line.
    public func perform(_ line: String, _ input: String?) -> Response {
        keeper.before(line, input)
        return turn { session in
            let start = session.journal.count
            let response = session.perform(line, input: input)
            keeper.after(session.journal.dropFirst(start))
            return response
        }
    }

    /// Carries out a request from outside that changes something.
    func carryOut(_ request: HTTPRequest) -> (answer: HTTPResponse, shown: Response) {
        let input = request.body.isEmpty ? nil : String(decoding: request.body, as: UTF8.self)
        keeper.before(Session.line(of: request), input)
        return turn { $0.carryOut(request) }
    }

    /// Notes for the audit log that a read was answered: nobody is woken by it.
    func note(_ read: HTTPRequest, answeredBy world: WorldSnapshot, code: Int) {
        state.withLock { $0.session.note(read, answeredBy: world, code: code) }
    }

    /// Real time has passed.
    public func realTimePassed(microseconds: Int64) -> Response? {
        let isWatched = waiting > 0
        return turn { session in
            guard session.autoSpeed(isWatched: isWatched) != nil else { return nil }
            let start = session.journal.count
            let response = session.realTimePassed(microseconds: microseconds, isWatched: isWatched)
            keeper.note(session.journal.dropFirst(start))
            return response
        }
    }

    /// The world as it is, with the epoch it belongs to.
    func snapshot() -> (world: WorldSnapshot, epoch: Int) {
        state.withLock { ($0.session.snapshot, $0.epoch) }
    }

    // MARK: waiting for changes

    /// Wakes that come when the world has moved; any number of them may come as one.
    func subscribe() -> (id: Int, bell: Bell, wakes: AsyncStream<Void>) {
        let (wakes, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.lastBell += 1
            state.bells[state.lastBell] = bell
            return state.lastBell
        }
        return (id, bell, wakes)
    }

    func unsubscribe(_ id: Int) {
        let bell = state.withLock { $0.bells.removeValue(forKey: id) }
        bell?.finish()
    }

    /// How many streams wait for changes.
    public var waiting: Int { state.withLock { $0.bells.count } }

    /// Ends everybody's waiting: the door closes.
    func endWaiting() {
        let bells = state.withLock { state in
            let bells = Array(state.bells.values)
            state.bells = [:]
            return bells
        }
        for bell in bells { bell.finish() }
    }
}

/// Where a world stands, kept small: enough to tell whether another has grown out of it.
private struct WorldPlace: Sendable {
    let revision: Int64
    let time: Int64
    /// The newest change of the store; `nil` if it keeps none.
    let newest: APIObject?

    init(_ session: Session) {
        let cluster = session.cluster
        revision = cluster.revision
        time = cluster.now.microseconds
        newest = cluster.server.store.changes(after: revision - 1)?.last?.object
    }

    /// Nothing has moved.
    func isAt(_ other: WorldPlace) -> Bool { revision == other.revision && time == other.time && isSame(other.newest) }

    private func isSame(_ other: APIObject?) -> Bool {
        switch (newest, other) {
        case (nil, nil): true
        case (let a?, let b?): a == b
        default: false
        }
    }

    /// Does the session's world have this place in its past? The change at this revision is the same there.
    func leads(to session: Session) -> Bool {
        let store = session.cluster.server.store
        guard store.revision >= revision, let changes = store.changes(after: revision - 1) else { return false }
        return isSame(changes.first?.object)
    }
}
