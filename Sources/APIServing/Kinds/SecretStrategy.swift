import Documents

/// What a client writes as text becomes data.
///
/// Upstream: pkg/apis/core/v1/conversion.go, Convert_v1_Secret_To_core_Secret.
enum SecretStrategy {
    /// `stringData` is for writing only: its members go over those of `data`.
    static func takeStrings(_ secret: inout Value) {
        guard let strings = secret["stringData"], !strings.isNull else { return }
        for (key, text) in strings.stringMap { secret.set(.string(Base64.text(Array(text.utf8))), at: "data", key) }
        secret.set(nil, at: "stringData")
    }
}
