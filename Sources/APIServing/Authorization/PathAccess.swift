public import KubeAPI

extension APIServer {
    /// May that user read a path that is no resource (`/version`, `/apis`)? 403 if not.
    ///
    /// Upstream: the non-resource rules of RBAC; `system:public-info-viewer` lets everybody ask for health and version.
    public func checkPath(_ path: String, verb: String, user: UserInfo) throws(Status) {
        let asked = AccessAttributes(user: user, verb: verb, group: nil, path: path)
        let decision = Authorizer.decide(asked, store)
        if !decision.isAllowed { throw asked.forbidden(decision.reason) }
    }
}
