public import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The door: a server for real clients in front of a desk.
public struct DoorServer: Sendable {
    private let options: DoorOptions
    private let desk: SessionDesk
    private let certificates: Certificates
    private let authentication = Authentication()

    /// Makes keys and certificates; nothing is opened yet.
    public init(_ options: DoorOptions, desk: SessionDesk) throws {
        self.options = options
        self.desk = desk
        certificates = try Certificates(hosts: options.hosts, now: options.now)
    }

    /// What `onReady` is told.
    public struct Ready: Sendable {
        /// `https://127.0.0.1:6443`.
        public let url: String
        /// 6443.
        public let port: Int
        /// The text of the kubeconfig.
        public let kubeconfig: String
        /// PEM of the authority that the server's certificate comes from.
        public let authority: String
        /// The administrator's token.
        public let token: String
        /// PEM of the administrator's certificate and key.
        public let client: (certificate: String, key: String)
    }

    /// Serves as long as `body` runs.
    public func serve<Answer: Sendable>(
        while body: @escaping @Sendable (Ready) async throws -> Answer
    ) async throws -> Answer {
        let (readies, told) = AsyncStream.makeStream(of: Ready.self)
        return try await withThrowingTaskGroup(of: Answer?.self) { group in
            group.addTask {
                defer { told.finish() }
                try await run(endsOnSignals: false, onReady: { told.yield($0) }, onChange: { _, _ in })
                return nil
            }
            group.addTask {
                for await ready in readies { return try await body(ready) }
                return nil
            }
            defer {
                desk.endWaiting()
                group.cancelAll()
            }
            while let answer = try await group.next() {
                if let answer { return answer }
            }
            throw CancellationError()
        }
    }

    /// Serves until the task is cancelled or, if `endsOnSignals`, until SIGTERM or SIGINT.
    public func run(
        endsOnSignals: Bool, onReady: @escaping @Sendable (Ready) -> Void,
        onChange: @escaping @Sendable (HTTPAPI.HTTPRequest, HTTPAPI.HTTPResponse) -> Void
    ) async throws {
        var logger = Logger(label: "orrery")
        logger.logLevel = .critical
        let app = Application(
            responder: Responder(
                desk: desk, authentication: authentication, patience: options.patience, onChange: onChange),
            server: try .tls(
                HTTPServerBuilder { responder in
                    UpgradeChannel(
                        responder: responder, desk: desk, authentication: authentication, patience: options.patience,
                        onChange: onChange)
                }, tlsConfiguration: certificates.tls),
            configuration: .init(
                address: .hostname(options.address, port: options.port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(DoorOptions.connectionsMax)),
            onServerRunning: { onReady(ready(port: $0.localAddress?.port ?? 0)) }, logger: logger)
        // In reverse order: first the watches end, then the server has nothing to wait for.
        var configuration = ServiceGroupConfiguration(
            services: [app, WatchEnder(desk: desk)], gracefulShutdownSignals: endsOnSignals ? [.sigterm, .sigint] : [],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(3)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func ready(port: Int) -> Ready {
        let host = options.address.contains(":") ? "[\(options.address)]" : options.address
        let url = "https://\(host):\(port)"
        return Ready(
            url: url, port: port,
            kubeconfig: Kubeconfig.text(server: url, certificates: certificates, token: authentication.token),
            authority: certificates.authority, token: authentication.token, client: certificates.client)
    }
}

/// Ends the watches when the door closes.
private struct WatchEnder: Service {
    let desk: SessionDesk

    func run() async throws {
        try await gracefulShutdown()
        desk.endWaiting()
    }
}
