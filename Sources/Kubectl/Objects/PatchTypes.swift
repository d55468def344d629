import Documents
import KubeAPI

/// How kubectl patches a kind: built-in types know how their lists merge, custom resources do not.
///
/// Upstream: kubectl/pkg/cmd/apply/patcher.go, buildMergePatch; util/editor/editoptions.go, visitToPatch.
enum PatchTypes {
    /// The schema's name of a kind's type.
    static func name(of info: ResourceInfo) -> String { known(info) ?? info.kind }

    /// The type of the patch that `apply` and `edit` send.
    static func type(of info: ResourceInfo) -> PatchType { known(info) == nil ? .merge : .strategic }

    /// What makes `modified` of `original`.
    static func twoWay(original: Value, modified: Value, _ info: ResourceInfo) throws(PatchError) -> Value {
        guard let type = known(info) else { return MergePatch.diff(from: original, to: modified) }
        return try StrategicPatch.twoWay(
            original: original, modified: modified, type: type, schema: SchemaPatchRules(.builtIn))
    }

    /// What `apply` sends for `current`, which was made by `original`.
    static func threeWay(
        original: Value, modified: Value, current: Value, _ info: ResourceInfo
    ) throws(PatchError) -> Value {
        guard let type = known(info) else {
            return MergePatch.threeWay(original: original, modified: modified, current: current)
        }
        return try StrategicPatch.threeWay(
            original: original, modified: modified, current: current, type: type, schema: SchemaPatchRules(.builtIn))
    }

    /// The object with the patch in it.
    static func apply(_ patch: Value, to document: Value, _ info: ResourceInfo) throws(PatchError) -> Value {
        guard let type = known(info) else { return MergePatch.apply(patch, to: document) }
        return try StrategicPatch.apply(patch, to: document, type: type, schema: SchemaPatchRules(.builtIn))
    }

    private static func known(_ info: ResourceInfo) -> String? {
        Schema.builtIn.kindType(info.group, info.version, info.kind)
    }
}
