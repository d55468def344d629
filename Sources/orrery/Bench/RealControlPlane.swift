import Documents

/// What the same costs a real v1.36.2 control plane: CPU of etcd, API server, controller-manager and scheduler
/// together, client limits lifted, on two cores, one run.
struct RecordedCost: Sendable {
    /// What was run.
    let work: String
    /// CPU seconds of all processes.
    let cpuSeconds: Double
    let pods: Int

    /// CPU milliseconds of a pod.
    var perPod: Double { cpuSeconds / Double(pods) * 1000 }

    static let ready = RecordedCost(work: "0 to 5000 pods Ready", cpuSeconds: 39.61, pods: 5000)
    static let rollout = RecordedCost(work: "rolling update of 500", cpuSeconds: 7.28, pods: 500)
    static let namespace = RecordedCost(work: "namespace of 1000 pods deleted", cpuSeconds: 10.14, pods: 1000)
}

/// The benches beside the real control plane, in one table.
struct RealControlPlane {
    private struct Row {
        let name: String
        let pods: Double
        let ours: Double
        let real: RecordedCost
        var ratio: Double { real.perPod / ours }
    }

    private let rows: [Row]

    /// Rows for the benches that have ended and have a recorded counterpart.
    init(_ results: [BenchResult]) {
        rows = results.compactMap { result in
            guard let real = result.beside, result.figure("done") == 1, let pods = result.figure("pods"),
                let cost = result.figure(BenchResult.costOfAPod), cost > 0
            else { return nil }
            return Row(name: result.name, pods: pods, ours: cost / 1000, real: real)
        }
    }

    var isEmpty: Bool { rows.isEmpty }

    var text: String {
        var out = """
            CPU of a pod beside a real v1.36.2 control plane (etcd, API server, controller-manager and scheduler; no
            kubelets; client limits lifted; one run). Ours holds the kubelets and their heartbeats as well. Nobody
            recorded a Job: its pods stand beside pods up to Ready.

            """
        let head = ["bench", "pods", "ours ms", "real ms", "ratio", "the real run"]
        for cells in [head] + rows.map(RealControlPlane.cells) {
            var line = "  " + cells[0].padded(to: 19, atEnd: true)
            for cell in cells[1 ... 4] { line += cell.padded(to: 10, atEnd: false) }
            out += line + "  " + cells[5] + "\n"
        }
        return out
    }

    private static func cells(_ row: Row) -> [String] {
        [row.name, row.pods.short, row.ours.short, row.real.perPod.short, row.ratio.short, row.real.work]
    }

    var value: Value {
        .array(
            rows.map {
                [
                    "name": .string($0.name), "pods": .double($0.pods), "cpuMillisecondsPerPod": .double($0.ours),
                    "real": .string($0.real.work), "realCPUMillisecondsPerPod": .double($0.real.perPod),
                    "ratio": .double($0.ratio),
                ]
            })
    }
}

extension String {
    fileprivate func padded(to width: Int, atEnd: Bool) -> String {
        let pad = String(repeating: " ", count: max(0, width - utf8.count))
        return atEnd ? self + pad : pad + self
    }
}
