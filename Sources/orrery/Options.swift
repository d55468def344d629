import ArgumentParser
import ClusterSim
import Commands
import ControllerKit
import Documents
import Nodes
import Simulation
import Terminal
import Workbench

/// The flags that make a world.
struct WorldOptions: ParsableArguments {
    @Option(help: "The seed of all chance: the same seed and the same lines give the same bytes.")
    var seed: UInt64 = ClusterOptions().seed

    @Option(help: "Nodes with kubelets at the beginning, 0 to 10000.")
    var nodes: Int = 3

    @Option(help: "What date t=0s is, RFC 3339 (2026-01-05T08:00:00Z; for serve: now), or `now`.")
    var start: String?
    private static let usualStart = "2026-01-05T08:00:00Z"

    @Option(help: "How long things take: recorded, unlimited or jittered.")
    var profile: String = "recorded"

    @Option(help: "How much of the past is kept: full, window or off.")
    var history: String = "full"

    @Option(help: "The folder with the lessons.")
    var lessons: String?

    @Option(help: "The language of lessons and help: en or zh.")
    var lang: String?

    @Option(help: "Image behaviour: oracle (all start at once) or standard (images take their time).")
    var images: String = "oracle"

    @Option(help: "Controllers that do not run, each with a minus: --controllers=-replicaset-controller.")
    var controllers: [String] = []

    /// - Parameter usual: what date t=0s is if none is said, microseconds since 1970.
    func sessionOptions(startingAt usual: Int64? = nil) throws -> SessionOptions {
        var options = SessionOptions()
        guard (0 ... 10_000).contains(nodes) else {
            throw ValidationError("--nodes: \(nodes) is not between 0 and 10000")
        }
        let date = try startDate(usual)
        guard let timing = Profile.named(profile) else {
            throw ValidationError(
                "--profile: no profile `\(profile)`; there are \(Profile.all.map(\.name).joined(separator: ", "))")
        }
        guard let mode = HistoryMode(rawValue: history) else {
            throw ValidationError("--history: `\(history)` is not full, window or off")
        }
        options.cluster.seed = seed
        options.cluster.nodes = nodes
        options.cluster.start = date
        options.cluster.profile = timing
        if mode == .off { options.cluster.limits = .lean }
        options.history = mode
        switch images {
        case "oracle": options.cluster.behaviours = .oracle
        case "standard": options.cluster.behaviours = .standard
        default: throw ValidationError("--images: `\(images)` is not oracle or standard")
        }
        options.imagesName = images
        options.cluster.controllersOff += try controllersOff()
        options.language = try language()
        options.lessonsFolder = lessons ?? LessonPlaces.find()
        options.progressFile = StatePlaces.file("progress.json")
        return options
    }

    private func controllersOff() throws -> [String] {
        let known = ClusterOptions.controllers
        return try controllers.map { word in
            guard word.hasPrefix("-") else { throw ValidationError("--controllers: `\(word)` must begin with a minus") }
            let name = String(word.dropFirst())
            guard known.contains(name) else {
                throw ValidationError(
                    "--controllers: no controller `\(name)`; there are \(known.joined(separator: ", "))")
            }
            return name
        }
    }

    /// The clock on the wall is read here, once; from then on the date is an option like any other.
    private func startDate(_ usual: Int64?) throws -> Int64 {
        if start == "now" { return WallClock.today }
        if start == nil, let usual { return usual }
        let text = start ?? WorldOptions.usualStart
        guard let date = Timestamps.parse(text) else {
            throw ValidationError("--start: `\(text)` is no date such as 2026-01-05T08:00:00Z, and not now")
        }
        return date
    }

    private func language() throws -> Language {
        let word = lang ?? (Environment["LANG"]?.hasPrefix("zh") == true ? "zh" : "en")
        switch word {
        case "en": return .english
        case "zh": return .chinese
        default: throw ValidationError("--lang: `\(word)` is not en or zh")
        }
    }
}

/// Where the lessons may be.
enum LessonPlaces {
    /// The environment's `ORRERY_LESSONS`, a `lessons` folder at or above the working directory, the source tree.
    static func find() -> String? {
        if let named = Environment["ORRERY_LESSONS"] { return named }
        var folder = Environment.workingFolder
        while let place = folder {
            if Folder.exists(place + "/lessons/08-replicaset") { return place + "/lessons" }
            guard let slash = place.lastIndex(of: "/"), slash != place.startIndex else { break }
            folder = String(place[..<slash])
        }
        let source = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let beside = "/\(source)/lessons"
        return Folder.exists(beside) ? beside : nil
    }
}

/// Where progress, history and journals are kept.
enum StatePlaces {
    /// `ORRERY_STATE`, else the XDG state folder.
    static func file(_ name: String) -> String? {
        (Environment["ORRERY_STATE"] ?? Environment.stateFolder("orrery")).map { "\($0)/\(name)" }
    }
}
