import KubeAPI

/// The label and field selectors of a list request.
struct Selection {
    private let labels: LabelSelector?
    private let fields: FieldSelector?

    /// 400 if a selector cannot be read or a field is not known.
    init(_ request: APIRequest) throws(Status) {
        labels = request.options.labelSelector.isEmpty ? nil : try LabelSelector(parsing: request.options.labelSelector)
        fields =
            request.options.fieldSelector.isEmpty
            ? nil : try FieldSelector(parsing: request.options.fieldSelector)
        if let fields { try fields.check(for: request.resource) }
    }

    func filter(_ objects: [APIObject]) -> [APIObject] {
        if labels == nil && fields == nil { return objects }
        return objects.filter { object in
            (labels?.matches(object.meta.labels) ?? true) && (fields?.matches(object) ?? true)
        }
    }
}
