import Foundation
import Testing
import VariantGym

@testable import VariantGymCore
@testable import VariantGymEvaluation

@Suite("Journal")
struct JournalTests {
  private func header(_ tasks: TaskList, shard: Shard = .whole, samples: Int = 1) -> JournalHeader {
    JournalHeader(
      policy: "stray", tasks: tasks, settings: .init(samples: samples), shard: shard)
  }

  @discardableResult
  private func play(
    _ tasks: TaskList, _ url: URL, _ policy: some Policy = stray, shard: Shard = .whole,
    samples: Int = 1
  ) async throws -> EvaluationRun {
    let journal = try Journal(url, header: header(tasks, shard: shard, samples: samples))
    return try await Evaluator(policy: policy, settings: .init(samples: samples))
      .play(tasks, into: journal)
  }

  /// The journal of an undisturbed run.
  private func bytes(_ tasks: TaskList) async throws -> Data {
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      try await play(tasks, url)
      return try Data(contentsOf: url)
    }
  }

  private func error(_ body: () throws -> Void) -> JournalError? {
    do {
      try body()
      return nil
    } catch { return error as? JournalError }
  }

  @Test("what was played is read back, whatever was said")
  func roundTrip() async throws {
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      let tasks = try rooms()
      let failing = FunctionPolicy { request in
        request.episode.address.index == 3
          ? .failure(PolicyFailure("a \"reason\"", cause: .timedOut))
          : .success(strayReply(to: request))
      }
      let run = try await play(tasks, url, failing, samples: 2)
      let read = try EvaluationRun(reading: url)
      #expect(read.header == run.header && read.results == run.results)
      #expect(read.missing == 0 && read.results.count { !$0.isPlayed } == 6)
      #expect(read.results.contains { $0.turns.contains { $0.thought != nil } })
    }
  }

  @Test("a journal cut anywhere is gone on with, and only what is missing is asked")
  func cut() async throws {
    let tasks = try rooms(count: 3)
    let whole = try await bytes(tasks)
    let undisturbed = try Report([await tasks.run(stray)]).json()
    let lines = whole.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var random = Random(seed: 1)
    // Whole lines, their neighbours, and places in the midst of lines.
    let ends = lines.dropLast().reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count + 1) }
    let cuts =
      ends.flatMap { [$0, $0 + 1, $0 - 1] } + (0..<20).map { _ in random.below(whole.count) }
    try await withFolder { folder in
      for cut in cuts where (0...whole.count).contains(cut) {
        let url = folder.appendingPathComponent("\(cut).jsonl")
        try whole.prefix(cut).write(to: url)
        let policy = FunctionPolicy { .success(strayReply(to: $0)) }
        let run = try await play(tasks, url, policy)
        let kept = max(ends.lastIndex { $0 <= cut }! - 1, 0)
        #expect(policy.begun == tasks.count - kept, "cut at \(cut)")
        #expect(try EvaluationRun(reading: url).results == run.results)
        let report = Report([
          EvaluationRun(
            header: JournalHeader(policy: "policy", tasks: tasks), results: run.results)
        ])
        #expect(try report.json() == undisturbed)
      }
    }
  }

  @Test("a changed byte is found: in the last line it is dropped, before that it is an error")
  func changed() async throws {
    let tasks = try rooms(["base"], count: 3)
    let whole = try await bytes(tasks)
    let lines = whole.split(separator: UInt8(ascii: "\n"))
    var random = Random(seed: 2)
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      for trial in 0..<60 {
        let number = trial % lines.count
        let start = lines[number].startIndex
        var changed = whole
        changed[start + random.below(lines[number].count)] ^= UInt8(1 << random.below(3))
        try changed.write(to: url)
        let found = error { _ = try EvaluationRun(reading: url) }
        switch number {
        case 0: #expect(found == .notAJournal(path: url.path))
        case lines.count - 1:
          #expect(found == nil)
          #expect(try EvaluationRun(reading: url).missing == 1)
        default:
          guard case .badLine(_, line: number + 1, _)? = found else {
            Issue.record("line \(number + 1): \(String(describing: found))")
            continue
          }
        }
        // Opening to go on finds the same, and leaves the file as it is where that is an error.
        let opening = error { _ = try Journal(url, header: header(tasks)) }
        #expect((opening == nil) == (found == nil))
        if found != nil { #expect(try Data(contentsOf: url) == changed) }
      }
    }
  }

  @Test("another evaluation's journal, and what is no journal, are left as they are")
  func others() async throws {
    let tasks = try rooms(["base"], count: 2)
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      try await play(tasks, url)
      let whole = try Data(contentsOf: url)
      let others = [
        header(try rooms(["numerical"], count: 2)), header(tasks, samples: 2),
        header(tasks, shard: try #require(Shard(index: 0, count: 2))),
        JournalHeader(policy: "another", tasks: tasks),
        JournalHeader(policy: "stray", tasks: tasks, trainingSeed: 1),
      ]
      for other in others {
        guard case .otherRun? = error({ _ = try Journal(url, header: other) }) else {
          Issue.record("a journal of another evaluation was taken")
          continue
        }
      }
      #expect(try Data(contentsOf: url) == whole)
      for text in ["notes", "notes\n", "{}\n{}\n", "{\"journal\":1}\n"] {
        try Data(text.utf8).write(to: url)
        #expect(
          error { _ = try Journal(url, header: header(tasks)) } == .notAJournal(path: url.path))
        #expect(try Data(contentsOf: url) == Data(text.utf8))
      }
      // A header that is whole and says what cannot be.
      let text = String(decoding: whole.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      for (one, other) in [("\"samples\":1", "\"samples\":-1"), ("\"tasks\":2", "\"tasks\":-2")] {
        let body = text.prefix(text.utf8.count - 20).replacing(one, with: other)
        try Data("\(body),\"crc32\":\"\(crc32(Data(body.utf8)))\"}\n".utf8).write(to: url)
        #expect(error { _ = try EvaluationRun(reading: url) } == .notAJournal(path: url.path))
      }
      let missing = folder.appendingPathComponent("none/run.jsonl")
      guard case .file? = error({ _ = try Journal(missing, header: header(tasks)) }) else {
        Issue.record("a journal in no folder was opened")
        return
      }
    }
  }

  @Test("one process at a time writes into a journal")
  func lock() async throws {
    let tasks = try rooms(["base"], count: 1)
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      let journal = try Journal(url, header: header(tasks))
      guard
        case .file(_, "another process writes into it")? = error({
          _ = try Journal(url, header: header(tasks))
        })
      else {
        Issue.record("two journals of one file were open")
        return
      }
      #expect(journal.earlier.results.isEmpty)
    }
  }

  @Test("failures are asked again, answers never; an answer that stands twice is an error")
  func retries() async throws {
    let tasks = try rooms(["base"], count: 4)
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      let failing = FunctionPolicy { request in
        request.episode.address.index < 2
          ? .failure(PolicyFailure("busy", cause: .unavailable))
          : .success(strayReply(to: request))
      }
      #expect(try await play(tasks, url, failing).results.count { !$0.isPlayed } == 2)
      let policy = FunctionPolicy { .success(strayReply(to: $0)) }
      let run = try await play(tasks, url, policy)
      #expect(policy.begun == 2 && run.results.allSatisfy(\.isPlayed))
      #expect(try EvaluationRun(reading: url).results == run.results)
      try Journal(url, header: header(tasks)).append(run.results[1])
      guard case .badLine(_, line: 8, _)? = error({ _ = try EvaluationRun(reading: url) }) else {
        Issue.record("an answer that stands twice was taken")
        return
      }
    }
  }

  @Test("what was cancelled or lies beyond a cap stays missing", .timeLimit(.minutes(10)))
  func unasked() async throws {
    let tasks = try rooms(["base"], count: 4)
    try await withFolder { folder in
      for cause in [PolicyFailure.Cause.cancelled, .capReached] {
        let url = folder.appendingPathComponent("\(cause).jsonl")
        let policy = FunctionPolicy { request in
          request.episode.address.index > 0
            ? .failure(PolicyFailure("no more", cause: cause)) : .success(strayReply(to: request))
        }
        let run = try await play(tasks, url, policy)
        #expect(run.results.count == 1 && run.missing == 3)
        #expect(try await play(tasks, url).missing == 0)
      }
      let url = folder.appendingPathComponent("task.jsonl")
      let task = Task {
        let patient = FunctionPolicy(capacity: Capacity(batch: 1, calls: 1)) { request in
          if request.episode.address.index == 1 { withUnsafeCurrentTask { $0?.cancel() } }
          return Task.isCancelled
            ? .failure(PolicyFailure("cancelled", cause: .cancelled))
            : .success(strayReply(to: request))
        }
        return try await play(tasks, url, patient)
      }
      #expect(try await task.value.missing > 0)
      #expect(try await play(tasks, url).missing == 0)
    }
  }

  @Test("shards played apart and merged give the report of the whole")
  func shards() async throws {
    let tasks = try rooms(count: 5)
    let whole = try Report([await tasks.run(stray)]).json()
    try await withFolder { folder in
      var parts: [EvaluationRun] = []
      for index in [2, 0, 1] {
        let shard = try #require(Shard(index: index, count: 3))
        let url = folder.appendingPathComponent("\(index).jsonl")
        try await play(tasks, url, shard: shard)
        parts.append(try EvaluationRun(reading: url))
        #expect(parts[parts.count - 1].results.count == 5)
      }
      let merged = try EvaluationRun(merging: parts)
      let url = folder.appendingPathComponent("whole.jsonl")
      try merged.write(to: url)
      let read = try EvaluationRun(reading: url)
      #expect(read.results == merged.results && read.header.shard == .whole && read.missing == 0)
      let named = EvaluationRun(
        header: JournalHeader(policy: "policy", tasks: tasks), results: read.results)
      #expect(try Report([named]).json() == whole)
      for bad in [Array(parts.dropFirst()), parts + [parts[0]], []] {
        guard case .badParts? = error({ _ = try EvaluationRun(merging: bad) }) else {
          Issue.record("\(bad.count) shards were merged")
          continue
        }
      }
    }
  }

  @Test("a journal tells whether a catalog makes the tasks that were played")
  func catalogs() async throws {
    var recipe = try StudySets.named("sokoban-numerical")
    recipe.rows = 4
    recipe.framing.wording = .german
    let usual = TaskList([try EvaluationSet(recipe, in: .standard)])
    let run = await usual.run(stray, .init(samples: 2))
    #expect(run.isPlayed(in: .standard) == true)
    // The prompt names the most turns, of which nobody took more.
    recipe.settings.turnLimit = 7
    let short = try recipe.catalog(from: .standard)
    let other = await TaskList([try EvaluationSet(recipe, in: .standard)]).run(stray)
    #expect(other.isPlayed(in: short) == true && other.isPlayed(in: .standard) == false)
    #expect(run.isPlayed(in: short) == false)
    // What is missing cannot be compared, and nothing can with environments that are not there.
    let part = EvaluationRun(header: run.header, results: Array(run.results.dropFirst(2)))
    #expect(part.isPlayed(in: .standard) == nil && run.isPlayed(in: Catalog([])) == nil)
    // Other rooms show all the same.
    recipe.settings = Recipe.Settings(shares: SplitShares(train: 0, validation: 0))
    #expect(part.isPlayed(in: try recipe.catalog(from: .standard)) == false)
    let family = try Catalog.standard.family(named: "general-points")
    let study = try ObedienceStudy(family, settings: .init(instances: 2))
    #expect(await study.tasks.run(stray).isPlayed(in: .standard) == true)
  }

  @Test("the checksum is that of zlib")
  func checksum() async throws {
    let tasks = try rooms(["base"], count: 1)
    for line in try await bytes(tasks).split(separator: UInt8(ascii: "\n")) {
      let body = line.dropLast(#","crc32":"00000000"}"#.utf8.count)
      let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      #expect(object?["crc32"] as? String == crc32(body))
    }
    #expect(crc32(Data("123456789".utf8)) == "cbf43926")
  }

  /// The polynomial division, bit by bit.
  private func crc32(_ bytes: Data) -> String {
    var register: UInt32 = .max
    for byte in bytes {
      for bit in 0..<8 {
        let next = (register ^ UInt32(byte >> bit)) & 1
        register = register >> 1 ^ (next == 1 ? 0xEDB8_8320 : 0)
      }
    }
    let digits = String(~register, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  @Test("what ends after an episode that could not be kept is not kept behind it")
  func failedWrite() async throws {
    struct Full: Error {}
    let tasks = try rooms(["base"], count: 8)
    let evaluator = Evaluator(
      policy: FunctionPolicy(capacity: Capacity(batch: 1, calls: 4)) { _ in
        .failure(PolicyFailure("gone"))
      })
    var handed = 0
    await #expect(throws: Full.self) {
      try await evaluator.play(
        tasks, (0..<8).map { Evaluator.Unit(task: $0, sample: 0) }, finish: { $0.result() },
        hand: { _ throws(Full) in
          handed += 1
          throw Full()
        })
    }
    #expect(handed == 1)
  }

  @Test("a reward that is no finite number is refused, and leaves the file as it was")
  func badReward() async throws {
    let tasks = try rooms(["base"], count: 1)
    let result = await tasks.run(stray).results[0]
    try await withFolder { folder in
      let url = folder.appendingPathComponent("run.jsonl")
      let journal = try Journal(url, header: header(tasks))
      let before = try Data(contentsOf: url)
      for reward in [Double.infinity, -.infinity, .nan] {
        let record = TurnRecord(
          verdict: result.turns[0].record.verdict, reward: reward, status: .running,
          isTruncated: false, actions: 1, effectiveActions: 1, obedience: .undecided)
        let turn = PlayedTurn(
          reply: result.turns[0].reply, record: record, obedience: .undecided, thought: nil)
        let bad = EpisodeResult(
          set: result.set, task: 0, sample: 0, identity: result.identity, key: result.key,
          announcement: result.announcement, turns: [turn], failure: nil, analysis: nil)
        #expect(error { try journal.append(bad) }?.description.contains("is not finite") == true)
      }
      #expect(try Data(contentsOf: url) == before)
      try journal.append(result)
    }
  }
}
