import Documents
import Yams

/// Makes values of parsed nodes and notes where they stand.
struct YAMLConverter {
    /// Values that may still be made.
    var budget: Int
    var positions: [FieldPath: TextPosition] = [:]

    init(budget: Int) { self.budget = budget }

    mutating func value(_ node: Node, at path: FieldPath, depth: Int) throws(YAMLError) -> Value {
        budget -= 1
        if budget < 0 { throw error(node, "the document holds more than \(YAMLLimits.nodesMax) values") }
        switch node {
        case .scalar(let scalar): return try self.scalar(scalar, node)
        case .sequence(let sequence):
            try checkDepth(depth, node)
            var elements: [Value] = []
            elements.reserveCapacity(sequence.count)
            for (index, element) in sequence.enumerated() {
                let below = path.index(index)
                note(element, below)
                elements.append(try value(element, at: below, depth: depth + 1))
            }
            return .array(elements)
        case .mapping(let mapping):
            try checkDepth(depth, node)
            return .object(try self.mapping(mapping, at: path, depth: depth))
        case .alias: throw error(node, "an alias could not be followed")
        }
    }

    private func checkDepth(_ depth: Int, _ node: Node) throws(YAMLError) {
        if depth > DocumentLimits.depthMax {
            throw error(node, "exceeded max depth (\(DocumentLimits.depthMax))")
        }
    }

    private mutating func note(_ node: Node, _ path: FieldPath) {
        if let mark = node.mark { positions[path] = TextPosition(line: mark.line, column: mark.column) }
    }

    private func error(_ node: Node, _ message: String) -> YAMLError {
        YAMLError(node.mark?.line ?? 1, node.mark?.column ?? 1, message)
    }

    private mutating func mapping(
        _ mapping: Node.Mapping, at path: FieldPath, depth: Int
    ) throws(YAMLError) -> Fields {
        var members: [(member: Fields.Field, node: Node)] = []
        var merged: [Fields] = []
        for (keyNode, valueNode) in mapping {
            if case .scalar(let scalar) = keyNode, scalar.string == "<<", scalar.style == .plain {
                merged.append(contentsOf: try mergeSources(valueNode, at: path, depth: depth))
                continue
            }
            let key = try self.key(keyNode)
            let below = path.key(key)
            note(keyNode, below)
            members.append(
                (Fields.Field(key: key, value: try value(valueNode, at: below, depth: depth + 1)), keyNode))
        }
        let order = members.indices.sorted {
            members[$0].member.key == members[$1].member.key
                ? $0 < $1 : members[$0].member.key < members[$1].member.key
        }
        for (first, second) in zip(order, order.dropFirst())
        where members[first].member.key == members[second].member.key {
            throw error(members[second].node, "key \"\(members[second].member.key)\" is set twice in one map")
        }
        var fields = Fields(sorted: order.map { members[$0].member })
        for source in merged {
            for field in source where fields[field.key] == nil { fields[field.key] = field.value }
        }
        return fields
    }

    /// The maps that a `<<` brings in; keys set in the map itself win, then earlier sources.
    private mutating func mergeSources(
        _ node: Node, at path: FieldPath, depth: Int
    ) throws(YAMLError) -> [Fields] {
        var sources: [Node] = [node]
        if case .sequence(let sequence) = node { sources = Array(sequence) }
        var out: [Fields] = []
        for source in sources {
            guard case .object(let fields) = try value(source, at: path.key("<<"), depth: depth + 1) else {
                throw error(source, "map merge requires map or sequence of maps as the value")
            }
            out.append(fields)
        }
        return out
    }

    /// Keys are text in JSON: numbers and booleans become theirs.
    private func key(_ node: Node) throws(YAMLError) -> String {
        guard case .scalar(let scalar) = node else {
            throw error(node, "a key must be a plain value, not a map or a list")
        }
        // Comparing keys has settled their tags already, so the style alone decides here.
        switch scalar.style == .plain ? YAMLScalars.resolve(scalar.string) : .string(scalar.string) {
        case .string(let text): return text
        case .int(let number): return String(number)
        case .double(let number): return GoNumbers.general(number)
        case .bool(let flag): return flag ? "true" : "false"
        case nil: throw error(node, "\(scalar.string) cannot be a key in JSON")
        default: throw error(node, "a key must not be null")
        }
    }

    private func scalar(_ scalar: Node.Scalar, _ node: Node) throws(YAMLError) -> Value {
        let tag = scalar.tag.description
        switch tag {
        case "tag:yaml.org,2002:str", "!": return .string(scalar.string)
        case "tag:yaml.org,2002:binary":
            throw error(node, "the tag !!binary is not supported; write the text in base64")
        default: break
        }
        let isExplicit = tag.hasPrefix("tag:yaml.org,2002:") || tag.hasPrefix("!")
        guard scalar.style == .plain || isExplicit else { return .string(scalar.string) }
        if tag.hasPrefix("!") { throw error(node, "the tag \(tag) is not known") }
        guard let value = YAMLScalars.resolve(scalar.string) else {
            throw error(node, "\(scalar.string) cannot be said in JSON")
        }
        if isExplicit, !YAMLScalars.fits(value, tag: tag) {
            throw error(node, "\"\(scalar.string)\" is no \(tag.dropFirst("tag:yaml.org,2002:".count))")
        }
        return value
    }
}
