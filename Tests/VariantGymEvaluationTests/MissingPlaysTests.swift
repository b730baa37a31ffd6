import Foundation
import Testing
import VariantGym

@Suite("Missing plays")
struct MissingPlaysTests {
  private let settings = Evaluator.Settings(samples: 2)

  @Test("what a journal would go on with is played, and the journal is left alone")
  func counting() async throws {
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      let tasks = try rooms(count: 3)
      let shard = try #require(Shard("1/2"))
      let header = JournalHeader(policy: "stray", tasks: tasks, settings: settings, shard: shard)
      func count() async throws -> Int {
        let dry = DryRunPolicy()
        let played = await Evaluator(policy: dry, settings: settings)
          .play(tasks, missingFrom: try EvaluationRun(header, in: url))
        #expect(played.allSatisfy { shard.run(of: tasks.count).contains($0.task) })
        #expect(dry.count.fewest == played.count)
        return played.count
      }
      #expect(try await count() == header.plays && header.plays < tasks.count * 2)
      #expect(!FileManager.default.fileExists(atPath: url.path))
      // What failed is asked again.
      let failing = FunctionPolicy { request in
        request.episode.address.index == 0
          ? .failure(PolicyFailure("tired")) : .success(strayReply(to: request))
      }
      let run = try await Evaluator(policy: failing, settings: settings)
        .play(tasks, into: Journal(url, header: header))
      #expect(run.failed > 0)
      #expect(try await count() == run.failed)
      // A journal that was cut in the midst of a line, down to nothing.
      let whole = try Data(contentsOf: url)
      let lines = whole.split(separator: UInt8(ascii: "\n"))
      for end in [whole.count - 3, lines[0].count + 1, lines[0].count / 2, 0] {
        try whole.prefix(end).write(to: url)
        let counted = try await count()
        #expect(end > lines[0].count + 1 ? counted > run.failed : counted == header.plays)
        #expect(try Data(contentsOf: url) == whole.prefix(end))
      }
    }
  }

  @Test("the journal of another evaluation is refused")
  func others() async throws {
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      let tasks = try rooms(count: 1)
      let header = JournalHeader(policy: "stray", tasks: tasks, settings: settings)
      _ = try Journal(url, header: header)
      #expect(try EvaluationRun(header, in: url).missing == header.plays)
      let other = JournalHeader(policy: "other", tasks: tasks, settings: settings)
      let refused = #expect(throws: JournalError.self) { try EvaluationRun(other, in: url) }
      #expect("\(refused!)".contains("it evaluates 'stray', not 'other'"))
      try Data("a text\n".utf8).write(to: url)
      #expect(throws: JournalError.notAJournal(path: url.path)) {
        try EvaluationRun(header, in: url)
      }
      #expect(throws: JournalError.self) { try EvaluationRun(header, in: folder) }
    }
  }
}
