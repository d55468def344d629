public import Documents

extension StructuralSchema {
    /// What is wrong with a custom resource; with `old`, what is wrong now and was not so before.
    ///
    /// First the schema itself, then what the scale subresource shows, then embedded resources, then lists of
    /// type `set` and `map`. Metadata at the root is not looked at. Upstream:
    /// pkg/registry/customresource/strategy.go, Validate and ValidateUpdate.
    public func validate(_ object: Value, old: Value? = nil, scale: ScalePaths? = nil) -> [FieldError] {
        let before = old.map { CorrelatedValue(new: object, old: $0, schema: self) }
        var errors = SchemaCheck().findings(object, self, at: "", since: before).errors.map { $0.error(below: "") }
        errors += scale?.errors(in: object, isStatusWrite: false) ?? []
        errors += EmbeddedResources.errors(object, self, isRoot: false)
        errors += listErrors(object, old: old)
        return errors
    }

    /// As `validate`, of a write to the status: only that is held against its schema.
    ///
    /// Upstream: the same file's status strategy.
    public func validateStatus(_ object: Value, old: Value, scale: ScalePaths? = nil) -> [FieldError] {
        var errors: [FieldError] = []
        if let status = object["status"], let schema = property("status") {
            let before = CorrelatedValue(new: object, old: old, schema: self).member("status")
            errors = SchemaCheck().findings(status, schema, at: "", since: before).errors
                .map { $0.error(below: "status") }
        }
        errors += scale?.errors(in: object, isStatusWrite: true) ?? []
        return errors + listErrors(object, old: old)
    }

    /// Lists that were wrong before may stay wrong, all together.
    private func listErrors(_ object: Value, old: Value?) -> [FieldError] {
        if let old, !ListTypes.errors(old, self).isEmpty { return [] }
        return ListTypes.errors(object, self)
    }
}
