import APIServing
import Documents
import KubeAPI
import Kubectl

/// `/apis/metrics.k8s.io/v1beta1`: how much nodes and pods use, as metrics-server says it.
///
/// Upstream: kubernetes-sigs/metrics-server pkg/api (node.go, pod.go, table.go).
struct UsageAnswers {
    /// Of all pods that are measured.
    private let usage: [PodUsage]
    private let info: ResourceInfo
    private let namespace: String
    private let name: String
    private let now: Int64
    /// How much time a sample covers. Upstream: --metric-resolution.
    private static let window = "15s"

    /// One node or pod with what it uses.
    private struct Sample {
        let object: APIObject
        /// Empty for a node.
        let containers: [PodUsage.Container]
        let cpuMilli: Int64
        let memoryBytes: Int64
    }

    /// Answers a read of what a path names; 404 if there is no such thing or nobody measures it.
    static func answer(
        _ path: (info: ResourceInfo, namespace: String, name: String, isWatch: Bool), _ http: HTTPRequest,
        _ query: RequestQuery, _ world: some HTTPWorld
    ) throws(Status) -> HTTPResponse {
        guard http.isRead, !path.isWatch, query.flag("watch") != true, let usage = world.podUsage else {
            throw RoutedRequest.notAllowed
        }
        try world.checkAccess(
            path.name.isEmpty ? "list" : "get", path.info, namespace: path.namespace, name: path.name,
            user: try world.actingUser(of: http))
        let form = try Representation(of: http, query: query)
        let answers = UsageAnswers(
            usage: usage, info: path.info, namespace: path.namespace, name: path.name, now: world.now)
        let samples = try answers.samples(world.store, query)
        var body: [UInt8] = []
        JSONWriter.append(try answers.document(samples, form.form), to: &body)
        return ResponseWriter.finished(200, body, form)
    }

    // MARK: what is asked for

    private func samples(_ store: Store, _ query: RequestQuery) throws(Status) -> [Sample] {
        let objects = try chosen(store.list(info.resource, namespace: namespace), query)
        let samples = objects.compactMap { info.isNamespaced ? pod($0) : node($0) }
        if name.isEmpty { return samples }
        guard !objects.isEmpty else {
            throw .notFound(info.resource.info.plural, group: "", name: name)
        }
        guard !samples.isEmpty else {
            throw .notFound(info.plural, group: info.group, name: info.isNamespaced ? "\(namespace)/\(name)" : name)
        }
        return samples
    }

    private func chosen(_ objects: [APIObject], _ query: RequestQuery) throws(Status) -> [APIObject] {
        if !name.isEmpty { return objects.filter { $0.name == name } }
        let options = try query.options(.list)
        do {
            let labels = options.labelSelector.isEmpty ? nil : try LabelSelector.parse(options.labelSelector)
            let fields = options.fieldSelector.isEmpty ? nil : try FieldSelector.parse(options.fieldSelector)
            return objects.filter { object in
                (labels?.matches(object.meta.labels) ?? true)
                    && (fields?.matches { $0 == "metadata.name" ? object.name : object.namespace } ?? true)
            }
        } catch {
            throw .badRequest(error.message)
        }
    }

    private func pod(_ object: APIObject) -> Sample? {
        guard let found = usage.first(where: { $0.key == object.key }) else { return nil }
        return Sample(
            object: object, containers: found.containers, cpuMilli: found.cpuMilli, memoryBytes: found.memoryBytes)
    }

    private func node(_ object: APIObject) -> Sample {
        let pods = usage.filter { $0.node == object.name }
        return Sample(
            object: object, containers: [], cpuMilli: pods.reduce(0) { $0 + $1.cpuMilli },
            memoryBytes: pods.reduce(0) { $0 + $1.memoryBytes })
    }

    // MARK: how it is said

    private func document(_ samples: [Sample], _ form: Representation.Form) throws(Status) -> Value {
        switch form {
        case .table(let version, let includes): return table(samples, version, includes)
        case .metadata, .metadataList: throw Representation.notAcceptable
        case .asIs: break
        }
        guard !name.isEmpty, let sample = samples.first else { return list(samples) }
        var value = item(sample)
        value.set(.string(info.kind), at: "kind")
        value.set(.string(info.apiVersion), at: "apiVersion")
        return value
    }

    private func list(_ samples: [Sample]) -> Value {
        [
            "kind": .string(info.listKind), "apiVersion": .string(info.apiVersion), "metadata": [:],
            "items": .array(samples.map(item))
        ]
    }

    private func item(_ sample: Sample) -> Value {
        var value: Value = [
            "metadata": metadata(sample), "timestamp": .string(Timestamps.seconds(now)), "window": .string(Self.window)
        ]
        if info.isNamespaced {
            let containers = sample.containers.map { container -> Value in
                ["name": .string(container.name), "usage": Self.usage(container.cpuMilli, container.memoryBytes)]
            }
            value.set(.array(containers), at: "containers")
        } else {
            value.set(Self.usage(sample.cpuMilli, sample.memoryBytes), at: "usage")
        }
        return value
    }

    private func metadata(_ sample: Sample) -> Value {
        var metadata: Value = [
            "name": .string(sample.object.name), "creationTimestamp": .string(Timestamps.seconds(now))
        ]
        if info.isNamespaced { metadata.set(.string(sample.object.namespace), at: "namespace") }
        if let labels = sample.object.at("metadata", "labels") { metadata.set(labels, at: "labels") }
        return metadata
    }

    private static func usage(_ cpuMilli: Int64, _ bytes: Int64) -> Value {
        ["cpu": .string(cores(cpuMilli)), "memory": .string(memory(bytes))]
    }

    private static func cores(_ milli: Int64) -> String { quantity("\(milli)m") }
    private static func memory(_ bytes: Int64) -> String {
        quantity(bytes % 1_024 == 0 ? "\(bytes / 1_024)Ki" : "\(bytes)")
    }
    private static func quantity(_ text: String) -> String {
        (try? Quantity(parsing: text))?.description ?? text
    }

    private func table(_ samples: [Sample], _ version: String, _ includes: String) -> Value {
        let columns = [("Name", "name"), ("cpu", "quantity"), ("memory", "quantity"), ("Window", "duration")]
        let rows = samples.map { sample -> Value in
            var row: Value = [
                "cells": [
                    .string(sample.object.name), .string(Self.cores(sample.cpuMilli)),
                    .string(Self.memory(sample.memoryBytes)), .string(Self.window)
                ]
            ]
            switch includes {
            case "None": break
            case "Object": row.set(item(sample), at: "object")
            default:
                row.set(
                    [
                        "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"),
                        "metadata": metadata(sample)
                    ], at: "object")
            }
            return row
        }
        return [
            "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"), "metadata": [:],
            "columnDefinitions": .array(
                samples.isEmpty
                    ? []
                    : columns.map { name, format in
                        [
                            "name": .string(name), "type": "string", "format": .string(format),
                            "description": name == "Name" ? "Name of the resource" : "", "priority": 0
                        ]
                    }),
            "rows": .array(rows)
        ]
    }
}
