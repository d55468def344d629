import Documents
import Rendering
import Testing
import Transcripts

@Suite("An article and a recording")
struct WritersTests {
    @Test("a lesson reads as an article")
    func markdown() {
        let text = MarkdownWriter(replayFile: "session.json").text(of: Samples.lesson)
        #expect(text == GoldenTexts.article)
    }

    @Test("a masked session promises no equal replay")
    func maskedPromise() {
        let record = Samples.short
        for isMasked in [true, false] {
            let texts = [
                MarkdownWriter(replayFile: "a", isMasked: isMasked).text(of: record),
                HTMLWriter(replayFile: "a", isMasked: isMasked).text(of: record),
            ]
            for text in texts {
                #expect(text.contains("byte by byte") != isMasked)
                #expect(text.contains("masked here") == isMasked)
            }
        }
    }

    @Test("a text that holds a fence gets a longer one")
    func fences() {
        var record = Transcript(header: Samples.header)
        record.append(
            .output(Output("````\n# x"), kind: .plain, fold: nil), time: "t=0s", revision: 1)
        let text = MarkdownWriter(replayFile: "a").text(of: record)
        #expect(text.contains("\n`````text\n````\n# x\n`````\n"))
    }

    @Test("a recording types each character at a fixed rate and shows controls")
    func cast() {
        #expect(CastWriter(width: 40, height: 10).text(of: Samples.short) == GoldenTexts.recording)
    }

    @Test("a recording's times never run backwards and end before its length")
    func times() throws {
        let record = Samples.lesson
        var last = 0.0
        for line in CastWriter().text(of: record).split(separator: "\n").dropFirst() {
            let time = try #require(try JSONReader.read(String(line))[0]?.double)
            #expect(time >= last)
            last = time
        }
        #expect(last < Double(record.lengthMilliseconds) / 1000)
    }

    @Test("going back in time drops entries, and what follows is timed as if they had never been")
    func rewind() {
        var record = Samples.short
        record.removeEntries(after: 1)
        for entry in Samples.short.entries.dropFirst() {
            record.append(entry.content, time: entry.time, revision: entry.revision)
        }
        #expect(record == Samples.short)
    }
}
