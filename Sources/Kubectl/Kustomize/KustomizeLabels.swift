import Documents
import KubeAPI

/// Labels, annotations, images and replica counts.
///
/// Upstream: kustomize api/internal/builtins LabelTransformer.go, AnnotationsTransformer.go,
/// ImageTagTransformer.go, ReplicaCountTransformer.go, with the fields of konfig/builtinpluginconsts.
extension Kustomization {
    func label(_ all: inout [KustomizeResource]) {
        for entry in fields["labels"]?.array ?? [] {
            let selects = entry["includeSelectors"]?.bool == true
            add(entry["pairs"], selects: selects, templates: selects || entry["includeTemplates"]?.bool == true, &all)
        }
        add(fields["commonLabels"], selects: true, templates: true, &all)
    }

    private func add(_ labels: Value?, selects: Bool, templates: Bool, _ all: inout [KustomizeResource]) {
        guard let labels, !labels.isEmpty else { return }
        for index in all.indices {
            merge(labels, &all[index].value, "metadata/labels", creates: true)
            let kind = all[index].kind
            if templates, let template = KustomizeFields.template(kind) {
                merge(labels, &all[index].value, "\(template)/metadata/labels", creates: true)
                if kind == "CronJob" {
                    merge(labels, &all[index].value, "spec/jobTemplate/metadata/labels", creates: true)
                }
                merge(labels, &all[index].value, "spec/volumeClaimTemplates/*/metadata/labels", creates: true)
            }
            if selects { select(labels, &all[index].value, kind) }
        }
    }

    /// The selectors of a kind; those that may be absent stay so.
    private func select(_ labels: Value, _ value: inout Value, _ kind: String) {
        switch kind {
        case "Service", "ReplicationController": merge(labels, &value, "spec/selector", creates: true)
        case "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet":
            merge(labels, &value, "spec/selector/matchLabels", creates: true)
        case "Job", "PodDisruptionBudget": merge(labels, &value, "spec/selector/matchLabels", creates: false)
        case "CronJob": merge(labels, &value, "spec/jobTemplate/spec/selector/matchLabels", creates: false)
        case "NetworkPolicy":
            for path in ["spec/podSelector", "spec/ingress/*/from/*/podSelector", "spec/egress/*/to/*/podSelector"] {
                merge(labels, &value, "\(path)/matchLabels", creates: false)
            }
        default: break
        }
        guard let spec = KustomizeFields.podSpec(kind), kind != "Pod" else { return }
        for affinity in ["podAffinity", "podAntiAffinity"] {
            let (required, preferred) = (
                "requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"
            )
            for term in ["\(required)/*", "\(preferred)/*/podAffinityTerm"] {
                merge(labels, &value, "\(spec)/affinity/\(affinity)/\(term)/labelSelector/matchLabels", creates: false)
            }
        }
        merge(labels, &value, "\(spec)/topologySpreadConstraints/*/labelSelector/matchLabels", creates: false)
    }

    private func merge(_ labels: Value, _ value: inout Value, _ path: String, creates: Bool) {
        KustomizeFields.edit(&value, path, creates: creates) { map in
            for (key, text) in labels.stringMap { map.set(.string(text), at: key) }
        }
    }

    func annotate(_ all: inout [KustomizeResource]) {
        guard let annotations = fields["commonAnnotations"], !annotations.isEmpty else { return }
        for index in all.indices {
            merge(annotations, &all[index].value, "metadata/annotations", creates: true)
            let kind = all[index].kind
            guard let template = KustomizeFields.template(kind), kind != "PodTemplate" else { continue }
            merge(annotations, &all[index].value, "\(template)/metadata/annotations", creates: true)
            if kind == "CronJob" {
                merge(annotations, &all[index].value, "spec/jobTemplate/metadata/annotations", creates: true)
            }
        }
    }

    func setImages(_ all: inout [KustomizeResource]) {
        for image in fields["images"]?.array ?? [] {
            for index in all.indices {
                guard let spec = KustomizeFields.podSpec(all[index].kind) else { continue }
                for list in ["containers", "initContainers"] {
                    KustomizeFields.edit(&all[index].value, "\(spec)/\(list)/*/image") { value in
                        if let text = value.string { value = .string(Self.image(text, image)) }
                    }
                }
            }
        }
    }

    /// Upstream: kustomize api/filters/imagetag/updater.go.
    static func image(_ text: String, _ change: Value) -> String {
        var (name, tag, digest) = (text, "", "")
        if let at = name.firstIndex(of: "@") {
            digest = String(name[name.index(after: at)...])
            name = String(name[..<at])
        }
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
            tag = String(name[name.index(after: colon)...])
            name = String(name[..<colon])
        }
        guard name == change.text("name") else { return text }
        if !change.text("newName").isEmpty { name = change.text("newName") }
        // A number is a tag as well.
        let newTag = change["newTag"].map(GoStrings.plain) ?? ""
        if !newTag.isEmpty { (tag, digest) = (newTag, "") }
        if !change.text("digest").isEmpty { (tag, digest) = ("", change.text("digest")) }
        return name + (tag.isEmpty ? "" : ":\(tag)") + (digest.isEmpty ? "" : "@\(digest)")
    }

    func setReplicas(_ all: inout [KustomizeResource]) throws(KustomizeError) {
        let kinds = ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"]
        for entry in fields["replicas"]?.array ?? [] {
            let name = entry.text("name")
            let places = all.indices.filter { kinds.contains(all[$0].kind) && all[$0].wasCalled(name) }
            if places.isEmpty {
                throw KustomizeError(
                    message:
                        "resource with name \(name) does not match a config with the following GVK [Deployment.apps "
                        + "ReplicationController.[noGrp] ReplicaSet.apps StatefulSet.apps]")
            }
            for index in places { all[index].value.set(.int(entry["count"]?.int ?? 0), at: "spec", "replicas") }
        }
    }
}
