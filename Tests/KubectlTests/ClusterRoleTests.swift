import Documents
import KubeAPI
import Kubectl
import Testing

@Suite("kubectl and ClusterRoles")
struct ClusterRoleTests {
    private static func host() -> FakeHost {
        var host = FakeHost()
        host.add(
            .json(
                """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
                 "metadata":{"name":"view","labels":{"a":"b"}},
                 "rules":[{"verbs":["get","list"],"apiGroups":["apps",""],"resources":["deployments/scale"]},
                  {"verbs":["watch"],"apiGroups":["apps"],"resources":["deployments/scale"]},
                  {"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["x","y"]},
                  {"verbs":["get","post"],"nonResourceURLs":["/healthz"]}]}
                """))
        return host
    }

    @Test("describe takes rules apart and puts them together by verb")
    func describe() {
        var host = Self.host()
        #expect(
            host.run("describe clusterrole view").stdout == """
                Name:         view
                Labels:       a=b
                Annotations:  <none>
                PolicyRule:
                  Resources               Non-Resource URLs  Resource Names  Verbs
                  ---------               -----------------  --------------  -----
                  deployments.apps/scale  []                 []              [get list watch]
                  deployments/scale       []                 []              [get list]
                                          [/healthz]         []              [get]
                  pods                    []                 [x]             [get]
                  pods                    []                 [y]             [get]
                                          [/healthz]         []              [post]

                """)
    }

    @Test("get shows when it was made")
    func table() {
        var host = Self.host()
        #expect(
            host.run("get clusterroles").stdout == """
                NAME   CREATED AT
                view   2025-12-31T23:59:00Z

                """)
    }
}
