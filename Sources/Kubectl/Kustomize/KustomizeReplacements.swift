import Documents
import KubeAPI

/// `replacements`: a value of one object goes into fields of others.
///
/// Upstream: kustomize api/filters/replacement/replacement.go, kyaml/utils/pathsplitter.go.
extension Kustomization {
    private static let usualPath = "metadata.name"

    func replace(_ all: inout [KustomizeResource]) throws(KustomizeError) {
        for entry in fields["replacements"]?.array ?? [] {
            if !entry.text("path").isEmpty {
                throw KustomizeError(message: "not modelled yet: replacements in a file of their own")
            }
            guard let targets = entry["targets"]?.array, entry["source"] != nil || entry["sourceValue"] != nil else {
                throw KustomizeError(message: "replacements must specify a source and at least one target")
            }
            if entry["source"] != nil && entry["sourceValue"] != nil {
                throw KustomizeError(message: "value and resource selectors are mutually exclusive")
            }
            var value = entry["sourceValue"] ?? .null
            if let source = entry["source"] { value = try sourceValue(source, all) }
            for target in targets { try replace(value, target, &all) }
        }
    }

    /// What the source says, or a part of it.
    private func sourceValue(_ source: Value, _ all: [KustomizeResource]) throws(KustomizeError) -> Value {
        let path = source.text("fieldPath").isEmpty ? Self.usualPath : source.text("fieldPath")
        let hits = all.filter { Self.isSelected($0, source) }
        let name = Self.title(source)
        if hits.count > 1 { throw KustomizeError(message: "multiple matches for selector \(name):\(path)") }
        guard let one = hits.first else { throw KustomizeError(message: "nothing selected by \(name):\(path)") }
        var value = one.value
        var found: Value?
        KustomizePaths.edit(&value, KustomizePaths.split(path)[...], creates: nil) { found = found ?? $0 }
        guard let found, !found.isNull, found.string != "" else {
            throw KustomizeError(message: "fieldPath `\(path)` is missing for replacement source \(name)")
        }
        let delimiter = source.text("options", "delimiter")
        if delimiter.isEmpty { return found }
        let text = try Self.scalar(found)
        let parts = Self.parts(text, delimiter)
        let index = Int(source.at("options", "index")?.int ?? 0)
        guard parts.indices.contains(index) else {
            throw KustomizeError(message: "options.index \(index) is out of bounds for value \(text)")
        }
        return .string(parts[index])
    }

    private func replace(
        _ value: Value, _ target: Value, _ all: inout [KustomizeResource]
    ) throws(KustomizeError) {
        guard let selector = target["select"] else {
            throw KustomizeError(message: "target must specify resources to select")
        }
        var rejected: [Int] = []
        for reject in target["reject"]?.array ?? [] { rejected += try matches(reject, all) }
        var paths = (target["fieldPaths"]?.array ?? []).compactMap(\.string)
        if paths.isEmpty { paths = [Self.usualPath] }
        let creates = target.at("options", "create")?.bool == true
        for index in try matches(selector, all) where !rejected.contains(index) {
            let name = all[index].name
            for path in paths {
                var count = 0
                var problem: KustomizeError?
                KustomizePaths.edit(
                    &all[index].value, KustomizePaths.split(path)[...], creates: creates ? value : nil
                ) { field in
                    count += 1
                    do throws(KustomizeError) {
                        field = try Self.replaced(field, by: value, target["options"] ?? .null)
                    } catch {
                        problem = error
                    }
                }
                if let problem { throw problem }
                if count == 0 {
                    throw KustomizeError(
                        message: "unable to find \(creates ? "or create " : "")field \(GoStrings.quoted(path)) in "
                            + "replacement target")
                }
            }
            if all[index].name != name { all[index].formerNames.append(name) }
        }
    }

    /// A scalar takes the text and keeps its type; anything else becomes the value.
    private static func replaced(_ field: Value, by value: Value, _ options: Value) throws(KustomizeError) -> Value {
        var new = value
        let delimiter = options.text("delimiter")
        if !delimiter.isEmpty {
            var parts = parts(try scalar(field), delimiter)
            let (index, text) = (Int(options["index"]?.int ?? 0), try scalar(value))
            if index < 0 {
                parts.insert(text, at: 0)
            } else if index >= parts.count {
                parts.append(text)
            } else {
                parts[index] = text
            }
            new = .string(parts.joined(separator: delimiter))
        }
        switch (field, new) {
        case (.string, .int), (.string, .double), (.string, .bool): return .string(GoStrings.plain(new))
        case (.int, .string(let text)): return Int64(text).map { .int($0) } ?? new
        case (.bool, .string(let text)): return text == "true" ? true : text == "false" ? false : new
        default: return new
        }
    }

    private static func scalar(_ value: Value) throws(KustomizeError) -> String {
        switch value {
        case .object, .array: throw KustomizeError(message: "delimiter option can only be used with scalar nodes")
        default: return GoStrings.plain(value)
        }
    }

    private static func parts(_ text: String, _ delimiter: String) -> [String] {
        var (out, rest) = ([String](), text[...])
        while let range = rest.firstRange(of: delimiter) {
            out.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return out + [String(rest)]
    }

    /// Names are whole here, not patterns.
    private static func isSelected(_ resource: KustomizeResource, _ source: Value) -> Bool {
        let parts = resource.value.text("apiVersion").split(separator: "/").map(String.init)
        func fits(_ field: String, _ text: String) -> Bool { source.text(field).isEmpty || source.text(field) == text }
        return fits("kind", resource.kind) && (source.text("name").isEmpty || resource.wasCalled(source.text("name")))
            && fits("namespace", resource.value.text("metadata", "namespace"))
            && fits("group", parts.count > 1 ? parts[0] : "") && fits("version", parts.last ?? "")
    }

    /// `Service.[noVer].[noGrp]/web.[noNs]`.
    private static func title(_ source: Value) -> String {
        func text(_ field: String, _ none: String) -> String { source.text(field).isEmpty ? none : source.text(field) }
        return "\(text("kind", "[noKind]")).\(text("version", "[noVer]")).\(text("group", "[noGrp]"))/"
            + "\(text("name", "[noName]")).\(text("namespace", "[noNs]"))"
    }
}

/// Paths like `spec.containers.[name=c].image`, with `*` for every element.
enum KustomizePaths {
    /// The parts; dots count within brackets and behind a backslash.
    static func split(_ path: String) -> [String] {
        var parts = [""]
        var isBracketed = false
        var isEscaped = false
        for character in path {
            if isEscaped {
                parts[parts.count - 1] += character == "." ? "." : "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "." && !isBracketed {
                parts.append("")
            } else {
                if character == "[" && parts[parts.count - 1].isEmpty { isBracketed = true }
                if character == "]" { isBracketed = false }
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map { part in
            part.hasPrefix("[") && !part.contains("=") ? String(part.dropFirst().dropLast()) : part
        }
    }

    /// Changes every value at a path; what is missing is made if `creates` says what will stand there.
    static func edit(
        _ value: inout Value, _ path: ArraySlice<String>, creates: Value?, _ change: (inout Value) -> Void
    ) {
        guard let part = path.first else { return change(&value) }
        let rest = path.dropFirst()
        if part == "*" {
            if var elements = value.array {
                for index in elements.indices { edit(&elements[index], rest, creates: creates, change) }
                value = .array(elements)
            } else {
                for key in value.fields?.keys ?? [] { member(key, &value, rest, creates, change) }
            }
        } else if part.hasPrefix("["), part.hasSuffix("]") {
            element(part.dropFirst().dropLast(), &value, rest, creates, change)
        } else if var elements = value.array {
            let place = part == "-" ? elements.count - 1 : Int(part)
            guard let index = place, elements.indices.contains(index) else { return }
            edit(&elements[index], rest, creates: creates, change)
            value = .array(elements)
        } else {
            member(part, &value, rest, creates, change)
        }
    }

    private static func member(
        _ key: String, _ value: inout Value, _ rest: ArraySlice<String>, _ creates: Value?,
        _ change: (inout Value) -> Void
    ) {
        guard value.fields != nil || creates != nil && value.isNull else { return }
        guard var below = value[key] ?? (creates == nil ? nil : rest.isEmpty ? creates : .null) else { return }
        edit(&below, rest, creates: creates, change)
        if !below.isNull { value.set(below, at: key) }
    }

    private static func element(
        _ condition: Substring, _ value: inout Value, _ rest: ArraySlice<String>, _ creates: Value?,
        _ change: (inout Value) -> Void
    ) {
        let parts = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let known = value.array ?? (creates != nil && value.isNull ? [] : nil)
        guard parts.count == 2, var elements = known else { return }
        let (key, wanted) = (parts[0], parts[1])
        func fits(_ element: Value) -> Bool {
            (key.isEmpty ? element : element[key]).map { GoStrings.plain($0) == wanted } ?? false
        }
        if creates != nil && !elements.contains(where: fits) {
            elements.append(key.isEmpty ? .string(wanted) : .object(Fields([(key, .string(wanted))])))
        }
        for index in elements.indices where fits(elements[index]) {
            edit(&elements[index], rest, creates: creates, change)
        }
        value = .array(elements)
    }
}
