// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// A library target with the settings every module shares.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A Swift Testing target; `TestSupport` comes with it.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "orrery",
    products: [.executable(name: "orrery", targets: ["orrery"])],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // layer 0: words
        module("Documents"),
        module("OrderedMaps"),
        module("Simulation", ["OrderedMaps"]),
        // layer 1: the API's vocabulary
        module("KubeAPI", ["Documents", "OrderedMaps"]),
        // layer 2: the plane
        module("APIServing", ["Documents", "KubeAPI", "OrderedMaps", "Simulation"]),
        module("ControllerKit", ["Documents", "KubeAPI", "OrderedMaps", "Simulation"]),
        module("Controllers", ["ControllerKit", "Documents", "KubeAPI", "OrderedMaps", "Simulation"]),
        module("Scheduling", ["ControllerKit", "Documents", "KubeAPI", "OrderedMaps", "Simulation"]),
        module("Nodes", ["ControllerKit", "Documents", "KubeAPI", "OrderedMaps", "Simulation"]),
        module(
            "ClusterSim",
            [
                "APIServing", "ControllerKit", "Controllers", "Documents", "KubeAPI", "Nodes",
                "OrderedMaps", "Scheduling", "Simulation",
            ]),
        // layer 3: the shell
        module("YAMLText", ["Documents", .product(name: "Yams", package: "Yams")]),
        module("Commands", ["Documents", "KubeAPI"]),
        module("Rendering", ["Documents", "KubeAPI", "Simulation"]),
        module("Kubectl", ["Commands", "Documents", "KubeAPI", "Rendering", "YAMLText"]),
        module("HTTPAPI", ["APIServing", "Documents", "KubeAPI", "Kubectl", "YAMLText"]),
        module("Lessons", ["Documents", "KubeAPI", "YAMLText", "Rendering"]),
        module("Transcripts", ["Documents", "Rendering"]),
        module(
            "Views",
            [
                "APIServing", "ClusterSim", "ControllerKit", "Controllers", "Documents", "KubeAPI", "Kubectl",
                "Lessons", "Nodes", "OrderedMaps", "Rendering", "Scheduling", "Simulation", "Transcripts",
                "YAMLText",
            ]),
        module(
            "Workbench",
            [
                "APIServing", "ClusterSim", "Commands", "ControllerKit", "Controllers", "Documents", "HTTPAPI",
                "KubeAPI", "Kubectl", "Lessons", "Nodes", "OrderedMaps", "Rendering", "Scheduling", "Simulation",
                "Transcripts", "Views", "YAMLText",
            ]),
        // layer 4: the edge
        module(
            "Door",
            [
                "APIServing", "ClusterSim", "Documents", "HTTPAPI", "KubeAPI", "Rendering", "Simulation", "Transcripts",
                "Workbench",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        module(
            "DoorClient",
            [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .target(name: "CEditLine", linkerSettings: [.linkedLibrary("edit")]),
        module("Terminal", ["CEditLine", "Rendering"]),
        .executableTarget(
            name: "orrery",
            dependencies: [
                "Workbench", "Terminal", "Lessons", "Rendering", "ClusterSim", "Simulation", "KubeAPI", "Commands",
                "ControllerKit", "Kubectl", "Nodes", "Transcripts", "Door", "DoorClient", "HTTPAPI",
                "Documents",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),
        // tests
        tests("DocumentsTests", ["Documents", "YAMLText"]),
        tests("OrderedMapsTests", ["OrderedMaps"]),
        tests("APIServingTests", ["APIServing", "Documents", "KubeAPI", "Simulation"]),
        tests("KubeAPITests", ["KubeAPI", "Documents", "YAMLText"]),
        tests("ControllersTests", ["Controllers", "ControllerKit", "KubeAPI", "Documents", "Simulation"]),
        tests("SchedulingTests", ["Scheduling", "KubeAPI", "Documents", "ControllerKit", "Simulation"]),
        tests("NodesTests", ["Nodes", "KubeAPI", "Documents", "ControllerKit", "Simulation"]),
        tests("KubectlTests", ["Kubectl", "Commands", "KubeAPI", "Documents", "Rendering", "YAMLText"]),
        tests("TerminalTests", ["Terminal", "Rendering"]),
        tests("LessonTests", ["Lessons", "Workbench", "Documents", "YAMLText"]),
        tests(
            "ClusterSimTests",
            [
                "ClusterSim", "APIServing", "ControllerKit", "Controllers", "KubeAPI", "Documents", "Simulation",
                "OrderedMaps", "YAMLText", "Scheduling", "Nodes",
            ]),
        tests(
            "WorkbenchTests",
            [
                "Workbench", "APIServing", "ClusterSim", "Commands", "Documents", "KubeAPI", "Kubectl", "Lessons",
                "Rendering", "Simulation", "Transcripts",
            ]),
        tests(
            "HTTPAPITests",
            ["HTTPAPI", "Workbench", "ClusterSim", "Documents", "KubeAPI", "Kubectl", "Simulation", "Transcripts"]),
        tests(
            "DoorTests",
            ["Door", "DoorClient", "ClusterSim", "Documents", "KubeAPI", "Simulation", "Workbench"]),
        tests("TranscriptsTests", ["Transcripts", "Documents", "Rendering"]),
        tests(
            "ViewsTests",
            ["Views", "ClusterSim", "ControllerKit", "Documents", "KubeAPI", "Rendering", "Simulation"]),
        tests("TranscriptTests", ["Kubectl", "Rendering", "Transcripts", "Workbench"]),
        tests("TidyTests"),
    ]
)
