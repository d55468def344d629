import Commands
import Documents
import Testing

@Suite("The grammar of conditions")
struct ConditionGrammarTests {
    @Test("a condition prints in the form that reads back equal", arguments: [
        ("pods -l tier=front = 3", "pods -l tier=front = 3"),
        ("pods=3", "pods = 3"),
        ("pods -l tier=front active ready >= 2", "pods -l tier=front active ready >= 2"),
        ("pods terminating -n other < 2", "pods -n other terminating < 2"),
        ("po -A --field-selector=status.phase=Pending != 0", "po -A --field-selector status.phase=Pending != 0"),
        ("pods -l 'tier in (front,debug)' <= 4", "pods -l \"tier in (front,debug)\" <= 4"),
        ("pods = $before", "pods = $before"),
        ("pod/duo .status.phase = Running", "pod/duo .status.phase = Running"),
        ("pod/duo .status.phase == \"two words\"", "pod/duo .status.phase = \"two words\""),
        ("pod/duo -n x .status.containerStatuses[name=web].restartCount >= 1",
         "pod/duo -n x .status.containerStatuses[name=web].restartCount >= 1"),
        ("pod/$v .metadata.ownerReferences absent", "pod/$v .metadata.ownerReferences absent"),
        ("pod/duo .metadata.finalizers contains a/b", "pod/duo .metadata.finalizers contains a/b"),
        ("pod/duo gone", "pod/duo gone"),
        ("event SuccessfulCreate on rs/front >= 3", "event SuccessfulCreate on rs/front >= 3"),
        ("event FailedCreate", "event FailedCreate >= 1"),
        ("writes replicaset-controller create pods = 10", "writes replicaset-controller create pods = 10"),
        ("writes replicaset create pods code 403 = 1", "writes replicaset create pods = 1 code 403"),
        ("writes any any pods/status > 0", "writes any any pods/status > 0"),
        ("t >= 12s", "t >= 12s"),
        ("t>250ms", "t > 250ms"),
        ("rev >= 40", "rev >= 40"),
        ("quiet", "quiet"),
        ("not pod/duo ready and quiet", "not pod/duo ready and quiet"),
        ("pods active = 3 and not event Killing and t < 1m30s",
         "pods active = 3 and not event Killing >= 1 and t < 1m30s"),
    ])
    func printsBack(_ text: String, _ printed: String) throws {
        let condition = try Condition(parsing: text)
        #expect(condition.description == printed)
        #expect(try Condition(parsing: printed) == condition)
    }

    @Test("an expression prints in the form that reads back equal", arguments: [
        ("pods -l tier=front", "pods -l tier=front"),
        ("pods -l tier=front [0]", "pods -l tier=front [0]"),
        ("pods active [oldest] .spec.nodeName", "pods active [oldest] .spec.nodeName"),
        ("pods [-1]", "pods [-1]"),
        ("pod/duo .status.podIP", "pod/duo .status.podIP"),
        ("event SuccessfulDelete on rs/front", "event SuccessfulDelete on rs/front"),
        ("writes any create pods code 403", "writes any create pods code 403"),
        ("rev", "rev"),
    ])
    func expressions(_ text: String, _ printed: String) throws {
        let expression = try ConditionExpression(parsing: text)
        #expect(expression.description == printed)
        #expect(try ConditionExpression(parsing: printed) == expression)
    }

    static let forms =
        "`RESOURCE [-l SELECTOR] [-n NAMESPACE|-A] [active|ready|terminating] = N`; "
        + "`KIND/NAME .PATH = VALUE (or != >= <= > <, contains TEXT, exists, absent)`; "
        + "`KIND/NAME exists|gone|ready|active|terminating`; `event REASON [on KIND/NAME] [>= N]`; "
        + "`writes COMPONENT VERB RESOURCE = N [code N]`; `outside = N`; `t >= 12s`; `rev >= 40`; `quiet`; "
        + "`not …`; `… and …`"

    @Test("an error names the column and what was expected", arguments: [
        ("", "column 1: a condition is missing here. Known forms: \(forms)."),
        ("quiet and", "column 10: a condition is missing here. Known forms: \(forms)."),
        ("quite", "column 1: unknown form `quite`. Known forms: \(forms). Did you mean `quiet`?"),
        ("pod-count front = 3", "column 1: unknown form `pod-count`. Known forms: \(forms)."),
        ("pods actve = 3", "column 6: unknown word `actve`. Known: `-l`, `-n`, `-A`, "
            + "`--field-selector`, `active`, `ready`, `terminating`. Did you mean `active`?"),
        ("pods = three", "column 8: `three` is no whole number."),
        ("pods =< 3", "column 6: unknown relation `=<`. Known: `=`, `!=`, `>`, `>=`, `<`, `<=`."),
        ("pods = 3 quiet", "column 10: expected `and` or the end, not `quiet`."),
        ("pod/duo redy", "column 9: unknown state `redy`. Known: `exists`, `gone`, `ready`, `active`, "
            + "`terminating`. Did you mean `ready`?"),
        ("pod/duo .status.phase", "column 22: expected a test of the field, as in "
            + "`= VALUE, contains TEXT, exists or absent`."),
        ("pod/duo .a..b = 1", "column 12: a name is missing in the path `.a..b`."),
        ("pod/duo .a = 'x", "column 14: this quote is not closed."),
        ("t >= soon", "column 6: `soon` is no duration. Write `250ms`, `12s` or `1m30s`."),
        ("writes x make pods = 1", "column 10: unknown verb `make`. Known: `create`, `update`, `patch`, "
            + "`delete`, `deletecollection`, `any`."),
        ("writes x create pods = 1 code 4030", "column 31: `4030` is no answer's code (100 to 599)."),
    ])
    func errors(_ text: String, _ message: String) {
        let error = #expect(throws: ConditionError.self) { try Condition(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("a binding has a name and an expression")
    func bindings() throws {
        let binding = try ConditionBinding(parsing: "let victim = pods -l tier=front [0]")
        #expect(binding.description == "let victim = pods -l tier=front [0]")
        let error = #expect(throws: ConditionError.self) { try ConditionBinding(parsing: "let 1x = pods") }
        #expect(error?.description == "column 5: `1x` is no name: a letter, then letters, digits and `_`.")
    }

    @Test("too long and too many parts are refused, not read")
    func limits() {
        let long = String(repeating: "x", count: Condition.bytesMax + 1)
        let many = Array(repeating: "quiet", count: Condition.conjunctsMax + 1).joined(separator: " and ")
        #expect(throws: ConditionError.self) { try Condition(parsing: long) }
        #expect(throws: ConditionError.self) { try Condition(parsing: many) }
    }

    @Test("numbers compare as numbers, texts only as equal or not", arguments: [
        (ConditionFieldTest.compares(.greater, "9"), Value.int(10), true),
        (.compares(.equal, "Running"), .string("Running"), true),
        (.compares(.notEqual, "Running"), .string("Pending"), true),
        (.compares(.less, "b"), .string("a"), false),
        (.compares(.equal, "true"), .bool(true), true),
        (.contains("b"), .array([.string("a"), .string("b")]), true),
        (.contains("c"), .array([.string("a"), .string("b")]), false),
        (.contains("ell"), .string("hello"), true),
        (.exists, .null, true),
    ])
    func fieldTests(_ test: ConditionFieldTest, _ value: Value, _ holds: Bool) {
        #expect(test.holds(value) == holds)
    }

    @Test("a field that is not there passes absent and != alone")
    func absentFields() {
        #expect(ConditionFieldTest.absent.holds(nil))
        #expect(ConditionFieldTest.compares(.notEqual, "x").holds(nil))
        #expect(!ConditionFieldTest.compares(.equal, "x").holds(nil))
        #expect(!ConditionFieldTest.exists.holds(nil))
    }

    @Test("a variable without a whole number is no number")
    func variables() {
        let comparison = ConditionComparison(.greater, .variable("before"))
        #expect(comparison.holds(4, variables: { $0 == "before" ? "3" : nil }) == true)
        #expect(comparison.holds(4, variables: { _ in "many" }) == nil)
    }

    @Test("writes are told apart by sender, verb, subresource and code", arguments: [
        ("writes rs create pods = 1", true), ("writes any any any = 1", true), ("writes rs create po = 1", true),
        ("writes rs create pods/status = 1", false), ("writes gc create pods = 1", false),
        ("writes rs delete pods = 1", false), ("writes rs create pods = 1 code 403", false),
    ])
    func writes(_ text: String, _ matches: Bool) throws {
        guard case .writes(let query, _) = try Condition(parsing: text) else {
            Issue.record("no writes")
            return
        }
        let found = query.matches(
            names: ["replicaset-controller", "rs"], verb: "create", resource: "pods", subresource: "", code: 201)
        #expect(found == matches)
    }
}
