import OrderedMaps
public import Simulation

/// How long a failed key waits before its next try.
///
/// Upstream: client-go util/workqueue/default_rate_limiters.go. The default is the larger of a delay that
/// grows with the failures of the key and a bucket shared by all keys.
public struct RateLimiter: Sendable {
    /// First delay; it doubles with each failure.
    public let base: SimDuration
    /// The delay never exceeds this.
    public let longest: SimDuration
    private let bucketPerSecond: Int64?
    private let bucketBurst: Int64
    private var failures = OrderedMap<WorkKey, Int>()
    private var bucket: TokenBucket

    public init(base: SimDuration, longest: SimDuration, bucketPerSecond: Int64?, bucketBurst: Int64) {
        self.base = base
        self.longest = longest
        self.bucketPerSecond = bucketPerSecond
        self.bucketBurst = bucketBurst
        bucket = TokenBucket(perSecond: bucketPerSecond ?? 1, burst: bucketBurst)
    }

    /// 5 ms doubling to 1000 s, and 10 a second with bursts of 100.
    /// Upstream: DefaultTypedControllerRateLimiter.
    public static let controllerDefault = RateLimiter(
        base: .milliseconds(5), longest: .seconds(1000), bucketPerSecond: 10, bucketBurst: 100)

    /// Delay before the next try of `key`, which has just failed once more.
    ///
    /// 5 ms × 2^(failures − 1), at most 1 000 s: 1 → 5 ms, 8 → 640 ms, 15 → 82 s, 19 → 1 000 s.
    public mutating func delay(of key: WorkKey, at now: SimTime) -> SimDuration {
        let count = failures[key] ?? 0
        failures[key] = count + 1
        var wait = longest
        if count < 40 {
            let grown = base.microseconds.multipliedReportingOverflow(by: 1 << Int64(count))
            if !grown.overflow { wait = min(longest, SimDuration(microseconds: grown.partialValue)) }
        }
        guard bucketPerSecond != nil else { return wait }
        return max(wait, bucket.take(at: now) - now)
    }

    /// How often `key` failed in a row.
    public func failures(of key: WorkKey) -> Int { failures[key] ?? 0 }

    /// Forgets the failures of `key`: it succeeded.
    public mutating func forget(_ key: WorkKey) { failures[key] = nil }

    /// The keys with failures, in order.
    public var failing: [(key: WorkKey, count: Int)] { failures.map { ($0.key, $0.value) } }
}

/// A token bucket on virtual time. Upstream: golang.org/x/time/rate, as client-go's flow control uses it.
public struct TokenBucket: Sendable, Equatable {
    private let interval: Int64
    private let burst: Int64
    /// When the bucket would be full again.
    private var full = SimTime(microseconds: .min / 4)

    public init(perSecond: Int64, burst: Int64) {
        interval = 1_000_000 / perSecond
        self.burst = burst
    }

    /// Takes one token: the moment from which it may be used, `now` or later.
    public mutating func take(at now: SimTime) -> SimTime {
        let start = max(full, now)
        full = start + SimDuration(microseconds: interval)
        let ready = full - SimDuration(microseconds: interval * burst)
        return max(now, ready)
    }
}
