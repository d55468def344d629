import Documents
import YAMLText

/// JSON turned into YAML.
enum YAMLAnswer {
    static func text(_ json: [UInt8]) -> [UInt8]? {
        guard let value = try? JSONReader.read(json) else { return nil }
        return Array(YAMLWriter.text(value).utf8)
    }
}
