/// Which target may import what: the table of ARCHITECTURE.md as data.
///
/// SwiftPM does not stop a file from importing a module that its target did not declare, so the test reads every
/// `import` line. Arrows point downward only, and never between Controllers, Scheduling, Nodes and APIServing:
/// those meet in the queue.
struct Arrow: Sendable {
    /// 0 words, 1 the API, 2 the plane, 3 the shell, 4 the edge.
    let layer: Int
    let ours: Set<String>
    var outside: Set<String> = []
}

let arrows: [String: Arrow] = {
    let words: Set<String> = ["Documents", "KubeAPI", "OrderedMaps", "Simulation"]
    let plane: Set<String> = ["APIServing", "ControllerKit", "Controllers", "Nodes", "Scheduling"]
    let seen = words.union(plane).union(["ClusterSim"])
    return [
        "Documents": Arrow(layer: 0, ours: []),
        "OrderedMaps": Arrow(layer: 0, ours: []),
        "Simulation": Arrow(layer: 0, ours: ["OrderedMaps"]),
        "KubeAPI": Arrow(layer: 1, ours: ["Documents", "OrderedMaps"]),
        "APIServing": Arrow(layer: 2, ours: words),
        "ControllerKit": Arrow(layer: 2, ours: words),
        "Controllers": Arrow(layer: 2, ours: words.union(["ControllerKit"])),
        "Scheduling": Arrow(layer: 2, ours: words.union(["ControllerKit"])),
        "Nodes": Arrow(layer: 2, ours: words.union(["ControllerKit"])),
        "ClusterSim": Arrow(layer: 2, ours: words.union(plane)),
        "YAMLText": Arrow(layer: 3, ours: ["Documents"], outside: ["Foundation", "Yams"]),
        "Commands": Arrow(layer: 3, ours: ["Documents", "KubeAPI"]),
        "Rendering": Arrow(layer: 3, ours: ["Documents", "KubeAPI", "Simulation"]),
        "Kubectl": Arrow(layer: 3, ours: ["Commands", "Documents", "KubeAPI", "Rendering", "YAMLText"]),
        "Lessons": Arrow(layer: 3, ours: ["Documents", "KubeAPI", "Rendering", "YAMLText"]),
        "Transcripts": Arrow(layer: 3, ours: ["Documents", "Rendering"]),
        "Views": Arrow(layer: 3, ours: seen.union(["Kubectl", "Lessons", "Rendering", "Transcripts", "YAMLText"])),
        "HTTPAPI": Arrow(layer: 3, ours: ["APIServing", "Documents", "KubeAPI", "Kubectl", "YAMLText"]),
        "Workbench": Arrow(
            layer: 3,
            ours: seen.union([
                "Commands", "HTTPAPI", "Kubectl", "Lessons", "Rendering", "Transcripts", "Views", "YAMLText",
            ])),
        "CEditLine": Arrow(layer: 4, ours: []),
        "Terminal": Arrow(layer: 4, ours: ["CEditLine", "Rendering"], outside: ["Glibc", "Synchronization"]),
        "Door": Arrow(
            layer: 4, ours: seen.union(["HTTPAPI", "Rendering", "Transcripts", "Workbench"]),
            outside: [
                "Crypto", "Foundation", "HTTPTypes", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "Logging",
                "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOSSL", "NIOWebSocket",
                "ServiceLifecycle", "SwiftASN1", "Synchronization", "UnixSignals", "X509",
            ]),
        "DoorClient": Arrow(layer: 4, ours: [], outside: ["NIOCore", "NIOPosix", "NIOSSL"]),
        "orrery": Arrow(
            layer: 4,
            ours: seen.union([
                "Commands", "Door", "DoorClient", "HTTPAPI", "Kubectl", "Lessons", "Rendering", "Terminal",
                "Transcripts", "Views",
                "Workbench",
                "YAMLText",
            ]), outside: ["ArgumentParser", "Glibc", "Synchronization"]),
    ]
}()
