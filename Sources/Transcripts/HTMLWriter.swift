// A record as one self-contained page: no script, no network, good on paper.

import Rendering

/// Writes a record as HTML.
///
/// The page forbids itself every load by a content security policy, so that whatever might slip
/// into a text stays text.
public struct HTMLWriter: Sendable {
    /// The saved session that the replay command at the end names.
    public var replayFile: String
    /// Whether the record was masked; the end then says so, since such a session may not repeat.
    public var isMasked: Bool

    /// A writer whose page ends with `orrery replay <replayFile>`.
    public init(replayFile: String, isMasked: Bool = false) {
        self.replayFile = replayFile
        self.isMasked = isMasked
    }

    /// The page, every line ended.
    public func text(of transcript: Transcript) -> String {
        let header = transcript.header
        let title = HTMLText.escaped(transcript.documentTitle)
        let words = ExportWords(header)
        let body = HTMLBody(transcript.entries, words)
        var page = "<!DOCTYPE html>\n<html lang=\"\(HTMLText.escaped(header.language))\">\n<head>\n"
        page += "<meta charset=\"utf-8\">\n"
        page += "<meta http-equiv=\"Content-Security-Policy\""
        page += " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        page += "<meta name=\"color-scheme\" content=\"light dark\">\n"
        page += "<meta name=\"generator\" content=\"Orrery \(HTMLText.escaped(header.version))\">\n"
        page += "<title>\(title) · Orrery</title>\n<style>\n\(HTMLStyle.sheet)</style>\n</head>\n"
        page += "<body>\n<a class=\"skip\" href=\"#article\">\(words("To the article", "跳到正文"))</a>\n"
        page += top(title, header, words)
        let contents = self.contents(body.anchors, words)
        page += contents.isEmpty ? "<div class=\"page\">\n" : "<div class=\"page wide\">\n"
        page += contents
        page += "<main id=\"article\">\n\(body.html)\(foot(header, words))</main>\n</div>\n"
        return page + "</body>\n</html>\n"
    }

    /// The mark: a sun, two orbits, two planets.
    private static let mark =
        "<svg class=\"logo\" viewBox=\"0 0 64 64\" aria-hidden=\"true\" focusable=\"false\">"
        + "<circle class=\"orbit\" cx=\"32\" cy=\"32\" r=\"28\"/>"
        + "<circle class=\"orbit\" cx=\"32\" cy=\"32\" r=\"17\"/>"
        + "<circle class=\"sun\" cx=\"32\" cy=\"32\" r=\"7\"/>"
        + "<circle class=\"planet\" cx=\"44\" cy=\"20\" r=\"3.5\"/>"
        + "<circle class=\"planet\" cx=\"8.5\" cy=\"47\" r=\"4.5\"/></svg>\n"

    private func top(_ title: String, _ header: TranscriptHeader, _ words: ExportWords) -> String {
        "<header class=\"top\">\n\(Self.mark)<div>\n"
            + "<p class=\"kicker\">Orrery \(HTMLText.escaped(header.version)), "
            + "\(words("a clockwork Kubernetes", "发条 Kubernetes"))</p>\n"
            + "<h1>\(title)</h1>\n"
            + "<p class=\"facts\">\(header.nodes) \(words("nodes", "个节点")) · seed \(header.seed)"
            + " · \(words("from", "始于")) \(HTMLText.escaped(header.start))</p>\n</div>\n</header>\n"
    }

    /// The list of contents: lessons, and below each its steps.
    private func contents(_ anchors: [HTMLBody.Anchor], _ words: ExportWords) -> String {
        guard !anchors.isEmpty else { return "" }
        var out = "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">"
        out += words("Contents", "目录") + "</h2>\n<ol>\n"
        var isItemOpen = false
        var isListOpen = false
        for anchor in anchors {
            let link = "<a href=\"#\(anchor.id)\">\(HTMLText.escaped(anchor.title))</a>"
            if anchor.level == 2 && isItemOpen {
                out += isListOpen ? "" : "\n<ol>\n"
                out += "<li>\(link)</li>\n"
                isListOpen = true
                continue
            }
            if isListOpen { out += "</ol>\n" }
            if isItemOpen { out += "</li>\n" }
            out += "<li>\(link)"
            isListOpen = false
            // Steps without a lesson stand alone.
            isItemOpen = anchor.level == 1
            if !isItemOpen { out += "</li>\n" }
        }
        if isListOpen { out += "</ol>\n" }
        if isItemOpen { out += "</li>\n" }
        return out + "</ol>\n</nav>\n"
    }

    private func foot(_ header: TranscriptHeader, _ words: ExportWords) -> String {
        let rows = header.listed.map { row in
            "<tr><th scope=\"row\">\(HTMLText.escaped(row.name))</th>"
                + "<td>\(HTMLText.escaped(row.value))</td></tr>\n"
        }.joined()
        return "<section class=\"again\" aria-labelledby=\"again\">\n"
            + "<h2 id=\"again\">\(words("Run it again", "再运行一次"))</h2>\n"
            + "<p>\(words.replayPromise(isMasked: isMasked))</p>\n"
            + "<div class=\"scroll\" tabindex=\"0\"><table>\n<tbody>\n\(rows)</tbody>\n</table></div>\n"
            + "<div class=\"term\"><p class=\"line\"><span class=\"prompt\">$ </span>"
            + "<kbd>orrery replay \(HTMLText.escaped(replayFile))</kbd></p></div>\n</section>\n"
    }
}
