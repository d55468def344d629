import Commands
import Documents
import KubeAPI

/// `drain`: cordons nodes, then evicts what runs there until it is gone.
///
/// Upstream: kubectl/pkg/cmd/drain/drain.go, RunDrain; kubectl/pkg/drain/drain.go.
extension Execution {
    mutating func drain(on host: inout some KubectlHost) throws(KubectlFailure) {
        if (try? LabelSelector.parse(command.string("pod-selector"))) == nil {
            throw .message("--pod-selector=<pod_selector> must be a valid label selector")
        }
        let dryRun = try dryRun()
        let nodes = try nodes(&host)
        try setUnschedulable(true, nodes, dryRun, &host)
        var fatal: [[KubectlFailure]] = []
        var remaining: [String] = []
        for node in nodes {
            let failures = try drain(node.object.name, dryRun, &host)
            if waitsFor != nil { return }
            if failures.isEmpty {
                try printResult(node, "drained", .table(isWide: false), dryRun)
                continue
            }
            err += "error: unable to drain node \(GoStrings.quoted(node.object.name)) due to error: "
            err += "\(KubectlFailure.aggregated(failures)), continuing command...\n"
            fatal.append(failures)
            remaining.append(node.object.name)
        }
        if remaining.isEmpty { return }
        err += "There are pending nodes to be drained:\n" + remaining.map { " \($0)\n" }.joined()
        // An aggregate of one is unwrapped, and its members stand without `error: `.
        if fatal.count == 1 { throw .many(fatal[0]) }
        throw .many(fatal.map { .message(KubectlFailure.aggregated($0)) })
    }

    /// Upstream: deleteOrEvictPodsSimple.
    private mutating func drain(
        _ node: String, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [KubectlFailure] {
        let list = try podsToDrain(of: node, &host)
        if !list.errors.isEmpty { return list.errors.map { .message($0) } }
        if !list.warnings.isEmpty { err += "Warning: \(list.warnings)\n" }
        if dryRun == .client {
            for pod in list.pods { out += "evicting pod \(pod.namespace)/\(pod.name) (dry run)\n" }
            return []
        }
        if list.pods.isEmpty { return [] }
        let failures =
            command.bool("disable-eviction")
            ? try deletePods(list.pods, dryRun, &host) : try evictPods(list.pods, dryRun, &host)
        if failures.isEmpty || waitsFor != nil { return failures }
        let pending = try podsToDrain(of: node, &host)
        if !pending.pods.isEmpty {
            err += "There are pending pods in node \(GoStrings.quoted(node)) when an error occurred: "
            err += "\(KubectlFailure.aggregated(failures))\n"
            for pod in pending.pods { err += "pod/\(pod.name)\n" }
        }
        if !pending.errors.isEmpty {
            err += "Following errors occurred while getting the list of pods to delete:\n"
            err += KubectlFailure.aggregated(pending.errors.map { .message($0) })
        }
        return failures
    }

    /// What is sent to end a pod.
    private func deletionOptions(_ dryRun: DryRun) -> RequestOptions {
        var options = RequestOptions()
        options.isDryRun = dryRun == .server
        if let grace = command.int("grace-period"), grace >= 0 { options.gracePeriodSeconds = grace }
        return options
    }

    // MARK: eviction

    private mutating func evictPods(
        _ pods: [APIObject], _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [KubectlFailure] {
        var round = DrainRound(pods, timeout: command.nanoseconds("timeout") ?? 0, from: host.now)
        while let index = round.next {
            if round.departures[index].due > host.now {
                if host.isInteractive {
                    waitsFor = round.waitsFor
                    return []
                }
                host.pass(microseconds: round.departures[index].due - host.now)
                try round.check(host.now)
            }
            switch round.departures[index].stage {
            case .evicting: try evict(index, &round, dryRun, &host)
            case .waiting: try lookAgain(index, &round, "evicted", &host)
            case .done: break
            }
        }
        return round.failures
    }

    private mutating func evict(
        _ index: Int, _ round: inout DrainRound, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let pod = round.departures[index].pod
        let isDry = dryRun == .server
        out += "evicting pod \(pod.namespace)/\(pod.name)\(isDry ? " (server dry run)" : "")\n"
        let place = "pods/\(GoStrings.quoted(pod.name)) -n \(GoStrings.quoted(pod.namespace))"
        if host.now >= round.deadline {
            return round.fail(index, "error when evicting \(place): global timeout reached: \(round.timeoutText)")
        }
        switch sendRaw(eviction(of: pod, dryRun), &host) {
        case .failure(let status) where status.code == 404: round.finish(index)
        case .failure(let status) where status.code == 429:
            err += "error when evicting \(place) (will retry after 5s): \(status.message)\n"
            round.departures[index].due = host.now + DrainRound.retryMicroseconds
            round.departures[index].stage = .evicting(isRefused: true)
            if let fresh = sendRaw(.get(.pods, pod.key), &host).object { round.departures[index].pod = fresh }
        case .failure(let status): round.fail(index, "error when evicting \(place): \(status.message)")
        default:
            if isDry { return round.finish(index) }
            round.departures[index].stage = .waiting
        }
    }

    private func eviction(of pod: APIObject, _ dryRun: DryRun) -> APIRequest {
        var options: Value = [:]
        if let grace = command.int("grace-period"), grace >= 0 { options.set(.int(grace), at: "gracePeriodSeconds") }
        if dryRun == .server { options.set(["All"], at: "dryRun") }
        var request = APIRequest.create(
            [
                "apiVersion": "policy/v1", "kind": "Eviction",
                "metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace)],
                "deleteOptions": options
            ], .pods)
        request.subresource = "eviction"
        request.options.isDryRun = dryRun == .server
        return request
    }

    /// One poll of a pod that was asked to end.
    private mutating func lookAgain(
        _ index: Int, _ round: inout DrainRound, _ word: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let pod = round.departures[index].pod
        let place = "pod \(GoStrings.quoted(pod.name)) in namespace \(GoStrings.quoted(pod.namespace))"
        if host.now >= round.deadline {
            return round.fail(index, "error when waiting for \(place) to terminate: context deadline exceeded")
        }
        if try isGone(pod, word, &host) { return round.finish(index) }
        round.departures[index].due = min(host.now + DrainRound.pollMicroseconds, round.deadline)
    }

    /// Prints what became of a pod that is no longer there, or is not waited for.
    private mutating func isGone(
        _ pod: APIObject, _ word: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Bool {
        switch sendRaw(.get(.pods, pod.key), &host) {
        case .failure(let status) where status.code == 404: break
        case .failure(let status): throw .status(status)
        case .object(let fresh, _) where fresh.uid == pod.uid:
            guard isSkipped(fresh, host) else { return false }
            let limit = command.int("skip-wait-for-delete-timeout") ?? 0
            out += "pod \(GoStrings.quoted(pod.name)) has DeletionTimestamp older than \(limit) seconds, skipping\n"
            return true
        default: break
        }
        try printResult(
            Selected(info: pod.resource.info, object: pod), word, .table(isWide: false))
        return true
    }

    // MARK: deletion

    private mutating func deletePods(
        _ pods: [APIObject], _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [KubectlFailure] {
        if dryRun == .server {
            throw .message(
                "not modelled: with --disable-eviction and --dry-run=server kubectl waits for ever for pods that "
                    + "nobody deletes")
        }
        for pod in pods {
            var request = APIRequest.delete(.pods, pod.key)
            request.options = deletionOptions(dryRun)
            if let status = sendRaw(request, &host).failure, status.code != 404 { return [.status(status)] }
        }
        var round = DrainRound(pods, timeout: command.nanoseconds("timeout") ?? 0, from: host.now)
        var pending = pods
        while true {
            var left: [APIObject] = []
            for pod in pending where try !isGone(pod, "deleted", &host) { left.append(pod) }
            pending = left
            if pending.isEmpty { return [] }
            if host.isInteractive {
                round.keep(pending)
                waitsFor = round.waitsFor
                return []
            }
            let due = min(host.now + DrainRound.pollMicroseconds, round.deadline)
            host.pass(microseconds: due - host.now)
            if host.now >= round.deadline { return [.message("context deadline exceeded")] }
            try round.check(host.now)
        }
    }
}
