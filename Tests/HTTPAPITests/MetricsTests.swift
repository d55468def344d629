import HTTPAPI
import Simulation
import Testing
import Workbench

/// `/metrics`, as Prometheus reads it.
@Suite struct MetricsTests {
    private static func lines(_ commands: [String]) -> [Substring] {
        var bench = HTTPBench(commands)
        let answer = bench.send(HTTPBench.request("GET", "/metrics"))
        #expect(answer.status == 200)
        return answer.text.split(separator: "\n")
    }

    @Test("queues are told by upstream's names, and what they say fits together")
    func queues() throws {
        let lines = Self.lines(["create deployment web --image=nginx --replicas=2", "settle"])
        func value(_ start: String) throws -> Double {
            let line = try #require(lines.first { $0.hasPrefix(start) }, "\(start)")
            return try #require(Double(line.split(separator: " ").last ?? ""))
        }
        for queue in ["replicaset", "deployment", "job", "garbage_collector_attempt_to_delete", "endpoint_slice"] {
            #expect(try value("workqueue_depth{name=\"\(queue)\"}") == 0)
            let adds = try value("workqueue_adds_total{name=\"\(queue)\"}")
            #expect(try value("workqueue_queue_duration_seconds_count{name=\"\(queue)\"}") == adds)
            #expect(try value("workqueue_work_duration_seconds_count{name=\"\(queue)\"}") == adds)
        }
        #expect(try value("workqueue_adds_total{name=\"deployment\"}") > 3)
        #expect(try value("workqueue_work_duration_seconds_bucket{name=\"deployment\",le=\"1e-08\"}") >= 0)
        #expect(lines.contains("# TYPE workqueue_queue_duration_seconds histogram"))
        #expect(lines.contains("# TYPE workqueue_retries_total counter"))
        #expect(lines.contains("# TYPE workqueue_depth gauge"))
    }

    @Test("pods that fit nowhere are pending")
    func pending() {
        let lines = Self.lines([
            "cordon node-1", "cordon node-2", "cordon node-3", "run p --image=nginx", "settle"
        ])
        #expect(lines.contains("scheduler_pending_pods{queue=\"unschedulable\"} 1"))
        #expect(lines.contains("scheduler_pending_pods{queue=\"active\"} 0"))
    }

    @Test("each family is told once, help first")
    func families() {
        let lines = Self.lines([])
        let types = lines.filter { $0.hasPrefix("# TYPE ") }
        #expect(Set(types).count == types.count)
        for (index, line) in lines.enumerated() where line.hasPrefix("# TYPE ") {
            #expect(lines[index - 1].hasPrefix("# HELP " + (line.split(separator: " ").dropFirst(2).first ?? "")))
        }
    }
}
