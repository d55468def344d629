import Documents
import Glibc
import Terminal

/// The machine's clocks, read outside the simulation.
struct Meter {
    private let wallStart = Meter.wall()
    private let cpuStart = Meter.cpu()

    /// Seconds on the wall since it was made.
    var wallSeconds: Double { Meter.wall() - wallStart }
    /// Seconds of user and system time of this process since it was made.
    var cpuSeconds: Double { Meter.cpu() - cpuStart }

    static func wall() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func cpu() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The highest resident size since `resetPeak`, in MiB; 0 where the system does not tell.
    static func peakMiB() -> Double {
        guard let bytes = try? WholeFile.read("/proc/self/status") else { return 0 }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let number = line.split(separator: " ").compactMap { Double($0) }.first
            return (number ?? 0) / 1024
        }
        return 0
    }

    /// Lets the peak begin anew at what is held now, as far as the system allows it.
    static func resetPeak() {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }
}

/// What one bench found.
struct BenchResult: Sendable {
    struct Figure: Sendable {
        let name: String
        let number: Double
        let unit: String
    }

    let name: String
    /// What was done, in one line; with the profile where one is used.
    let method: String
    /// What the real control plane took for such a pod.
    let beside: RecordedCost?
    private(set) var figures: [Figure] = []

    /// The name of the figure that is held beside the real control plane, in microseconds.
    static let costOfAPod = "cpu per pod"

    init(name: String, method: String, beside: RecordedCost? = nil) {
        self.name = name
        self.method = method
        self.beside = beside
    }

    /// As it is where the work never came to its end.
    var undone: BenchResult {
        var result = self
        result.add("done", 0, "")
        return result
    }

    /// The number of a figure that was found.
    func figure(_ name: String) -> Double? { figures.first { $0.name == name }?.number }

    mutating func add(_ name: String, _ number: Double, _ unit: String) {
        figures.append(Figure(name: name, number: number, unit: unit))
    }

    /// Median, 99th percentile and maximum of times in seconds, as milliseconds.
    mutating func add(times: [Double], of what: String) {
        let sorted = times.sorted()
        guard let slowest = sorted.last else { return }
        add(what + " median", sorted[sorted.count / 2] * 1000, "ms")
        add(what + " p99", sorted[min(sorted.count - 1, sorted.count * 99 / 100)] * 1000, "ms")
        add(what + " max", slowest * 1000, "ms")
    }

    /// Wall, CPU and peak memory of what the meter has run beside.
    mutating func add(_ meter: Meter) {
        add("wall", meter.wallSeconds, "s")
        add("cpu", meter.cpuSeconds, "s")
        add("peak memory", Meter.peakMiB(), "MiB")
    }

    var text: String {
        var out = "\(name): \(method)\n"
        for figure in figures {
            let number = figure.number.short
            let dots = String(repeating: " ", count: max(1, 30 - figure.name.utf8.count))
            let pad = String(repeating: " ", count: max(0, 12 - number.utf8.count))
            out += "  \(figure.name)\(dots)\(pad)\(number) \(figure.unit)\n"
        }
        return out
    }

    var value: Value {
        [
            "name": .string(name), "method": .string(method),
            "figures": .array(
                figures.map { ["name": .string($0.name), "value": .double($0.number), "unit": .string($0.unit)] }),
        ]
    }
}

extension Double {
    /// Two decimals, whole numbers from 1000 on.
    var short: String {
        if self >= 1000 || self == rounded() { return String(Int64(rounded())) }
        let hundredths = Int64((self * 100).rounded())
        let cents = hundredths % 100
        return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}
