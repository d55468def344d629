/// The descriptions of all packages but `core/v1` and `meta/v1`, one table a package.
let groupDescriptions = [
    appsV1Descriptions,
    autoscalingV1Descriptions,
    autoscalingV2Descriptions,
    batchV1Descriptions,
    coordinationV1Descriptions,
    policyV1Descriptions,
    rbacV1Descriptions,
    schedulingV1Descriptions,
]
