import Commands
import Documents
import KubeAPI
import Rendering

/// `get --subresource`. Upstream: kubectl/pkg/cmd/get/get.go, cli-runtime pkg/resource/builder.go.
extension Execution {
    mutating func getSubresource(
        _ name: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let format = try outputFormat(host)
        var scales: [Value] = []
        var objects: [Selected] = []
        for target in try targets(command.words, SelectionRules(takesWholeTypes: true), host) {
            guard case .named(let info, let key, _) = target else {
                throw .message("subresource cannot be used when bulk resources are specified")
            }
            var request = APIRequest.get(info.resource, key)
            request.subresource = name
            switch sendRaw(request, &host) {
            case .document(let value, _): scales.append(value)
            case .object(let object, _): objects.append(Selected(info: info, object: object))
            case .failure(let status): throw .status(status.naming(request))
            default: throw .message("the server answered with a list")
            }
        }
        if scales.isEmpty { return try show(objects, format, host) }
        guard format.isTable else {
            for scale in scales { try printDocument(scale, format) }
            return
        }
        let rows = scales.map { scale in
            [
                scale.text("metadata", "name"), String(scale.at("spec", "replicas")?.int ?? 0),
                String(scale.at("status", "replicas")?.int ?? 0),
                Ages.since(scale.at("metadata", "creationTimestamp")?.string, host.now),
            ]
        }
        let head = command.bool("no-headers") ? [] : ["NAME", "DESIRED", "AVAILABLE", "AGE"]
        out += TextTable(head: head, rows: rows).rendered()
    }

    private mutating func show(
        _ objects: [Selected], _ format: OutputFormat, _ host: some KubectlHost
    ) throws(KubectlFailure) {
        var layout = TableLayout()
        if case .table(let isWide) = format { layout.isWide = isWide }
        layout.hasHead = !command.bool("no-headers")
        for one in objects {
            if format.isTable {
                let row = layout.row(one.object, one.info, now: host.now)
                out += TextTable(head: layout.hasHead ? layout.head(one.info) : [], rows: [row]).rendered()
            } else {
                try printResult(one, "", format)
            }
        }
    }
}
