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
            try sort(&selected, by: text)
        } catch {
            guard isTable else { throw error }
            if selected.count > 1 { selected = [] }
        }
    }

    private func noField(_ text: String) -> KubectlFailure {
        .message(
            "couldn't find any field with path \(GoStrings.quoted((try? JSONPath.relaxed(text)) ?? text)) in "
                + "the list of objects")
    }

    private func sort(_ selected: inout [Selected], by text: String) throws(KubectlFailure) {
        let path: JSONPath
        do {
            path = try JSONPath(try JSONPath.relaxed(text), allowsMissingKeys: true)
        } catch {
            throw .message(error.message)
        }
        var keyed: [(key: Value?, place: Int, item: Selected)] = []
        for (place, item) in selected.enumerated() {
            do {
                let results = try path.results(ObjectText.document(item.object))
                keyed.append((results.first?.first, place, item))
            } catch {
                throw .message(error.message)
            }
        }
        if !keyed.isEmpty && keyed.allSatisfy({ $0.key == nil }) { throw noField(text) }
        keyed.sort { a, b in
            if SortOrder.isLess(a.key, b.key) { return true }
            if SortOrder.isLess(b.key, a.key) { return false }
            return a.place < b.place
        }
        selected = keyed.map(\.item)
    }
}

/// The order of `--sort-by`.
enum SortOrder {
    static func isLess(_ left: Value?, _ right: Value?) -> Bool {
        guard let left else { return right != nil }
        guard let right else { return false }
        switch (left, right) {
        case (.string(let a), .string(let b)):
            if let first = try? Quantity(parsing: a), let second = try? Quantity(parsing: b) {
                return first < second
            }
            return isNaturallyLess(a, b)
        case (.bool(let a), .bool(let b)): return !a && b
        default:
            if let a = left.double, let b = right.double { return a < b }
            return JSONWriter.text(left) < JSONWriter.text(right)
        }
    }

    /// Runs of digits count as numbers: `web-2` before `web-10`. Upstream: fvbommel/sortorder, NaturalLess.
    static func isNaturallyLess(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
        var (i, j) = (0, 0)
        while i < a.count && j < b.count {
            guard isDigit(a[i]), isDigit(b[j]) else {
                if a[i] != b[j] { return a[i] < b[j] }
                (i, j) = (i + 1, j + 1)
                continue
            }
            let (startA, startB) = (i, j)
            while i < a.count && a[i] == 48 { i += 1 }
            while j < b.count && b[j] == 48 { j += 1 }
            let (digitsA, digitsB) = (i, j)
            while i < a.count && isDigit(a[i]) { i += 1 }
            while j < b.count && isDigit(b[j]) { j += 1 }
            if i - digitsA != j - digitsB { return i - digitsA < j - digitsB }
            for offset in 0..<(i - digitsA) where a[digitsA + offset] != b[digitsB + offset] {
                return a[digitsA + offset] < b[digitsB + offset]
            }
            if digitsA - startA != digitsB - startB { return digitsA - startA < digitsB - startB }
        }
        return a.count - i < b.count - j
    }
}
