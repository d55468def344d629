import Documents
import Lessons
import Nodes

/// The image behaviour a lesson scripts.
enum LessonImages {
    /// A lesson's rules before the usual ones; a rule that cannot be read was refused by the lint.
    static func behaviours(_ rules: [LessonBehaviour], over usual: Behaviours) -> Behaviours {
        var out = usual
        let table: Value = ["rules": .array(rules.map(\.rule))]
        if let own = try? Behaviours(parsing: table) { out.rules = own.rules + out.rules }
        return out
    }
}
