/// A regular expression of a schema.
///
/// The syntax is RE2's: no references back, no looking around. A match is a walk over the text with a set of
/// places in the expression, so its cost is at most the product of their sizes, whatever the two are.
/// Upstream: Go's regexp, MatchString; the walk is that of its exec.go.
public struct Pattern: Sendable {
    private let program: PatternProgram

    /// Reads an expression. Errors: what Go's regexp.Compile says.
    public init(_ text: String) throws(PatternError) { program = PatternProgram(try PatternParser.parse(text)) }

    /// Whether the expression matches somewhere in `text`.
    public func matches(_ text: String) -> Bool { search(text).isMatch }

    /// As `matches`, with the number of instructions that were looked at.
    public func search(_ text: String) -> (isMatch: Bool, steps: Int) {
        var walk = Walk(program: program)
        var before: UInt32?
        var scalars = text.unicodeScalars.makeIterator()
        var after = scalars.next()?.value
        while true {
            walk.add(0, before, after)
            if walk.isMatch { return (true, walk.steps) }
            guard let scalar = after else { return (false, walk.steps) }
            before = scalar
            after = scalars.next()?.value
            walk.take(scalar, next: after)
            if walk.isMatch { return (true, walk.steps) }
        }
    }

    /// The places of the expression where the walk is.
    private struct Walk {
        let program: PatternProgram
        /// Instructions that take a character, each once.
        private var places: [Int] = []
        /// When an instruction was last looked at: before which character.
        private var seen: [Int]
        private var position = 0
        private var stack: [Int] = []
        private(set) var isMatch = false
        private(set) var steps = 0

        init(program: PatternProgram) {
            self.program = program
            seen = [Int](repeating: -1, count: program.instructions.count)
        }

        /// Goes to an instruction and on to those that take a character.
        mutating func add(_ start: Int, _ before: UInt32?, _ after: UInt32?) {
            stack.append(start)
            while let place = stack.popLast() {
                if seen[place] == position { continue }
                seen[place] = position
                steps += 1
                switch program.instructions[place] {
                case .take: places.append(place)
                case .split(let first, let second): stack += [second, first]
                case .jump(let target): stack.append(target)
                case .hold(let assertion): if assertion.holds(before, after) { stack.append(place + 1) }
                case .match: isMatch = true
                }
            }
        }

        /// Takes a character; `next` is the one behind it.
        mutating func take(_ scalar: UInt32, next: UInt32?) {
            let taking = places
            places.removeAll(keepingCapacity: true)
            position += 1
            for place in taking {
                steps += 1
                if case .take(let test) = program.instructions[place], test.accepts(scalar) {
                    add(place + 1, scalar, next)
                }
            }
        }
    }
}
