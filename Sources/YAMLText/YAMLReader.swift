public import Documents
import Foundation
import Yams

/// What was wrong with a YAML text, and where.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where.
    public let position: TextPosition
    /// What, for example `key "name" is set twice in one map`.
    public let message: String

    /// As kubectl's parser says it: `yaml: line 3: did not find expected key`; `nil`: that one would not mind.
    public let upstream: String?

    /// `3:7: …`.
    public var description: String { "\(position.line):\(position.column): \(message)" }

    init(_ line: Int, _ column: Int, _ message: String, upstream: String? = nil) {
        position = TextPosition(line: line, column: column)
        self.message = message
        self.upstream = upstream
    }
}

/// One document of a YAML stream.
public struct YAMLDocument: Sendable {
    /// The document's content.
    public let value: Value
    /// Where it begins.
    public let start: TextPosition
    /// Where each member (its key) and each element begins.
    let positions: [FieldPath: TextPosition]

    /// Where `path` begins in the text; for a path that is not there, where its nearest parent does.
    public func position(of path: FieldPath) -> TextPosition {
        var path = indexed(path)
        while !path.isEmpty {
            if let position = positions[path] { return position }
            path = path.parent
        }
        return start
    }

    /// The path with `[name=web]` replaced by the place of that element.
    private func indexed(_ path: FieldPath) -> FieldPath {
        var out = FieldPath()
        for step in path.steps {
            if case .match(let key, let text) = step,
                let index = value[out]?.array?.firstIndex(where: { $0[key]?.string == text })
            {
                out.steps.append(.index(index))
            } else {
                out.steps.append(step)
            }
        }
        return out
    }
}

/// Reads YAML (and JSON) text into values, as sigs.k8s.io/yaml does.
///
/// Scalars follow YAML 1.1: `yes`, `on`, `y` are true; `0644` is octal; times stay strings. A key
/// that is set twice is an error, as are aliases that grow beyond `YAMLLimits`.
public enum YAMLReader {
    /// Reads all documents of a stream; empty ones are left out.
    public static func documents(_ bytes: [UInt8]) throws(YAMLError) -> [YAMLDocument] {
        let text = try TextCheck.text(of: bytes)
        return try onLargeStack { () throws(YAMLError) -> [YAMLDocument] in
            try read(text, bytes)
        }
    }

    /// Reads all documents of a stream; empty ones are left out.
    public static func documents(_ text: String) throws(YAMLError) -> [YAMLDocument] {
        try documents(Array(text.utf8))
    }

    /// Reads a text of exactly one document.
    public static func document(_ text: String) throws(YAMLError) -> YAMLDocument {
        let all = try documents(text)
        guard let first = all.first else { throw YAMLError(1, 1, "the text holds no document") }
        if all.count > 1 {
            let second = all[1].start
            throw YAMLError(second.line, second.column, "expected one document, found another one here")
        }
        return first
    }

    private static func read(_ text: String, _ bytes: [UInt8]) throws(YAMLError) -> [YAMLDocument] {
        let looksLikeJSON = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
        if looksLikeJSON, let value = try? JSONReader.read(bytes) {
            // The value is JSON's; the YAML parser only adds the positions, if it can.
            let places = try? compose(text)
            return [
                YAMLDocument(
                    value: value, start: places?.first?.start ?? TextPosition(line: 1, column: 1),
                    positions: places?.first?.positions ?? [:])
            ]
        }
        return try compose(text)
    }

    private static func compose(_ text: String) throws(YAMLError) -> [YAMLDocument] {
        do {
            var out: [YAMLDocument] = []
            var budget = YAMLLimits.nodesMax
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            while let node = try parser.nextRoot() {
                var converter = YAMLConverter(budget: budget)
                let value = try converter.value(node, at: FieldPath(), depth: 1)
                budget = converter.budget
                if value.isNull { continue }
                let mark = node.mark
                out.append(
                    YAMLDocument(
                        value: value,
                        start: TextPosition(line: mark?.line ?? 1, column: mark?.column ?? 1),
                        positions: converter.positions))
            }
            return out
        } catch let error as YAMLError {
            throw error
        } catch let error as YamlError {
            throw YAMLError(error, in: text)
        } catch {
            throw YAMLError(1, 1, "\(error)")
        }
    }

    /// What crosses between the threads; written before the semaphore is signalled, read after.
    private final class Box<Content>: @unchecked Sendable {
        var content: Content?
    }

    /// Runs `body` on a thread whose stack bears deep recursion, and waits for it.
    private static func onLargeStack<Answer: Sendable>(
        _ body: @escaping @Sendable () throws(YAMLError) -> Answer
    ) throws(YAMLError) -> Answer {
        let box = Box<Result<Answer, YAMLError>>()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            do throws(YAMLError) {
                box.content = .success(try body())
            } catch {
                box.content = .failure(error)
            }
            done.signal()
        }
        thread.stackSize = YAMLLimits.stackBytes
        thread.start()
        done.wait()
        guard let result = box.content else { throw YAMLError(1, 1, "the parser gave no answer") }
        return try result.get()
    }
}

extension YAMLError {
    /// Takes the parser's error over, with its place.
    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let before = context.map { $0.text.isEmpty ? "" : $0.text + ": " } ?? ""
            let line = YAMLError.upstreamLine(error, problem: mark.line - 1, context: (context?.mark.line ?? 1) - 1)
            self.init(
                mark.line, mark.column, before + problem,
                upstream: "yaml: " + (line == 0 ? "" : "line \(line): ") + problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let name = keys.first ?? ""
            let mark = context.mark
            let line = YAMLError.repeatedLine(of: name, line: mark.line, column: mark.column, text)
            self.init(line, mark.column, "key \"\(name)\" is set twice in one map")
        case .memory: self.init(1, 1, "the document is nested too deeply")
        case .reader(let problem, _, _, _): self.init(1, 1, problem)
        default: self.init(1, 1, "\(error)")
        }
    }

    /// The line of upstream's message: lines count from 0 there, but for what the scanner finds; 0 is not told.
    ///
    /// Upstream: go.yaml.in/yaml/v2, decode.go, fail.
    private static func upstreamLine(_ error: YamlError, problem: Int, context: Int) -> Int {
        if problem == 0 { return context }
        if case .scanner = error { return problem + 1 }
        return problem
    }

    /// The line that sets `key` again; the parser only tells where it was set first.
    ///
    /// Finds keys of block maps, which stand in one column; for others answers the first line.
    private static func repeatedLine(of key: String, line: Int, column: Int, _ text: String) -> Int {
        let margin = String(repeating: " ", count: column - 1)
        var number = 0
        for candidate in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            guard number > line, candidate.hasPrefix(margin) else { continue }
            let rest = candidate.dropFirst(column - 1)
            for form in [key, "\"\(key)\"", "'\(key)'"] where rest.hasPrefix(form) {
                if rest.dropFirst(form.count).drop(while: { $0 == " " }).first == ":" { return number }
            }
        }
        return line
    }
}
