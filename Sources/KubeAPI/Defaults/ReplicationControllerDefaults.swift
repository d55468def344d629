import Documents

/// The labels of the template stand in for a selector and labels that are not given.
///
/// Upstream: pkg/apis/core/v1/defaults.go, SetDefaults_ReplicationController, and zz_generated.defaults.go.
enum ReplicationControllerDefaults {
    static func controller(_ object: Value) -> Value? {
        edited(object) { controller in
            let labels = object.at("spec", "template", "metadata", "labels")
            controller.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.edit("template", PodDefaults.template)
                    if let labels, spec["selector"]?.isEmpty ?? true { spec.set("selector", labels) }
                    spec.setDefault("replicas", 1)
                }
            }
            guard let labels else { return }
            controller.edit("metadata") { metadata in
                edited(metadata) { metadata in
                    if metadata["labels"]?.isEmpty ?? true { metadata.set("labels", labels) }
                }
            }
        }
    }
}
