import OrderedMaps

/// Scores from 0 to 100 by what a node has left.
///
/// Upstream: pkg/scheduler/framework/plugins/noderesources: least_allocated.go, balanced_allocation.go,
/// resource_allocation.go. Resources: cpu and memory, each with weight 1.
enum ResourceScores {
    static let nodeScoreMax: Int64 = 100

    /// The average free part of cpu and memory once the pod is there; containers without requests count as
    /// 100m and 200Mi.
    static func leastAllocated(_ pod: PodSpecRow, _ load: NodeLoad) -> Int64 {
        let cpu = load.milliCPUMax
        let memory = load.memoryMax
        var sum: Int64 = 0
        var weights: Int64 = 0
        if cpu != 0 {
            sum += free(of: cpu, after: load.scoredMilliCPU + pod.request.scored.milliCPU)
            weights += 1
        }
        if memory != 0 {
            sum += free(of: memory, after: load.scoredMemory + pod.request.scored.memory)
            weights += 1
        }
        return weights == 0 ? 0 : sum / weights
    }

    private static func free(of all: Int64, after used: Int64) -> Int64 {
        used > all ? 0 : (all - used) * nodeScoreMax / all
    }

    /// Pods without requests for cpu and memory are not scored by balance.
    static func skipsBalance(_ pod: PodSpecRow) -> Bool {
        pod.request.total.milliCPU == 0 && pod.request.total.memory == 0
    }

    /// By how much the pod evens out the use of cpu and memory: 75 if not at all, 100 at best, 50 at worst.
    static func balanced(_ pod: PodSpecRow, _ load: NodeLoad) -> Int64 {
        let total = pod.request.total.milliCPU
        let bytes = pod.request.total.memory
        let with = balance(load.milliCPU + total, load.memory + bytes, load)
        let without = balance(load.milliCPU, load.memory, load)
        return nodeScoreMax / 2 + (nodeScoreMax / 2 + with - without) / 2
    }

    private static func balance(_ milliCPU: Int64, _ memory: Int64, _ load: NodeLoad) -> Int64 {
        var deviation = 0.0
        if load.milliCPUMax != 0 && load.memoryMax != 0 {
            let cpu = min(1, Double(milliCPU) / Double(load.milliCPUMax))
            let bytes = min(1, Double(memory) / Double(load.memoryMax))
            deviation = abs((cpu - bytes) / 2)
        }
        return Int64((1 - deviation) * Double(nodeScoreMax))
    }
}

/// A node that has the pod's images saves pulling them.
///
/// Upstream: pkg/scheduler/framework/plugins/imagelocality/image_locality.go.
enum ImageScores {
    private static let mebibyte: Int64 = 1024 * 1024
    static let bytesMin = 23 * mebibyte
    static let bytesMaxPerContainer = 1000 * mebibyte

    static func score(_ pod: PodSpecRow, _ node: NodeFacts, _ cluster: ClusterRows) -> Int64 {
        guard !node.images.isEmpty, pod.containerCount > 0 else { return 0 }
        var sum: Int64 = 0
        for image in pod.images {
            guard let size = node.size(ofImage: image) else { continue }
            let share = Double(cluster.imageNodes[image] ?? 0) / Double(cluster.count)
            sum += Int64(Double(size) * share)
        }
        let most = bytesMaxPerContainer * Int64(pod.containerCount)
        let kept = min(max(sum, bytesMin), most)
        return ResourceScores.nodeScoreMax * (kept - bytesMin) / (most - bytesMin)
    }
}
