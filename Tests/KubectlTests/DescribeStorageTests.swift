import Documents
import KubeAPI
import Kubectl
import Testing

/// `describe` of volumes, quotas and roles, as whole texts.
@Suite("describe of storage, quotas and roles")
struct DescribeStorageTests {
    private static func described(_ line: String, _ objects: [String]) -> String {
        var host = FakeHost()
        for object in objects { host.add(Value.json(object)) }
        return host.run("describe \(line)").stdout
    }

    private static let bestEffort =
        "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service."

    @Test("a volume on a node")
    func volume() {
        #expect(
            Self.described(
                "pv vol",
                [
                    """
                    {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"vol","finalizers":["a","b"]},
                     "spec":{"capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce","ReadOnlyMany"],
                      "persistentVolumeReclaimPolicy":"Retain","storageClassName":"fast","volumeMode":"Filesystem",
                      "claimRef":{"namespace":"default","name":"data"},"local":{"path":"/mnt/x"},
                      "nodeAffinity":{"required":{"nodeSelectorTerms":[{"matchExpressions":[
                       {"key":"kubernetes.io/hostname","operator":"In","values":["node-1","node-2"]},
                       {"key":"disk","operator":"Exists"}]}]}}},
                     "status":{"phase":"Bound"}}
                    """
                ]) == """
                Name:              vol
                Labels:            <none>
                Annotations:       <none>
                Finalizers:        [a b]
                StorageClass:      fast
                Status:            Bound
                Claim:             default/data
                Reclaim Policy:    Retain
                Access Modes:      RWO,ROX
                VolumeMode:        Filesystem
                Capacity:          1Gi
                Node Affinity:     \("")
                  Required Terms:  \("")
                    Term 0:        kubernetes.io/hostname in [node-1, node-2]
                                   disk exists
                Message:           \("")
                Source:
                    Type:  LocalVolume (a persistent volume backed by local storage on a node)
                    Path:  /mnt/x
                Events:    <none>

                """)
    }

    @Test("a namespace with a quota and a range of limits, and both by themselves")
    func quotas() {
        let objects = [
            #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"default"},"status":{"phase":"Active"}}"#,
            """
            {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"team"},
             "spec":{"hard":{"pods":"4"},"scopes":["BestEffort"]},
             "status":{"hard":{"memory":"1Gi","pods":"4"},"used":{"memory":"512000","pods":"1"}}}
            """,
            """
            {"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"bounds"},
             "spec":{"limits":[{"type":"Container","default":{"cpu":"1"},"defaultRequest":{"cpu":"100m"},
              "max":{"memory":"1Gi"}}]}}
            """,
        ]
        #expect(
            Self.described("namespace default", objects) == """
                Name:         default
                Labels:       <none>
                Annotations:  <none>
                Status:       Active

                Resource Quotas
                  Name:    team
                  Scopes:  BestEffort
                  * \(Self.bestEffort)
                  Resource  Used    Hard
                  --------  ---     ---
                  memory    512000  1Gi
                  pods      1       4

                Resource Limits
                 Type       Resource  Min  Max  Default Request  Default Limit  Max Limit/Request Ratio
                 ----       --------  ---  ---  ---------------  -------------  -----------------------
                 Container  cpu       -    -    100m             1              -
                 Container  memory    -    1Gi  -                -              -

                """)
        #expect(
            Self.described("quota team", objects) == """
                Name:       team
                Namespace:  default
                Scopes:     BestEffort
                 * \(Self.bestEffort)
                Resource  Used   Hard
                --------  ----   ----
                memory    500Ki  1Gi
                pods      1      4

                """)
        #expect(
            Self.described("limitrange bounds", objects) == """
                Name:       bounds
                Namespace:  default
                Type        Resource  Min  Max  Default Request  Default Limit  Max Limit/Request Ratio
                ----        --------  ---  ---  ---------------  -------------  -----------------------
                Container   cpu       -    -    100m             1              -
                Container   memory    -    1Gi  -                -              -

                """)
    }

    @Test("a StorageClass")
    func storageClass() {
        #expect(
            Self.described(
                "storageclass fast",
                [
                    """
                    {"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","provisioner":"example.com/disk",
                     "metadata":{"name":"fast","annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},
                     "parameters":{"type":"ssd"},"mountOptions":["noatime"],"reclaimPolicy":"Delete",
                     "volumeBindingMode":"WaitForFirstConsumer","allowVolumeExpansion":true,
                     "allowedTopologies":[{"matchLabelExpressions":[{"key":"zone","values":["a","b"]}]}]}
                    """
                ]) == """
                Name:                  fast
                IsDefaultClass:        Yes
                Annotations:           storageclass.kubernetes.io/is-default-class=true
                Provisioner:           example.com/disk
                Parameters:            type=ssd
                AllowVolumeExpansion:  True
                MountOptions:
                  noatime
                ReclaimPolicy:      Delete
                VolumeBindingMode:  WaitForFirstConsumer
                AllowedTopologies:  \("")
                  Term 0:           zone in [a, b]
                Events:             <none>

                """)
    }

    @Test("a RoleBinding and a CSINode")
    func small() {
        #expect(
            Self.described(
                "rolebinding read",
                [
                    """
                    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"read"},
                     "roleRef":{"kind":"Role","name":"reader"},
                     "subjects":[{"kind":"ServiceAccount","name":"bot","namespace":"default"},
                      {"kind":"User","name":"eve"}]}
                    """
                ]) == """
                Name:         read
                Labels:       <none>
                Annotations:  <none>
                Role:
                  Kind:  Role
                  Name:  reader
                Subjects:
                  Kind            Name  Namespace
                  ----            ----  ---------
                  ServiceAccount  bot   default
                  User            eve   \("")

                """)
        #expect(
            Self.described(
                "csinode node-1",
                [
                    """
                    {"apiVersion":"storage.k8s.io/v1","kind":"CSINode","metadata":{"name":"node-1"},
                     "spec":{"drivers":[{"name":"disk","nodeID":"n1","allocatable":{"count":3},
                      "topologyKeys":["zone"]}]}}
                    """
                ]) == """
                Name:               node-1
                Labels:             <none>
                Annotations:        <none>
                CreationTimestamp:  Wed, 31 Dec 2025 23:59:00 +0000
                Spec:
                  Drivers:
                    disk:
                      Node ID:  n1
                      Allocatables:
                        Count:        3
                      Topology Keys:  [zone]
                Events:               <none>

                """)
    }
}
