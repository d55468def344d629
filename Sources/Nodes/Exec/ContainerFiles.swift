import Documents
import KubeAPI

/// The files that the cluster puts into a container: those of the kubelet, and its mounts.
///
/// Files of mounts are as the objects are now; a kubelet takes up to two minutes to bring changes in.
/// Upstream: pkg/kubelet/kubelet_pods.go (managedHostsFileContent), pkg/kubelet/network/dns,
/// pkg/volume/{configmap,secret,downwardapi,projected}.
extension ContainerWorld {
    /// What stands at a path.
    enum Place: Equatable {
        case file(String)
        /// The names in it.
        case folder([String])
        /// The place is known, and there is nothing.
        case nothing
        /// Nobody knows: it belongs to the image, or to a volume whose contents are not simulated.
        case notModelled(String)
    }

    /// Looks up a path such as `/etc/hosts`.
    func place(_ path: String) -> Place {
        let wanted = ContainerWorld.plain(path.hasPrefix("/") ? path : "\(workingFolder)/\(path)")
        let mounts = (unit.spec["volumeMounts"]?.array ?? [])
            .map { (path: ContainerWorld.plain($0["mountPath"]?.string ?? ""), mount: $0) }
            .filter { wanted == $0.path || wanted.hasPrefix($0.path + "/") }
        if let (start, mount) = mounts.max(by: { $0.path.utf8.count < $1.path.utf8.count }) {
            return lookUp(String(wanted.dropFirst(start.count).drop { $0 == "/" }), mount)
        }
        switch wanted {
        case "/etc/hostname": return .file(hostname + "\n")
        case "/etc/hosts": return row.usesHostNetwork ? .notModelled("the node's hosts file") : .file(hosts)
        case "/etc/resolv.conf": return resolver.map(Place.file) ?? .notModelled("the node's resolver")
        default: return .notModelled("files of the image")
        }
    }

    /// Without empty parts, `.` and `..`.
    private static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    // MARK: - Mounts

    private func lookUp(_ rest: String, _ mount: Value) -> Place {
        let volume = row.spec["volumes"]?.array?.first { $0["name"] == mount["name"] } ?? .null
        let subPath = mount["subPath"]?.string ?? mount["subPathExpr"]?.string ?? ""
        let wanted = [subPath, rest].filter { !$0.isEmpty }.joined(separator: "/")
        if volume["emptyDir"] != nil {
            return rest.isEmpty ? .folder([]) : .nothing
        }
        var files: [(name: String, text: String)] = []
        var sources = [volume]
        if let projected = volume["projected"] { sources = projected["sources"]?.array ?? [] }
        for source in sources {
            if source["serviceAccountToken"] != nil {
                let name = source.at("serviceAccountToken", "path")?.string ?? "token"
                if wanted == name { return .notModelled("the token of a container") }
                files.append((name, ""))
            } else if let content = content(of: source) {
                files += content
            } else {
                return .notModelled("this volume")
            }
        }
        if let file = files.last(where: { $0.name == wanted }) { return .file(file.text) }
        let below = wanted.isEmpty ? "" : wanted + "/"
        let names = files.filter { $0.name.hasPrefix(below) }
            .map { String($0.name.dropFirst(below.count).prefix { $0 != "/" }) }
        if names.isEmpty && !wanted.isEmpty { return .nothing }
        return .folder(names.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } })
    }

    /// The files of a volume, or of one source of a projected one; `nil` if nobody knows.
    private func content(of source: Value) -> [(name: String, text: String)]? {
        if let map = source["configMap"] { return content(map, .configMaps, map["name"]?.string ?? "") }
        if let secret = source["secret"] {
            return content(secret, .secrets, secret["secretName"]?.string ?? secret["name"]?.string ?? "")
        }
        guard let downward = source["downwardAPI"] else { return nil }
        return (downward["items"]?.array ?? []).map { item in
            let field = item.at("fieldRef", "fieldPath")?.string
            let text = field.flatMap(self.field) ?? item["resourceFieldRef"].flatMap(resourceField)
            return (item["path"]?.string ?? "", text ?? "")
        }
    }

    private func content(
        _ source: Value, _ resource: Resource, _ name: String
    ) -> [(name: String, text: String)] {
        guard let object = reader.object(resource, ObjectKey(pod.namespace, name)) else { return [] }
        let all = ContainerWorld.contents(of: object)
        guard let items = source["items"]?.array, !items.isEmpty else { return all }
        return items.compactMap { item in
            all.first { $0.name == item["key"]?.string }.map { (item["path"]?.string ?? $0.name, $0.text) }
        }
    }

    /// The keys of a ConfigMap or Secret with what they hold, as text.
    static func contents(of object: APIObject) -> [(name: String, text: String)] {
        func decoded(_ value: Value) -> String {
            String(decoding: value.string.flatMap(Base64.bytes) ?? [], as: UTF8.self)
        }
        let isSecret = object.resource == .secrets
        var out = (object["data"]?.fields ?? Fields()).map {
            (name: $0.key, text: isSecret ? decoded($0.value) : $0.value.string ?? "")
        }
        out += (object["binaryData"]?.fields ?? Fields()).map { (name: $0.key, text: decoded($0.value)) }
        return out
    }

    // MARK: - Files of the kubelet

    private var hosts: String {
        var lines = [
            "# Kubernetes-managed hosts file.", "127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback",
            "fe00::0\tip6-localnet", "fe00::0\tip6-mcastprefix", "fe00::1\tip6-allnodes", "fe00::2\tip6-allrouters",
        ]
        lines.append(domain.isEmpty ? "\(ip)\t\(hostname)" : "\(ip)\t\(hostname).\(domain)\t\(hostname)")
        if let aliases = row.spec["hostAliases"]?.array, !aliases.isEmpty {
            lines += ["", "# Entries added by HostAliases."]
            for alias in aliases {
                let names = (alias["hostnames"]?.array ?? []).compactMap(\.string)
                lines.append(([alias["ip"]?.string ?? ""] + names).joined(separator: "\t"))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `--cluster-dns`, as kubeadm chooses it.
    private static let nameServer = "10.96.0.10"

    /// `nil` for pods that use the node's. Upstream: pkg/kubelet/network/dns/dns.go, GetPodDNS.
    private var resolver: String? {
        var (servers, searches, options): ([String], [String], [String]) = ([], [], [])
        switch row.spec["dnsPolicy"]?.string ?? "ClusterFirst" {
        case "None": break
        case "ClusterFirst" where !row.usesHostNetwork, "ClusterFirstWithHostNet":
            servers = [ContainerWorld.nameServer]
            let domain = ContainerWorld.clusterDomain
            searches = ["\(pod.namespace).svc.\(domain)", "svc.\(domain)", domain]
            options = ["ndots:5"]
        default: return nil
        }
        if let own = row.spec["dnsConfig"] {
            servers += (own["nameservers"]?.array ?? []).compactMap(\.string)
            searches += (own["searches"]?.array ?? []).compactMap(\.string)
            for option in own["options"]?.array ?? [] {
                let name = option["name"]?.string ?? ""
                options.removeAll { $0 == name || $0.hasPrefix(name + ":") }
                options.append(option["value"]?.string.map { "\(name):\($0)" } ?? name)
            }
        }
        var out = searches.isEmpty ? "" : "search \(searches.joined(separator: " "))\n"
        for server in servers { out += "nameserver \(server)\n" }
        if !options.isEmpty { out += "options \(options.joined(separator: " "))\n" }
        return out
    }
}
