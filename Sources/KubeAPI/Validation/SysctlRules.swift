import Documents

/// What holds for the sysctls of a pod. Upstream: pkg/apis/core/validation/validation.go, validateSysctls.
enum SysctlRules {
    private static let lengthMax = 253
    private static let pattern = "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$"

    static func check(_ context: Value, _ spec: Value, _ report: inout FieldReport) {
        var names: [String] = []
        report.each("sysctls", of: context) { report, sysctl, _ in
            let name = sysctl["name"]?.string ?? ""
            if name.isEmpty {
                report.required("name")
            } else if !isName(name) {
                report.invalid("name", name, "must have at most \(lengthMax) characters and match regex \(pattern)")
            } else if names.contains(name) {
                report.duplicate("name", name)
            }
            names.append(name)
            let dotted = name.split(separator: "/").joined(separator: ".")
            for (field, owns) in [("hostNetwork", ofNetwork), ("hostIPC", ofIPC)]
            where spec[field]?.bool == true && owns(dotted) {
                report.invalid("name", name, "may not be specified when '\(field)' is true")
            }
        }
    }

    /// Segments of small letters, digits, `-` and `_`, with `.` or `/` between.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= lengthMax
            && name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }.allSatisfy { segment in
                let bytes = segment.utf8
                func isPlain(_ byte: UInt8?) -> Bool {
                    byte.map { (97...122).contains($0) || (48...57).contains($0) } ?? false
                }
                return isPlain(bytes.first) && isPlain(bytes.last)
                    && bytes.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
            }
    }

    /// Which namespace of the kernel a setting is in. Upstream: component-helpers/node/util/sysctl/namespace.go.
    private static func ofNetwork(_ name: String) -> Bool { name.hasPrefix("net.") }

    private static func ofIPC(_ name: String) -> Bool {
        name == "kernel.sem" || ["kernel.shm", "kernel.msg", "fs.mqueue."].contains { name.hasPrefix($0) }
    }
}
