import KubeAPI

/// The rules for the whole cluster of one user, made ready for many requests: a component asks thousands of times.
struct UserGrants: Sendable {
    /// By index of the built-in resource: the verbs that are allowed on every object of it.
    private var verbs: [UInt16]
    private struct SubresourceGrant {
        let resource: Int
        let subresource: String
        let verbs: UInt16
    }
    private var subresources: [SubresourceGrant] = []

    init(_ rules: [PolicyRule]) {
        verbs = Array(repeating: 0, count: ResourceTable.builtIn.count)
        for rule in rules where rule.names.isEmpty && !rule.resources.isEmpty {
            let bits = UserGrants.bits(rule.verbs)
            for info in ResourceTable.builtIn where PolicyRule.has(rule.groups, info.group) {
                if rule.allows(resource: info.plural, "") { verbs[info.index] |= bits }
                for subresource in info.subresources where rule.allows(resource: info.plural, subresource) {
                    subresources.append(
                        SubresourceGrant(resource: info.index, subresource: subresource, verbs: bits))
                }
            }
        }
    }

    /// `false`: the rules have to be looked at one by one.
    func allow(_ request: APIRequest) -> Bool {
        let index = request.resource.index
        guard index < verbs.count else { return false }
        let bit = UserGrants.bit(request.verb)
        if request.subresource.isEmpty { return verbs[index] & bit != 0 }
        return subresources.contains {
            $0.resource == index && $0.verbs & bit != 0 && $0.subresource == request.subresource
        }
    }

    private static func bit(_ verb: Verb) -> UInt16 {
        switch verb {
        case .get: 1
        case .list: 2
        case .watch: 4
        case .create: 8
        case .update: 16
        case .patch: 32
        case .delete: 64
        case .deleteCollection: 128
        }
    }

    private static func bits(_ words: [String]) -> UInt16 {
        words.reduce(0) { bits, word in
            switch word {
            case "*": 255
            case "get": bits | 1
            case "list": bits | 2
            case "watch": bits | 4
            case "create": bits | 8
            case "update": bits | 16
            case "patch": bits | 32
            case "delete": bits | 64
            case "deletecollection": bits | 128
            default: bits
            }
        }
    }
}
