import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go: namespaces, config maps, secrets, service accounts,
/// priority classes, and the generic describer.
extension DescribeText {
    mutating func head(_ object: APIObject, _ document: Value) {
        write(0, "Name:\t\(object.name)\n")
        if object.resource.info.isNamespaced { write(0, "Namespace:\t\(object.namespace)\n") }
        labels("Labels", document.at("metadata", "labels"))
        annotations("Annotations", document.at("metadata", "annotations"))
    }

    mutating func configMap(_ object: APIObject, _ events: [Value]?) {
        let document = object.published
        head(object, document)
        write(0, "\nData\n====\n")
        for (key, value) in document["data"]?.stringMap ?? [] { write(0, "\(key):\n----\n\(value)\n\n") }
        write(0, "\nBinaryData\n====\n")
        for (key, value) in document["binaryData"]?.stringMap ?? [] {
            write(0, "\(key): \(Base64.bytes(value)?.count ?? 0) bytes\n")
        }
        write(0, "\n")
        self.events(events)
    }

    mutating func secret(_ object: APIObject) {
        let document = object.published
        head(object, document)
        let type = document.text("type")
        write(0, "\nType:\t\(type)\n")
        write(0, "\nData\n====\n")
        for (key, value) in document["data"]?.stringMap ?? [] {
            if key == "token" && type == "kubernetes.io/service-account-token" {
                write(0, "\(key):\t\(String(decoding: Base64.bytes(value) ?? [], as: UTF8.self))\n")
            } else {
                write(0, "\(key):\t\(Base64.bytes(value)?.count ?? 0) bytes\n")
            }
        }
    }

    mutating func serviceAccount(_ object: APIObject, _ events: [Value]?) {
        let document = object.published
        head(object, document)
        let names = (document["imagePullSecrets"]?.array ?? []).map { $0.text("name") }
        if names.isEmpty { write(0, "Image pull secrets:\t<none>\n") }
        for (index, name) in names.enumerated() {
            write(0, (index == 0 ? "Image pull secrets:" : "                   ") + "\t\(name)\n")
        }
        self.events(events)
    }

    mutating func priorityClass(_ object: APIObject, _ events: [Value]?) {
        let document = object.published
        write(0, "Name:\t\(object.name)\n")
        write(0, "Value:\t\(document["value"]?.int ?? 0)\n")
        write(0, "GlobalDefault:\t\(document["globalDefault"]?.bool == true)\n")
        write(0, "PreemptionPolicy:\t\(document.text("preemptionPolicy"))\n")
        write(0, "Description:\t\(document.text("description"))\n")
        let annotations = (document.at("metadata", "annotations")?.stringMap ?? [])
            .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        write(0, "Annotations:\t\(annotations.isEmpty ? "<none>" : annotations)\n")
        self.events(events)
    }

    mutating func anything(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        labels("Labels", document.at("metadata", "labels"))
        annotations("Annotations", document.at("metadata", "annotations"))
        content(document, level: 0, path: "")
        self.events(events)
    }

    private static let skipped = [
        ".metadata.managedFields", ".metadata.name", ".metadata.namespace", ".metadata.labels",
        ".metadata.annotations",
    ]

    private mutating func content(_ value: Value, level: Int, path: String) {
        for field in value.fields ?? Fields() where !Self.skipped.contains("\(path).\(field.key)") {
            let title = SmartLabel.text(field.key)
            let inner = "\(path).\(field.key)"
            switch field.value {
            case .object:
                write(level, "\(title):\n")
                content(field.value, level: level + 1, path: inner)
            case .array(let elements):
                write(level, "\(title):\n")
                for element in elements {
                    if case .object = element {
                        content(element, level: level + 1, path: inner)
                    } else {
                        write(level + 1, "\(GoStrings.plain(element))\n")
                    }
                }
            default: write(level, "\(title):\t\(GoStrings.plain(field.value))\n")
            }
        }
    }
}

/// `creationTimestamp` → `Creation Timestamp`. Upstream: describe.go, smartLabelFor.
enum SmartLabel {
    private static let acronyms = ["API", "URL", "UID", "GUID"]

    static func text(_ field: String) -> String {
        guard field.allSatisfy({ $0.isLetter || $0 == "-" }) else { return field }
        let words = words(of: field).map { word in
            if acronyms.contains(word.uppercased()) { return word.uppercased() }
            return word == word.lowercased() ? word.prefix(1).uppercased() + word.dropFirst() : word
        }
        return words.joined(separator: " ")
    }

    /// Cuts before a capital that follows a small letter, and before the last capital of a run that a small
    /// letter follows; `podIPs` stays together behind `pod`.
    private static func words(of field: String) -> [String] {
        let letters = Array(field)
        var words: [String] = []
        var current = ""
        for (index, letter) in letters.enumerated() {
            let before = index > 0 ? letters[index - 1] : " "
            let after = index + 1 < letters.count ? letters[index + 1] : " "
            let startsWord =
                letter.isUppercase && (before.isLowercase || (before.isUppercase && after.isLowercase))
                || (letter == "-") != (before == "-")
            if startsWord && !current.isEmpty {
                words.append(current)
                current = ""
            }
            current.append(letter)
        }
        if !current.isEmpty { words.append(current) }
        var merged: [String] = []
        for word in words {
            if let last = merged.last, last.count >= 2, last == last.uppercased(), last != last.lowercased(),
                word.first?.isUppercase == true
            {
                merged[merged.count - 1] += word
            } else {
                merged.append(word)
            }
        }
        return merged
    }
}
