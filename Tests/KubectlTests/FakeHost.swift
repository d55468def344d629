import Commands
import Documents
import KubeAPI
import Kubectl

/// A server in one page: objects in a sorted array, no admission, no controllers, deletion at once.
struct FakeHost: KubectlHost {
    var objects: [APIObject] = []
    var revision: Int64 = 100
    var files: [(path: String, text: String)] = []
    var standardInput: [UInt8]?
    /// 2026-01-01T00:00:00Z.
    var now: Int64 = 1_767_225_600_000_000
    var namespace = "default"
    var editor: (@Sendable (String) -> String?)?
    var isInteractive = true
    var outcome = WaitOutcome.met
    var logLines: [String] = []
    /// So many evictions are refused, then pods go at once.
    var refusals = 0
    /// What reviews and token requests are answered with, by kind.
    var answers: [(kind: String, status: Value)] = []
    var served = ResourceCatalog.builtIn
    /// What the metrics API says.
    var usage: [PodUsage]?
    var podUsage: [PodUsage]? { usage }
    /// Everything that was asked, in order.
    var requests: [APIRequest] = []
    var waited: [WaitCondition] = []

    mutating func run(_ line: String) -> KubectlResult {
        do {
            return Kubectl.run(try CommandParser().parse(line), on: &self)
        } catch {
            return KubectlResult(exitCode: 1, stdout: "", stderr: error.kubectlText)
        }
    }

    /// Puts an object there as it is; ages are in seconds.
    mutating func add(_ value: Value, age: Int64 = 60) {
        guard
            let info = served.find(
                apiVersion: value["apiVersion"]?.string ?? "", kind: value["kind"]?.string ?? "")
        else { return }
        var value = value
        value.set(.string(Timestamps.seconds(now - age * 1_000_000)), at: "metadata", "creationTimestamp")
        value.set(.string("uid-\(value.at("metadata", "name")?.string ?? "")"), at: "metadata", "uid")
        if info.isNamespaced, value.at("metadata", "namespace") == nil {
            value.set("default", at: "metadata", "namespace")
        }
        revision += 1
        objects.append(APIObject(value, info.resource, revision: revision))
        objects.sort { ($0.resource, $0.key) < ($1.resource, $1.key) }
    }

    func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        guard let file = files.first(where: { $0.path == path }) else {
            throw FileProblem(path: path, reason: "no such file or directory")
        }
        return Array(file.text.utf8)
    }

    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        let inside = files.map(\.path).filter { $0.hasPrefix(path + "/") }.sorted()
        return inside.isEmpty ? nil : inside
    }

    private(set) var kubeconfig = Kubeconfig()
    mutating func keepKubeconfig(_ file: Kubeconfig) -> Bool {
        (kubeconfig, namespace) = (file, file.namespace)
        return true
    }

    func attachProblem(_ request: APIRequest) -> ExecFailure? { nil }

    mutating func editText(_ text: String) -> String? { editor?(text) }

    mutating func logs(pod: ObjectKey, container: String, options: LogOptions) -> Result<[String], Status> {
        .success(options.tailLines.map { Array(logLines.suffix(Int($0))) } ?? logLines)
    }

    /// What a command in a container comes to, and the words and the input it was given.
    var execution: Result<ExecOutcome, ExecFailure> = .success(ExecOutcome())
    var executed: [(request: APIRequest, input: String)] = []

    mutating func exec(_ request: APIRequest, input: String) -> Result<ExecOutcome, ExecFailure> {
        executed.append((request, input))
        return execution
    }

    mutating func waitUntil(_ condition: WaitCondition, timeoutSeconds: Int64) -> WaitOutcome {
        waited.append(condition)
        return outcome
    }

    mutating func pass(microseconds: Int64) { now += microseconds }

    mutating func send(_ request: APIRequest) -> APIResult {
        requests.append(request)
        do {
            return try answer(request)
        } catch {
            return .failure(error)
        }
    }

    private func index(_ request: APIRequest) -> Int? {
        objects.firstIndex { $0.resource == request.resource && $0.key == request.key }
    }

    private func place(_ request: APIRequest) throws(Status) -> Int {
        let info = request.resource.info
        guard let index = index(request) else {
            throw .notFound(info.plural, group: info.group, name: request.name)
        }
        return index
    }

    private mutating func answer(_ request: APIRequest) throws(Status) -> APIResult {
        let info = request.resource.info
        switch request.verb {
        case .get:
            let object = objects[try place(request)]
            return request.subresource == "scale"
                ? .document(scale(object), code: 200) : .object(object, code: 200)
        case .list:
            var listed: [APIObject] = []
            for object in objects where try isListed(object, request) { listed.append(object) }
            return .list(listed, revision: revision)
        case .create where request.subresource == "eviction":
            let index = try place(request)
            if refusals > 0 {
                refusals -= 1
                throw Status(code: 429, reason: "TooManyRequests", message: "no room")
            }
            objects.remove(at: index)
            return .document(["kind": "Status"], code: 201)
        case .create where answers.contains { $0.kind == request.body["kind"]?.string }:
            var answer = request.body
            answer.set(answers.first { $0.kind == request.body["kind"]?.string }?.status, at: "status")
            return .document(answer, code: 201)
        case .create:
            let key = ObjectKey(request.namespace, request.name)
            if objects.contains(where: { $0.resource == request.resource && $0.key == key }) {
                throw .alreadyExists(info.plural, group: info.group, name: key.name)
            }
            let value = try checked(request.body, info, request)
            if request.options.isDryRun { return .object(APIObject(value, request.resource), code: 201) }
            add(value, age: 0)
            return .object(
                objects[objects.firstIndex { $0.resource == request.resource && $0.key == key }!], code: 201)
        case .update:
            let old = objects[try place(request)]
            if request.subresource == "scale" { return try setReplicas(request.body, request) }
            let given = request.body.at("metadata", "resourceVersion")?.string ?? ""
            if !given.isEmpty && given != String(old.revision) {
                throw .conflict(
                    info.plural, group: info.group, name: request.name,
                    "the object has been modified; please apply your changes to the latest version and try again"
                )
            }
            return try store(request.body, request)
        case .patch(let type):
            let old = objects[try place(request)]
            if request.subresource == "scale" { return try setReplicas(request.body, request) }
            return try store(try patched(old.published, type, request), request)
        case .delete:
            let object = objects[try place(request)]
            if !request.options.isDryRun { objects.remove(at: try place(request)) }
            return .object(object, code: 200)
        default: throw .notModelled("\(request.verb)")
        }
    }

    private func isListed(_ object: APIObject, _ request: APIRequest) throws(Status) -> Bool {
        guard object.resource == request.resource,
            request.namespace.isEmpty || object.namespace == request.namespace
        else { return false }
        do {
            let labels = try LabelSelector.parse(request.options.labelSelector)
            let fields = try FieldSelector.parse(request.options.fieldSelector)
            return labels.matches(labels: object.at("metadata", "labels"))
                && fields.matches { path in
                    var value: Value? = object.value
                    for key in path.split(separator: ".") { value = value?[String(key)] }
                    return value?.string ?? ""
                }
        } catch {
            throw .badRequest(error.message)
        }
    }

    private func checked(_ body: Value, _ info: ResourceInfo, _ request: APIRequest) throws(Status) -> Value {
        guard let type = Schema.builtIn.kindType(info.group, info.version, info.kind) else { return body }
        let strictness = FieldStrictness(rawValue: request.options.fieldValidation.rawValue) ?? .ignore
        var value = try Schema.builtIn.decode(body, as: type, strictness: strictness).0
        applyDefaults(&value, group: info.group, kind: info.kind)
        let errors = validateCreate(value, group: info.group, kind: info.kind)
        if !errors.isEmpty {
            throw .invalid(kind: info.kind, group: info.group, name: request.name, errors)
        }
        return value
    }

    private func patched(_ old: Value, _ type: PatchType, _ request: APIRequest) throws(Status) -> Value {
        do {
            switch type {
            case .json: return try JSONPatch(request.body).apply(to: old)
            case .merge: return MergePatch.apply(request.body, to: old)
            case .strategic, .apply:
                // The tests' patches hold no keyed lists that a merge patch would read otherwise.
                return MergePatch.apply(request.body, to: old)
            }
        } catch {
            throw Status(code: 422, reason: "Invalid", message: error.message)
        }
    }

    private mutating func store(_ value: Value, _ request: APIRequest) throws(Status) -> APIResult {
        var value = value
        value.set(nil, at: "metadata", "resourceVersion")
        let place = try place(request)
        if value == objects[place].value { return .object(objects[place], code: 200) }
        let isDry = request.options.isDryRun
        let new = APIObject(
            value, request.resource, revision: isDry ? objects[place].revision : revision + 1)
        if isDry { return .object(new, code: 200) }
        revision += 1
        objects[place] = new
        return .object(new, code: 200)
    }

    private func scale(_ object: APIObject) -> Value {
        [
            "apiVersion": "autoscaling/v1", "kind": "Scale",
            "metadata": [
                "name": .string(object.name), "namespace": .string(object.namespace),
                "resourceVersion": .string(String(object.revision)),
            ],
            "spec": ["replicas": object.at("spec", "replicas") ?? 0],
        ]
    }

    private mutating func setReplicas(_ body: Value, _ request: APIRequest) throws(Status) -> APIResult {
        var value = objects[try place(request)].value
        value.set(body.at("spec", "replicas"), at: "spec", "replicas")
        guard case .object(let object, _) = try store(value, request) else { throw .badRequest("scale") }
        return .document(scale(object), code: 200)
    }
}

extension Value {
    /// A value of JSON text, for tests.
    static func json(_ text: String) -> Value { (try? JSONReader.read(text)) ?? .null }
}
