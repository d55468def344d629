import Documents
import KubeAPI

/// The types of the schema tables as OpenAPI schemas, and those they use with them.
///
/// Upstream: k8s.io/kube-openapi pkg/builder and pkg/builder3, over the generated openapi_generated.go.
struct SchemaDefinitions {
    /// Version 3 says `allOf` and `default` where version 2 has a bare reference.
    let isV3: Bool
    private let schema = Schema.builtIn
    private var done: [String: Value] = [:]
    private var waiting: [SchemaType] = []
    /// The group, version and kind of a type, by its name in the schema.
    private let kinds: [String: Value]
    /// The custom resources by the names of their types.
    private let custom: [String: CustomDefinitions]

    init(isV3: Bool, served: ServedResources) {
        self.isV3 = isV3
        kinds = KindMarks.of(served)
        var custom: [String: CustomDefinitions] = [:]
        for info in served.all where info.custom != nil {
            custom[CustomDefinitions.name(info)] = CustomDefinitions(info: info, isV3: isV3)
        }
        self.custom = custom
    }

    /// A reference to the type called `name` in the schema; its definition is added.
    mutating func reference(toType name: String) -> Value {
        guard let type = schema.type(name) else { return referenceToCustom(name) }
        waiting.append(type)
        finish()
        return reference(SchemaNames.name(of: type))
    }

    /// A reference to a custom type or to the list of one.
    private mutating func referenceToCustom(_ name: String) -> Value {
        let isList = custom[name] == nil && name.hasSuffix("List")
        guard let found = custom[isList ? String(name.dropLast(4)) : name] else { return ["type": "object"] }
        for type in CustomDefinitions.references { _ = reference(toType: type) }
        if isList { _ = referenceToCustom(String(name.dropLast(4))) }
        done[name] = isList ? found.list : found.object
        return reference(name)
    }

    /// A bare reference by OpenAPI name.
    func reference(_ name: String) -> Value {
        ["$ref": .string((isV3 ? "#/components/schemas/" : "#/definitions/") + name)]
    }

    /// A reference to what patches look like: anything.
    mutating func referenceToPatch() -> Value {
        add(SchemaNames.patch, ["type": "object"], like: "meta/v1.Patch")
        return reference(SchemaNames.patch)
    }

    /// All definitions so far, by name.
    var all: Value { .object(Fields(done.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })) }

    private mutating func finish() {
        while let type = waiting.popLast() {
            let name = SchemaNames.name(of: type)
            if done[name] != nil { continue }
            done[name] = .null
            done[name] = definition(type)
        }
    }

    /// `value` with the description of the type called `type`.
    private mutating func add(_ name: String, _ value: Value, like type: String) {
        var value = value
        value.set(.string(schema.typeDescription(type)), at: "description")
        done[name] = value
    }

    // MARK: types

    private mutating func definition(_ type: SchemaType) -> Value {
        var properties: [(String, Value)] = []
        for field in type.fields where !field.json.isEmpty { properties.append((field.json, property(field))) }
        var value: Value = ["type": "object"]
        let description = schema.typeDescription(type.name)
        if !description.isEmpty { value.set(.string(description), at: "description") }
        if !properties.isEmpty { value.set(.object(Fields(properties)), at: "properties") }
        let required = members(of: type).filter(\.isRequired).map(\.json)
        if !required.isEmpty { value.set(.array(required.map { .string($0) }), at: "required") }
        if type.isAtomic { value.set("atomic", at: "x-kubernetes-map-type") }
        if let kind = kinds[type.name] { value.set([kind], at: "x-kubernetes-group-version-kind") }
        return value
    }

    /// The fields in Go's order, those of embedded structs in their place.
    private func members(of type: SchemaType) -> [SchemaField] {
        type.goFields.flatMap { field in
            guard field.isInline, let embedded = schema.structType(field.shape) else { return [field] }
            return members(of: embedded)
        }
    }

    private mutating func property(_ field: SchemaField) -> Value {
        var value = form(field.shape, field.omitsEmpty || field.omitsZero ? .field : .fieldWithZero)
        if isV3, let marked = Self.markedDefaults["\(field.owner).\(field.json)"] { value.set(marked, at: "default") }
        let description = schema.explanation(of: field).description
        if !description.isEmpty { value.set(.string(description), at: "description") }
        if let type = field.listType { value.set(.string(type), at: "x-kubernetes-list-type") }
        if !field.listMapKeys.isEmpty {
            value.set(.array(field.listMapKeys.map { .string($0) }), at: "x-kubernetes-list-map-keys")
        }
        if let type = field.mapType { value.set(.string(type), at: "x-kubernetes-map-type") }
        if !field.patchStrategies.isEmpty {
            value.set(.string(field.patchStrategies.joined(separator: ",")), at: "x-kubernetes-patch-strategy")
        }
        if let key = field.mergeKey { value.set(.string(key), at: "x-kubernetes-patch-merge-key") }
        return value
    }

    /// Where a shape stands; in version 3 that says whether its zero is its default.
    ///
    /// Upstream: kube-openapi pkg/generators/openapi.go, mustEnforceDefault.
    private enum Place { case field, fieldWithZero, pointer, element }

    /// What `+default` says in the Go types where it is not that zero.
    private static let markedDefaults: [String: Value] = [
        "autoscaling/v1.ScaleSpec.replicas": 0, "core/v1.ReplicationControllerSpec.replicas": 1,
        "core/v1.ReplicationControllerSpec.minReadySeconds": 0, "core/v1.ServicePort.protocol": "TCP",
        "core/v1.LocalObjectReference.name": "", "core/v1.RBDVolumeSource.pool": "rbd",
        "core/v1.RBDVolumeSource.user": "admin", "core/v1.RBDVolumeSource.keyring": "/etc/ceph/keyring",
        "core/v1.RBDPersistentVolumeSource.pool": "rbd", "core/v1.RBDPersistentVolumeSource.user": "admin",
        "core/v1.RBDPersistentVolumeSource.keyring": "/etc/ceph/keyring",
        "core/v1.ISCSIVolumeSource.iscsiInterface": "default",
        "core/v1.ISCSIPersistentVolumeSource.iscsiInterface": "default",
        "core/v1.AzureDiskVolumeSource.cachingMode": "ReadWrite", "core/v1.AzureDiskVolumeSource.fsType": "ext4",
        "core/v1.AzureDiskVolumeSource.readOnly": false, "core/v1.AzureDiskVolumeSource.kind": "Shared",
        "core/v1.ScaleIOVolumeSource.storageMode": "ThinProvisioned", "core/v1.ScaleIOVolumeSource.fsType": "xfs",
        "core/v1.ScaleIOPersistentVolumeSource.storageMode": "ThinProvisioned",
        "core/v1.ScaleIOPersistentVolumeSource.fsType": "xfs", "core/v1.ContainerPort.protocol": "TCP",
        "core/v1.FileKeySelector.optional": false, "core/v1.GRPCAction.service": "",
        "resource/v1.DeviceToleration.operator": "Equal",
    ]

    /// The schema of a shape.
    private mutating func form(_ shape: SchemaShape, _ place: Place) -> Value {
        let hasZero = place == .fieldWithZero
        switch shape {
        case .pointer(let inner): return form(inner, place == .element ? .element : .pointer)
        case .string, .otherString: return plain("string", nil, hasZero ? "" : nil)
        case .bool: return plain("boolean", nil, hasZero ? false : nil)
        case .double: return plain("number", "double", hasZero ? 0 : nil)
        case .integer(let text): return plain("integer", text.hasSuffix("64") ? "int64" : "int32", hasZero ? 0 : nil)
        case .bytes: return plain("string", "byte", nil)
        case .anyObject: return ["type": "object"]
        case .list(let element): return ["type": "array", "items": form(element, .element)]
        case .map(_, let element): return ["type": "object", "additionalProperties": form(element, .element)]
        case .named(let index): return named(schema.types[index], place)
        case .time, .microTime, .duration, .fieldsV1, .rawExtension, .quantity, .intOrString:
            let name = common(shape)
            // A reference with something beside it is one of all that hold.
            return isV3 && place != .element ? ["allOf": [reference(name)]] : reference(name)
        }
    }

    /// Adds a type that has a form of its own; answers its name.
    private mutating func common(_ shape: SchemaShape) -> String {
        let date: Value = ["type": "string", "format": "date-time"]
        switch shape {
        case .time: return common(SchemaNames.time, date, like: "meta/v1.Time")
        case .microTime: return common(SchemaNames.microTime, date, like: "meta/v1.MicroTime")
        case .duration: return common(SchemaNames.duration, ["type": "string"], like: "meta/v1.Duration")
        case .fieldsV1: return common(SchemaNames.fieldsV1, ["type": "object"], like: "meta/v1.FieldsV1")
        case .quantity: return quantity()
        case .intOrString: return intOrString()
        default: return common(SchemaNames.rawExtension, ["type": "object"], like: "runtime.RawExtension")
        }
    }

    private mutating func named(_ type: SchemaType, _ place: Place) -> Value {
        if let underlying = type.underlying {
            var value = form(underlying, place)
            if !type.enumValues.isEmpty { value.set(.array(type.enumValues.map { .string($0) }), at: "enum") }
            return value
        }
        waiting.append(type)
        let name = SchemaNames.name(of: type)
        guard isV3, place != .element else { return reference(name) }
        return place == .pointer ? ["allOf": [reference(name)]] : ["allOf": [reference(name)], "default": [:]]
    }

    private func plain(_ type: String, _ format: String?, _ zero: Value?) -> Value {
        var value: Value = ["type": .string(type)]
        if let format { value.set(.string(format), at: "format") }
        if isV3, let zero { value.set(zero, at: "default") }
        return value
    }

    private mutating func common(_ name: String, _ value: Value, like type: String) -> String {
        add(name, value, like: type)
        return name
    }

    private mutating func quantity() -> String {
        let v3: Value = ["oneOf": [["type": "string"], ["type": "number"]]]
        return common(SchemaNames.quantity, isV3 ? v3 : ["type": "string"], like: "resource.Quantity")
    }

    private mutating func intOrString() -> String {
        let v3: Value = ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]]
        return common(
            SchemaNames.intOrString, isV3 ? v3 : ["type": "string", "format": "int-or-string"],
            like: "intstr.IntOrString")
    }
}
