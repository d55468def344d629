/// What a stream sends next.
public struct StreamFrames: Sendable, Equatable {
    /// Whole lines; may be empty.
    public var bytes: [UInt8] = []
    /// How many events or lines they hold.
    public var count = 0
    /// Nothing follows.
    public var isOver = false
}

/// An answer that goes on as the world moves. Who holds the connection asks it after each move.
public protocol WorldStream: Sendable {
    /// Of the whole stream.
    var contentType: String { get }
    /// For `Warning` headers.
    var warnings: [String] { get }
    /// So long the client wants it to last; `nil`: as long as the server likes.
    var timeoutSeconds: Int64? { get }
    /// What is sent at once.
    mutating func begin(_ world: some HTTPWorld) -> StreamFrames
    /// What has come since.
    mutating func next(_ world: some HTTPWorld) -> StreamFrames
    /// What has come since, and a sign of life if the client takes one.
    mutating func bookmark(_ world: some HTTPWorld) -> StreamFrames
    /// The world was turned back, or another took its place.
    mutating func expired(_ world: some HTTPWorld) -> StreamFrames
}
