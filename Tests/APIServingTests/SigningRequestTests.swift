import APIServing
import Documents
import KubeAPI
import Testing

/// Who asked for a certificate. Upstream: pkg/registry/certificates/certificates/strategy.go.
@Suite struct SigningRequestTests {
    private static func asked(_ more: String = "") throws -> Value {
        let request =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KQUE9PQotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K"
        return try json(
            """
            {"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"r"},
             "spec":{"request":"\(request)","signerName":"example.com/s","usages":["client auth"]\(more)}}
            """)
    }

    @Test("its spec names whoever sent it, whatever the client says of that")
    func whoAsks() throws {
        var server = Server()
        var request = APIRequest.create(
            try Self.asked(",\"username\":\"root\",\"uid\":\"0\""), .certificateSigningRequests)
        request.caller = Caller(
            impersonation: Impersonation(
                user: "user1", groups: ["group2", ",,,chameleon"], uid: "abc123",
                extra: [UserInfo.Extra(key: "key1", values: ["one,two", "the best"])]))
        let refused = server.send(request).failure
        #expect(refused?.code == 403, "user1 may not yet")
        let grant: Value = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": ["name": "all"],
            "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"],
            "subjects": [["kind": "User", "name": "user1", "apiGroup": "rbac.authorization.k8s.io"]]
        ]
        #expect(server.create(grant, .clusterRoleBindings).failure == nil)
        #expect(server.send(request).failure == nil)
        let spec = server.object(.certificateSigningRequests, "r")?["spec"]
        #expect(spec?["username"] == "user1")
        #expect(spec?["uid"] == "abc123")
        #expect(spec?["groups"] == ["group2", ",,,chameleon", "system:authenticated"])
        #expect(spec?["extra"] == ["key1": ["one,two", "the best"]])
    }

    @Test("an update leaves the spec as it is")
    func update() throws {
        var server = Server()
        #expect(server.create(try Self.asked(), .certificateSigningRequests).failure == nil)
        let made = server.object(.certificateSigningRequests, "r")?["spec"]
        #expect(made?["username"] == "kubernetes-admin")
        let changed = server.patch(
            .merge, .certificateSigningRequests, "r",
            ["metadata": ["labels": ["a": "b"]], "spec": ["username": "root", "expirationSeconds": 600]])
        #expect(changed.failure == nil, "\(String(describing: changed.failure))")
        #expect(server.object(.certificateSigningRequests, "r")?["spec"] == made)
        #expect(server.object(.certificateSigningRequests, "r")?.at("metadata", "labels") == ["a": "b"])
    }
}
