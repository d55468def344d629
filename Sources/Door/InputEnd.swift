import NIOCore
import Synchronization

/// Knows when a client has said that it sends no more: nobody needs to wait for changes on its behalf then.
///
/// Upstream: Go's net/http ends the context of a request when its connection can be read no more.
final class InputEnd: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    // A class: its identity is that of the connection.
    typealias InboundIn = NIOAny

    private struct State {
        var isOver = false
        var waiting: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Calls `told` at the end, at once if it has come. One waits at a time.
    func whenOver(_ told: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            state.waiting = told
            return state.isOver
        }
        if isOver { told() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { end() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func end() {
        let told = state.withLock { state in
            state.isOver = true
            return state.waiting
        }
        told?()
    }
}
