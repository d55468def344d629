/// Numbers of the fields of `admissionregistration/v1`, `apiextensions/v1`, `apiregistration/v1`, `authentication/v1`, `authorization/v1`, `certificates/v1`, `flowcontrol/v1`, `node/v1`, `rbac/v1`, `resource/v1`, `storage/v1` in protobuf.
///
/// The form of a line is described at `FieldNumbers`. Upstream: the generated.proto of each package.
let clusterNumbers: StaticString = #"""
    admissionregistration/v1.ApplyConfiguration expression
    admissionregistration/v1.AuditAnnotation key valueExpression
    admissionregistration/v1.ExpressionWarning fieldRef=2 warning
    admissionregistration/v1.JSONPatch expression
    admissionregistration/v1.MatchCondition name expression
    admissionregistration/v1.MatchResources namespaceSelector objectSelector resourceRules excludeResourceRules
      matchPolicy=7
    admissionregistration/v1.MutatingAdmissionPolicy metadata spec
    admissionregistration/v1.MutatingAdmissionPolicyBinding metadata spec
    admissionregistration/v1.MutatingAdmissionPolicyBindingList metadata items
    admissionregistration/v1.MutatingAdmissionPolicyBindingSpec policyName paramRef matchResources
    admissionregistration/v1.MutatingAdmissionPolicyList metadata items
    admissionregistration/v1.MutatingAdmissionPolicySpec paramKind matchConstraints variables mutations failurePolicy
      matchConditions reinvocationPolicy
    admissionregistration/v1.MutatingWebhook name clientConfig rules failurePolicy namespaceSelector sideEffects
      timeoutSeconds admissionReviewVersions matchPolicy reinvocationPolicy objectSelector matchConditions
    admissionregistration/v1.MutatingWebhookConfiguration metadata Webhooks
    admissionregistration/v1.MutatingWebhookConfigurationList metadata items
    admissionregistration/v1.Mutation patchType=2 applyConfiguration jsonPatch
    admissionregistration/v1.NamedRuleWithOperations resourceNames ruleWithOperations
    admissionregistration/v1.ParamKind apiVersion kind
    admissionregistration/v1.ParamRef name namespace selector parameterNotFoundAction
    admissionregistration/v1.Rule apiGroups apiVersions resources scope
    admissionregistration/v1.RuleWithOperations operations rule
    admissionregistration/v1.ServiceReference namespace name path port
    admissionregistration/v1.TypeChecking expressionWarnings
    admissionregistration/v1.ValidatingAdmissionPolicy metadata spec status
    admissionregistration/v1.ValidatingAdmissionPolicyBinding metadata spec
    admissionregistration/v1.ValidatingAdmissionPolicyBindingList metadata items
    admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec policyName paramRef matchResources validationActions
    admissionregistration/v1.ValidatingAdmissionPolicyList metadata items
    admissionregistration/v1.ValidatingAdmissionPolicySpec paramKind matchConstraints validations failurePolicy
      auditAnnotations matchConditions variables
    admissionregistration/v1.ValidatingAdmissionPolicyStatus observedGeneration typeChecking conditions
    admissionregistration/v1.ValidatingWebhook name clientConfig rules failurePolicy namespaceSelector sideEffects
      timeoutSeconds admissionReviewVersions matchPolicy objectSelector matchConditions
    admissionregistration/v1.ValidatingWebhookConfiguration metadata Webhooks
    admissionregistration/v1.ValidatingWebhookConfigurationList metadata items
    admissionregistration/v1.Validation Expression message reason messageExpression
    admissionregistration/v1.Variable Name Expression
    admissionregistration/v1.WebhookClientConfig service caBundle url
    apiextensions/v1.ConversionRequest uid desiredAPIVersion objects
    apiextensions/v1.ConversionResponse uid convertedObjects result
    apiextensions/v1.ConversionReview request response
    apiextensions/v1.CustomResourceColumnDefinition name type format description priority jsonPath
    apiextensions/v1.CustomResourceConversion strategy webhook
    apiextensions/v1.CustomResourceDefinition metadata spec status
    apiextensions/v1.CustomResourceDefinitionCondition type status lastTransitionTime reason message
      observedGeneration
    apiextensions/v1.CustomResourceDefinitionList metadata items
    apiextensions/v1.CustomResourceDefinitionNames plural singular shortNames kind listKind categories
    apiextensions/v1.CustomResourceDefinitionSpec group names=3 scope versions=7 conversion=9 preserveUnknownFields
    apiextensions/v1.CustomResourceDefinitionStatus conditions acceptedNames storedVersions observedGeneration
    apiextensions/v1.CustomResourceDefinitionVersion name served storage schema subresources additionalPrinterColumns
      deprecated deprecationWarning selectableFields
    apiextensions/v1.CustomResourceSubresourceScale specReplicasPath statusReplicasPath labelSelectorPath
    apiextensions/v1.CustomResourceSubresourceStatus
    apiextensions/v1.CustomResourceSubresources status scale
    apiextensions/v1.CustomResourceValidation openAPIV3Schema
    apiextensions/v1.ExternalDocumentation description url
    apiextensions/v1.JSON raw
    apiextensions/v1.JSONSchemaProps id schema ref description type format title default maximum exclusiveMaximum
      minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems multipleOf enum maxProperties
      minProperties required items allOf oneOf anyOf not properties additionalProperties patternProperties
      dependencies additionalItems definitions externalDocs example nullable xKubernetesPreserveUnknownFields
      xKubernetesEmbeddedResource xKubernetesIntOrString xKubernetesListMapKeys xKubernetesListType xKubernetesMapType
      xKubernetesValidations
    apiextensions/v1.JSONSchemaPropsOrArray schema jSONSchemas
    apiextensions/v1.JSONSchemaPropsOrBool allows schema
    apiextensions/v1.JSONSchemaPropsOrStringArray schema property
    apiextensions/v1.SelectableField jsonPath
    apiextensions/v1.ServiceReference namespace name path port
    apiextensions/v1.ValidationRule rule message messageExpression reason fieldPath optionalOldSelf
    apiextensions/v1.WebhookClientConfig service caBundle url
    apiextensions/v1.WebhookConversion clientConfig=2 conversionReviewVersions
    apiregistration/v1.APIService metadata spec status
    apiregistration/v1.APIServiceCondition type status lastTransitionTime reason message
    apiregistration/v1.APIServiceList metadata items
    apiregistration/v1.APIServiceSpec service group version insecureSkipTLSVerify caBundle groupPriorityMinimum=7
      versionPriority
    apiregistration/v1.APIServiceStatus conditions
    apiregistration/v1.ServiceReference namespace name port
    authentication/v1.BoundObjectReference kind apiVersion name uID
    authentication/v1.ExtraValue items
    authentication/v1.SelfSubjectReview metadata status
    authentication/v1.SelfSubjectReviewStatus userInfo
    authentication/v1.TokenRequest metadata spec status
    authentication/v1.TokenRequestSpec audiences boundObjectRef=3 expirationSeconds
    authentication/v1.TokenRequestStatus token expirationTimestamp
    authentication/v1.TokenReview metadata spec status
    authentication/v1.TokenReviewSpec token audiences
    authentication/v1.TokenReviewStatus authenticated user error audiences
    authentication/v1.UserInfo username uid groups extra
    authorization/v1.ExtraValue items
    authorization/v1.FieldSelectorAttributes rawSelector requirements
    authorization/v1.LabelSelectorAttributes rawSelector requirements
    authorization/v1.LocalSubjectAccessReview metadata spec status
    authorization/v1.NonResourceAttributes path verb
    authorization/v1.NonResourceRule verbs nonResourceURLs
    authorization/v1.ResourceAttributes namespace verb group version resource subresource name fieldSelector
      labelSelector
    authorization/v1.ResourceRule verbs apiGroups resources resourceNames
    authorization/v1.SelfSubjectAccessReview metadata spec status
    authorization/v1.SelfSubjectAccessReviewSpec resourceAttributes nonResourceAttributes
    authorization/v1.SelfSubjectRulesReview metadata spec status
    authorization/v1.SelfSubjectRulesReviewSpec namespace
    authorization/v1.SubjectAccessReview metadata spec status
    authorization/v1.SubjectAccessReviewSpec resourceAttributes nonResourceAttributes user groups extra uid
    authorization/v1.SubjectAccessReviewStatus allowed reason evaluationError denied
    authorization/v1.SubjectRulesReviewStatus resourceRules nonResourceRules incomplete evaluationError
    certificates/v1.CertificateSigningRequest metadata spec status
    certificates/v1.CertificateSigningRequestCondition type reason message lastUpdateTime lastTransitionTime status
    certificates/v1.CertificateSigningRequestList metadata items
    certificates/v1.CertificateSigningRequestSpec request username uid groups usages extra signerName
      expirationSeconds
    certificates/v1.CertificateSigningRequestStatus conditions certificate
    certificates/v1.ExtraValue items
    flowcontrol/v1.ExemptPriorityLevelConfiguration nominalConcurrencyShares lendablePercent
    flowcontrol/v1.FlowDistinguisherMethod type
    flowcontrol/v1.FlowSchema metadata spec status
    flowcontrol/v1.FlowSchemaCondition type status lastTransitionTime reason message
    flowcontrol/v1.FlowSchemaList metadata items
    flowcontrol/v1.FlowSchemaSpec priorityLevelConfiguration matchingPrecedence distinguisherMethod rules
    flowcontrol/v1.FlowSchemaStatus conditions
    flowcontrol/v1.GroupSubject name
    flowcontrol/v1.LimitResponse type queuing
    flowcontrol/v1.LimitedPriorityLevelConfiguration nominalConcurrencyShares limitResponse lendablePercent
      borrowingLimitPercent
    flowcontrol/v1.NonResourcePolicyRule verbs nonResourceURLs=6
    flowcontrol/v1.PolicyRulesWithSubjects subjects resourceRules nonResourceRules
    flowcontrol/v1.PriorityLevelConfiguration metadata spec status
    flowcontrol/v1.PriorityLevelConfigurationCondition type status lastTransitionTime reason message
    flowcontrol/v1.PriorityLevelConfigurationList metadata items
    flowcontrol/v1.PriorityLevelConfigurationReference name
    flowcontrol/v1.PriorityLevelConfigurationSpec type limited exempt
    flowcontrol/v1.PriorityLevelConfigurationStatus conditions
    flowcontrol/v1.QueuingConfiguration queues handSize queueLengthLimit
    flowcontrol/v1.ResourcePolicyRule verbs apiGroups resources clusterScope namespaces
    flowcontrol/v1.ServiceAccountSubject namespace name
    flowcontrol/v1.Subject kind user group serviceAccount
    flowcontrol/v1.UserSubject name
    node/v1.Overhead podFixed
    node/v1.RuntimeClass metadata handler overhead scheduling
    node/v1.RuntimeClassList metadata items
    node/v1.Scheduling nodeSelector tolerations
    rbac/v1.AggregationRule clusterRoleSelectors
    rbac/v1.ClusterRole metadata rules aggregationRule
    rbac/v1.ClusterRoleBinding metadata subjects roleRef
    rbac/v1.ClusterRoleBindingList metadata items
    rbac/v1.ClusterRoleList metadata items
    rbac/v1.PolicyRule verbs apiGroups resources resourceNames nonResourceURLs
    rbac/v1.Role metadata rules
    rbac/v1.RoleBinding metadata subjects roleRef
    rbac/v1.RoleBindingList metadata items
    rbac/v1.RoleList metadata items
    rbac/v1.RoleRef apiGroup kind name
    rbac/v1.Subject kind apiGroup name namespace
    resource/v1.AllocatedDeviceStatus driver pool device conditions data networkData shareID
    resource/v1.AllocationResult devices nodeSelector=3 allocationTimestamp=5
    resource/v1.CELDeviceSelector expression
    resource/v1.CapacityRequestPolicy default validValues=3 validRange
    resource/v1.CapacityRequestPolicyRange min max step
    resource/v1.CapacityRequirements requests
    resource/v1.Counter value
    resource/v1.CounterSet name counters
    resource/v1.Device name attributes capacity consumesCounters nodeName nodeSelector allNodes taints bindsToNode
      bindingConditions bindingFailureConditions allowMultipleAllocations nodeAllocatableResourceMappings
    resource/v1.DeviceAllocationConfiguration source requests deviceConfiguration
    resource/v1.DeviceAllocationResult results config
    resource/v1.DeviceAttribute int=2 bool string version ints bools strings versions
    resource/v1.DeviceCapacity value requestPolicy
    resource/v1.DeviceClaim requests constraints config
    resource/v1.DeviceClaimConfiguration requests deviceConfiguration
    resource/v1.DeviceClass metadata spec
    resource/v1.DeviceClassConfiguration deviceConfiguration
    resource/v1.DeviceClassList metadata items
    resource/v1.DeviceClassSpec selectors config extendedResourceName=4
    resource/v1.DeviceConfiguration opaque
    resource/v1.DeviceConstraint requests matchAttribute distinctAttribute
    resource/v1.DeviceCounterConsumption counterSet counters
    resource/v1.DeviceRequest name exactly firstAvailable
    resource/v1.DeviceRequestAllocationResult request driver pool device adminAccess tolerations bindingConditions
      bindingFailureConditions shareID consumedCapacity
    resource/v1.DeviceSelector cel
    resource/v1.DeviceSubRequest name deviceClassName selectors allocationMode count tolerations capacity
    resource/v1.DeviceTaint key value effect timeAdded
    resource/v1.DeviceToleration key operator value effect tolerationSeconds
    resource/v1.ExactDeviceRequest deviceClassName selectors allocationMode count adminAccess tolerations capacity
    resource/v1.NetworkDeviceData interfaceName ips hardwareAddress
    resource/v1.NodeAllocatableResourceMapping capacityKey allocationMultiplier
    resource/v1.OpaqueDeviceConfiguration driver parameters
    resource/v1.ResourceClaim metadata spec status
    resource/v1.ResourceClaimConsumerReference apiGroup resource=3 name uid
    resource/v1.ResourceClaimList metadata items
    resource/v1.ResourceClaimSpec devices
    resource/v1.ResourceClaimStatus allocation reservedFor devices=4
    resource/v1.ResourceClaimTemplate metadata spec
    resource/v1.ResourceClaimTemplateList metadata items
    resource/v1.ResourceClaimTemplateSpec metadata spec
    resource/v1.ResourcePool name generation resourceSliceCount
    resource/v1.ResourceSlice metadata spec
    resource/v1.ResourceSliceList metadata items
    resource/v1.ResourceSliceSpec driver pool nodeName nodeSelector allNodes devices perDeviceNodeSelection
      sharedCounters
    storage/v1.CSIDriver metadata spec
    storage/v1.CSIDriverList metadata items
    storage/v1.CSIDriverSpec attachRequired podInfoOnMount volumeLifecycleModes storageCapacity fsGroupPolicy
      tokenRequests requiresRepublish seLinuxMount nodeAllocatableUpdatePeriodSeconds serviceAccountTokenInSecrets
      preventPodSchedulingIfMissing
    storage/v1.CSINode metadata spec
    storage/v1.CSINodeDriver name nodeID topologyKeys allocatable
    storage/v1.CSINodeList metadata items
    storage/v1.CSINodeSpec drivers
    storage/v1.CSIStorageCapacity metadata nodeTopology storageClassName capacity maximumVolumeSize
    storage/v1.CSIStorageCapacityList metadata items
    storage/v1.StorageClass metadata provisioner parameters reclaimPolicy mountOptions allowVolumeExpansion
      volumeBindingMode allowedTopologies
    storage/v1.StorageClassList metadata items
    storage/v1.TokenRequest audience expirationSeconds
    storage/v1.VolumeAttachment metadata spec status
    storage/v1.VolumeAttachmentList metadata items
    storage/v1.VolumeAttachmentSource persistentVolumeName inlineVolumeSpec
    storage/v1.VolumeAttachmentSpec attacher source nodeName
    storage/v1.VolumeAttachmentStatus attached attachmentMetadata attachError detachError
    storage/v1.VolumeAttributesClass metadata driverName parameters
    storage/v1.VolumeAttributesClassList metadata items
    storage/v1.VolumeError time message errorCode
    storage/v1.VolumeNodeResources count
    """#
