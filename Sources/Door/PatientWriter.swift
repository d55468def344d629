import Hummingbird
import NIOCore

/// Writes to a client that may be slow, but not for ever: one that takes nothing is cut off.
struct PatientWriter: Sendable {
    let channel: any Channel
    let patience: DoorPatience

    func write(_ bytes: [UInt8], to writer: inout any ResponseBodyWriter) async throws {
        if bytes.isEmpty { return }
        let channel = channel
        let limit = channel.eventLoop.scheduleTask(in: .milliseconds(patience.write)) { channel.close(promise: nil) }
        defer { limit.cancel() }
        try await writer.write(ByteBuffer(bytes: bytes))
    }
}
