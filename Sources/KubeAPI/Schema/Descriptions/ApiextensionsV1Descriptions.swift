/// Descriptions of the types of `apiextensions/v1`. First the type, then its fields, indented.
let apiextensionsV1Descriptions = """
    apiextensions/v1.CustomResourceDefinition Adds a kind to the API; its name is the plural, a dot and the group.
     metadata Name, labels and the rest that every object has; the name is plural.group.
     spec The kind: its names, its scope, its versions and their schemas.
     status Whether the names were accepted and the kind is served.
    apiextensions/v1.CustomResourceDefinitionSpec What a new kind is called and what its objects look like.
     conversion How objects go from one version to another; None if not given.
     group The API group; it never changes and is the end of the definition's name.
     names What the kind is called in addresses, manifests and commands.
     preserveUnknownFields Must be false; deprecated: use x-kubernetes-preserve-unknown-fields in the schema.
     scope Namespaced or Cluster; fixed once the kind is served.
     versions The versions that there are; exactly one of them is stored.
    apiextensions/v1.CustomResourceDefinitionNames What a kind is called.
     categories Groups of resources it belongs to, as all; get takes them for a resource.
     kind The kind as manifests say it, mostly in CamelCase and singular.
     listKind The kind of a list of them; the kind with List behind it unless given.
     plural The name in addresses and the beginning of the definition's name; lower case.
     shortNames Short forms for commands, as po for pods; lower case.
     singular The name of one, for commands and output; the kind in lower case unless given.
    apiextensions/v1.CustomResourceDefinitionVersion One version of a kind.
     additionalPrinterColumns Columns that get shows behind the name; the age alone if there are none.
     deprecated If true, clients that use this version are warned.
     deprecationWarning The words of that warning; the server has its own if there are none.
     name The version, as v1 or v2beta1; part of the address.
     schema What objects of this version look like; required.
     selectableFields Fields that field selectors may name besides name and namespace; at most 8.
     served Whether this version can be used over the API.
     storage Whether objects are stored in this version; true for exactly one.
     subresources Which of status and scale its objects have.
    apiextensions/v1.CustomResourceValidation What objects must look like.
     openAPIV3Schema The structural schema: it checks objects, drops fields it does not know and fills in defaults.
    apiextensions/v1.JSONSchemaProps A JSON schema: what a value may look like.
     $ref A reference to another schema; not supported.
     $schema The dialect of JSON schema it is written in; has no effect.
     additionalItems A schema for elements behind those of items; not supported.
     additionalProperties The schema of all values of a map; not together with properties.
     allOf The value must fit all of these.
     anyOf The value must fit at least one of these.
     default What is put in where the field is absent, on reads and writes.
     definitions Schemas for reuse; not supported.
     dependencies Fields that need other fields; not supported.
     description What the value means; explain shows it.
     enum The values that are allowed.
     example A sample value, for people.
     exclusiveMaximum If true, maximum itself is too much.
     exclusiveMinimum If true, minimum itself is too little.
     externalDocs Where to read on.
     format What kind of text or number it is, as date-time or int32; unknown ones are not checked.
     id The schema's own address; not supported.
     items The schema of the elements of a list.
     maxItems A list may have at most so many elements.
     maxLength A text may have at most so many characters.
     maxProperties An object may have at most so many fields.
     maximum The greatest number allowed.
     minItems A list must have at least so many elements.
     minLength A text must have at least so many characters.
     minProperties An object must have at least so many fields.
     minimum The smallest number allowed.
     multipleOf A number must be a multiple of this.
     not The value must not fit this.
     nullable If true, null is allowed; otherwise null is dropped where there is a default, and refused elsewhere.
     oneOf The value must fit exactly one of these.
     pattern A regular expression that must match somewhere in the text.
     patternProperties Schemas for fields by pattern of name; not supported.
     properties The fields of an object and their schemas; others are dropped.
     required Fields that must be there.
     title A short name, for people.
     type object, array, string, integer, number or boolean.
     uniqueItems Must not be true; use x-kubernetes-list-type set instead.
     x-kubernetes-embedded-resource If true, the value is a whole object with apiVersion, kind and metadata of its own.
     x-kubernetes-int-or-string If true, a number or a text is allowed and type is left out.
     x-kubernetes-list-map-keys The fields that tell elements of a list of type map apart; required, or with a default.
     x-kubernetes-list-type How apply merges a list: atomic as a whole (default), set by value, map by its keys.
     x-kubernetes-map-type How apply merges an object: granular field by field (default), atomic as a whole.
     x-kubernetes-preserve-unknown-fields If true, fields that the schema does not name are kept; false is refused.
     x-kubernetes-validations Rules in CEL that the value must fulfil.
    apiextensions/v1.ExternalDocumentation A link to more about a value.
     description What is found there.
     url The address.
    apiextensions/v1.ValidationRule One rule in CEL that a value must fulfil.
     fieldPath Which field below is blamed, as .spec.size; the value itself unless given.
     message What is said when it fails, on one line; needed if the rule has more than one line.
     messageExpression CEL that makes the message instead; on an error or empty text, message is used.
     optionalOldSelf If true, the rule runs on create too, with oldSelf as an optional value.
     reason FieldValueInvalid (default), FieldValueForbidden, FieldValueRequired or FieldValueDuplicate.
     rule CEL over self, the value; with oldSelf it compares with the value before and runs on updates only.
    apiextensions/v1.CustomResourceSubresources Which subresources the objects of a version have.
     scale Gives them /scale, so that kubectl scale and autoscalers can steer them.
     status Gives them /status: status and the rest of the object are written apart from each other.
    apiextensions/v1.CustomResourceSubresourceStatus Turns on /status; it has no settings.
    apiextensions/v1.CustomResourceSubresourceScale Where /scale finds its numbers in an object.
     labelSelectorPath Where the selector stands as text, below .spec or .status; autoscalers need it.
     specReplicasPath Where the wanted number stands, below .spec; reading /scale fails if it is absent.
     statusReplicasPath Where the observed number stands, below .status; 0 if it is absent.
    apiextensions/v1.CustomResourceColumnDefinition A column that get shows.
     description What it says, for people.
     format A format that goes with the type, as date-time or int64.
     jsonPath Where the value stands in the object, as .spec.size.
     name Its heading.
     priority 0 is always shown, more only with -o wide.
     type integer, number, string, boolean or date.
    apiextensions/v1.SelectableField A field that field selectors may name.
     jsonPath Its place, as .spec.color; of type string, boolean or integer, not in metadata, no lists on the way.
    apiextensions/v1.CustomResourceConversion How objects go from one version to another.
     strategy None changes apiVersion alone, Webhook asks a server.
     webhook The server, needed for Webhook.
    apiextensions/v1.WebhookConversion A server that converts objects.
     clientConfig Where the server is and how it is trusted.
     conversionReviewVersions Versions of ConversionReview it understands; the first that the API server knows is sent.
    apiextensions/v1.WebhookClientConfig Where a webhook is; either url or service is set.
     caBundle Certificates in PEM that the server's is checked against; the system's own if there are none.
     service A Service of the cluster that leads to the webhook.
     url An https address outside the cluster, without user, query or fragment.
    apiextensions/v1.ServiceReference A Service that leads to a webhook.
     name Its name.
     namespace Its namespace.
     path The path of the requests.
     port The port; 443 unless given.
    apiextensions/v1.CustomResourceDefinitionStatus Whether a definition took effect.
     acceptedNames The names in use; they lag behind the spec while another definition has them.
     conditions Where it stands: NamesAccepted, Established, NonStructuralSchema, Terminating and others.
     observedGeneration The generation of the spec that this status speaks of.
     storedVersions Versions in which objects may still be stored; none of them can be taken out of the spec.
    apiextensions/v1.CustomResourceDefinitionCondition One remark on where a definition stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     observedGeneration The generation that the remark was made for.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about, as Established.
    apiextensions/v1.ConversionReview A question to a conversion webhook, or its answer.
     request What is to be converted; set in the question.
     response What became of it; set in the answer.
    apiextensions/v1.ConversionRequest Objects to be converted.
     desiredAPIVersion The version they should have, as toys.example.com/v2.
     objects The objects, in the version that was stored or sent.
     uid Tells this question from others; it goes back in the answer.
    apiextensions/v1.ConversionResponse Objects that were converted.
     convertedObjects The same objects in the same order; of their metadata only labels and annotations may change.
     result Success, or Failure with a message for the user.
     uid The uid of the question.
    """
