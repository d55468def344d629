public import Documents

/// Hashes that become part of names: `web-79c8bdf6d5`.
public enum NameHashes {
    /// Letters of generated names: no vowels and no digits that look like letters.
    /// Upstream: apimachinery/pkg/util/rand.
    public static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

    /// FNV-1a, 32 bits. Upstream: Go's hash/fnv, New32a.
    public static func fnv32a(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    /// FNV-1, 32 bits: multiplies first. Upstream: Go's hash/fnv, New32.
    public static func fnv32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash &* 16_777_619) ^ UInt32(byte) }
        return hash
    }

    /// FNV-1a, 128 bits. Upstream: Go's hash/fnv, New128a.
    public static func fnv128a(_ bytes: some Sequence<UInt8>) -> UInt128 {
        var hash: UInt128 = 144_066_263_297_769_815_596_495_629_667_062_367_629
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* 309_485_009_821_345_068_724_781_371 }
        return hash
    }

    /// By what parts of Endpoints and EndpointSlices are ordered: the hash of a value of a schema type
    /// (`core/v1.EndpointPort`).
    ///
    /// Upstream: pkg/util/hash, DeepHashObject, with FNV-1a of 128 bits.
    public static func deepHash(_ value: Value, as type: String) -> UInt128 {
        fnv128a(GoPrinter(schema: .builtIn).text(value, as: type).utf8)
    }

    /// The hash in the name of a ControllerRevision: of its data as compact JSON and the collision count in digits.
    ///
    /// Upstream: pkg/controller/history/controller_history.go, HashControllerRevision.
    public static func controllerRevisionHash(_ data: Value, collisionCount: Int64?) -> String {
        var bytes = JSONWriter.bytes(data)
        if let collisionCount { bytes += Array("\(collisionCount)".utf8) }
        return safeEncoded("\(fnv32(bytes))")
    }

    /// Each character of the text replaced by a letter of the alphabet.
    /// Upstream: apimachinery/pkg/util/rand, SafeEncodeString.
    public static func safeEncoded(_ text: String) -> String {
        String(
            decoding: text.unicodeScalars.map { alphabet[Int($0.value) % alphabet.count] }, as: UTF8.self)
    }

    /// The pod-template-hash of a template with its defaults.
    ///
    /// Upstream: pkg/controller/controller_utils.go, ComputeHash.
    public static func podTemplateHash(_ template: Value, collisionCount: Int32? = nil) -> String {
        var bytes = Array(GoPrinter(schema: .builtIn).text(template, as: "core/v1.PodTemplateSpec").utf8)
        if let collisionCount {
            let bits = UInt32(bitPattern: collisionCount)
            for shift in [0, 8, 16, 24] { bytes.append(UInt8((bits >> UInt32(shift)) & 255)) }
            bytes += [0, 0, 0, 0]
        }
        return safeEncoded("\(fnv32a(bytes))")
    }
}
