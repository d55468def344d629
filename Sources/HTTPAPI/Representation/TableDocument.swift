import Documents
import KubeAPI
import Kubectl

/// A `Table`: rows that the server has printed.
///
/// Upstream: apimachinery/pkg/apis/meta/v1/types.go, apiserver/pkg/endpoints/handlers/response.go, asTable.
struct TableDocument: Sendable {
    private let table: ServerTable
    private let version: String
    private let includes: String
    /// Watches name the columns in their first row alone.
    var hasHead = true

    init(_ resource: Resource, version: String, includes: String) {
        table = ServerTable(of: resource)
        self.version = version
        self.includes = includes
    }

    /// Appends the table of `objects`.
    func append(_ objects: [APIObject], revision: Int64, now: Int64, to out: inout [UInt8]) {
        append(
            ListPage(items: objects, revision: revision, continueToken: "", remaining: nil), now: now, to: &out)
    }

    /// Appends the table of a list.
    func append(_ page: ListPage, now: Int64, to out: inout [UInt8]) {
        open(page, to: &out)
        for (index, object) in page.items.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            append(row: object, now: now, to: &out)
        }
        out.append(contentsOf: TableDocument.end)
    }

    /// All that stands before the first row.
    func open(_ page: ListPage, to out: inout [UInt8]) {
        out.append(
            contentsOf: "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/\(version)\",\"metadata\":".utf8)
        WireObject.append(metadataOf: page, to: &out)
        out.append(contentsOf: ",\"columnDefinitions\":".utf8)
        if hasHead { appendHead(&out) } else { out.append(contentsOf: "null".utf8) }
        out.append(contentsOf: ",\"rows\":[".utf8)
    }

    /// One row.
    func append(row object: APIObject, now: Int64, to out: inout [UInt8]) {
        out.append(contentsOf: "{\"cells\":".utf8)
        JSONWriter.append(.array(table.cells(object, now: now)), to: &out)
        switch includes {
        case "None": break
        case "Object":
            out.append(contentsOf: ",\"object\":".utf8)
            WireObject.append(object, as: object.resource.info, to: &out)
        default:
            out.append(contentsOf: ",\"object\":".utf8)
            WireObject.appendMetadata(object, version, to: &out)
        }
        out.append(UInt8(ascii: "}"))
    }

    /// What closes the rows and the table.
    static let end = "]}".utf8

    private func appendHead(_ out: inout [UInt8]) {
        out.append(UInt8(ascii: "["))
        for (index, column) in table.columns.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            let value = TableDocument.column(column.name, column.type, column.format, priority: column.priority)
            Schema.builtIn.writeWire(value, as: "meta/v1.TableColumnDefinition", to: &out)
        }
        out.append(UInt8(ascii: "]"))
    }

    private static func column(_ name: String, _ type: String, _ format: String = "", priority: Int = 0) -> Value {
        [
            "name": .string(name), "type": .string(type), "format": .string(format), "description": "",
            "priority": .int(Int64(priority)),
        ]
    }

    /// The table of a `Scale`, which is no object of a resource.
    ///
    /// Upstream: pkg/printers/internalversion/printers.go, printScale.
    static func of(scale: Value, version: String, now: Int64) -> Value {
        let metadata = scale["metadata"] ?? [:]
        let count = { (part: String) -> Value in scale.at(part, "replicas") ?? 0 }
        let age = Ages.since(metadata["creationTimestamp"]?.string, now)
        return [
            "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"),
            "metadata": metadata["resourceVersion"].map { ["resourceVersion": $0] } ?? [:],
            "columnDefinitions": [
                column("Name", "string"), column("Desired", "integer"), column("Available", "integer"),
                column("Age", "string"),
            ],
            "rows": [
                [
                    "cells": [metadata["name"] ?? "", count("spec"), count("status"), .string(age)],
                    "object": [
                        "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"),
                        "metadata": metadata,
                    ],
                ]
            ],
        ]
    }
}
