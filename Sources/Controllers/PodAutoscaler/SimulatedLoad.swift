import Documents
public import KubeAPI

/// What the metrics APIs answer about the pods of one autoscaler: a load that a person sets (`load hpa/web cpu=80m`).
///
/// It stands in the autoscaler's annotation `orrery.dev/load` as an object of metric → quantity:
/// `cpu` of each pod, `total:cpu` shared by the running ones, `c/cpu` of container c, `pods:NAME` of each pod,
/// `object:NAME`, `external:NAME`. Without the annotation there is no metrics API, as in a cluster without
/// metrics-server. Upstream: pkg/controller/podautoscaler/metrics/client.go.
public struct SimulatedLoad {
    /// metrics-server scrapes that often: a pod has no sample in its first seconds, and samples cover as much.
    static let resolutionMicroseconds: Int64 = 15_000_000  // --metric-resolution

    /// One pod's sample.
    public struct Sample: Equatable, Sendable {
        /// Its name.
        public let pod: String
        /// In thousandths.
        public var milli: Int64
        /// Microseconds since 1970.
        var time: Int64 = 0
    }

    /// Why there is no answer, in the words of upstream's client.
    public struct Failure: Error, Equatable { let message: String }

    /// The annotation of an autoscaler that holds its load.
    public static let annotation = "orrery.dev/load"

    private let load: [(key: String, value: String)]?
    let now: Int64

    /// The load of an autoscaler; `now` in microseconds since 1970.
    public init(of autoscaler: APIObject, now: Int64) {
        self.now = now
        let text = autoscaler.at("metadata", "annotations", Self.annotation)?.string
        load = text.flatMap { try? JSONReader.read($0) }?.stringMap
    }

    private func milli(_ key: String) -> Int64? {
        guard let text = load?.first(where: { $0.key == key })?.value else { return nil }
        return (try? Quantity(parsing: text))?.milliValue
    }

    /// The pods that have been running long enough to be measured.
    private func measured(_ pods: [APIObject]) -> [APIObject] {
        pods.filter { pod in
            guard pod.pod?.phase == .running, !pod.meta.isTerminating else { return false }
            guard let start = pod.at("status", "startTime")?.string.flatMap({ Timestamps.parse($0) }) else {
                return true
            }
            return start + Self.resolutionMicroseconds <= now
        }
    }

    /// What each pod uses of a resource, or one container of each; failures are upstream's.
    ///
    /// Upstream: GetResourceMetric.
    public func resource(_ name: String, container: String, _ pods: [APIObject]) throws(Failure) -> [Sample] {
        guard load != nil else {
            throw Failure(
                message: "unable to fetch metrics from resource metrics API: the server could not find the "
                    + "requested resource (get pods.metrics.k8s.io)")
        }
        let measured = measured(pods)
        if measured.isEmpty { throw Failure(message: "no metrics returned from resource metrics API") }
        let shared = milli("total:\(name)").map { $0 / Int64(measured.count) }
        guard let each = (container.isEmpty ? nil : milli("\(container)/\(name)")) ?? milli(name) ?? shared else {
            return []
        }
        return measured.map { Sample(pod: $0.name, milli: each, time: now) }
    }

    /// Upstream: GetRawMetric.
    func pods(_ name: String, _ pods: [APIObject]) throws(Failure) -> [Sample] {
        guard let each = try custom("pods:\(name)") else {
            throw Failure(message: "no metrics returned from custom metrics API")
        }
        let measured = measured(pods)
        if measured.isEmpty { throw Failure(message: "no metrics returned from custom metrics API") }
        return measured.map { Sample(pod: $0.name, milli: each, time: now) }
    }

    /// Upstream: GetObjectMetric.
    func object(_ name: String) throws(Failure) -> Int64 {
        guard let value = try custom("object:\(name)") else {
            throw Failure(
                message: "unable to fetch metrics from custom metrics API: the server could not find the metric \(name)"
            )
        }
        return value
    }

    private func custom(_ key: String) throws(Failure) -> Int64? {
        guard load != nil else {
            throw Failure(
                message: "unable to fetch metrics from custom metrics API: no custom metrics API "
                    + "(custom.metrics.k8s.io) registered")
        }
        return milli(key)
    }

    /// Upstream: GetExternalMetric.
    func external(_ name: String) throws(Failure) -> Int64 {
        guard load != nil else {
            throw Failure(
                message: "unable to fetch metrics from external metrics API: the server could not find the "
                    + "requested resource (get \(name).external.metrics.k8s.io)")
        }
        guard let value = milli("external:\(name)") else {
            throw Failure(message: "no metrics returned from external metrics API")
        }
        return value
    }
}
