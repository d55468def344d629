import APIServing
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// What can be made to go wrong.
public enum Fault: Sendable, Equatable {
    /// A process dies and is started again.
    case crash(process: String)
    /// The cache of a process stays so many changes behind; 0 ends it.
    case lag(process: String, Resource, changes: Int)
    /// A watch breaks; it is taken up again where it was, or, if `isGone`, has to list anew (410).
    case breakWatch(process: String, Resource, isGone: Bool)
    /// The next so many writes of a component that name a resourceVersion meet a 409.
    case conflict(component: String, count: Int)
    /// The next creates (or other writes) of a component are refused with 403; `nil`: until it is ended.
    case reject(component: String, verb: String, Resource, count: Int?)
    case endReject(component: String)
    case container(pod: ObjectKey, container: String, exitCode: Int)
    case sandbox(pod: ObjectKey)
    /// Pulls of an image fail, or work again.
    case image(String, fails: Bool)
    /// Controllers forget what they asked for, or do not.
    case expectations(on: Bool)
    case consistency(on: Bool)
}

/// The faults that wait for their request.
struct FaultState: Sendable {
    private struct Rejection: Sendable {
        let verb: String
        let resource: Resource
        var left: Int?
    }

    private var conflicts = OrderedMap<String, Int>()
    private var rejections = OrderedMap<String, Rejection>()

    mutating func addConflicts(_ count: Int, component: String) {
        conflicts[component] = (conflicts[component] ?? 0) + count
    }

    mutating func reject(component: String, verb: String, resource: Resource, count: Int?) {
        rejections[component] = Rejection(verb: verb, resource: resource, left: count)
    }

    mutating func endReject(component: String) { rejections[component] = nil }

    /// The failure that is due for `request`, which then is not handled.
    mutating func failure(of request: APIRequest, component: String, in server: APIServer) -> Status? {
        if conflicts.isEmpty && rejections.isEmpty { return nil }
        let info = request.resource.info
        if let count = conflicts[component], count > 0, namesVersion(request) {
            conflicts[component] = count > 1 ? count - 1 : nil
            return .conflict(
                info.plural, group: info.group, name: request.name,
                "the object has been modified; please apply your changes to the latest version and try again")
        }
        guard let rejection = rejections[component], rejection.verb == request.verb.word,
            rejection.resource == request.resource, request.subresource.isEmpty
        else { return nil }
        if let left = rejection.left {
            if left <= 1 { rejections[component] = nil } else { rejections.update(component) { $0.left = left - 1 } }
        }
        let name = request.name.isEmpty ? request.body.at("metadata", "generateName")?.string ?? "" : request.name
        return .forbidden(
            info.plural, group: info.group, name: name, "exceeded quota: fault, requested: \(info.plural)=1")
    }

    /// Only a write with a precondition can conflict.
    private func namesVersion(_ request: APIRequest) -> Bool {
        switch request.verb {
        case .update, .patch: request.body.at("metadata", "resourceVersion") != nil
        case .delete: request.options.resourceVersion != nil
        default: false
        }
    }
}
