import Commands
import Documents
import Foundation
import Lessons
import Rendering
import Testing

@Suite("The lessons of the package")
struct ShippedLessonsTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "lessons")

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func folders() throws -> [LessonFolder] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
            .filter { $0.first?.isNumber ?? false }.sorted()
        return try names.map { name in
            let files = try FileManager.default.contentsOfDirectory(
                atPath: root.appending(path: name).path
            ).sorted()
            let texts = try Language.allCases.filter { files.contains($0.fileName) }.map {
                ($0, try text("\(name)/\($0.fileName)"))
            }
            return LessonFolder(name: name, texts: texts, files: files)
        }
    }

    static func problem(_ read: () throws -> Void) -> String? {
        do {
            try read()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// First words of the prompt's commands that lessons use.
    static let verbs = [
        "!", "advance", "align", "annotate", "apply", "autoscale", "config", "controller", "cordon", "create",
        "delete", "describe", "etcd", "expose", "fault", "gc", "get", "inspect", "label", "node", "patch",
        "replace", "rollout", "scale", "set", "settle", "source", "stages", "start", "step", "stop", "taint",
        "tick", "timeline", "uncordon", "until", "versions",
    ]

    static func grammar() throws -> LessonGrammar {
        let rules = try RuleBook.parse(text("rules.md"), file: "rules.md")
        let glossary = try Glossary.parse(text("glossary.md"), file: "glossary.md")
        return LessonGrammar(
            command: { line in
                guard let verb = line.split(separator: " ").first.map(String.init), verbs.contains(verb) else {
                    return "unknown command."
                }
                guard verb == "until" else { return nil }
                return problem { _ = try Condition(parsing: String(line.dropFirst("until ".count))) }
            },
            condition: { text in problem { _ = try Condition(parsing: text) } },
            expression: { text in problem { _ = try ConditionExpression(parsing: text) } },
            isRule: { rules.rule($0) != nil },
            isTerm: { glossary.term($0) != nil })
    }

    @Test("all of them pass the lint")
    func lint() throws {
        let folders = try Self.folders()
        #expect(folders.map(\.name).contains("08-replicaset"))
        let found = LessonLint.check(folders, grammar: try Self.grammar()).map(\.description)
        #expect(found == [])
    }

    @Test("each has five quiz questions and ends with its sources")
    func ends() throws {
        for folder in try Self.folders() {
            for (language, text) in folder.texts {
                let lesson = try LessonParser.parse(text, file: folder.path(language))
                #expect(lesson.quizzes.count == 5, "\(folder.path(language))")
                #expect(lesson.steps.last?.id == "sources", "\(folder.path(language))")
            }
        }
    }

    @Test("no line of a lesson is wider than the screen it is shown on")
    func screens() throws {
        for folder in try Self.folders() {
            for (language, text) in folder.texts {
                let lesson = try LessonParser.parse(text, file: folder.path(language))
                let screen = LessonScreen(lesson, columns: 80)
                for index in lesson.steps.indices {
                    for line in screen.output([.step(index: index), .after(index: index)]).lines {
                        #expect(line.text.columns <= 80, "\(folder.path(language)): \(line.text.plain)")
                    }
                }
            }
        }
    }

    @Test("the glossary has at least sixty terms, in both languages")
    func glossary() throws {
        let glossary = try Glossary.parse(Self.text("glossary.md"), file: "glossary.md")
        #expect(glossary.terms.count >= 60)
        #expect(glossary.term("INFORMER")?.chineseName == "通知器")
        #expect(glossary.suggestion(for: "infromer").english == " Did you mean `informer`?")
    }

    @Test("every rule that components cite is in the book")
    func rules() throws {
        let book = try RuleBook.parse(Self.text("rules.md"), file: "rules.md")
        let cited = [
            "slow-start", "burst-replicas", "expectations", "consistency", "adoption", "release",
            "victim-ranking", "replace-on-delete", "status-before-steering", "requeue-backoff",
            "optimistic-concurrency", "graceful-deletion", "assume-and-bind", "sandbox-first", "crash-backoff",
            "image-backoff", "pleg", "node-heartbeat", "taint-based", "leader-election", "watch-relist",
            "merge-in-queue", "background-gc", "foreground-gc", "orphan-gc", "pod-gc", "node-quarantine",
            "no-op-write", "finalizers",
            "disruption-budget", "expected-pods", "disruption-fail-safe", "stale-disruption",
            "max-surge", "max-unavailable", "rollout-unhealthy-first", "rollout-scaling",
            "proportional-scaling", "recreate", "revision-history", "progress-deadline", "paused",
            "no-steering-while-deleted", "job-want-active", "job-counting", "job-back-off", "job-limits",
            "job-failure-policy", "job-success-policy", "job-indexes", "job-ending", "job-suspend",
            "job-managed-by", "job-orphans", "job-ttl", "ds-nodes", "ds-update", "ds-failed-pods", "revisions",
            "ordered-ready", "next-ordinal", "ordered-scale-down", "update-highest-first", "partition",
            "on-delete", "ended-pod", "sts-revision", "revision-history-limit", "claim-retention",
            "claim-protection", "rollout-complete", "stale-claim", "cron-schedule", "cron-wait", "cron-latest",
            "cron-many", "cron-deadline", "cron-forbid", "cron-replace", "cron-name-lock", "cron-suspend",
            "cron-history", "cron-deleted", "hpa-ratio", "hpa-limits", "hpa-disabled", "role-aggregation",
            "crd-names", "crd-established", "crd-cleanup",
        ]
        #expect(cited.filter { book.rule($0) == nil } == [])
        #expect(Set(book.rules.map(\.id)).count == book.rules.count)
        #expect(book.rule("victim-ranking")?.english.contains("8. created later") == true)
        #expect(book.suggestion(for: "slow-strat").english == " Did you mean `slow-start`?")
    }
}
