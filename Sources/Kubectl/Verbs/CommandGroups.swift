import Commands
import Documents
import KubeAPI

/// Words that only hold others (`set`, `config`, `create secret`), `help` and `options`.
///
/// The pages are our own words. Upstream: kubectl/pkg/cmd/util/helpers.go, DefaultSubCommandRun;
/// kubectl/pkg/cmd/options.
extension Execution {
    /// The page of this command.
    var helpPage: String { page(command.path) ?? "" }

    private func page(_ path: [String]) -> String? {
        HelpRegistry(verbs: KubectlGrammar.verbs).page(path, .english)
    }

    /// Prints the page of a group, or refuses a word that is none of its own; false if the command is no group.
    mutating func tellOfGroup() throws(KubectlFailure) -> Bool {
        let doesNothing = !["create", "apply", "cluster-info"].contains(command.path.joined(separator: " "))
        guard !command.spec.children.isEmpty, doesNothing else { return false }
        let path = command.path.joined(separator: " ")
        if path == "certificate" {
            out += helpPage
            return true
        }
        if !command.words.isEmpty {
            let words = GoStrings.quoted(command.words.joined(separator: " "))
            throw .usage("unknown command \(words)", verb: path)
        }
        if path == "rollout" { out += helpPage } else { err += helpPage }
        exitCode = 1
        return true
    }

    /// `kubectl`, and `kubectl help VERB`.
    mutating func help() throws(KubectlFailure) {
        if command.words.isEmpty {
            out += HelpRegistry(verbs: KubectlGrammar.verbs).overview(.english)
            return
        }
        guard let text = page(command.words) else {
            throw .message("unknown help topic: \(command.words.joined(separator: " "))")
        }
        out += text
    }

    mutating func options() {
        out += "The following options can be passed to any command:\n\n"
        out += HelpRegistry(verbs: KubectlGrammar.verbs).options(.english)
    }
}
