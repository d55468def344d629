public import KubeAPI
public import Simulation

/// An event a component reports about an object, before the recorder has seen it.
public struct RecordedEvent: Sendable {
    public enum API: Sendable {
        /// core/v1 with the correlator (controllers, kubelet).
        case core
        /// events.k8s.io/v1 with series (scheduler).
        case events
    }

    public let api: API
    public let regarding: ObjectRef
    public let regardingRevision: Int64
    /// `spec.containers{web}` for events of a container, else empty.
    public let fieldPath: String
    /// Normal or Warning.
    public let type: String
    public let reason: String
    public let message: String
    /// What was tried (`Binding`); only for events.k8s.io.
    public let action: String
    public let causes: [SpanID]

    public init(
        api: API = .core, regarding: ObjectRef, regardingRevision: Int64 = 0, fieldPath: String = "", type: String,
        reason: String, message: String, action: String = "", causes: [SpanID]
    ) {
        self.api = api
        self.regarding = regarding
        self.regardingRevision = regardingRevision
        self.fieldPath = fieldPath
        self.type = type
        self.reason = reason
        self.message = message
        self.action = action
        self.causes = causes
    }
}
