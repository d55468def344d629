import Documents
import KubeAPI

/// Each pod runs as a service account, with its token and its pull secrets.
///
/// Upstream: plugin/pkg/admission/serviceaccount/admission.go.
enum ServiceAccountAdmission {
    static let plugin = AdmissionPlugin(
        name: "ServiceAccount", operations: [.create], resources: [.pods], mutate: admit)

    private static func admit(
        _ server: inout APIServer, _ pod: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        if pod.at("metadata", "annotations", "kubernetes.io/config.mirror") != nil {
            return try checkMirror(pod, attributes)
        }
        let namespace = attributes.request.namespace
        var name = pod.at("spec", "serviceAccountName")?.string ?? ""
        if name.isEmpty { name = "default" }
        guard let account = server.store.object(.serviceAccounts, ObjectKey(namespace, name)) else {
            throw attributes.forbidden(
                pod, "error looking up service account \(namespace)/\(name): serviceaccount \"\(name)\" not found")
        }
        pod.set(.string(name), at: "spec", "serviceAccountName")
        pod.set(.string(name), at: "spec", "serviceAccount")
        let mounts =
            pod.at("spec", "automountServiceAccountToken")?.bool
            ?? account["automountServiceAccountToken"]?.bool ?? true
        if mounts { TokenVolume.add(to: &pod, suffix: server.randomSuffix()) }
        if let secrets = account["imagePullSecrets"], !secrets.isEmpty,
            pod.at("spec", "imagePullSecrets")?.isEmpty != false
        {
            pod.set(secrets, at: "spec", "imagePullSecrets")
        }
    }

    private static func checkMirror(_ pod: Value, _ attributes: AdmissionAttributes) throws(Status) {
        if pod.at("spec", "serviceAccountName")?.isEmpty == false {
            throw attributes.forbidden(pod, "a mirror pod may not reference service accounts")
        }
        for volume in pod.at("spec", "volumes")?.array ?? [] {
            if volume["secret"] != nil {
                throw attributes.forbidden(pod, "a mirror pod may not reference secrets")
            }
            for source in volume.at("projected", "sources")?.array ?? [] where source["serviceAccountToken"] != nil {
                throw attributes.forbidden(pod, "a mirror pod may not use ServiceAccountToken volume projections")
            }
        }
    }
}
