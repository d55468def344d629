import Commands
import Documents
import KubeAPI

/// `create ingress`. Upstream: kubectl/pkg/cmd/create/create_ingress.go.
extension Execution {
    func ingress(_ name: String) throws(KubectlFailure) -> Value {
        let (rules, backend) = (command.list("rule"), command.string("default-backend"))
        if rules.isEmpty && backend.isEmpty {
            throw .message(
                "not enough information provided: every ingress has to either specify a default-backend (which catches "
                    + "all traffic) or a list of rules (which catch specific paths)")
        }
        var parsed: [IngressWords] = []
        for rule in rules { parsed.append(try IngressWords(rule)) }
        var value: Value = [
            "apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": ["name": .string(name)],
            "spec": .object(Fields()),
        ]
        for pair in command.list("annotation") {
            guard let equals = pair.firstIndex(of: "=") else {
                throw .message("annotation \(pair) is invalid and should be in format key=[value]")
            }
            value.set(
                .string(String(pair[pair.index(after: equals)...])), at: "metadata", "annotations",
                String(pair[..<equals]))
        }
        if !backend.isEmpty {
            guard backend.split(separator: ":", omittingEmptySubsequences: false).count == 2 else {
                throw .message("default-backend should be in format servicename:serviceport")
            }
            value.set(IngressWords.backend(backend), at: "spec", "defaultBackend")
        }
        let type = command.string("class")
        if !type.isEmpty { value.set(.string(type), at: "spec", "ingressClassName") }
        if !parsed.isEmpty { value.set(.array(IngressWords.rules(parsed)), at: "spec", "rules") }
        let tls = IngressWords.tls(parsed)
        if !tls.isEmpty { value.set(.array(tls), at: "spec", "tls") }
        return value
    }
}

/// `foo.com/bar*=svc:8080,tls=secret`, read.
private struct IngressWords {
    let host: String
    let path: String
    let service: String
    /// `nil` without `,tls`; empty without a name behind it.
    let secret: String?

    init(_ rule: String) throws(KubectlFailure) {
        let wrong = KubectlFailure.message(
            "rule \(rule) is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]")
        let halves = rule.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let sides = halves[0].split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard halves.count <= 2, sides.count == 2, let slash = sides[0].firstIndex(of: "/"),
            sides[1].split(separator: ":").count == 2
        else { throw wrong }
        if halves.count == 2 {
            guard halves[1] == "tls" || halves[1].hasPrefix("tls=") else { throw wrong }
            secret = halves[1] == "tls" ? "" : String(halves[1].dropFirst(4))
        } else {
            secret = nil
        }
        host = String(sides[0][..<slash])
        path = String(sides[0][slash...])
        service = sides[1]
    }

    static func backend(_ text: String) -> Value {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let port: Value = Int64(parts[1]).map { ["number": .int($0)] } ?? ["name": .string(parts[1])]
        return ["service": ["name": .string(parts[0]), "port": port]]
    }

    /// One rule a host, in the order of first mention.
    static func rules(_ all: [IngressWords]) -> [Value] {
        var hosts: [String] = []
        for one in all where !hosts.contains(one.host) { hosts.append(one.host) }
        return hosts.map { host in
            let paths = all.filter { $0.host == host }.map { one -> Value in
                let isPrefix = one.path.hasSuffix("*")
                return [
                    "backend": backend(one.service), "path": .string(isPrefix ? String(one.path.dropLast()) : one.path),
                    "pathType": isPrefix ? "Prefix" : "Exact",
                ]
            }
            var rule: Value = ["http": ["paths": .array(paths)]]
            if !host.isEmpty { rule.set(.string(host), at: "host") }
            return rule
        }
    }

    /// One entry a secret; a host counts once.
    static func tls(_ all: [IngressWords]) -> [Value] {
        var entries: [(secret: String, hosts: [String])] = []
        var seen: [String] = []
        for one in all {
            guard let secret = one.secret, !seen.contains(one.host) else { continue }
            seen.append(one.host)
            if let index = entries.firstIndex(where: { $0.secret == secret }) {
                entries[index].hosts.append(one.host)
            } else if !secret.isEmpty || !one.host.isEmpty {
                entries.append((secret, one.host.isEmpty ? [] : [one.host]))
            }
        }
        return entries.map { secret, hosts in
            var entry: Value = .object(Fields())
            if !hosts.isEmpty { entry.set(.array(hosts.map { .string($0) }), at: "hosts") }
            if !secret.isEmpty { entry.set(.string(secret), at: "secretName") }
            return entry
        }
    }
}
