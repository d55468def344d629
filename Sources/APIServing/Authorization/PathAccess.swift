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

    /// May that user do that to objects of a resource that is not kept here, such as metrics? 403 if not.
    public func checkAccess(
        _ verb: String, _ info: ResourceInfo, namespace: String, name: String, user: UserInfo
    ) throws(Status) {
        let asked = AccessAttributes(
            user: user, verb: verb, group: info.group, resource: info.plural, namespace: namespace, name: name)
        let decision = Authorizer.decide(asked, store)
        if !decision.isAllowed { throw asked.forbidden(decision.reason) }
    }

    /// As whom a request is done: 401 for nobody, 403 if they may not stand for whom they want to be.
    public func actingUser(_ name: String, as wanted: Impersonation?) throws(Status) -> UserInfo {
        if name.isEmpty { throw Status(code: 401, reason: "Unauthorized", message: "Unauthorized") }
        guard let wanted else { return UserInfo(named: name) }
        var request = APIRequest(.get, .nodes)
        request.user = name
        request.caller = Caller(impersonation: wanted)
        try checkImpersonation(request)
        return wanted.userInfo
    }
}
