import Documents

/// `allOf`, `anyOf`, `oneOf` and `not`. What lies below them is not ratcheted.
///
/// Upstream: kube-openapi pkg/validation/validate/schema_props.go.
extension SchemaCheck {
    func junctors(_ value: Value, _ schema: StructuralSchema, _ path: String) -> SchemaFindings {
        var found = SchemaFindings()
        let junctors = schema.junctors
        if !junctors.anyOf.isEmpty { anyOf(value, junctors.anyOf, path, &found) }
        if !junctors.oneOf.isEmpty { oneOf(value, junctors.oneOf, path, &found) }
        if !junctors.allOf.isEmpty { allOf(value, junctors.allOf, path, &found) }
        if let not = junctors.not, findings(value, not, at: path).isValid {
            found.add(.placeless("\(goQuoted(path)) must not validate the schema (not)"))
        }
        found.matches += 1
        return found
    }

    private func anyOf(
        _ value: Value, _ schemas: [StructuralSchema], _ path: String, _ found: inout SchemaFindings
    ) {
        var best: SchemaFindings?
        for schema in schemas {
            let part = findings(value, schema, at: path)
            if part.isValid { return found.merge(part) }
            if best.map({ part.matches > $0.matches }) ?? true { best = part }
        }
        found.add(.placeless("\(goQuoted(path)) must validate at least one schema (anyOf)"))
        if let best { found.merge(best) }
    }

    private func oneOf(
        _ value: Value, _ schemas: [StructuralSchema], _ path: String, _ found: inout SchemaFindings
    ) {
        var best: SchemaFindings?
        var firstSuccess: SchemaFindings?
        var validated = 0
        for schema in schemas {
            let part = findings(value, schema, at: path)
            if part.isValid {
                validated += 1
                best = nil
                if firstSuccess == nil { firstSuccess = part }
            } else if validated == 0, best.map({ part.matches > $0.matches }) ?? true {
                best = part
            }
        }
        if validated == 1, let firstSuccess { return found.merge(firstSuccess) }
        let count = validated == 0 ? "Found none valid" : "Found \(validated) valid alternatives"
        found.add(.placeless("\(goQuoted(path)) must validate one and only one schema (oneOf). \(count)"))
        if let best { found.merge(best) }
    }

    private func allOf(
        _ value: Value, _ schemas: [StructuralSchema], _ path: String, _ found: inout SchemaFindings
    ) {
        var validated = 0
        for schema in schemas {
            let part = findings(value, schema, at: path)
            if part.isValid { validated += 1 }
            found.merge(part)
        }
        if validated < schemas.count {
            let none = validated == 0 ? ". None validated" : ""
            found.add(.placeless("\(goQuoted(path)) must validate all the schemas (allOf)\(none)"))
        }
    }
}
