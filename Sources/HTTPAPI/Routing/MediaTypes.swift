import Documents

/// A media type with its parameters: `application/json;as=Table;v=v1`.
struct MediaType: Sendable, Equatable {
    /// `application/json`, in small letters.
    let name: String
    private let parameters: [(name: String, value: String)]
    /// `q=0.5`: how much it is wanted.
    let quality: Double

    /// Reads one clause of a header.
    init(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmed }
        name = (parts.first ?? "").lowercased()
        var parameters: [(String, String)] = []
        var quality = 1.0
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(pair[0]).trimmed.lowercased()
            var value = pair.count > 1 ? String(pair[1]).trimmed : ""
            if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            }
            if name == "q" { quality = Double(value) ?? 1 } else { parameters.append((name, value)) }
        }
        self.parameters = parameters
        self.quality = quality
    }

    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// Does it ask for another form of the object (`as`, `g`, `v`)?
    var asksForConversion: Bool { self["as"] != nil || self["g"] != nil || self["v"] != nil }

    static func == (a: MediaType, b: MediaType) -> Bool {
        a.name == b.name && a.quality == b.quality
            && a.parameters.elementsEqual(b.parameters) { $0.name == $1.name && $0.value == $1.value }
    }
}

/// An `Accept` header: what the client wants, best first.
///
/// Upstream: apiserver/pkg/endpoints/handlers/negotiation/negotiate.go; the vendored goautoneg.
struct AcceptList: Sendable {
    let clauses: [MediaType]
    /// More clauses are not read.
    static let clausesMax = 100

    init(_ header: String?) {
        let texts = (header ?? "").split(separator: ",").prefix(AcceptList.clausesMax)
        let read = texts.map { MediaType($0) }.filter { $0.quality > 0 }
        // Stable: of equal wishes the first one written wins.
        clauses = read.enumerated().sorted { ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset) }
            .map(\.element)
    }

    /// Nothing said is as good as anything.
    var isEmpty: Bool { clauses.isEmpty }
}
