import OrderedMaps

/// What a controller does with a thing that is no object of the cluster: a disk, a DNS name, a certificate.
public struct OutsideCall: Sendable, Equatable {
    /// Both may be called twice: the second time nothing happens.
    public enum Act: String, Sendable { case make, remove }

    /// What is done.
    public let act: Act
    /// `disk/blog`: what kind of thing, and its name.
    public let thing: String

    /// Makes a call.
    public init(_ act: Act, _ thing: String) {
        self.act = act
        self.thing = thing
    }
}

/// What exists beside the cluster: no process, crash or deletion in the cluster touches it. Calls take no time and do
/// not fail.
public struct OutsideWorld: Sendable, Equatable {
    private var made = OrderedMap<String, Bool>()

    /// An empty world.
    public init() {}

    /// The things that are there, by name.
    public var things: [String] { made.map { $0.key } }

    /// Carries a call out.
    ///
    /// - Returns: what came of it, in words: `makes disk/blog`, `disk/blog is there already`.
    public mutating func carryOut(_ call: OutsideCall) -> String {
        let isThere = made[call.thing] != nil
        switch call.act {
        case .make:
            made[call.thing] = true
            return isThere ? "\(call.thing) is there already" : "makes \(call.thing)"
        case .remove:
            made[call.thing] = nil
            return isThere ? "removes \(call.thing)" : "\(call.thing) is gone already"
        }
    }

    public static func == (a: OutsideWorld, b: OutsideWorld) -> Bool { a.things == b.things }
}
