public import KubeAPI

/// How `logs -f` and `attach` go on: whose lines, and how many were shown.
public struct LogPlan: Sendable, Equatable {
    /// Namespace and name.
    public let pod: ObjectKey
    /// Its name.
    public let container: String
    private let prefix: String
    private var shown: Int
    private var isOver = false

    init(pod: ObjectKey, container: String, prefix: String, shown: Int) {
        self.pod = pod
        self.container = container
        self.prefix = prefix
        self.shown = shown
    }

    /// The lines to show of all that the container has written by now. A new run has a log of its own: it ends this.
    public mutating func text(_ all: [String]) -> [String] {
        if isOver || all.count < shown {
            isOver = true
            return []
        }
        defer { shown = all.count }
        return all[shown...].map { prefix + $0 }
    }
}
