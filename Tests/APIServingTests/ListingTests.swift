import APIServing
import Documents
import KubeAPI
import Testing

/// Upstream: apiserver/pkg/storage/testing/store_tests.go, apimachinery meta/internalversion/validation.
@Suite struct ListingTests {
    private func world(_ count: Int) -> Server {
        var server = Server()
        for index in 0 ..< count { server.create(configMap("c\(index)", [("k", "\(index)")]), .configMaps) }
        return server
    }

    private func list(
        _ server: inout Server, namespace: String = "default", _ change: (inout RequestOptions) -> Void
    ) -> APIResult {
        var request = APIRequest(.list, .configMaps, namespace: namespace)
        change(&request.options)
        return server.send(request)
    }

    private func names(_ result: APIResult) -> [String] { (result.objects ?? []).map(\.name) }

    @Test("pages follow one another at the revision of the first", arguments: ["default", ""])
    func pages(namespace: String) throws {
        var server = world(5)
        let first = list(&server, namespace: namespace) { $0.limit = 2 }
        guard case .page(let page) = first else {
            Issue.record("no page: \(first)")
            return
        }
        #expect(names(first) == ["c0", "c1"])
        #expect(page.remaining == 3)
        server.create(configMap("c11", []), .configMaps)
        server.send(.delete(.configMaps, ObjectKey("default", "c3")))
        let second = list(&server, namespace: namespace) { options in
            options.limit = 2
            options.continueToken = page.continueToken
        }
        #expect(names(second) == ["c2", "c3"])
        guard case .page(let next) = second else {
            Issue.record("no page: \(second)")
            return
        }
        #expect(next.remaining == 1)
        #expect(next.revision == page.revision)
        let third = list(&server, namespace: namespace) { options in
            options.limit = 2
            options.continueToken = next.continueToken
        }
        #expect(third == .list(third.objects ?? [], revision: page.revision))
        #expect(names(third) == ["c4"])
    }

    @Test("pages go on where a namespace's name goes on too")
    func namespacesWithOnePrefix() throws {
        var server = Server()
        for namespace in ["a", "a-b"] {
            server.create(
                ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)]], .namespaces)
            for name in ["x", "y"] {
                var map = configMap(name, [])
                map.set(.string(namespace), at: "metadata", "namespace")
                var request = APIRequest.create(map, .configMaps)
                request.namespace = namespace
                #expect(server.send(request).failure == nil)
            }
        }
        var found: [String] = []
        var token = ""
        repeat {
            let result = list(&server, namespace: "") { options in
                options.limit = 1
                options.continueToken = token
            }
            found += (result.objects ?? []).map(\.key.description)
            if case .page(let page) = result { token = page.continueToken } else { token = "" }
        } while !token.isEmpty
        #expect(found == ["a/x", "a/y", "a-b/x", "a-b/y"])
    }

    @Test("a token is upstream's: base64 of its JSON")
    func token() throws {
        var server = world(2)
        guard case .page(let page) = list(&server, { $0.limit = 1 }) else {
            Issue.record("no page")
            return
        }
        guard case .success(let bytes) = Base64.bytes(url: page.continueToken) else {
            Issue.record("no base64")
            return
        }
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"v\":\"meta.k8s.io/v1\",\"rv\":\(page.revision),\"start\":\"c0\\u0000\"}")
    }

    @Test("with selectors nobody says how many are left")
    func selectors() throws {
        var server = Server()
        for index in 0 ..< 6 {
            server.create(configMap("c\(index)", [], labels: [("odd", index % 2 == 1 ? "yes" : "no")]), .configMaps)
        }
        let first = list(&server) { options in
            options.limit = 2
            options.labelSelector = "odd=yes"
        }
        guard case .page(let page) = first else {
            Issue.record("no page")
            return
        }
        #expect(names(first) == ["c1", "c3"])
        #expect(page.remaining == nil)
    }

    @Test("a token from before the compaction: 410, and a token to go on without consistency")
    func expired() throws {
        var server = world(4)
        guard case .page(let page) = list(&server, { $0.limit = 2 }) else {
            Issue.record("no page")
            return
        }
        server.create(configMap("c00", []), .configMaps)
        server.send(.delete(.configMaps, ObjectKey("default", "c3")))
        server.server.compact(upTo: server.server.store.revision)
        let refused = try #require(list(&server) { $0.continueToken = page.continueToken }.failure)
        #expect(refused.code == 410)
        #expect(refused.reason == "Expired")
        #expect(refused.message.hasPrefix("The provided continue parameter is too old to display a consistent list"))
        #expect(refused.value.at("metadata", "continue")?.string == refused.continueToken)
        #expect(names(list(&server) { $0.continueToken = refused.continueToken }) == ["c2"])
    }

    @Test(
        "wrong tokens",
        arguments: [
            ("!!", "invalid continue token: continue key is not valid: illegal base64 data at input byte 0"),
            (
                Base64.urlText("{\"v\":\"v2\",\"rv\":1,\"start\":\"a\"}".utf8),
                "invalid continue token: continue key is not valid: server does not recognize this encoded version v2"
            ),
            (
                Base64.urlText("{\"v\":\"meta.k8s.io/v1\",\"rv\":0,\"start\":\"a\"}".utf8),
                "invalid continue token: continue key is not valid: incorrect encoded start resourceVersion "
                    + "(version meta.k8s.io/v1)"
            ),
            (
                Base64.urlText("{\"v\":\"meta.k8s.io/v1\",\"rv\":1,\"start\":\"\"}".utf8),
                "invalid continue token: continue key is not valid: encoded start key empty (version meta.k8s.io/v1)"
            ),
            (
                Base64.urlText("{\"v\":\"meta.k8s.io/v1\",\"rv\":1,\"start\":\"../secrets\"}".utf8),
                "invalid continue token: continue key is not valid: ../secrets"
            )
        ] as [(String, String)])
    func wrongToken(token: String, message: String) {
        var server = world(1)
        let refused = list(&server) { $0.continueToken = token }.failure
        #expect(refused?.code == 400)
        #expect(refused?.message == message)
    }

    @Test(
        "options that do not go together",
        arguments: [
            ("Exact", "", "", "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided"),
            ("Exact", "0", "", "Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""),
            ("Exact", "1", "x", "Forbidden: resourceVersionMatch is forbidden when continue is provided"),
            (
                "Nearly", "1", "",
                "Unsupported value: \"Nearly\": supported values: \"\", \"Exact\", \"NotOlderThan\""
            )
        ] as [(String, String, String, String)])
    func options(match: String, version: String, token: String, message: String) {
        var server = world(1)
        let refused = list(&server) { options in
            options.resourceVersionMatch = match
            options.resourceVersion = version
            options.continueToken = token
        }.failure
        #expect(refused?.code == 422)
        #expect(refused?.message == "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: \(message)")
    }

    @Test("a list of an older revision, of one to come, of none")
    func versions() throws {
        var server = world(2)
        let before = server.server.store.revision
        server.create(configMap("later", []), .configMaps)
        let exact = list(&server) { options in
            options.resourceVersion = String(before)
            options.resourceVersionMatch = "Exact"
        }
        #expect(names(exact) == ["c0", "c1"])
        #expect(names(list(&server) { $0.resourceVersion = String(before) }) == ["c0", "c1", "later"])
        #expect(
            names(
                list(&server) { options in
                    options.resourceVersion = "0"
                    options.limit = 1
                }) == ["c0", "c1", "later"], "a list from any version is not paged")
        let future = list(&server) { $0.resourceVersion = "9999" }.failure
        #expect(future?.code == 504)
        #expect(
            future?.message == "Timeout: Too large resource version: 9999, current: \(server.server.store.revision)")
        #expect(
            list(&server) { $0.resourceVersion = "new" }.failure?.message
                == "invalid resource version: resourceVersion: Invalid value: \"new\": strconv.ParseUint: "
                    + "parsing \"new\": invalid syntax"
        )
        server.server.compact(upTo: server.server.store.revision)
        let old = list(&server) { options in
            options.resourceVersion = String(before)
            options.resourceVersionMatch = "Exact"
        }.failure
        #expect(old?.message == "The resourceVersion for the provided list is too old.")
    }

    @Test(
        "fields that cannot be selected by",
        arguments: [
            (Resource.pods, "spec.nosuch=1", "field label not supported: spec.nosuch"),
            (.jobs, "a=b", "field label \"a\" not supported for Job"),
            (
                .configMaps, "data.a=b",
                "\"data.a\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            ),
            (
                .deployments, "status=b",
                "\"status\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            ),
            (.pods, "metadata.name", "invalid selector: 'metadata.name'; can't understand 'metadata.name'")
        ] as [(Resource, String, String)])
    func fieldSelectors(resource: Resource, selector: String, message: String) {
        var server = Server()
        var request = APIRequest(.list, resource, namespace: "default")
        request.options.fieldSelector = selector
        let refused = server.send(request).failure
        #expect(refused?.code == 400)
        #expect(refused?.message == message)
    }

    @Test(
        "a query is read as options, and what cannot be is refused",
        arguments: [
            ("limit=2&continue=abc", Verb.list, ""),
            ("limit=x", .list, "strconv.ParseInt: parsing \"x\": invalid syntax"),
            ("dryRun=All&fieldManager=me", .create, ""),
            (
                "dryRun=Some", .create,
                "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: supported "
                    + "values: \"All\""
            ),
            (
                "force=true", .patch(.merge),
                "PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for non-apply patch"
            ),
            (
                "fieldValidation=Loud", .update,
                "UpdateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: \"Loud\": "
                    + "supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""
            ),
            (
                "propagationPolicy=Sideways", .delete,
                "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Sideways\": "
                    + "supported values: \"Background\", \"Foreground\", \"Orphan\", \"nil\""
            )
        ] as [(String, Verb, String)])
    func queries(query: String, verb: Verb, message: String) {
        var refused = ""
        do { _ = try RequestQuery(query).options(verb) } catch { refused = error.message }
        #expect(refused == message)
    }

    @Test("a query and the options of it say the same")
    func queryBack() throws {
        var request = APIRequest(.list, .pods)
        request.options.labelSelector = "a in (b,c)"
        request.options.limit = 5
        #expect(request.query == "labelSelector=a%20in%20%28b%2Cc%29&limit=5")
        #expect(try RequestQuery(request.query).options(.list) == request.options)
    }
}
