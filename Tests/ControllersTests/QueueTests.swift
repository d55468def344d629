import ControllerKit
import KubeAPI
import Simulation
import Testing

@Suite struct QueueTests {
    static let key = WorkKey(ObjectKey("default", "web"))
    static let other = WorkKey(ObjectKey("default", "api"))

    @Test("a key that is added twice is in the queue once, with both causes")
    func merging() {
        var queue = WorkQueue()
        let first = queue.add(Self.key, causes: [SpanID(1)], at: .zero)
        #expect(first == .new)
        let second = queue.add(Self.other, causes: [SpanID(2)], at: .zero)
        #expect(second == .new)
        let again = queue.add(Self.key, causes: [SpanID(3), SpanID(1)], at: .zero)
        #expect(again == .merged)
        #expect(queue.ready == [Self.key, Self.other])
        let taken = queue.take(at: .zero)
        #expect(taken?.key == Self.key)
        #expect(taken?.causes == [SpanID(1), SpanID(3)])
        #expect(queue.invariantBroken() == nil)
    }

    @Test("adds that merge do not count; a key waits from its first add until it is taken")
    func counting() {
        var queue = WorkQueue()
        for second in Int64(0) ... 2 { queue.add(Self.key, causes: [SpanID(1)], at: .zero + .seconds(second)) }
        _ = queue.wait(Self.key, until: .zero + .seconds(9))
        _ = queue.wait(Self.key, until: .zero + .seconds(9))
        _ = queue.take(at: .zero + .seconds(3))
        #expect(queue.adds == 1 && queue.retries == 2)
        #expect(queue.waits.count == 1 && queue.waits.sum == .seconds(3))
        let bounds = queue.waits.cumulative
        #expect(bounds.filter { $0.count == 0 }.map(\.bound).last == "1")
        #expect(bounds.last?.bound == "+Inf" && bounds.last?.count == 1)
    }

    @Test("a key that is added while it is worked on comes again afterwards, not before")
    func dirtyWhileProcessing() {
        var queue = WorkQueue()
        queue.add(Self.key, causes: [SpanID(1)], at: .zero)
        _ = queue.take(at: .zero)
        let meanwhile = queue.add(Self.key, causes: [SpanID(2)], at: .zero)
        #expect(meanwhile == .afterProcessing)
        #expect(queue.isEmpty)
        let causes = queue.done(Self.key)
        #expect(causes == [SpanID(2)])
        #expect(queue.ready == [Self.key])
        _ = queue.take(at: .zero)
        let rest = queue.done(Self.key)
        #expect(rest.isEmpty)
        #expect(queue.isEmpty)
    }

    @Test("an entry keeps 64 causes, the oldest")
    func causeLimit() {
        var queue = WorkQueue()
        for number in 1...100 { queue.add(Self.key, causes: [SpanID(number)], at: .zero) }
        let taken = queue.take(at: .zero)
        #expect(taken?.causes == (1...WorkQueue.causesKept).map(SpanID.init))
    }

    @Test("of two delays of one key the earlier counts")
    func delays() {
        var queue = WorkQueue()
        let waitsForFirst = queue.wait(Self.key, until: .zero + .seconds(5))
        #expect(waitsForFirst)
        let waitsForLater = queue.wait(Self.key, until: .zero + .seconds(9))
        #expect(!waitsForLater)
        let waitsForEarlier = queue.wait(Self.key, until: .zero + .seconds(2))
        #expect(waitsForEarlier)
        let waitedTooEarly = queue.waited(Self.key, at: .zero + .seconds(1))
        #expect(!waitedTooEarly)
        let waitedForSecond = queue.waited(Self.key, at: .zero + .seconds(2))
        #expect(waitedForSecond)
        let waitedForLast = queue.waited(Self.key, at: .zero + .seconds(5))
        #expect(!waitedForLast)
    }

    @Test("the delay doubles with each failure, from 5 ms to 1000 s, and success resets it")
    func backoff() {
        var limiter = RateLimiter(
            base: .milliseconds(5), longest: .seconds(1000), bucketPerSecond: nil, bucketBurst: 1)
        let delays = (1...20).map { _ in limiter.delay(of: Self.key, at: .zero) }
        #expect(delays.prefix(3) == [.milliseconds(5), .milliseconds(10), .milliseconds(20)])
        #expect(delays[7] == .milliseconds(640))
        #expect(delays[17] == .milliseconds(655_360))
        #expect(delays[18] == .seconds(1000))
        #expect(delays[19] == .seconds(1000))
        #expect(limiter.failures(of: Self.key) == 20)
        limiter.forget(Self.key)
        let afterSuccess = limiter.delay(of: Self.key, at: .zero)
        #expect(afterSuccess == .milliseconds(5))
    }

    @Test("after a hundred failures of different keys the bucket is empty: ten a second")
    func sharedBucket() {
        var limiter = RateLimiter.controllerDefault
        var delays: [SimDuration] = []
        for number in 0..<102 {
            delays.append(limiter.delay(of: WorkKey(ObjectKey("default", "\(number)")), at: .zero))
        }
        #expect(delays[99] == .milliseconds(5))
        #expect(delays[100] == .milliseconds(100))
        #expect(delays[101] == .milliseconds(200))
    }

    @Test("a token bucket gives its burst at once, then one an interval, and fills up again")
    func tokenBucket() {
        var bucket = TokenBucket(perSecond: 20, burst: 3)
        let at = { (bucket: inout TokenBucket, now: SimTime) in bucket.take(at: now).microseconds / 1000 }
        #expect((0..<5).map { _ in at(&bucket, .zero) } == [0, 0, 0, 50, 100])
        let later = SimTime.zero + .seconds(10)
        #expect((0..<4).map { _ in at(&bucket, later) } == [10_000, 10_000, 10_000, 10_050])
    }

    @Test("expectations are met when all was seen, or after more than five minutes")
    func expectations() {
        let key = ObjectKey("default", "web")
        var awaited = Expectations()
        #expect(awaited.areSatisfied(for: key, at: .zero))
        awaited.expectCreations(2, for: key, at: .zero)
        awaited.creationObserved(for: key)
        #expect(!awaited.areSatisfied(for: key, at: .zero + .minutes(5)))
        #expect(awaited.areSatisfied(for: key, at: .zero + .minutes(5) + .microseconds(1)))
        awaited.creationObserved(for: key)
        #expect(awaited.areSatisfied(for: key, at: .zero))
    }

    @Test("the deletion of a pod is counted once, and only if it was awaited")
    func deletions() {
        let key = ObjectKey("default", "web")
        var awaited = Expectations()
        awaited.expectDeletions(of: ["default/a", "default/b"], for: key, at: .zero)
        awaited.deletionObserved(of: "default/a", for: key)
        awaited.deletionObserved(of: "default/a", for: key)
        awaited.deletionObserved(of: "default/stranger", for: key)
        #expect(awaited[key]?.deletions == 1)
        awaited.deletionObserved(of: "default/b", for: key)
        #expect(awaited.areSatisfied(for: key, at: .zero))
    }
}
