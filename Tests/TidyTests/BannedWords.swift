/// A word that the code may not use: where, why, and what to write instead.
struct BannedWord: Sendable {
    let name: String
    /// Held against the code, without comments and strings.
    let pattern: String
    let reason: String
    /// Targets in which it is allowed.
    var allowedIn: Set<String> = []
    /// Only in these layers (see `arrows`).
    var layers: ClosedRange<Int> = 0 ... 4

    /// A line that it must find.
    let sample: String
}

let bannedWords: [BannedWord] = [
    BannedWord(
        name: "Date()", pattern: #"\bDate\(\)"#, reason: "the wall clock: take the Moment that is passed in",
        sample: "pod.startTime = Date()"),
    BannedWord(
        name: "UUID()", pattern: #"\bUUID\(\)"#, reason: "differs in each run: draw from the Seed's names",
        sample: "let uid = UUID()"),
    BannedWord(
        name: ".random(", pattern: #"\.random(Element)?\("#,
        reason: "differs in each run: draw from a child of the Seed",
        sample: "let pick = Int.random(in: 0 ..< 3)"),
    BannedWord(
        name: "shuffled()", pattern: #"\.shuffled?\((\)|using:)"#,
        reason: "differs in each run: Delivery.shuffled(Seed) orders events",
        sample: "for node in nodes.shuffled() {"),
    BannedWord(
        name: "hashValue", pattern: #"\.hashValue\b"#,
        reason: "differs in each process: compare the values, or hash with NameHashes",
        sample: "let h = key.hashValue"),
    BannedWord(
        name: "print(", pattern: #"(?<![\w.])(debugPrint|print)\("#,
        reason: "results are an Output, and Terminal's Screen writes it", allowedIn: ["Terminal"],
        sample: "  print(pod)"),
    BannedWord(
        name: "String(format:)", pattern: #"String\(format:"#, reason: "knows locales and is slow: write the digits",
        sample: "let s = String(format: x, 1)"),
    BannedWord(
        name: "import Foundation", pattern: #"\bimport (Foundation|FoundationEssentials)\b"#,
        reason: "locale, time zone and 40 MB of data: only YAMLText has it, for Yams, and Door, for certificates",
        allowedIn: ["Door", "YAMLText"],
        sample: "import Foundation"),
    BannedWord(
        name: "import Glibc", pattern: #"\bimport (Glibc|Musl|Darwin)\b"#,
        reason: "the machine is asked at the edge alone",
        allowedIn: ["Terminal", "orrery"], sample: "@preconcurrency import Glibc"),
    BannedWord(
        name: "Task {", pattern: #"\bTask(\.detached)?\s*[\{\(]"#,
        reason: "no concurrency inside the simulation: put an event into the queue", layers: 0 ... 2,
        sample: "Task { await run() }"),
    BannedWord(
        name: "await", pattern: #"\b(await|async|actor)\b"#,
        reason: "no concurrency inside the simulation: a sync asks and is run again", layers: 0 ... 3,
        sample: "let pod = await api.get(key)"),
    BannedWord(
        name: "Mutex", pattern: #"\b(Mutex|Atomic|DispatchQueue|Thread)\b[<(.]"#,
        reason: "no locks inside the simulation: nothing there is shared", layers: 0 ... 2,
        sample: "let m = Mutex<Int>(0)"),
    BannedWord(
        name: "try!", pattern: #"\btry!"#, reason: "throw on, or guard and say what broke",
        sample: "let x = try! read()"),
    BannedWord(
        name: "as!", pattern: #"\bas!"#, reason: "use as? and say what to do otherwise", sample: "let x = y as! Pod"),
    BannedWord(
        name: "force unwrap", pattern: #"(?<=[A-Za-z0-9_\)\]\}])!(?![=])"#,
        reason: "guard let, or precondition with the values that broke it", sample: "let node = nodes.first!"),
    BannedWord(
        name: "nonisolated(unsafe)", pattern: #"nonisolated\(unsafe\)"#, reason: "only the terminal meets C's globals",
        allowedIn: ["Terminal"], sample: "nonisolated(unsafe) var x = 0"),
    BannedWord(
        name: "@testable", pattern: #"@testable\b"#, reason: "one build configuration: tests use public API",
        sample: "@testable import Nodes"),
    BannedWord(
        name: "empty catch", pattern: #"\bcatch\s*\{\s*\}"#, reason: "say what happens to the error",
        sample: "} catch {}")
]
