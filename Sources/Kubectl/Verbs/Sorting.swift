import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/get/sorter.go.
extension Execution {
    /// Orders objects by `--sort-by`; objects without the field come first.
    ///
    /// Tables are sorted row by row: of several types none is, and where nothing has the field nothing is printed.
    /// Upstream: kubectl/pkg/cmd/get/get.go, where the failure of a single table is dropped.
    mutating func sort(_ selected: inout [Selected], isTable: Bool) throws(KubectlFailure) {
        let text = command.string("sort-by")
        if text.isEmpty { return }
        let isSeveral = selected.contains { $0.info.resource != selected[0].info.resource }
        if isTable && isSeveral { throw noField(text) }
        do {
            try sort(&selected, by: text, isTable: isTable)
        } catch {
            guard isTable, case .message = error else { throw error }
            if selected.count > 1 { selected = [] }
        }
    }

    private func noField(_ text: String) -> KubectlFailure {
        .message(
            "couldn't find any field with path \(GoStrings.quoted((try? JSONPath.relaxed(text)) ?? text)) in "
                + "the list of objects")
    }

    /// As klog writes it when it ends a program.
    private func unsortable(path text: String, _ why: KubectlFailure, isTable: Bool) -> KubectlFailure {
        let path = (try? JSONPath.relaxed(text)) ?? text
        let (line, type) = isTable ? (375, "[][][]reflect.Value") : (329, "*unstructured.Unstructured")
        return .plain(
            "F0101 00:00:00.000000       1 sorter.go:\(line)] Field \(path) in \(type) is an unsortable type: "
                + "interface, err: unsortable \(KubectlFailure.aggregated([why]))")
    }

    private func sort(_ selected: inout [Selected], by text: String, isTable: Bool) throws(KubectlFailure) {
        let path: JSONPath
        do {
            path = try JSONPath(try JSONPath.relaxed(text), allowsMissingKeys: true)
        } catch {
            throw .message(error.message)
        }
        var keyed: [(key: Value?, item: Selected)] = []
        for item in selected {
            do {
                let results = try path.results(ObjectText.document(item.object))
                keyed.append((results.first?.first, item))
            } catch {
                throw .message(error.message)
            }
        }
        if !keyed.isEmpty && keyed.allSatisfy({ $0.key == nil }) { throw noField(text) }
        var problem: KubectlFailure?
        let sorted = GoSort.sorted(keyed) { left, right in
            do throws(KubectlFailure) {
                return try SortOrder.isLess(left.key, right.key)
            } catch {
                problem = problem ?? unsortable(path: text, error, isTable: isTable)
                return false
            }
        }
        if let problem { throw problem }
        selected = sorted.map(\.item)
    }
}

/// The order of `--sort-by`.
enum SortOrder {
    /// What has no such field is before everything, and before another of its like too.
    static func isLess(_ left: Value?, _ right: Value?) throws(KubectlFailure) -> Bool {
        guard let left else { return true }
        guard let right else { return false }
        switch (left, right) {
        case (.null, _): return !right.isNull
        case (_, .null): return false
        case (.string(let a), .string(let b)):
            if let first = try? Quantity(parsing: a), let second = try? Quantity(parsing: b) { return first < second }
            return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
        case (.int(let a), .int(let b)): return a < b
        case (.double(let a), .double(let b)): return a < b
        case (.bool, _): throw unsortable("type: bool")
        case (.array, _): throw unsortable("type: []interface {}")
        case (.object, _): throw unsortable("type: map[string]interface {}")
        default: throw unsortable("interface: interface")
        }
    }

    private static func unsortable(_ what: String) -> KubectlFailure {
        .message(what)
    }
}
