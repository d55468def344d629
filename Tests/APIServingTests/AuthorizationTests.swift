import Documents
import KubeAPI
import Testing

/// Who may do what: RBAC with the default roles, the Node authorizer, impersonation, reviews.
@Suite struct AuthorizationTests {
    private static func accessReview(_ verb: String, _ resource: String, group: String) -> Value {
        [
            "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
            "spec": [
                "resourceAttributes": [
                    "namespace": "default", "verb": .string(verb), "resource": .string(resource),
                    "group": .string(group),
                ]
            ],
        ]
    }

    private static func ask(_ review: Value, as user: String, _ server: inout Server) -> Value? {
        var request = APIRequest.create(review, .selfSubjectAccessReviews)
        request.user = user
        guard case .document(let answer, 201) = server.send(request) else { return nil }
        return answer["status"]
    }

    @Test(
        "a review says whether the caller may, and by which binding",
        arguments: [
            (
                "kubernetes-admin", "create", "pods", "", true,
                "RBAC: allowed by ClusterRoleBinding \"kubeadm:cluster-admins\" of ClusterRole \"cluster-admin\" to "
                    + "Group \"kubeadm:cluster-admins\""
            ),
            ("system:apiserver", "create", "pods", "", true, ""), ("nobody", "create", "pods", "", false, ""),
            (
                "system:serviceaccount:kube-system:job-controller", "update", "jobs", "batch", true,
                "RBAC: allowed by ClusterRoleBinding \"system:controller:job-controller\" of ClusterRole "
                    + "\"system:controller:job-controller\" to ServiceAccount \"job-controller/kube-system\""
            ),
            ("system:serviceaccount:kube-system:job-controller", "delete", "nodes", "", false, ""),
            (
                "system:node:n", "list", "pods", "", false,
                "can only list/watch pods with spec.nodeName field selector"
            ),
        ])
    func reviews(
        _ user: String, _ verb: String, _ resource: String, _ group: String, _ isAllowed: Bool, _ reason: String
    ) {
        var server = Server()
        let status = Self.ask(Self.accessReview(verb, resource, group: group), as: user, &server)
        #expect(status?["allowed"]?.bool == isAllowed)
        #expect(status?["reason"]?.string ?? "" == reason)
    }

    @Test("what is not allowed is refused in upstream's words")
    func refusal() {
        var server = Server()
        var request = APIRequest(.list, .pods, namespace: "default")
        request.user = "bob"
        #expect(
            server.send(request).failure?.message
                == "pods is forbidden: User \"bob\" cannot list resource \"pods\" in API group \"\" in the namespace "
                + "\"default\"")
        request.namespace = ""
        #expect(
            server.send(request).failure?.message
                == "pods is forbidden: User \"bob\" cannot list resource \"pods\" in API group \"\" at the cluster "
                + "scope")
    }

    @Test("a binding counts at once, and only in its namespace")
    func binding() {
        var server = Server()
        var request = APIRequest(.list, .configMaps, namespace: "default")
        request.user = "bob"
        #expect(server.send(request).failure?.code == 403)
        server.create(
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": ["name": "bob"],
                "roleRef": ["kind": "ClusterRole", "name": "view"], "subjects": [["kind": "User", "name": "bob"]],
            ], .roleBindings)
        #expect(server.send(request).failure == nil)
        request.resource = .secrets
        #expect(server.send(request).failure?.code == 403)
        request.resource = .configMaps
        request.namespace = ""
        #expect(server.send(request).failure?.code == 403)
    }

    @Test("who acts as somebody else has his rights, if he may")
    func impersonation() {
        var server = Server()
        var request = APIRequest(.list, .pods, namespace: "default")
        request.caller = Caller(impersonation: Impersonation(user: "bob"))
        #expect(server.send(request).failure?.message.contains("User \"bob\" cannot list") == true)
        request.caller = Caller(impersonation: Impersonation(user: "bob", groups: ["system:masters"]))
        #expect(server.send(request).failure == nil)
        request.user = "system:serviceaccount:kube-system:job-controller"
        #expect(
            server.send(request).failure?.message
                == "users \"bob\" is forbidden: User \"system:serviceaccount:kube-system:job-controller\" cannot "
                + "impersonate resource \"users\" in API group \"\" at the cluster scope")
    }

    @Test("nobody gives away what he does not hold")
    func escalation() {
        var server = Server()
        server.create(
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": ["name": "bob"],
                "roleRef": ["kind": "ClusterRole", "name": "admin"], "subjects": [["kind": "User", "name": "bob"]],
            ], .roleBindings)
        func role(_ resource: String) -> APIRequest {
            var request = APIRequest.create(
                [
                    "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
                    "metadata": ["name": .string(resource)],
                    "rules": [["apiGroups": [""], "resources": [.string(resource)], "verbs": ["get", "list"]]],
                ], .roles)
            request.namespace = "default"
            request.user = "bob"
            return request
        }
        #expect(server.send(role("pods")).failure == nil)
        #expect(
            server.send(role("nodes")).failure?.message
                == "roles.rbac.authorization.k8s.io \"nodes\" is forbidden: user \"bob\" "
                + "(groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
                + "{APIGroups:[\"\"], Resources:[\"nodes\"], Verbs:[\"get\" \"list\"]}")
    }

    @Test("the server says who asks")
    func whoami() {
        var server = Server()
        let review: Value = ["apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"]
        var request = APIRequest.create(review, .selfSubjectReviews)
        request.user = "system:serviceaccount:default:bob"
        guard case .document(let answer, 201) = server.send(request) else {
            Issue.record("no answer")
            return
        }
        #expect(answer.at("status", "userInfo", "username") == "system:serviceaccount:default:bob")
        #expect(
            answer.at("status", "userInfo", "groups")
                == ["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"])
    }
}
