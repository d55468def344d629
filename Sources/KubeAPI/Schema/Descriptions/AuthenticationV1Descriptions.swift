/// Descriptions of the types of `authentication/v1`. First the type, then its fields, indented.
let authenticationV1Descriptions = """
    authentication/v1.TokenReview Asks who a token belongs to; answered at once and never stored.
     spec The token.
     status Whose it is; written by the server.
    authentication/v1.TokenReviewSpec A token to be checked.
     audiences For whom the token should be, at least one of them; the API server unless given.
     token The token as it was sent.
    authentication/v1.TokenReviewStatus What the check of a token found.
     audiences Those of the audiences asked for that the token is meant for.
     authenticated Whether the token belongs to a known user.
     error Why the token could not be checked.
     user Whose token it is.
    authentication/v1.UserInfo The user that a request speaks for, as the API server knows it.
     extra Further facts from whoever authenticated the user, as lists of texts by key.
     groups The groups the user is in.
     uid Stays with this user; another of the same name later has another.
     username The name, unique among all users of the time.
    authentication/v1.TokenRequest Asks for a token of a service account; sent to its token subresource, never stored.
     spec For whom the token should be, and for how long.
     status The token; written by the server.
    authentication/v1.TokenRequestSpec What a token should be good for.
     audiences Who may accept the token; the API server if there are none.
     boundObjectRef An object with which the token ends, as the pod that uses it.
     expirationSeconds How long it should last, at least 600; 3600 unless given, and the server may decide otherwise.
    authentication/v1.BoundObjectReference The object with which a token ends: a Pod, a Secret or a Node.
     apiVersion Its version.
     kind Its kind.
     name Its name.
     uid Its uid; another object of the same name does not count.
    authentication/v1.TokenRequestStatus A token that was issued.
     expirationTimestamp When it ends.
     token The token itself.
    authentication/v1.SelfSubjectReview Asks who you are to the API server; what kubectl auth whoami sends.
     status Who you are; written by the server.
    authentication/v1.SelfSubjectReviewStatus Who sent the question.
     userInfo The user; with impersonation, the one put on.
    """
