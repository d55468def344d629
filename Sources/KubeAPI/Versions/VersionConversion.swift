public import Documents

/// Kinds that are served in two versions and stored in one: a document goes from one to the other.
///
/// Upstream: pkg/apis/events/v1/conversion.go, pkg/apis/autoscaling/v1/conversion.go.
public enum VersionConversion {
    /// The type in the schema tables of a served version that is not the stored one; `nil` for any other.
    public static func otherType(of info: ResourceInfo, apiVersion: String) -> String? {
        guard OtherVersion.all.contains(where: { $0.resource == info.resource && $0.apiVersion == apiVersion })
        else { return nil }
        return Schema.builtIn.kindType(apiVersion: apiVersion, kind: info.kind)
    }

    /// A document of another served version as it is stored.
    public static func stored(_ value: Value, of info: ResourceInfo) -> Value {
        var out = value
        switch info.resource {
        case .events: rename(&out, EventNames.pairs)
        case .horizontalPodAutoscalers: AutoscalerConversion.store(&out)
        default: break
        }
        out.set(.string(info.apiVersion), at: "apiVersion")
        return out
    }

    /// A stored document as another version serves it; one of that version stays as it is.
    public static func served(_ value: Value, of info: ResourceInfo, as apiVersion: String) -> Value {
        guard value["apiVersion"]?.string != apiVersion, otherType(of: info, apiVersion: apiVersion) != nil
        else { return value }
        var out = value
        switch info.resource {
        case .events: rename(&out, EventNames.pairs.map { ($0.1, $0.0) })
        case .horizontalPodAutoscalers: AutoscalerConversion.serve(&out)
        default: break
        }
        out.set(.string(apiVersion), at: "apiVersion")
        return out
    }

    /// A document of any served version in another one.
    public static func converted(_ value: Value, of resource: Resource, to apiVersion: String) -> Value {
        let (given, stored) = (value["apiVersion"]?.string ?? "", resource.stored.info)
        if given == apiVersion { return value }
        let plain = otherType(of: stored, apiVersion: given) == nil ? value : self.stored(value, of: stored)
        return served(plain, of: stored, as: apiVersion)
    }

    /// An object as it is stored, whichever version of it a server answered.
    public static func stored(_ object: APIObject) -> APIObject {
        let info = object.resource.stored.info
        guard otherType(of: info, apiVersion: object["apiVersion"]?.string ?? "") != nil else { return object }
        return APIObject(
            stored(object.value, of: info), info.resource, revision: object.revision, fields: object.fields)
    }

    private static func rename(_ value: inout Value, _ pairs: [(String, String)]) {
        guard case .object(var fields) = value else { return }
        for (old, new) in pairs {
            guard let member = fields[old] else { continue }
            fields[old] = nil
            fields[new] = member
        }
        value = .object(fields)
    }
}

/// Members of `events.k8s.io/v1` and what v1 calls them.
private enum EventNames {
    static let pairs = [
        ("note", "message"), ("regarding", "involvedObject"), ("deprecatedSource", "source"),
        ("deprecatedFirstTimestamp", "firstTimestamp"), ("deprecatedLastTimestamp", "lastTimestamp"),
        ("deprecatedCount", "count"), ("reportingController", "reportingComponent")
    ]
}
