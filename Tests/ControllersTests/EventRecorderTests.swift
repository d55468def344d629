import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct EventRecorderTests {
    /// Writes `event` at `second`; the request, if one was made.
    static func write(
        _ recorder: inout EventRecorder, _ message: String, reason: String = "Failed", second: Int64 = 0,
        answer: APIResult = .document(.null, code: 200)
    ) -> APIRequest? {
        recorder.accept(
            RecordedEvent(
                regarding: ObjectRef(.pods, ObjectKey("default", "web"), uid: "uid-web"), type: "Warning",
                reason: reason, message: message, causes: []))
        let moment = Moment(time: .zero + .seconds(second), start: Rig.start)
        guard let (request, _) = recorder.next(at: moment) else { return nil }
        recorder.answered(answer)
        return request
    }

    @Test("the same event again counts up the first one")
    func counts() throws {
        var recorder = EventRecorder(component: "kubelet", host: "node-1")
        let made = Self.write(&recorder, "boom")
        let first = try #require(made)
        #expect(first.verb == .create)
        #expect(first.body["count"] == 1)
        #expect(first.body.at("source") == ["component": "kubelet", "host": "node-1"])
        for count in Int64(2)...4 {
            let next = Self.write(&recorder, "boom", second: count)
            let again = try #require(next)
            #expect(again.verb == .patch(.strategic))
            #expect(again.name == first.body.at("metadata", "name")?.string)
            #expect(again.body["count"] == .int(count))
            #expect(again.body["lastTimestamp"] == .string("2026-01-01T00:00:0\(count)Z"))
        }
        let other = Self.write(&recorder, "boom", reason: "Other")
        #expect(other?.verb == .create)
    }

    @Test("the tenth different message of one kind makes them one event")
    func aggregation() throws {
        var recorder = EventRecorder(component: "kubelet", host: "")
        var messages: [String] = []
        var verbs: [String] = []
        for number in 1...12 {
            let written = Self.write(&recorder, "message \(number)")
            let request = try #require(written)
            verbs.append(request.verb.method)
            messages.append(request.body["message"]?.string ?? "")
        }
        #expect(messages[8] == "message 9")
        #expect(messages[9] == "(combined from similar events): message 10")
        #expect(verbs == Array(repeating: "POST", count: 10) + ["PATCH", "PATCH"])
        #expect(messages[11] == "(combined from similar events): message 12")
    }

    @Test("ten quiet minutes end the aggregation")
    func aggregationEnds() {
        var recorder = EventRecorder(component: "kubelet", host: "")
        for number in 1...11 { _ = Self.write(&recorder, "message \(number)") }
        let later = Self.write(&recorder, "message 12", second: 601)
        #expect(later?.body["message"] == "message 12")
    }

    @Test("of one source and object 25 events are written at once, then one in five minutes")
    func spam() {
        var recorder = EventRecorder(component: "kubelet", host: "")
        let written = (1...40).filter { _ in Self.write(&recorder, "boom") != nil }
        #expect(written.count == 25)
        let later = [Int64(299), 300, 301].map { Self.write(&recorder, "boom", second: $0) != nil }
        #expect(later == [false, true, false])
    }

    @Test("an event that is gone is made anew")
    func gone() {
        var recorder = EventRecorder(component: "kubelet", host: "")
        _ = Self.write(&recorder, "boom")
        let patch = Self.write(
            &recorder, "boom", answer: .failure(.notFound("events", group: "", name: "web.1")))
        #expect(patch?.verb.method == "PATCH")
        let next = recorder.next(at: Moment(time: .zero, start: Rig.start))
        #expect(next?.request.verb == .create)
    }

    @Test("one event is written at a time, in the order of arrival")
    func oneAtATime() {
        var recorder = EventRecorder(component: "kubelet", host: "")
        let moment = Moment(time: .zero, start: Rig.start)
        for message in ["a", "b"] {
            recorder.accept(
                RecordedEvent(
                    regarding: ObjectRef(.pods, ObjectKey("default", "web")), type: "Normal", reason: "R",
                    message: message, causes: []))
        }
        let first = recorder.next(at: moment)
        #expect(first?.request.body["message"] == "a")
        let isBusy = recorder.next(at: moment) == nil
        #expect(isBusy)
        #expect(recorder.waitingCount == 2)
        recorder.answered(.document(.null, code: 201))
        let second = recorder.next(at: moment)
        #expect(second?.request.body["message"] == "b")
    }
}
