import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/describe/describe.go.
extension Execution {
    mutating func describe(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.words.isEmpty && !hasFiles {
            throw .message(
                "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list "
                    + "of supported resources.\n")
        }
        let targets = try self.targets(command.words, SelectionRules(takesWholeTypes: true), host)
        let (fetched, failures, _) = fetch(targets, &host)
        var selected = fetched
        var left = failures
        describesEvents =
            command.isGiven("show-events") ? command.bool("show-events") : failures.isEmpty && fetched.count < 2
        if selected.isEmpty, let prefixed = describePrefix(targets, &host) {
            (selected, left) = (prefixed, [])
        }
        for one in selected {
            do {
                let text = try description(of: one, &host)
                out += (out.isEmpty ? "" : "\n\n") + text
            } catch {
                left.append(error)
            }
        }
        if let failure = KubectlFailure.joined(left) { throw failure }
        if selected.isEmpty {
            err += isAllNamespaces ? "No resources found\n" : "No resources found in \(namespace(host)) namespace.\n"
        }
    }

    /// A name that nobody has may be the beginning of names.
    private func describePrefix(_ targets: [Target], _ host: inout some KubectlHost) -> [Selected]? {
        guard targets.count == 1, case .named(let info, let key, let source) = targets[0], source.isEmpty,
            !command.words.contains(where: { $0.contains("/") })
        else { return nil }
        let answer = sendRaw(APIRequest(.list, info.resource, namespace: key.namespace), &host)
        guard case .list(let objects, _) = answer else { return nil }
        let hits = objects.filter { $0.name.hasPrefix(key.name) }
        return hits.isEmpty ? nil : hits.map { Selected(info: info, object: $0) }
    }

    private func description(
        of selected: Selected, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> String {
        let object = selected.object
        var text = DescribeText(now: host.now)
        if describeWorkload(selected, &text, &host) || describeNetwork(selected, &text, &host) { return text.text }
        let kind = selected.info.kind
        switch object.resource {
        case .persistentVolumes: text.persistentVolume(object, events(of: selected, kind, &host))
        case .limitRanges: text.limitRange(object)
        case .resourceQuotas: text.quota(object)
        case .storageClasses: text.storageClass(object, events(of: selected, kind, &host))
        case .volumeAttributesClasses: text.volumeAttributesClass(object, events(of: selected, kind, &host))
        case .csiNodes: text.csiNode(object, events(of: selected, kind, &host))
        case .roleBindings, .clusterRoleBindings: text.roleBinding(object)
        case .persistentVolumeClaims:
            let pods = list(APIRequest(.list, .pods, namespace: object.namespace), &host)
            text.claim(object, pods: pods, events(of: selected, kind, &host))
        case .roles, .clusterRoles: text.clusterRole(object)
        case .namespaces:
            let quotas = list(APIRequest(.list, .resourceQuotas, namespace: object.name), &host)
            let ranges = list(APIRequest(.list, .limitRanges, namespace: object.name), &host)
            text.namespace(object, quotas: quotas, limitRanges: ranges)
        case .configMaps: text.configMap(object, events(of: selected, kind, &host))
        case .secrets: text.secret(object)
        case .serviceAccounts: text.serviceAccount(object, events(of: selected, kind, &host))
        case .certificateSigningRequests: try text.signingRequest(object, events(of: selected, kind, &host))
        case .priorityClasses: text.priorityClass(object, events(of: selected, kind, &host))
        default: text.anything(object, events(of: selected, kind, &host))
        }
        return text.text
    }

    /// Pods and those that keep them, nodes; `false` for other kinds.
    private func describeWorkload(
        _ selected: Selected, _ text: inout DescribeText, _ host: inout some KubectlHost
    ) -> Bool {
        let (object, kind) = (selected.object, selected.info.kind)
        switch object.resource {
        case .pods: text.pod(object, events(of: selected, nil, &host))
        case .nodes:
            let lease = lease(of: object.name, &host)
            let pods = pods(onNode: object.name, &host)
            text.node(object, lease: lease, pods: pods, describesEvents ? nodeEvents(object, &host) : nil)
        case .replicaSets: text.replicaSet(object, pods: selectedPods(object, &host), events(of: selected, kind, &host))
        case .replicationControllers:
            var request = APIRequest(.list, .pods, namespace: object.namespace)
            request.options.labelSelector = KindTable.mapText(object.at("spec", "selector"))
            text.replicationController(object, pods: list(request, &host), events(of: selected, kind, &host))
        case .deployments:
            let sets = DeploymentRollouts.replicaSets(of: object, &host)
            text.deployment(object, sets: sets, events(of: selected, kind, &host))
        case .daemonSets: text.daemonSet(object, pods: selectedPods(object, &host), events(of: selected, kind, &host))
        case .statefulSets:
            text.statefulSet(object, pods: selectedPods(object, &host), events(of: selected, kind, &host))
        case .cronJobs: text.cronJob(object, events(of: selected, kind, &host))
        case .horizontalPodAutoscalers: 
            text.horizontalPodAutoscaler(VersionConversion.stored(object), events(of: selected, kind, &host))
        case .podDisruptionBudgets: text.podDisruptionBudget(object, events(of: selected, kind, &host))
        case .jobs: text.job(object, events(of: selected, kind, &host))
        default: return false
        }
        return true
    }

    /// Services and what stands around them; `false` for other kinds.
    private func describeNetwork(
        _ selected: Selected, _ text: inout DescribeText, _ host: inout some KubectlHost
    ) -> Bool {
        let (object, kind) = (selected.object, selected.info.kind)
        switch object.resource {
        case .services:
            let slices = slices(of: object.name, in: object.namespace, &host)
            text.service(object, slices, events(of: selected, kind, &host))
        case .endpoints: text.endpoints(object, events(of: selected, kind, &host))
        case .endpointSlices: text.endpointSlice(object, events(of: selected, kind, &host))
        case .ingresses:
            let backends = ingressBackends(object, &host)
            text.ingress(object, backends, events(of: selected, kind, &host))
        case .ingressClasses: text.ingressClass(object, events(of: selected, kind, &host))
        case .networkPolicies: text.networkPolicy(object)
        case .serviceCIDRs: text.serviceCIDR(object, events(of: selected, kind, &host))
        case .ipAddresses: text.ipAddress(object, events(of: selected, kind, &host))
        default: return false
        }
        return true
    }

    /// The events, if they are wanted.
    private func events(of selected: Selected, _ kind: String?, _ host: inout some KubectlHost) -> [Value]? {
        describesEvents ? events(of: selected, kind: kind, &host) : nil
    }

    /// The EndpointSlices of a Service.
    private func slices(of service: String, in namespace: String, _ host: inout some KubectlHost) -> [APIObject] {
        var request = APIRequest(.list, .endpointSlices, namespace: namespace)
        request.options.labelSelector = "kubernetes.io/service-name=\(service)"
        return list(request, &host)
    }

    /// What stands behind each Service that an Ingress names, by its name.
    private func ingressBackends(_ ingress: APIObject, _ host: inout some KubectlHost) -> [String: IngressBackend] {
        var out: [String: IngressBackend] = [:]
        for name in IngressBackend.services(of: ingress.value) where out[name] == nil {
            let slices = slices(of: name, in: ingress.namespace, &host)
            switch sendRaw(.get(.services, ObjectKey(ingress.namespace, name)), &host) {
            case .object(let service, _): out[name] = .found(service, slices)
            case .failure(let status): out[name] = .missing(status.message)
            default: break
            }
        }
        return out
    }

    /// The pods that the selector of a workload matches.
    private func selectedPods(_ object: APIObject, _ host: inout some KubectlHost) -> [APIObject] {
        var request = APIRequest(.list, .pods, namespace: object.namespace)
        request.options.labelSelector = KindTable.selectorText(object.at("spec", "selector"))
        return list(request, &host)
    }

    private func list(_ request: APIRequest, _ host: inout some KubectlHost) -> [APIObject] {
        if case .list(let objects, _) = sendRaw(request, &host) { objects } else { [] }
    }

    /// Upstream: describe.go, searchEvents.
    private func events(of selected: Selected, kind: String?, _ host: inout some KubectlHost) -> [Value] {
        let object = selected.object
        var request = APIRequest(.list, .events, namespace: object.namespace)
        var terms = ["involvedObject.name=\(object.name)"]
        if !object.namespace.isEmpty { terms.append("involvedObject.namespace=\(object.namespace)") }
        if let kind { terms.append("involvedObject.kind=\(kind)") }
        if !object.uid.isEmpty { terms.append("involvedObject.uid=\(object.uid)") }
        request.options.fieldSelector = terms.joined(separator: ",")
        return list(request, &host).map(\.value)
    }

    /// Nodes have events under their uid and, of kubelets, under their name.
    private func nodeEvents(_ node: APIObject, _ host: inout some KubectlHost) -> [Value] {
        var out: [Value] = []
        for uid in [node.uid, node.name] {
            var request = APIRequest(.list, .events)
            request.options.fieldSelector =
                "involvedObject.name=\(node.name),involvedObject.kind=Node,involvedObject.uid=\(uid)"
            out += list(request, &host).map(\.value)
        }
        return out
    }

    private func lease(of node: String, _ host: inout some KubectlHost) -> Result<APIObject, Status> {
        switch sendRaw(.get(.leases, ObjectKey("kube-node-lease", node)), &host) {
        case .object(let object, _): .success(object)
        case .failure(let status): .failure(status)
        default: .failure(Status(code: 500, reason: "", message: "the server answered with something else"))
        }
    }

    private func pods(onNode node: String, _ host: inout some KubectlHost) -> [APIObject] {
        var request = APIRequest(.list, .pods)
        request.options.fieldSelector = "spec.nodeName=\(node),status.phase!=Succeeded,status.phase!=Failed"
        return list(request, &host)
    }
}
