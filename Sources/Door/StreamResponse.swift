import HTTPAPI
import HTTPTypes
import Hummingbird
import KubeAPI
import NIOCore
import ServiceLifecycle
import Workbench

/// A stream on its connection: frames are written when the world has moved, and nothing is kept in between.
struct StreamResponse<Stream: WorldStream>: Sendable {
    let stream: Stream
    /// The world the client knows: if another takes its place the watch ends with 410.
    let epoch: Int
    let desk: SessionDesk
    let channel: any Channel

    /// The answer: a head with frames behind it.
    func response(_ world: WorldSnapshot) -> Response {
        var stream = stream
        let first = stream.begin(world)
        var fields = HTTPFields()
        fields[.contentType] = stream.contentType
        fields[.cacheControl] = "no-cache, private"
        let begun = stream
        let body = ResponseBody { writer in
            try await write(begun, first, to: &writer)
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: fields, body: body)
    }

    private func write(
        _ begun: Stream, _ first: StreamFrames, to writer: inout any ResponseBodyWriter
    ) async throws {
        var stream = begun
        let (id, bell, wakes) = desk.subscribe()
        defer { desk.unsubscribe(id) }
        // A client that is gone, a bookmark that is due, the end of the watch: each rings the same bell.
        channel.closeFuture.whenComplete { _ in bell.finish() }
        let clock = ContinuousClock()
        let seconds = stream.timeoutSeconds ?? DoorOptions.watchSeconds
        let end = clock.now + .seconds(seconds)
        let ending = channel.eventLoop.scheduleTask(deadline: .now() + .seconds(seconds)) { bell.finish() }
        let marks = channel.eventLoop.scheduleRepeatedTask(
            initialDelay: .seconds(DoorOptions.bookmarkSeconds), delay: .seconds(DoorOptions.bookmarkSeconds)
        ) { _ in _ = bell.yield(()) }
        defer {
            ending.cancel()
            marks.cancel()
        }
        var bookmarkDue = clock.now + .seconds(DoorOptions.bookmarkSeconds)
        if !first.bytes.isEmpty { try await writer.write(ByteBuffer(bytes: first.bytes)) }
        if first.isOver { return }
        // What happened between the list and the subscription is looked for at once.
        bell.yield(())
        for await _ in wakes {
            let (world, epoch) = desk.snapshot()
            var frames = epoch == self.epoch ? stream.next(world) : stream.expired(world)
            if !frames.isOver && clock.now >= bookmarkDue {
                bookmarkDue = clock.now + .seconds(DoorOptions.bookmarkSeconds)
                let mark = stream.bookmark(world)
                frames.bytes += mark.bytes
            }
            if !frames.bytes.isEmpty { try await writer.write(ByteBuffer(bytes: frames.bytes)) }
            if frames.isOver || clock.now >= end { return }
        }
    }
}
