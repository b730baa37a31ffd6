import TinyTransformer
import Testing
import VariantGym

@testable import VariantGymTraining

@Suite("Transcripts and rows")
struct TranscriptTests {
  let transcript = Transcript()

  @Test("a row is its prompt and its reply, of which the reply alone is learned")
  func row() {
    let messages = [
      Message(role: .system, content: "s"), Message(role: .user, content: "ab"),
      Message(role: .assistant, content: "c"), Message(role: .user, content: "d"),
    ]
    let prompt = transcript.prompt(messages, prefill: "<think>")
    let tokenizer = transcript.tokenizer
    var expected: [Int32] = [1] + tokenizer.encode("s") + [2] + tokenizer.encode("ab")
    expected += [3] + tokenizer.encode("c") + [0, 2] + tokenizer.encode("d")
    expected += [3] + tokenizer.encode("<think>")
    #expect(prompt == expected)
    let row = transcript.row(messages, prefill: "<think>", reply: "yes")
    #expect(row.tokens == prompt + tokenizer.encode("yes") + [0])
    #expect(row.weights == prompt.map { _ in 0 } + [1, 1, 1, 1])
  }

  @Test("compact rows fit the context of the page's example, others are refused")
  func context() async throws {
    var recipe = try StudySets.named("sokoban-sft-answer-diverse")
    recipe.rows = 100
    func rows() async throws -> TrainingRows<TokenRow> {
      try await TrainingRows(
        recipe, catalog: .standard, transcript: transcript, context: 192, seed: 1)
    }
    await #expect(throws: (any Error).self) { try await rows() }
    recipe.framing.wording = .compact
    var compact = try await rows()
    #expect(compact.batch(0, size: 100).allSatisfy { $0.tokens.count <= 193 })
  }

  @Test("every prompt and reply of the study is within the alphabet")
  func alphabet() async throws {
    for recipe in StudySets.all {
      var recipe = recipe
      recipe.rows = 2
      for try await record in try Dataset(recipe, catalog: .standard) {
        for text in record.prompt.map(\.content) + [record.completion ?? "", record.prefill] {
          #expect(
            transcript.tokenizer.encode(text).count == text.unicodeScalars.count,
            "\(recipe.name)")
        }
      }
    }
  }

  @Test("batches go through all rows in every epoch, and are found by their number")
  func batches() {
    var rows = TrainingRows(Array(0..<10), seed: 1)
    let batches = (0..<5).map { rows.batch($0, size: 4) }
    let given = batches.flatMap { $0 }
    #expect(given[..<10].sorted() == Array(0..<10) && given[10...].sorted() == Array(0..<10))
    #expect(given[..<10] != given[10...] && Array(given[..<10]) != Array(0..<10))
    var again = TrainingRows(Array(0..<10), seed: 1)
    #expect(again.batch(3, size: 4) == batches[3])
    #expect(again.batch(0, size: 4) == batches[0])
    var other = TrainingRows(Array(0..<10), seed: 2)
    #expect((0..<5).flatMap { other.batch($0, size: 4) } != given)
  }

  @Test("recipes become rows and pairs; what does not fit is refused")
  func recipes() async throws {
    var recipe = try StudySets.named("points-sft-answer-frozen")
    recipe.rows = 3
    let rows = try await TrainingRows<TokenRow>(
      recipe, catalog: .standard, transcript: transcript, context: 4_000, seed: 1)
    var records: [Record] = []
    for try await record in try Dataset(recipe, catalog: .standard) { records.append(record) }
    #expect(rows.rows.count == 3)
    for (row, record) in zip(rows.rows, records) {
      let reply = zip(row.tokens, row.weights).filter { $0.1 > 0 }.map(\.0)
      #expect(transcript.tokenizer.decode(reply) == record.completion)
    }
    await #expect(throws: TrainingDataError.self) {
      try await TrainingRows<TokenRow>(
        recipe, catalog: .standard, transcript: transcript, context: 100, seed: 1)
    }
    await #expect(throws: TrainingDataError.noRejectedReply(record: records[0].episode)) {
      try await TrainingRows<PreferencePair>(
        recipe, catalog: .standard, transcript: transcript, context: 4_000, seed: 1)
    }
    recipe.content = .preferences(thought: ThoughtForm(style: "direct"))
    let pairs = try await TrainingRows<PreferencePair>(
      recipe, catalog: .standard, transcript: transcript, context: 9_000, seed: 1)
    #expect(pairs.rows.count == 3 && pairs.rows.allSatisfy { $0.chosen != $0.rejected })
  }
}
