import Documents
import KubeAPI
import Kubectl
import Testing

/// The columns of every kind that is kept. Upstream: pkg/printers/internalversion/printers.go.
struct KindTableTests {
    /// By plural; what is not named has a name and the date.
    static let heads: [(String, String)] = [
        ("endpoints", "NAME ENDPOINTS AGE"), ("endpointslices", "NAME ADDRESSTYPE PORTS ENDPOINTS AGE"),
        ("ingresses", "NAME CLASS HOSTS ADDRESS PORTS AGE"), ("ingressclasses", "NAME CONTROLLER PARAMETERS AGE"),
        ("networkpolicies", "NAME POD-SELECTOR AGE"), ("ipaddresses", "NAME PARENTREF"),
        ("servicecidrs", "NAME CIDRS AGE"),
        (
            "persistentvolumes",
            "NAME CAPACITY ACCESS MODES RECLAIM POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE"
        ),
        ("storageclasses", "NAME PROVISIONER RECLAIMPOLICY VOLUMEBINDINGMODE ALLOWVOLUMEEXPANSION AGE"),
        ("volumeattributesclasses", "NAME DRIVERNAME AGE"), ("volumeattachments", "NAME ATTACHER PV NODE ATTACHED AGE"),
        ("csinodes", "NAME DRIVERS AGE"),
        (
            "csidrivers",
            "NAME ATTACHREQUIRED PODINFOONMOUNT STORAGECAPACITY TOKENREQUESTS REQUIRESREPUBLISH MODES AGE"
        ),
        ("csistoragecapacities", "NAME CREATED AT"), ("rolebindings", "NAME ROLE AGE"),
        ("clusterrolebindings", "NAME ROLE AGE"), ("roles", "NAME CREATED AT"), ("clusterroles", "NAME CREATED AT"),
        ("certificatesigningrequests", "NAME AGE SIGNERNAME REQUESTOR REQUESTEDDURATION CONDITION"),
        ("podtemplates", "NAME CONTAINERS IMAGES POD LABELS"), ("resourcequotas", "NAME REQUEST LIMIT AGE"),
        ("limitranges", "NAME CREATED AT"), ("runtimeclasses", "NAME HANDLER AGE"),
        ("mutatingwebhookconfigurations", "NAME WEBHOOKS AGE"),
        ("validatingadmissionpolicies", "NAME VALIDATIONS PARAMKIND AGE"),
        ("mutatingadmissionpolicies", "NAME MUTATIONS PARAMKIND AGE"),
        ("validatingadmissionpolicybindings", "NAME POLICYNAME PARAMREF AGE"),
        ("flowschemas", "NAME PRIORITYLEVEL MATCHINGPRECEDENCE DISTINGUISHERMETHOD AGE MISSINGPL"),
        (
            "prioritylevelconfigurations",
            "NAME TYPE NOMINALCONCURRENCYSHARES QUEUES HANDSIZE QUEUELENGTHLIMIT AGE"
        ),
        ("apiservices", "NAME SERVICE AVAILABLE AGE"), ("customresourcedefinitions", "NAME CREATED AT"),
        ("deviceclasses", "NAME AGE"), ("resourceclaims", "NAME STATE AGE"), ("resourceclaimtemplates", "NAME AGE"),
        ("resourceslices", "NAME NODE DRIVER POOL AGE"), ("componentstatuses", "NAME STATUS MESSAGE ERROR"),
        ("serviceaccounts", "NAME AGE"), ("configmaps", "NAME DATA AGE"), ("secrets", "NAME TYPE DATA AGE")
    ]

    @Test("each kind has the columns of the server's printer", arguments: heads)
    func head(_ plural: String, _ head: String) throws {
        var host = FakeHost()
        let info = try #require(ResourceTable.find(plural))
        host.add(["apiVersion": .string(info.apiVersion), "kind": .string(info.kind), "metadata": ["name": "x"]])
        let lines = host.run("get \(info.qualified)").stdout.split(separator: "\n")
        #expect(lines.first?.split(separator: " ").joined(separator: " ") == head)
        #expect(lines.count == 2 && lines[1].hasPrefix("x"))
    }

    struct Row: Sendable, CustomStringConvertible {
        let object: String, cells: String
        var description: String { cells }
    }

    static let rows = [
        Row(
            object: #"{"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"e"},"subsets":[{"addresses":"#
                + #"[{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}],"ports":[{"port":80},{"port":443}]}]}"#,
            cells: "e 10.0.0.1:80,10.0.0.2:80,10.0.0.1:443 + 1 more... 60s"),
        Row(
            object: #"{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"s"},"#
                + #""addressType":"IPv4","ports":[],"endpoints":[{"addresses":["10.0.0.1"]}]}"#,
            cells: "s IPv4 <unset> 10.0.0.1 60s"),
        Row(
            object: #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"i"},"spec":{"rules":["#
                + #"{"host":"a"},{"host":"b"},{"host":"c"},{"host":"d"}],"tls":[{}]},"#
                + #""status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"}]}}}"#,
            cells: "i <none> a,b,c + 1 more... 1.2.3.4 80, 443 60s"),
        Row(
            object: #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"l"},"spec":{"type":"LoadBalancer","#
                + #""clusterIPs":["10.96.0.9"],"ports":[{"port":80,"protocol":"TCP","nodePort":30001}]}}"#,
            cells: "l LoadBalancer 10.96.0.9 <pending> 80:30001/TCP 60s"),
        Row(
            object: #"{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"v"},"spec":{"capacity":"#
                + #"{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"persistentVolumeReclaimPolicy":"Retain","#
                + #""storageClassName":"fast","claimRef":{"namespace":"default","name":"c"}},"#
                + #""status":{"phase":"Bound"}}"#,
            cells: "v 1Gi RWO Retain Bound default/c fast <unset> 60s"),
        Row(
            object: #"{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"s","annotations":"#
                + #"{"storageclass.kubernetes.io/is-default-class":"true"}},"provisioner":"p"}"#,
            cells: "s (default) p Delete Immediate false 60s"),
        Row(
            object: #"{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q"},"status":{"hard":"#
                + #"{"pods":"3","limits.cpu":"2","cpu":"1"},"used":{"pods":"1"}}}"#,
            cells: "q cpu: 0/1, pods: 1/3 limits.cpu: 0/2 60s"),
        Row(
            object: #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"b"},"#
                + #""roleRef":{"kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"u"}]}"#,
            cells: "b Role/r 60s"),
        Row(
            object: #"{"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":"#
                + #"{"name":"c"},"spec":{"signerName":"s","username":"u","expirationSeconds":3600},"#
                + #""status":{"certificate":"eA==","conditions":[{"type":"Approved"}]}}"#,
            cells: "c 60s s u 60m Approved,Issued")
    ]

    @Test("rows hold what upstream's printers say", arguments: rows)
    func row(_ c: Row) throws {
        var host = FakeHost()
        let value = Value.json(c.object)
        host.add(value)
        let kind = (value["kind"]?.string ?? "").lowercased()
        let line = host.run("get \(kind) --no-headers").stdout
        #expect(line.split { $0 == " " || $0 == "\n" }.joined(separator: " ") == c.cells)
    }
}
