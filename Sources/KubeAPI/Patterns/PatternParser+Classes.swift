/// Escapes and classes of characters.
extension PatternParser {
    /// `\d`, `\P{Greek}`, `\pL`; `nil` if the escape is of one character.
    mutating func groupEscape() throws(PatternError) -> ScalarSet.Part? {
        guard peek == "\\", let letter = peek(after: 1) else { return nil }
        if letter == "p" || letter == "P" { return try unicodeGroup(isNegated: letter == "P") }
        guard let group = ScalarGroup.perl[Character(letter.properties.lowercaseMapping)] else { return nil }
        skip(2)
        return ScalarSet.Part(group: group, isNegated: ("A" ... "Z").contains(letter))
    }

    private mutating func unicodeGroup(isNegated: Bool) throws(PatternError) -> ScalarSet.Part {
        let start = rest
        skip(2)
        var name: String
        if peek == "{" {
            guard let end = rest.unicodeScalars.firstIndex(of: "}") else { throw PatternError(.charRange, start) }
            name = String(rest.unicodeScalars[..<end].dropFirst())
            rest = rest[rest.unicodeScalars.index(after: end)...]
        } else {
            name = next().map { String(Character($0)) } ?? ""
        }
        let negates = name.hasPrefix("^")
        if negates { name.removeFirst() }
        guard let group = ScalarGroup.named(name) else { throw PatternError(.charRange, since(start)) }
        return ScalarSet.Part(group: group, isNegated: isNegated != negates)
    }

    /// The character of an escape.
    mutating func escape() throws(PatternError) -> UInt32 {
        let start = rest
        skip(1)
        guard let letter = next() else { throw PatternError(.trailingBackslash, "") }
        switch letter {
        case "a": return 7
        case "f": return 12
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "v": return 11
        case "0": return octal(0)
        case "1" ... "7":
            // One digit would be a reference to a group.
            if let digit = peek, ("0" ... "7").contains(digit) { return octal(letter.value - 48) }
        case "x": if let code = hexadecimal() { return code }
        default:
            if letter.isASCII, !TextRules.isAlphanumeric(UInt8(letter.value)) { return letter.value }
        }
        throw PatternError(.escape, since(start))
    }

    private mutating func octal(_ first: UInt32) -> UInt32 {
        var code = first
        var count = 1
        while count < 3, let digit = peek, ("0" ... "7").contains(digit) {
            code = code * 8 + digit.value - 48
            skip(1)
            count += 1
        }
        return code
    }

    /// `\x7F` or `\x{10FFFF}`.
    private mutating func hexadecimal() -> UInt32? {
        func value(_ digit: Unicode.Scalar?) -> UInt32? {
            guard let digit, digit.properties.isASCIIHexDigit else { return nil }
            return UInt32(String(digit), radix: 16)
        }
        guard let first = next() else { return nil }
        guard first == "{" else {
            let second = next()
            guard let high = value(first), let low = value(second) else { return nil }
            return high * 16 + low
        }
        var code: UInt32 = 0
        var count = 0
        while let digit = next() {
            if digit == "}" { return count > 0 ? code : nil }
            guard let part = value(digit) else { return nil }
            code = code * 16 + part
            if code > 0x10FFFF { return nil }
            count += 1
        }
        return nil
    }

    // MARK: - Brackets

    mutating func bracketClass() throws(PatternError) -> ScalarSet {
        let start = rest
        skip(1)
        var isNegated = false
        if peek == "^" {
            isNegated = true
            skip(1)
        }
        var parts: [ScalarSet.Part] = []
        var isFirst = true
        while peek != "]" || isFirst {
            isFirst = false
            if let part = try namedClass() {
                parts.append(part)
            } else if let part = try groupEscape() {
                parts.append(part)
            } else {
                parts.append(ScalarSet.Part(group: try range(in: start), isNegated: false))
            }
        }
        skip(1)
        return ScalarSet(parts, isNegated: isNegated, folds: flags.foldsCase)
    }

    /// `[:alpha:]`, `[:^alpha:]`.
    private mutating func namedClass() throws(PatternError) -> ScalarSet.Part? {
        guard peek == "[", peek(after: 1) == ":", peek(after: 2) != nil else { return nil }
        let start = rest
        let inner = rest.unicodeScalars.dropFirst(2)
        var end = inner.startIndex
        while end < inner.endIndex {
            let after = inner.index(after: end)
            if inner[end] == ":", after < inner.endIndex, inner[after] == "]" { break }
            end = after
        }
        guard end < inner.endIndex else { return nil }
        var name = Substring(inner[..<end])
        rest = rest[inner.index(end, offsetBy: 2)...]
        let isNegated = name.hasPrefix("^")
        if isNegated { name.removeFirst() }
        guard let group = ScalarGroup.posix[name] else { throw PatternError(.charRange, since(start)) }
        return ScalarSet.Part(group: group, isNegated: isNegated)
    }

    private mutating func range(in bracket: Substring) throws(PatternError) -> ScalarGroup {
        let start = rest
        let low = try classCharacter(bracket)
        var high = low
        if peek == "-", let after = peek(after: 1), after != "]" {
            skip(1)
            high = try classCharacter(bracket)
            if high < low { throw PatternError(.charRange, since(start)) }
        }
        return .range(low, high)
    }

    private mutating func classCharacter(_ bracket: Substring) throws(PatternError) -> UInt32 {
        guard let character = peek else { throw PatternError(.missingBracket, bracket) }
        if character == "\\" { return try escape() }
        skip(1)
        return character.value
    }
}
