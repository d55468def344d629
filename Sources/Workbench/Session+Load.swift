import APIServing
import ClusterSim
import Commands
import Controllers
import Documents
import KubeAPI
import Simulation

/// `load`: what the metrics APIs say of the pods of an autoscaler.
extension Session {
    /// `load hpa/web cpu=80m`: sets metrics, keeps the others; `load hpa/web off`: takes all away.
    mutating func load(_ words: [String], _ line: String) throws -> Response {
        guard let first = words.first, words.count > 1 else {
            throw WordProblem(
                "load needs an autoscaler and metrics: `load hpa/web cpu=80m`, `load hpa/web off`",
                "load 需要自动伸缩器和指标：`load hpa/web cpu=80m`、`load hpa/web off`")
        }
        let autoscaler = try autoscaler(named: first)
        let key = autoscaler.key
        let name = key.name
        var load = Fields()
        if let text = autoscaler.at("metadata", "annotations", SimulatedLoad.annotation)?.string {
            load = (try? JSONReader.read(text))?.fields ?? Fields()
        }
        let isOff = words[1] == "off"
        for word in isOff ? [] : words.dropFirst() {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let quantity = try? Quantity(parsing: pair[1]) else {
                throw WordProblem(
                    "`\(word)` is no METRIC=QUANTITY (cpu=80m, total:cpu=1, external:queue=30)",
                    "`\(word)` 不是 指标=数量（cpu=80m、total:cpu=1、external:queue=30）")
            }
            load[pair[0]] = .string(quantity.description)
        }
        let text: Value = isOff ? .null : .string(JSONWriter.text(.object(load)))
        var request = APIRequest.patch(
            .merge, .horizontalPodAutoscalers, key,
            ["metadata": ["annotations": .object(Fields([(SimulatedLoad.annotation, text)]))]])
        request.user = "kubernetes-admin"
        try timeline.apply(.request(request, text: line))
        let said = load.members.map { "\($0.key)=\($0.value.string ?? "")" }.joined(separator: " ")
        if isOff {
            return note("hpa/\(name): no metrics API answers any more", "hpa/\(name)：指标 API 不再应答")
        }
        return note("hpa/\(name): \(said)", "hpa/\(name)：\(said)")
    }

    /// `hpa/web`, `web`, or what the autoscaler scales: `deployment/web`.
    private func autoscaler(named word: String) throws -> APIObject {
        let parts = word.split(separator: "/").map(String.init)
        let name = parts.last ?? ""
        let all = cluster.server.store.list(.horizontalPodAutoscalers, namespace: namespace)
        let kind = parts.count == 2 ? ResourceTable.find(parts[0]) : Resource.horizontalPodAutoscalers.info
        let found = all.first { autoscaler in
            if kind?.resource == .horizontalPodAutoscalers { return autoscaler.name == name }
            let target = autoscaler.at("spec", "scaleTargetRef") ?? .null
            return target["kind"]?.string == kind?.kind && target["name"]?.string == name
        }
        guard let found else {
            throw WordProblem(
                "no HorizontalPodAutoscaler is or scales `\(word)`", "没有名为 `\(word)` 或伸缩它的 HorizontalPodAutoscaler")
        }
        return found
    }
}
