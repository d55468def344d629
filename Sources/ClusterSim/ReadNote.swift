public import KubeAPI
import OrderedMaps
public import Simulation

/// A read that somebody outside made: it changes nothing and is no event, so only the audit log knows of it.
public struct ReadNote: Sendable {
    /// The request; `nil` if its path names no resource (`/version`).
    public let request: APIRequest?
    /// Path and query.
    public let uri: String
    public let user: String
    public let userAgent: String
    /// The answer's status.
    public let code: Int
    /// How many events had happened, and which span comes next.
    public internal(set) var event = 0
    public internal(set) var next = SpanID.none
    public internal(set) var time = SimTime(microseconds: 0)

    /// Notes a read that names a resource.
    public init(_ request: APIRequest, code: Int) {
        self.init(request, uri: request.uri, user: request.user, userAgent: request.userAgent, code: code)
    }

    /// Notes any read.
    public init(_ request: APIRequest?, uri: String, user: String, userAgent: String, code: Int) {
        self.request = request
        self.uri = uri
        self.user = user
        self.userAgent = userAgent
        self.code = code
    }
}

extension Timeline {
    /// So many reads of a branch are kept, the newest.
    static let readsMax = 10_000

    /// Notes a read at the newest moment; who looks at the past asks nobody.
    public mutating func note(_ read: ReadNote) {
        guard behind == 0 else { return }
        var read = read
        read.event = present.eventCount
        read.next = present.trace.nextID
        read.time = present.now
        branches.update(branchName) { branch in
            branch.reads.append(read)
            if branch.reads.count - branch.reads.startIndex > Timeline.readsMax {
                branch.reads.removeFirst(upTo: branch.reads.count - Timeline.readsMax)
            }
        }
    }

    /// The reads that had been made at the present moment, oldest first.
    public var reads: [ReadNote] {
        guard let reads = branches[branchName]?.reads.past(present) else { return [] }
        return (reads.startIndex ..< reads.endIndex).map { reads[$0] }
    }
}

extension ReadNote {
    /// It was made before, or at, the moment at which a cluster stands.
    func isPast(_ cluster: Cluster) -> Bool { event <= cluster.eventCount && time <= cluster.now }
}

extension ChunkedLog<ReadNote> {
    /// Those that had been made at the moment at which a cluster stands.
    func past(_ cluster: Cluster) -> ChunkedLog<ReadNote> {
        var out = ChunkedLog<ReadNote>()
        for index in startIndex ..< endIndex where self[index].isPast(cluster) { out.append(self[index]) }
        return out
    }
}
