/// What is the same for all kinds, so that no table repeats it: metadata, and lists with their items.
/// A text in a table wins over these.
extension Schema {
    /// Of a list such as `core/v1.PodList`; `nil` for any other type.
    func genericDescription(of type: SchemaType) -> String? {
        guard type.isKind, type.goName.hasSuffix("List"), let items = type.field("items") else { return nil }
        return elementStruct(items.shape).map { "Objects of kind \($0.goName), as a list request answers them." }
    }

    /// Of `metadata`, and of the `items` of lists; `nil` for any other field.
    func genericDescription(of field: SchemaField) -> String? {
        switch (field.json, elementStruct(field.shape)?.name) {
        case ("metadata", "meta/v1.ObjectMeta"): "Name, labels and the rest that every object has."
        case ("metadata", "meta/v1.ListMeta"): "What belongs to the list as a whole."
        case ("items", let element?) where "\(element)List" == field.owner: "The objects of the list."
        default: nil
        }
    }
}
