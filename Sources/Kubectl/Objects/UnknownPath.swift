import KubeAPI

extension Status {
    /// A path that is not served is answered without words about an object: the client adds what it asked for.
    ///
    /// Upstream: apimachinery pkg/api/errors/errors.go, NewGenericServerResponse.
    func naming(_ request: APIRequest) -> Status {
        var out = self
        if code != 404 || !kind.isEmpty || message != "the server could not find the requested resource" { return out }
        let verb = RequestLog.method(request.verb).lowercased()
        out.message += " (\(verb) \(request.resource.info.qualified) \(request.name))"
        return out
    }
}
