import Documents
import KubeAPI
import Kubectl
import Testing

/// `describe` of Services and of what stands around them, as whole texts.
@Suite("describe of network kinds")
struct DescribeNetworkTests {
    private static let slice = Value.json(
        """
        {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
         "metadata":{"name":"web-x","labels":{"kubernetes.io/service-name":"web"}},
         "ports":[{"name":"","port":8080,"protocol":"TCP"}],
         "endpoints":[
          {"addresses":["10.244.1.1"],"conditions":{"ready":true},"nodeName":"node-1","zone":"a",
           "targetRef":{"kind":"Pod","name":"web-0"}},
          {"addresses":["10.244.1.2"],"conditions":{"ready":false}},
          {"addresses":["10.244.1.3"],"conditions":{}},
          {"addresses":["10.244.1.4"]},{"addresses":["10.244.1.5"]}]}
        """)

    private static let service = Value.json(
        """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},
         "spec":{"type":"LoadBalancer","clusterIP":"10.96.7.7","clusterIPs":["10.96.7.7"],"ipFamilies":["IPv4"],
          "ipFamilyPolicy":"SingleStack","selector":{"app":"web"},"sessionAffinity":"None",
          "externalTrafficPolicy":"Local","internalTrafficPolicy":"Cluster","healthCheckNodePort":30999,
          "loadBalancerSourceRanges":["10.0.0.0/8"],"trafficDistribution":"PreferSameZone",
          "ports":[{"port":80,"protocol":"TCP","targetPort":8080,"nodePort":31234,"appProtocol":"http"}]},
         "status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.1","ipMode":"VIP"},{"hostname":"lb.example.com"}]}}}
        """)

    private static func described(_ line: String, _ objects: [Value]) -> String {
        var host = FakeHost()
        for object in objects { host.add(object) }
        return host.run("describe \(line)").stdout
    }

    @Test("a load balancer with its endpoints: three ready ones, and how many more")
    func loadBalancer() {
        #expect(Self.described("service web", [Self.service, Self.slice]) == """
            Name:                        web
            Namespace:                   default
            Labels:                      <none>
            Annotations:                 <none>
            Selector:                    app=web
            Type:                        LoadBalancer
            IP Family Policy:            SingleStack
            IP Families:                 IPv4
            IP:                          10.96.7.7
            IPs:                         10.96.7.7
            LoadBalancer Ingress:        192.0.2.1 (VIP), lb.example.com
            Port:                        <unset>  80/TCP
            TargetPort:                  8080/TCP
            AppProtocol:                 http
            NodePort:                    <unset>  31234/TCP
            Endpoints:                   10.244.1.1:8080,10.244.1.3:8080,10.244.1.4:8080 + 1 more...
            Session Affinity:            None
            External Traffic Policy:     Local
            Internal Traffic Policy:     Cluster
            HealthCheck NodePort:        30999
            LoadBalancer Source Ranges:  10.0.0.0/8
            Traffic Distribution:        PreferSameZone
            Events:                      <none>

            """)
    }

    @Test("an EndpointSlice: of conditions only ready")
    func endpointSlice() {
        var slice = Self.slice
        slice.set(.array(Array((slice["endpoints"]?.array ?? []).prefix(2))), at: "endpoints")
        #expect(Self.described("endpointslice web-x", [slice]) == """
            Name:         web-x
            Namespace:    default
            Labels:       kubernetes.io/service-name=web
            Annotations:  <none>
            AddressType:  IPv4
            Ports:
              Name     Port  Protocol
              ----     ----  --------
              <unset>  8080  TCP
            Endpoints:
              - Addresses:  10.244.1.1
                Conditions:
                  Ready:    true
                Hostname:   <unset>
                TargetRef:  Pod/web-0
                NodeName:   node-1
                Zone:       a
              - Addresses:  10.244.1.2
                Conditions:
                  Ready:   false
                Hostname:  <unset>
                NodeName:  <unset>
                Zone:      <unset>
            Events:        <none>

            """)
    }

    @Test("an Ingress: backends with their endpoints, a Service that is not there, TLS")
    func ingress() {
        let ingress = Value.json(
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"site"},
             "spec":{"ingressClassName":"nginx","tls":[{"hosts":["a.example"],"secretName":"cert"}],
              "rules":[{"host":"a.example","http":{"paths":[
                {"path":"/","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}},
                {"path":"/x","pathType":"Prefix","backend":{"service":{"name":"gone","port":{"name":"http"}}}}]}}]}}
            """)
        #expect(Self.described("ingress site", [ingress, Self.service, Self.slice]) == """
            Name:             site
            Labels:           <none>
            Namespace:        default
            Address:          \("")
            Ingress Class:    nginx
            Default backend:  <default>
            TLS:
              cert terminates a.example
            Rules:
              Host        Path  Backends
              ----        ----  --------
              a.example   \("")
                          /    web:80 (10.244.1.1:8080,10.244.1.3:8080,10.244.1.4:8080 + 1 more...)
                          /x   gone:http (<error: services "gone" not found>)
            Annotations:  <none>
            Events:       <none>

            """)
    }

    @Test("a NetworkPolicy: rules, ports and peers of one direction, nothing of the other")
    func networkPolicy() {
        let policy = Value.json(
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"front"},
             "spec":{"podSelector":{"matchLabels":{"app":"web"}},"policyTypes":["Ingress"],
              "ingress":[
               {"ports":[{"port":80,"protocol":"TCP"},{"port":9000,"endPort":9010,"protocol":"UDP"}],
                "from":[{"namespaceSelector":{"matchLabels":{"team":"a"}},"podSelector":{"matchLabels":{"role":"x"}}},
                 {"ipBlock":{"cidr":"10.0.0.0/8","except":["10.1.0.0/16"]}}]},
               {}]}}
            """)
        #expect(Self.described("networkpolicy front", [policy]) == """
            Name:         front
            Namespace:    default
            Created on:   2025-12-31 23:59:00 +0000 UTC
            Labels:       <none>
            Annotations:  <none>
            Spec:
              PodSelector:     app=web
              Allowing ingress traffic:
                To Port: 80/TCP
                To Port Range: 9000-9010/UDP
                From:
                  NamespaceSelector: team=a
                  PodSelector: role=x
                From:
                  IPBlock:
                    CIDR: 10.0.0.0/8
                    Except: 10.1.0.0/16
                ----------
                To Port: <any> (traffic allowed to all ports)
                From: <any> (traffic not restricted by source)
              Not affecting egress traffic
              Policy Types: Ingress

            """)
    }

    @Test("an IPAddress and an IngressClass")
    func small() {
        let address = Value.json(
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"IPAddress","metadata":{"name":"10.96.7.7"},
             "spec":{"parentRef":{"resource":"services","namespace":"default","name":"web"}}}
            """)
        #expect(Self.described("ipaddress 10.96.7.7", [address]) == """
            Name:         10.96.7.7
            Labels:       <none>
            Annotations:  <none>
            Parent Reference:
              Group:      \("")
              Resource:   services
              Namespace:  default
              Name:       web
            Events:       <none>

            """)
        let ingressClass = Value.json(
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"nginx"},
             "spec":{"controller":"example.com/nginx"}}
            """)
        #expect(Self.described("ingressclass nginx", [ingressClass]) == """
            Name:         nginx
            Labels:       <none>
            Annotations:  <none>
            Controller:   example.com/nginx
            Events:       <none>

            """)
    }
}
