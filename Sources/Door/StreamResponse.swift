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
    let writer: PatientWriter

    /// The answer: a head with frames behind it.
    func response(_ world: WorldSnapshot) -> Response {
        var stream = stream
        let first = stream.begin(world)
        var fields = HTTPFields()
        fields[.contentType] = stream.contentType
        fields[.cacheControl] = "no-cache, private"
        fields.append(contentsOf: Responder.fields(stream.warnings.map(HTTPAPI.HTTPResponse.warning)))
        let begun = stream
        let body = ResponseBody { output in
            try await write(begun, first, to: &output)
            try await output.finish(nil)
        }
        return Response(status: .ok, headers: fields, body: body)
    }

    private func write(
        _ begun: Stream, _ first: StreamFrames, to output: inout any ResponseBodyWriter
    ) async throws {
        var stream = begun
        let (id, bell, wakes) = desk.subscribe()
        defer { desk.unsubscribe(id) }
        // A client that is gone, a bookmark that is due, the end of the watch: each rings the same bell.
        let (channel, patience) = (writer.channel, writer.patience)
        try await channel.pipeline.handler(type: InputEnd.self).get().whenOver { bell.finish() }
        let clock = ContinuousClock()
        // Nobody watches for longer than a day.
        let lasting = stream.timeoutSeconds.map { min($0, 86_400) * 1_000 } ?? patience.watch
        let end = clock.now + .milliseconds(lasting)
        let ending = channel.eventLoop.scheduleTask(in: .milliseconds(lasting)) { bell.finish() }
        let mark = TimeAmount.milliseconds(patience.bookmark)
        let marks = channel.eventLoop.scheduleRepeatedTask(initialDelay: mark, delay: mark) { _ in
            _ = bell.yield(())
        }
        defer {
            ending.cancel()
            marks.cancel()
        }
        var bookmarkDue = clock.now + .milliseconds(patience.bookmark)
        try await writer.write(first.bytes, to: &output)
        if first.isOver { return }
        // What happened between the list and the subscription is looked for at once.
        bell.yield(())
        for await _ in wakes {
            let (world, epoch) = desk.snapshot()
            var frames = epoch == self.epoch ? stream.next(world) : stream.expired(world)
            if !frames.isOver && clock.now >= bookmarkDue {
                bookmarkDue = clock.now + .milliseconds(patience.bookmark)
                let mark = stream.bookmark(world)
                frames.bytes += mark.bytes
            }
            try await writer.write(frames.bytes, to: &output)
            if frames.isOver || clock.now >= end { return }
        }
    }
}
