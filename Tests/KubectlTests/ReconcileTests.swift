import Documents
import KubeAPI
import Kubectl
import Testing

/// Upstream: kubectl/pkg/cmd/auth/reconcile.go.
@Suite struct ReconcileTests {
    private static func role(_ rules: String, _ metadata: String = #""name":"r","namespace":"default""#) -> String {
        #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{\#(metadata)},"rules":[\#(rules)]}"#
    }

    private static let pods = #"{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}"#
    private static let nodes = #"{"apiGroups":[""],"resources":["nodes"],"verbs":["get"]}"#

    private static func binding(_ role: String, _ users: [String]) -> String {
        let subjects = users.map { #"{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"\#($0)"}"# }
        return #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","#
            + #""metadata":{"name":"b","namespace":"default"},"#
            + #""roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"\#(role)"},"#
            + #""subjects":[\#(subjects.joined(separator: ","))]}"#
    }

    struct Case: Sendable {
        let there: String?
        let file: String
        var flags = ""
        let err: String
        let rules: Int
    }

    private static let both = #"{"apiGroups":[""],"resources":["pods","nodes"],"verbs":["get"]}"#
    private static let addsNodes =
        "\treconciliation required update\n\tmissing rules added:\n"
        + "\t\t{Verbs:[get] APIGroups:[] Resources:[nodes] ResourceNames:[] NonResourceURLs:[]}\n"

    @Test(
        "a role gets what it lacks, and loses what it has too much only if told",
        arguments: [
            Case(
                there: nil, file: role(pods),
                err: "\treconciliation required create\n\tmissing rules added:\n"
                    + "\t\t{Verbs:[get] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}\n",
                rules: 1),
            Case(there: role(both), file: role(pods), err: "", rules: 1),
            Case(there: role(pods), file: role(both), err: addsNodes, rules: 2),
            Case(there: role(pods), file: role(both), flags: " --dry-run=client", err: addsNodes, rules: 1),
            Case(
                there: role(pods), file: role(nodes), flags: " --remove-extra-permissions",
                err: addsNodes + "\textra rules removed:\n"
                    + "\t\t{Verbs:[get] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}\n",
                rules: 1),
            Case(
                there: role(
                    pods, #""name":"r","annotations":{"rbac.authorization.kubernetes.io/autoupdate":"false"}"#),
                file: role(both),
                err: addsNodes.replacing(
                    "update\n",
                    with: "update, but object opted out (rbac.authorization.kubernetes.io/autoupdate: false)\n"),
                rules: 1),
        ])
    func roles(_ c: Case) throws {
        var host = FakeHost()
        host.files = [("r.yaml", c.file)]
        if let there = c.there { host.add(try JSONReader.read(there)) }
        let result = host.run("auth reconcile -f r.yaml" + c.flags)
        let suffix = c.flags.contains("dry-run") ? " (dry run)" : ""
        #expect(result.stdout == "role.rbac.authorization.k8s.io/r reconciled\(suffix)\n")
        #expect(result.stderr == c.err)
        #expect((host.objects.last?["rules"]?.array?.count ?? 0) == (c.there == nil ? 1 : c.rules))
    }

    @Test("a binding to another role is made anew; missing and extra subjects are told")
    func bindings() throws {
        var host = FakeHost()
        host.files = [("same.yaml", Self.binding("r", ["eve"])), ("other.yaml", Self.binding("q", ["eve"]))]
        host.add(try JSONReader.read(Self.binding("r", ["bob"])))
        let eve = "{Kind:User APIGroup:rbac.authorization.k8s.io Name:eve Namespace:}"
        #expect(
            host.run("auth reconcile -f same.yaml").stderr
                == "\treconciliation required update\n\tmissing subjects added:\n\t\t\(eve)\n")
        #expect(host.objects.last?["subjects"]?.array?.count == 2)
        #expect(
            host.run("auth reconcile -f same.yaml --remove-extra-subjects").stderr
                == "\treconciliation required update\n\textra subjects removed:\n"
                + "\t\t{Kind:User APIGroup:rbac.authorization.k8s.io Name:bob Namespace:}\n")
        #expect(host.objects.last?["subjects"]?.array?.count == 1)
        #expect(host.run("auth reconcile -f other.yaml").stderr == "\treconciliation required recreate\n")
        #expect(host.objects.last?.at("roleRef", "name") == "q")
    }

    @Test("a role whose file names no namespace is not made")
    func unplaced() {
        var host = FakeHost()
        host.files = [("r.yaml", Self.role(Self.pods, #""name":"r""#))]
        #expect(host.run("auth reconcile -f r.yaml -n dev").stderr == "error: resource name may not be empty\n")
        #expect(host.run("auth reconcile -f r.yaml --dry-run=client").exitCode == 0)
        #expect(host.objects.isEmpty)
    }

    @Test(
        "what cannot be done is refused",
        arguments: [
            ("auth reconcile", "error: must specify one of -f and -k\n"),
            ("auth reconcile x -f r.yaml", "error: no arguments are allowed\n"),
            (
                "auth reconcile -f r.yaml --dry-run=server",
                "error: --dry-run=server for command reconcile is not supported yet\n"
            ),
        ])
    func refusals(line: String, message: String) {
        var host = FakeHost()
        #expect(host.run(line).stderr == message)
    }
}
