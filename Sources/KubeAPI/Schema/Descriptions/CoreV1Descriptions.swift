/// Descriptions of all types of `core/v1`, by subject.
let coreV1Descriptions: [String] = [
    coreV1PodDescriptions,
    coreV1ContainerDescriptions,
    coreV1EphemeralDescriptions,
    coreV1PlacementDescriptions,
    coreV1SecurityDescriptions,
    coreV1VolumeDescriptions,
    coreV1ClaimDescriptions,
    coreV1StorageDescriptions,
    coreV1NodeDescriptions,
    coreV1ServiceDescriptions,
    coreV1ObjectDescriptions,
]
