/// Types of `apiextensions/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`, the script that writes it is `.ci/schema-table`.
/// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/types.go.
let apiextensionsV1Table: StaticString = #"""
    package apiextensions/v1 apiextensions.k8s.io
    name ConversionStrategyType string
    type CustomResourceDefinitionSpec
     group = string r
     names = CustomResourceDefinitionNames r
     scope = ResourceScope r
     versions = []CustomResourceDefinitionVersion r lt=atomic
     conversion = *CustomResourceConversion e
     preserveUnknownFields = bool e
    type CustomResourceConversion
     strategy = ConversionStrategyType r
     webhook = *WebhookConversion e
    type WebhookConversion
     clientConfig = *WebhookClientConfig e
     conversionReviewVersions = []string r lt=atomic
    type WebhookClientConfig
     url URL *string e
     service = *ServiceReference e
     caBundle CABundle []byte e
    type ServiceReference
     namespace = string r
     name = string r
     path = *string e
     port = *int32 e
    type CustomResourceDefinitionVersion
     name = string r
     served = bool r
     storage = bool r
     deprecated = bool e
     deprecationWarning = *string e
     schema = *CustomResourceValidation e
     subresources = *CustomResourceSubresources e
     additionalPrinterColumns = []CustomResourceColumnDefinition e lt=atomic
     selectableFields = []SelectableField e lt=atomic
    type SelectableField
     jsonPath JSONPath string r
    type CustomResourceColumnDefinition
     name = string r
     type = string r
     format = string e
     description = string e
     priority = int32 e
     jsonPath JSONPath string r
    type CustomResourceDefinitionNames
     plural = string r
     singular = string e
     shortNames = []string e lt=atomic
     kind = string r
     listKind = string e
     categories = []string e lt=atomic
    name ResourceScope string
    name ConditionStatus string
    name CustomResourceDefinitionConditionType string
    type CustomResourceDefinitionCondition
     type = CustomResourceDefinitionConditionType r
     status = ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
     observedGeneration = int64 e
    type CustomResourceDefinitionStatus
     conditions = []CustomResourceDefinitionCondition - lk=type
     acceptedNames = CustomResourceDefinitionNames -
     storedVersions = []string - lt=atomic
     observedGeneration = int64 e
    kind CustomResourceDefinition
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = CustomResourceDefinitionSpec r
     status = CustomResourceDefinitionStatus e
    kind CustomResourceDefinitionList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []CustomResourceDefinition r
    type CustomResourceValidation
     openAPIV3Schema = *JSONSchemaProps e
    type CustomResourceSubresources
     status = *CustomResourceSubresourceStatus e
     scale = *CustomResourceSubresourceScale e
    type CustomResourceSubresourceStatus
    type CustomResourceSubresourceScale
     specReplicasPath = string r
     statusReplicasPath = string r
     labelSelectorPath = *string e
    kind ConversionReview
     . TypeMeta meta/v1.TypeMeta
     request = *ConversionRequest e
     response = *ConversionResponse e
    type ConversionRequest
     uid UID types.UID r
     desiredAPIVersion = string r
     objects = []runtime.RawExtension r lt=atomic
    type ConversionResponse
     uid UID types.UID r
     convertedObjects = []runtime.RawExtension r lt=atomic
     result = meta/v1.Status r
    name FieldValueErrorReason string
     =|FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired
    type JSONSchemaProps
     id ID string e
     $schema Schema JSONSchemaURL e
     $ref Ref *string e
     description = string e
     type = string e
     format = string e
     title = string e
     default = *runtime.RawExtension e
     maximum = *float64 e
     exclusiveMaximum = bool e
     minimum = *float64 e
     exclusiveMinimum = bool e
     maxLength = *int64 e
     minLength = *int64 e
     pattern = string e
     maxItems = *int64 e
     minItems = *int64 e
     uniqueItems = bool e
     multipleOf = *float64 e
     enum = []runtime.RawExtension e lt=atomic
     maxProperties = *int64 e
     minProperties = *int64 e
     required = []string e lt=atomic
     items = *runtime.RawExtension e
     allOf = []JSONSchemaProps e lt=atomic
     oneOf = []JSONSchemaProps e lt=atomic
     anyOf = []JSONSchemaProps e lt=atomic
     not = *JSONSchemaProps e
     properties = map[string]JSONSchemaProps e
     additionalProperties = *runtime.RawExtension e
     patternProperties = map[string]JSONSchemaProps e
     dependencies = JSONSchemaDependencies e
     additionalItems = *runtime.RawExtension e
     definitions = JSONSchemaDefinitions e
     externalDocs = *ExternalDocumentation e
     example = *runtime.RawExtension e
     nullable = bool e
     x-kubernetes-preserve-unknown-fields XPreserveUnknownFields *bool e
     x-kubernetes-embedded-resource XEmbeddedResource bool e
     x-kubernetes-int-or-string XIntOrString bool e
     x-kubernetes-list-map-keys XListMapKeys []string e lt=atomic
     x-kubernetes-list-type XListType *string e
     x-kubernetes-map-type XMapType *string e
     x-kubernetes-validations XValidations ValidationRules e ps=merge pk=rule lk=rule
    name ValidationRules []ValidationRule
    type ValidationRule
     rule = string r
     message = string e
     messageExpression = string e
     reason = *FieldValueErrorReason e
     fieldPath = string e
     optionalOldSelf = *bool e
    name JSONSchemaURL string
    name JSONSchemaDependencies map[string]runtime.RawExtension
    name JSONSchemaDefinitions map[string]JSONSchemaProps
    type ExternalDocumentation
     description = string e
     url URL string e
    """#
