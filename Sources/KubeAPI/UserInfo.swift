/// Who asks, as the server knows it.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/authentication/user.
public struct UserInfo: Sendable, Equatable {
    /// One further thing that the credentials say.
    public struct Extra: Sendable, Equatable {
        /// In small letters: `scopes`.
        public let key: String
        /// In the order in which they were given.
        public let values: [String]

        /// One key with its values.
        public init(key: String, values: [String]) {
            self.key = key
            self.values = values
        }
    }

    /// `kubernetes-admin`, `system:serviceaccount:default:builder`.
    public var name: String
    /// Empty if there is none.
    public var uid: String
    /// In the order in which the credentials name them.
    public var groups: [String]
    /// Sorted by key.
    public var extra: [Extra]

    /// A user of these groups.
    public init(name: String, uid: String = "", groups: [String] = [], extra: [Extra] = []) {
        self.name = name
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// The user of that name, in the groups which a certificate or token of that user carries.
    public init(named name: String) { self.init(name: name, groups: UserInfo.groups(of: name)) }

    /// Everybody whose credentials are good.
    public static let authenticated = "system:authenticated"
    /// Everybody else.
    public static let unauthenticated = "system:unauthenticated"
    /// Whoever gave no credentials.
    public static let anonymous = "system:anonymous"
    /// May do everything, whatever the roles say.
    public static let masters = "system:masters"

    private static let accountPrefix = "system:serviceaccount:"

    /// `system:serviceaccount:NAMESPACE:NAME`, taken apart; `nil` for any other user.
    public static func serviceAccount(_ user: String) -> (namespace: String, name: String)? {
        guard user.hasPrefix(accountPrefix) else { return nil }
        let parts = user.dropFirst(accountPrefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// The groups of every service account of a namespace.
    public static func serviceAccountGroups(_ namespace: String) -> [String] {
        ["system:serviceaccounts", "system:serviceaccounts:\(namespace)"]
    }

    private static func groups(of name: String) -> [String] {
        if let account = serviceAccount(name) { return serviceAccountGroups(account.namespace) + [authenticated] }
        if name.hasPrefix("system:node:") { return ["system:nodes", authenticated] }
        switch name {
        case "kubernetes-admin": return ["kubeadm:cluster-admins", authenticated]
        case "system:apiserver": return [masters, authenticated]
        case anonymous: return [unauthenticated]
        default: return [authenticated]
        }
    }
}

/// Whom a request wants to be: the `Impersonate-…` headers, kubectl's `--as`.
public struct Impersonation: Sendable, Equatable {
    /// `Impersonate-User`.
    public var user: String
    /// `Impersonate-Group`, as often as it was given.
    public var groups: [String]
    /// `Impersonate-Uid`; empty if it was not given.
    public var uid: String
    /// `Impersonate-Extra-…`, sorted by key.
    public var extra: [UserInfo.Extra]

    /// Wants to be `user`.
    public init(user: String, groups: [String] = [], uid: String = "", extra: [UserInfo.Extra] = []) {
        self.user = user
        self.groups = groups
        self.uid = uid
        self.extra = extra
    }

    /// The user it comes to.
    ///
    /// Upstream: apiserver/pkg/endpoints/filters/impersonation/impersonation.go.
    public var userInfo: UserInfo {
        var all = groups
        if groups.isEmpty, let account = UserInfo.serviceAccount(user) {
            all = UserInfo.serviceAccountGroups(account.namespace)
        }
        if user == UserInfo.anonymous {
            if !all.contains(UserInfo.unauthenticated) { all.append(UserInfo.unauthenticated) }
        } else if !all.contains(UserInfo.authenticated), !all.contains(UserInfo.unauthenticated) {
            all.append(UserInfo.authenticated)
        }
        return UserInfo(name: user, uid: uid, groups: all, extra: extra)
    }
}

/// What a request carries about its caller besides the name: nothing for components, whose groups follow from it.
///
/// A class for one pointer in each request; immutable after init.
public final class Caller: Sendable, Equatable {
    /// What the credentials say; `nil`: what follows from the name.
    public let credentials: UserInfo?
    /// Whom it wants to be instead.
    public let impersonation: Impersonation?

    /// What the credentials say and whom the caller wants to be.
    public init(credentials: UserInfo? = nil, impersonation: Impersonation? = nil) {
        self.credentials = credentials
        self.impersonation = impersonation
    }

    /// The same words.
    public static func == (a: Caller, b: Caller) -> Bool {
        a === b || (a.credentials == b.credentials && a.impersonation == b.impersonation)
    }
}

extension APIRequest {
    /// Whose credentials came with the request.
    public var authenticatedUser: UserInfo { caller?.credentials ?? UserInfo(named: user) }

    /// As whom the request acts: the one who asks, or the one he wants to be.
    public var actingUser: UserInfo { caller?.impersonation?.userInfo ?? authenticatedUser }

    /// The name of `actingUser`, without its groups.
    public var actingUserName: String { caller?.impersonation?.user ?? user }
}
