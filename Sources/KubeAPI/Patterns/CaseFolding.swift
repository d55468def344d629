/// Characters that are one if case does not matter: `k`, `K` and the sign of kelvin.
///
/// Upstream: Go's unicode.SimpleFold, which walks such a circle.
enum CaseFolding {
    /// All forms of a character, itself first.
    static func forms(of scalar: UInt32) -> [UInt32] {
        if scalar < 128 {
            switch scalar {
            case 65 ... 90: return [scalar, scalar + 32] + (stragglers[scalar + 32] ?? [])
            case 97 ... 122: return [scalar, scalar - 32] + (stragglers[scalar] ?? [])
            default: return [scalar]
            }
        }
        var out = [scalar]
        var next = 0
        while next < out.count {
            for form in neighbours(out[next]) where !out.contains(form) { out.append(form) }
            next += 1
        }
        return out
    }

    /// Characters without simple case partners although their mappings say so: dotted and dotless i.
    private static let alone: Set<UInt32> = [0x130, 0x131]

    private static func neighbours(_ scalar: UInt32) -> [UInt32] {
        guard !alone.contains(scalar), let character = Unicode.Scalar(scalar) else { return [] }
        let properties = character.properties
        var out = stragglers[scalar] ?? []
        for mapping in [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping] {
            let scalars = mapping.unicodeScalars
            if scalars.count == 1, let only = scalars.first, !alone.contains(only.value) { out.append(only.value) }
        }
        return out + (bases[scalar].map { [$0] } ?? [])
    }

    /// Characters that no mapping of their small letter leads to, with that letter. Unicode: CaseFolding.txt.
    private static let bases: [UInt32: UInt32] = [
        0x17F: 0x73, 0x212A: 0x6B, 0x212B: 0xE5, 0xB5: 0x3BC, 0x3C2: 0x3C3, 0x3D0: 0x3B2, 0x3D1: 0x3B8,
        0x3D5: 0x3C6, 0x3D6: 0x3C0, 0x3F0: 0x3BA, 0x3F1: 0x3C1, 0x3F4: 0x3B8, 0x3F5: 0x3B5, 0x1E9B: 0x1E61,
        0x1E9E: 0xDF, 0x1FBE: 0x3B9, 0x345: 0x3B9, 0x2126: 0x3C9, 0x1C5: 0x1C6, 0x1C8: 0x1C9, 0x1CB: 0x1CC,
        0x1F2: 0x1F3, 0x1C80: 0x432, 0x1C81: 0x434, 0x1C82: 0x43E, 0x1C83: 0x441, 0x1C84: 0x442, 0x1C85: 0x442,
        0x1C86: 0x44A, 0x1C87: 0x463, 0x1C88: 0xA64B,
    ]

    /// The other way round: `s` has the long s.
    private static let stragglers: [UInt32: [UInt32]] = {
        var out: [UInt32: [UInt32]] = [:]
        for (form, base) in bases.sorted(by: { $0.key < $1.key }) { out[base, default: []].append(form) }
        return out
    }()
}
