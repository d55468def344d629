/// A regular expression as instructions of a machine that follows all ways through it at once.
///
/// Upstream: Go's regexp/syntax/compile.go.
struct PatternProgram {
    enum Instruction {
        /// Takes a character, then goes on with the next instruction.
        case take(ScalarTest)
        /// Goes on with both.
        case split(Int, Int)
        case jump(Int)
        case hold(PatternAssertion)
        case match
    }

    private(set) var instructions: [Instruction] = []

    init(_ node: PatternNode) {
        emit(node)
        instructions.append(.match)
    }

    private mutating func emit(_ node: PatternNode) {
        switch node.kind {
        case .empty: break
        case .scalar(let test): instructions.append(.take(test))
        case .assertion(let assertion): instructions.append(.hold(assertion))
        case .group(let inner): emit(inner)
        case .sequence(let parts): for part in parts { emit(part) }
        case .choice(let parts): emit(choice: parts)
        case .times(let inner, let min, let max): emit(inner, min, max)
        }
    }

    private mutating func emit(choice parts: [PatternNode]) {
        var ends: [Int] = []
        for part in parts.dropLast() {
            let split = reserve()
            emit(part)
            ends.append(reserve())
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = parts.last { emit(last) }
        for end in ends { instructions[end] = .jump(instructions.count) }
    }

    private mutating func emit(_ inner: PatternNode, _ min: Int, _ max: Int) {
        for _ in 0 ..< min { emit(inner) }
        if max < 0 {
            let split = reserve()
            emit(inner)
            instructions.append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in min ..< Swift.max(min, max) {
            splits.append(reserve())
            emit(inner)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    private mutating func reserve() -> Int {
        instructions.append(.match)
        return instructions.count - 1
    }
}
