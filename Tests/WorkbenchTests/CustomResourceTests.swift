import Testing
import Workbench

/// A person's way through custom resources: defined, served, used, taken back.
@Suite struct CustomResourceTests {
    private static let definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: websites.demo.example}
        spec:
          group: demo.example
          scope: Namespaced
          names: {plural: websites, singular: website, kind: Website, shortNames: [ws]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources:
              status: {}
              scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas}
            additionalPrinterColumns:
            - {name: Image, type: string, jsonPath: .spec.image}
            - {name: Replicas, type: integer, jsonPath: .spec.replicas}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [image]
                    properties: {image: {type: string}, replicas: {type: integer, minimum: 0, default: 1}}
                  status: {type: object, properties: {replicas: {type: integer}}}
          - name: v1beta1
            served: true
            storage: false
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """
    private static let site = """
        apiVersion: demo.example/v1
        kind: Website
        metadata: {name: home}
        spec: {image: nginx:1, colour: red}
        """

    private static func session() -> Session {
        Desk.session(MemoryIO(["crd.yaml": definition, "site.yaml": site]))
    }

    private static func served() -> Session {
        var session = session()
        session.type("apply -f crd.yaml")
        session.type("until crd/websites.demo.example .status.conditions[type=Established].status = True")
        return session
    }

    @Test("a patch is made, shown and owned in the version it names")
    func patchesOfVersions() {
        var session = Self.served()
        session.type("apply -f site.yaml --validate=ignore")
        session.type("patch websites.v1beta1.demo.example home --type=merge -p '{\"spec\":{\"replicas\":3}}'")
        #expect(session.type("get website home -o jsonpath='{.apiVersion} {.spec.replicas}'") == "demo.example/v1 3\n")
        #expect(
            session.type("get website home -o jsonpath='{.metadata.managedFields[*].apiVersion}'").contains("v1beta1"))
        session.type("create deployment web --image=nginx")
        session.type("autoscale deployment web --max=3 --cpu=50%")
        let target = "-o jsonpath='{.apiVersion} {.spec.targetCPUUtilizationPercentage}'"
        #expect(session.type("get horizontalpodautoscalers.v1.autoscaling web \(target)") == "autoscaling/v1 50\n")
        #expect(session.type("get hpa web -o jsonpath={.apiVersion}") == "autoscaling/v2\n")
        #expect(session.type("get hpa.v1.autoscaling web -o jsonpath={.apiVersion}") == "autoscaling/v2\n")
        #expect(session.type("get hpa.v3.autoscaling").contains("the server doesn't have a resource type \"hpa\""))
    }

    @Test("before it is established nobody serves it; then every word for it works")
    func serving() {
        var session = Self.session()
        #expect(session.type("get websites").contains("the server doesn't have a resource type \"websites\""))
        session.type("apply -f crd.yaml")
        #expect(session.type("apply -f site.yaml").contains("no matches for kind \"Website\" in version"))
        session.type("until crd/websites.demo.example .status.conditions[type=Established].status = True")
        #expect(session.type("apply -f site.yaml --validate=ignore") == "website.demo.example/home created\n")
        for word in ["websites", "website", "ws", "websites.demo.example", "websites.v1.demo.example"] {
            #expect(session.type("get \(word) --no-headers") == "home   nginx:1   1\n")
        }
        #expect(session.type("get website home -o jsonpath={.spec}") == "{\"image\":\"nginx:1\",\"replicas\":1}\n")
        #expect(session.type("api-resources --api-group=demo.example --no-headers") == """
            websites   ws    demo.example/v1   true   Website

            """)
    }

    @Test("what does not fit is refused or pruned, as the request asks")
    func fitting() {
        var session = Self.served()
        #expect(session.type("apply -f site.yaml").contains("strict decoding error: unknown field \"spec.colour\""))
        let warned = session.type("apply -f site.yaml --validate=warn")
        #expect(warned.contains("Warning: unknown field \"spec.colour\""))
        #expect(warned.contains("website.demo.example/home created"))
        let patch = "patch website home --type=merge -p"
        #expect(session.type("\(patch) '{\"spec\":{\"replicas\":-1}}'").contains(
            "spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0"))
        #expect(session.type("\(patch) '{\"spec\":{\"image\":null}}'").contains("spec.image: Required value"))
    }

    @Test("the generation counts changes of the spec, not of the status; scale is a view of the spec")
    func subresources() {
        var session = Self.served()
        session.type("apply -f site.yaml --validate=ignore")
        session.type("patch website home --subresource=status --type=merge -p '{\"status\":{\"replicas\":3}}'")
        #expect(session.type("get website home -o jsonpath={.metadata.generation}/{.status.replicas}") == "1/3\n")
        session.type("patch website home --type=merge -p '{\"status\":{\"replicas\":9}}'")
        #expect(session.type("get website home -o jsonpath={.metadata.generation}/{.status.replicas}") == "1/3\n")
        #expect(session.type("scale website home --replicas=4") == "website.demo.example/home scaled\n")
        #expect(session.type("get website home -o jsonpath={.metadata.generation}/{.spec.replicas}") == "2/4\n")
    }

    @Test("an object is read in each served version; only apiVersion differs")
    func versions() {
        var session = Self.served()
        session.type("apply -f site.yaml --validate=ignore")
        let path = "-o jsonpath={.apiVersion}"
        #expect(session.type("get websites.v1beta1.demo.example home \(path)") == "demo.example/v1beta1\n")
        #expect(session.type("get websites home \(path)") == "demo.example/v1\n")
    }

    @Test("dependents of a custom object are collected once the collector has learned of its kind")
    func collecting() throws {
        var session = Self.served()
        session.type("apply -f site.yaml --validate=ignore")
        let uid = session.type("get website home -o jsonpath={.metadata.uid}").split(separator: "\n").first ?? ""
        session.type("apply -f -", input: """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: child
              ownerReferences: [{apiVersion: demo.example/v1, kind: Website, name: home, uid: \(uid)}]
            """)
        session.type("advance 1m")
        #expect(session.type("get configmap child -o name") == "configmap/child\n")
        session.type("delete website home")
        #expect(!session.perform("until configmap/child gone").isFailure)
    }

    @Test("a definition that is deleted takes its objects along, and waits for those that are held")
    func cleanUp() {
        var session = Self.served()
        session.type("apply -f site.yaml --validate=ignore")
        session.type("patch website home --type=merge -p '{\"metadata\":{\"finalizers\":[\"demo.example/hold\"]}}'")
        session.type("delete crd websites.demo.example --wait=false")
        session.type("advance 6s")
        #expect(session.type("get crd -o name").contains("websites.demo.example"))
        #expect(session.type("apply -f -", input: Self.site.replacing("home", with: "late")).contains(
            "create not allowed while custom resource definition is terminating"))
        session.type("patch website home --type=merge -p '{\"metadata\":{\"finalizers\":null}}'")
        #expect(!session.perform("until crd/websites.demo.example gone").isFailure)
        #expect(session.type("get websites").contains("the server could not find the requested resource"))
    }

    @Test("two definitions of a group cannot have one kind")
    func conflicts() {
        var session = Self.served()
        session.type("apply -f -", input: Self.definition.replacing("websites", with: "sites")
            .replacing("singular: website", with: "singular: site").replacing("[ws]", with: "[st]"))
        session.type("settle")
        let path = "-o jsonpath='{.status.conditions[?(@.type==\"NamesAccepted\")].message}'"
        #expect(session.type("get crd sites.demo.example \(path)").contains("\"WebsiteList\" is already in use"))
        #expect(session.type("get sites").contains("doesn't have a resource type"))
    }

    @Test("stepping back forgets the definition; the same steps serve it again")
    func rewinding() {
        var session = Self.session()
        session.type("mark start")
        session.type("apply -f crd.yaml")
        session.type("advance 5s")
        session.type("apply -f site.yaml --validate=ignore")
        let before = session.type("get website home -o yaml")
        session.type("goto start")
        #expect(session.type("get website home").contains("could not find the requested resource"))
        session.type("forward 100000")
        #expect(session.type("get website home -o yaml") == before)
    }
}
