import ClusterSim
import KubeAPI

extension Session {
    /// Whether a word of a condition names a resource: one that is served, or a custom one by its full name, which may
    /// still come.
    func isResource(_ word: String) -> Bool { cluster.served.find(word) != nil || word.contains(".") }
}
