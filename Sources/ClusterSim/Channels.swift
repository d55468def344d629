import KubeAPI
import Simulation

/// The channels of the event queue: within one, order is kept.
///
/// A process has 2^16 of them: its life, three for each component, one for each resource it watches.
enum Channels {
    /// What belongs to no process.
    static let housekeeping = ChannelID(-1)

    /// Starts of a process.
    static func life(_ process: Int) -> ChannelID { ChannelID(Int64(process << 16)) }

    static func timers(_ address: Address) -> ChannelID { ChannelID(component(address)) }
    static func requests(_ address: Address) -> ChannelID { ChannelID(component(address) | 1) }
    static func answers(_ address: Address) -> ChannelID { ChannelID(component(address) | 2) }

    /// The stream of changes of a resource to a process.
    static func watch(_ process: Int, _ resource: Resource) -> ChannelID {
        ChannelID(Int64(process << 16 | 0x8000 | resource.index))
    }

    private static func component(_ address: Address) -> Int64 {
        Int64(address.process << 16 | address.component << 2)
    }
}
