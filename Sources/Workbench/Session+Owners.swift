import KubeAPI
import Views

/// Looking at owners and at what keeps an object.
extension Session {
    func graph(_ words: [String], verbose: Bool) throws(WordProblem) -> Response {
        let root = words.isEmpty ? nil : try objectRef(words, "gc graph").0
        return show(GraphView.graph(root, home: namespace, in: cluster, view(verbose)))
    }

    func still(_ words: [String]) throws(WordProblem) -> Response {
        show(StillView.still(try objectRef(words, "why still").0, in: cluster, view))
    }
}

/// `why still pod/web` and `why is pod/web still here`.
enum StillWords {
    /// The words of the object; `nil` if the question is another one.
    static func object(_ words: [String]) -> [String]? {
        if words.first == "still" { return Array(words.dropFirst()) }
        guard words.count > 3, words.first == "is", words.suffix(2) == ["still", "here"] else { return nil }
        return Array(words.dropFirst().dropLast(2))
    }
}
