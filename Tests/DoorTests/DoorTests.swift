import Testing

/// What comes through the door, over TLS on a loopback port. One after the other: each has clients enough.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum DoorTests {}
