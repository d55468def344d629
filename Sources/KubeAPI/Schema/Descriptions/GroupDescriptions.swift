/// The descriptions of all packages but `core/v1` and `meta/v1`, one table a package.
let groupDescriptions = [
    admissionregistrationV1Descriptions,
    apiextensionsV1Descriptions,
    apiregistrationV1Descriptions,
    appsV1Descriptions,
    authenticationV1Descriptions,
    authorizationV1Descriptions,
    autoscalingV1Descriptions,
    autoscalingV2Descriptions,
    batchV1Descriptions,
    certificatesV1Descriptions,
    coordinationV1Descriptions,
    flowcontrolV1Descriptions,
    policyV1Descriptions,
    rbacV1Descriptions,
    schedulingV1Descriptions,
]
