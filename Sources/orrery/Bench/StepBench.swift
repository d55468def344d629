import ClusterSim
import Rendering
import Workbench

/// What a person at the prompt waits for.
enum StepBench {
    static let manifest = """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web}
        spec:
          replicas: 50
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.27"}]}
        """

    private static func session() -> Session {
        var session = Session(SessionOptions(), io: MachineIO())
        _ = session.perform("kubectl apply -f -", input: manifest)
        return session
    }

    /// One `step` after the other, each with its view as text.
    static func step(smoke: Bool) -> BenchResult {
        var result = BenchResult(
            name: "step",
            method:
                "3 nodes, a ReplicaSet of 50: `step` with its view as text, one by one; profile recorded, history full")
        var session = session()
        let meter = Meter()
        var times: [Double] = []
        for _ in 0 ..< (smoke ? 100 : 3000) {
            let start = Meter.wall()
            _ = session.perform("step").output.rendered(useColor: true)
            times.append(Meter.wall() - start)
        }
        result.add(times: times, of: "step")
        result.add(meter)
        return result
    }

    /// From event 10 000 to places in the past, near and far, and to the newest moment again.
    static func back(smoke: Bool) -> BenchResult {
        var result = BenchResult(
            name: "back",
            method:
                "event 10 000 is reached with scaling up and down, then `back N` for many N and `goto end`; history full"
        )
        var session = session()
        let target = smoke ? 1000 : 10_000
        let meter = Meter()
        var replicas = 50
        while session.cluster.eventCount < target {
            _ = session.perform("step \(min(500, target - session.cluster.eventCount))")
            replicas = 70 - replicas
            _ = session.perform("kubectl scale replicaset web --replicas=\(replicas)")
        }
        result.add("build-up", meter.wallSeconds, "s")
        var times: [Double] = []
        var forward: [Double] = []
        for count in [1, 2, 10, 63, 64, 65, 100, 500, 1000, 1023, 2000, 3333, 4097, 5000, 6000, 7777, 9000, 9999]
        where count < session.cluster.eventCount {
            var start = Meter.wall()
            _ = session.perform("back \(count)").output.rendered(useColor: true)
            times.append(Meter.wall() - start)
            start = Meter.wall()
            _ = session.perform("goto end").output.rendered(useColor: true)
            forward.append(Meter.wall() - start)
        }
        result.add(times: times, of: "back")
        result.add(times: forward, of: "goto end")
        result.add(meter)
        return result
    }
}
