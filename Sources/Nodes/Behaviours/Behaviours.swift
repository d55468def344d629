import Documents

/// Which image behaves how.
///
/// The first rule whose pattern matches wins; a pod's annotation `orrery.dev/behaviour` wins over all.
public struct Behaviours: Sendable, Equatable {
    /// The annotation with a behaviour as JSON text, for all containers of a pod, or for one with
    /// `/NAME` behind it: `orrery.dev/behaviour.web`.
    public static let annotation = "orrery.dev/behaviour"
    /// Rules of one table.
    public static let rulesMax = 1000

    /// One row of the table.
    public struct Rule: Sendable, Equatable {
        /// `nginx`, `demo/*`, `*crash*:1`: `*` stands for any characters. Compared with the whole image, with
        /// the image without tag, and with its last part.
        public var pattern: String
        public var behaviour: Behaviour

        public init(_ pattern: String, _ behaviour: Behaviour) {
            self.pattern = pattern
            self.behaviour = behaviour
        }
    }

    public var rules: [Rule]
    /// For images without a rule.
    public var fallback: Behaviour

    public init(rules: [Rule] = [], fallback: Behaviour = Behaviour()) {
        self.rules = rules
        self.fallback = fallback
    }

    /// As the nodes of the recorded runs: every image is there, everything starts at once and runs for ever.
    public static let oracle: Behaviours = {
        var fallback = Behaviour()
        fallback.isOnEveryNode = true
        return Behaviours(fallback: fallback)
    }()

    /// For teaching: pulls take 1–3 s, a few image names misbehave in a telling way.
    public static let standard: Behaviours = {
        func rule(_ pattern: String, _ change: (inout Behaviour) -> Void) -> Rule {
            var behaviour = Behaviour()
            behaviour.pullMilliseconds = 1000
            change(&behaviour)
            return Rule(pattern, behaviour)
        }
        var other = Behaviour()
        other.pullMilliseconds = 1500
        return Behaviours(
            rules: [
                rule("nginx") { $0.pullMilliseconds = 2000 },
                rule("mysql") { $0.pullMilliseconds = 3000; $0.upAfterSeconds = 5; $0.stopMilliseconds = 1500 },
                rule("redis") {
                    $0.pullMilliseconds = 1200
                    $0.execs = [Behaviour.ExecRule(command: ["redis-cli", "ping"], stdout: "PONG\n")]
                },
                rule("busybox") { $0.pullMilliseconds = 1000; $0.ignoresSIGTERM = true; $0.imageBytes = 2_156_519 },
                rule("*crash*") {
                    $0.runsForSeconds = 1
                    $0.exitCode = 1
                    $0.logs = [Behaviour.LogLine(atMilliseconds: 0, text: "panic: something is missing")]
                },
                rule("*slow*") { $0.upAfterSeconds = 20 },
                rule("*stubborn*") { $0.ignoresSIGTERM = true },
                rule("*missing*") { $0.pullFailure = "not found" },
            ], fallback: other)
    }()

    /// The behaviour of `container` with `image` in a pod with `annotations`.
    ///
    /// An annotation that cannot be read is as if it were not there; `Behaviour(parsing:)` says what is wrong with it.
    public func behaviour(
        image: String, container: String = "", annotations: [(key: String, value: String)]
    ) -> Behaviour {
        let own = rules.first { Behaviours.matches($0.pattern, image) }?.behaviour ?? fallback
        var text: String?
        for (key, value) in annotations {
            if key == Behaviours.annotation && text == nil { text = value }
            if !container.isEmpty && key == "\(Behaviours.annotation).\(container)" { text = value }
        }
        guard let text, let value = try? JSONReader.read(text) else { return own }
        return (try? Behaviour(parsing: value, over: own)) ?? own
    }

    static func matches(_ pattern: String, _ image: String) -> Bool {
        let start = image.lastIndex(of: "/").map { image.index(after: $0) } ?? image.startIndex
        let last = image[start...]
        let name = last.prefix { $0 != ":" && $0 != "@" }
        let untagged = image[..<start] + name
        return glob(pattern, image) || glob(pattern, String(untagged)) || glob(pattern, String(last))
            || glob(pattern, String(name))
    }

    /// `*` matches any run of characters. Linear in pattern times text, without recursion.
    private static func glob(_ pattern: String, _ text: String) -> Bool {
        let p = Array(pattern.utf8)
        let t = Array(text.utf8)
        let star = UInt8(ascii: "*")
        var i = 0
        var j = 0
        var back: (pattern: Int, text: Int)?
        while j < t.count {
            if i < p.count, p[i] == star {
                back = (i, j)
                i += 1
            } else if i < p.count, p[i] == t[j] {
                i += 1
                j += 1
            } else if let (at, from) = back {
                back = (at, from + 1)
                i = at + 1
                j = from + 1
            } else {
                return false
            }
        }
        while i < p.count, p[i] == star { i += 1 }
        return i == p.count
    }
}
