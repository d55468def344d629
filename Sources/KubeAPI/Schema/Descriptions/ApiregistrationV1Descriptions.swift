/// Descriptions of the types of `apiregistration/v1`. First the type, then its fields, indented.
let apiregistrationV1Descriptions = """
    apiregistration/v1.APIService Tells the API server who serves a version of a group; its name is version.group.
     metadata Name, labels and the rest that every object has; the name is version.group.
     spec Which version of which group, and the server behind it.
     status Whether that server can be reached.
    apiregistration/v1.APIServiceSpec Which version of a group is served, and by whom.
     caBundle Certificates in PEM that the server's is checked against; the system's own if there are none.
     group The group.
     groupPriorityMinimum The group's rank among groups; the highest of its versions counts, higher goes first.
     insecureSkipTLSVerify If true, the server's certificate is not checked; better give a caBundle.
     service The Service that leads to the server; none if the API server itself serves the group.
     version The version, as v1.
     versionPriority The version's rank in its group, more than 0; higher goes first, equal ones as v2, v1, v1beta1.
    apiregistration/v1.ServiceReference A Service that leads to an API server.
     name Its name.
     namespace Its namespace.
     port The port; 443 unless given.
    apiregistration/v1.APIServiceStatus Whether the server behind an APIService can be reached.
     conditions Where it stands; Available is the only one.
    apiregistration/v1.APIServiceCondition One remark on where an APIService stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about: Available.
    """
