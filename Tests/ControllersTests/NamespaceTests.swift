import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct NamespaceTests {
    static func namespace(_ phase: String) -> Value {
        ["metadata": ["name": "blue"], "status": ["phase": .string(phase)]]
    }

    @Test("an active namespace gets a ServiceAccount, also again after it was deleted")
    func serviceAccount() {
        var rig = Rig(ControllerRunner<ServiceAccountsReconciler>())
        rig.started()
        rig.put(Self.namespace("Active"), .namespaces)
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["POST serviceaccounts/default"])
        #expect(rig.sent.first?.namespace == "blue")
        rig.remove(.serviceAccounts, ObjectKey("blue", "default"))
        rig.run(for: .seconds(1))
        #expect(rig.writes.count == 2)
        rig.put(Self.namespace("Terminating"), .namespaces)
        rig.remove(.serviceAccounts, ObjectKey("blue", "default"))
        rig.run(for: .seconds(1))
        #expect(rig.writes.count == 2)
    }

    @Test("kube-root-ca.crt is made, and put right when somebody changes it")
    func rootCA() throws {
        var rig = Rig(ControllerRunner<RootCAPublisher>())
        rig.started()
        rig.put(Self.namespace("Active"), .namespaces)
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["POST configmaps/kube-root-ca.crt"])
        let key = ObjectKey("blue", "kube-root-ca.crt")
        let made = try #require(rig.stored(.configMaps, key))
        #expect(made.at("data", "ca.crt")?.string?.hasPrefix("-----BEGIN CERTIFICATE-----\n") == true)
        #expect(
            made.at("metadata", "annotations", "kubernetes.io/description") == .string(
                "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints "
                    + "such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed "
                    + "across distributions of Kubernetes clusters."))
        var changed = made.value
        changed.set(["ca.crt": "mine"], at: "data")
        rig.put(changed, .configMaps)
        rig.run(for: .seconds(1))
        #expect(rig.writes.last == "PUT configmaps/kube-root-ca.crt")
        #expect(rig.stored(.configMaps, key)?["data"] == made["data"])
        #expect(rig.writes.count == 2)
    }

    @Test("where the namespace is gone or going nothing is tried again")
    func terminating() {
        var rig = Rig(ControllerRunner<RootCAPublisher>())
        rig.failing = { _ in .notFound("namespaces", group: "", name: "blue") }
        rig.started()
        rig.put(Self.namespace("Active"), .namespaces)
        rig.run(for: .minutes(10))
        #expect(rig.writes.count == 1)
    }

    @Test("the registry names the sources of events, and each controller once")
    func registry() {
        let names = ControllerRegistry.make().map(\.name)
        #expect(
            names == [
                "replicaset-controller", "generic-garbage-collector", "node-lifecycle-controller",
                "taint-eviction-controller", "service-account-controller", "root-ca-cert-publisher",
                "disruption-controller", "job-controller", "ttl-after-finished-controller",
                "cronjob-controller", "clusterrole-aggregation-controller",
            ])
        #expect(
            names.map(ControllerRegistry.eventSource) == [
                "replicaset-controller", "garbage-collector-controller", "node-controller",
                "taint-eviction-controller", "service-account-controller", "root-ca-cert-publisher",
                "controllermanager", "job-controller", "ttl-after-finished-controller",
                "cronjob-controller", "clusterrole-aggregation-controller",
            ])
    }
}
