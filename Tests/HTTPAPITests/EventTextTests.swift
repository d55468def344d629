import Documents
import HTTPAPI
import Synchronization
import Testing
import Workbench

/// Texts of events that are kept for the next watcher: nobody is sent anything else for it.
@Suite struct EventTextTests {
    /// Keeps everything and counts what was written.
    private final class Kept: EventTexts {
        private struct State: Sendable {
            var texts: [EventKey: [UInt8]] = [:]
            var written = 0
        }

        private let state = Mutex(State())

        var written: Int { state.withLock(\.written) }

        func text(of key: EventKey, _ write: () -> [UInt8]) -> [UInt8] {
            if let known = state.withLock({ $0.texts[key] }) { return known }
            let text = write()
            state.withLock {
                $0.texts[key] = text
                $0.written += 1
            }
            return text
        }
    }

    private static let path = "/api/v1/namespaces/default/configmaps?watch=1"

    /// The frames of watches in these forms, one after the other, with and without kept texts.
    private func frames(_ accepts: [String?], _ texts: Kept?) throws -> [[UInt8]] {
        var bench = HTTPBench(["create configmap a"])
        var streams = try accepts.map { accept in
            var stream = try bench.watch(Self.path, accept: accept)
            stream.texts = texts
            return stream
        }
        var out = streams.indices.map { streams[$0].begin(bench.session.snapshot).bytes }
        for line in ["create configmap b", "label configmap a x=y", "advance 20s", "delete configmap a"] {
            _ = bench.session.perform(line)
            for index in streams.indices { out[index] += streams[index].next(bench.session.snapshot).bytes }
        }
        return out
    }

    @Test("three that watch alike are written to once, in each form")
    func shared() throws {
        let accepts: [String?] = [nil, nil, HTTPBench.table, nil, HTTPBench.table, HTTPBench.table]
        let plain = try frames(accepts, nil)
        let kept = Kept()
        #expect(try frames(accepts, kept) == plain)
        #expect(plain[0] == plain[1] && plain[2] == plain[4] && plain[0] != plain[2])
        let events = (plain[0] + plain[2]).count { $0 == UInt8(ascii: "\n") }
        #expect(kept.written == events)
    }
}
