import Foundation
import Testing
import VariantGym
import VariantGymLaws

@Suite("Laws of the environments")
struct LawTests {
  /// How many seeded instances are checked for each environment, variant and difficulty: few in
  /// a debug build, beside the 10,000 of `variantgym laws` in `.ci/run`; 1,000 in the release run of
  /// `.ci/extras`, which sets `VARIANTGYM_LAW_CASES`.
  static let cases =
    0..<(ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"]
    .flatMap { Int($0) } ?? 15)

  @Test("Sokoban keeps every law", arguments: SokobanParts().scaler.ladder)
  func sokoban(difficulty: String) {
    let parts = SokobanParts()
    // Labels do not change which rooms are playable, so all variants are twins on one room.
    // Beyond the study's four difficulties a few of them show what there is to see.
    let isOfStudy = parts.scaler.ladder.prefix(4).contains(difficulty)
    let cohort = isOfStudy ? parts.variants.map(\.name) : ["base", "fake-permuted"]
    for index in Self.cases.prefix(isOfStudy ? Self.cases.count : (Self.cases.count + 4) / 5) {
      let address = Address(
        family: parts.name, difficulty: difficulty, split: index.isMultiple(of: 2) ? .test : .train,
        cohort: cohort, seed: 11, index: index)
      #expect(Laws(parts).violations(at: address) == [])
    }
  }

  @Test(
    "General Points keeps every law",
    arguments: PointsParts().scaler.ladder.prefix(4), PointsParts().variants.map(\.name))
  func generalPoints(difficulty: String, variant: String) {
    let split: Split = variant.hasPrefix("diverse") ? .train : .test
    let violations = Laws(PointsParts()).violations(
      difficulty: difficulty, variant: variant, split: split, indices: Self.cases, seed: 11)
    #expect(violations == [])
  }

  @Test(
    "The wider deal and bands of measured difficulty keep every law under base",
    arguments: PointsParts().scaler.ladder.dropFirst(4))
  func bands(difficulty: String) {
    let violations = Laws(PointsParts()).violations(
      difficulty: difficulty, variant: "base", split: .test, indices: 0..<3, seed: 11)
    #expect(violations == [])
  }

  @Test("the typed loop begins where the episode of the address does, within a solution too")
  func loops() throws {
    func check(_ parts: some FamilyParts, _ address: Address) throws {
      var loop = EnvironmentLoop(parts)
      let begun = try loop.reset(at: address)
      let episode = try parts.episodes(at: address, variants: nil, framing: Framing())[0]
      #expect("\(begun)" == "\(episode.state)" && "\(loop.state!)" == "\(begun)", "\(address)")
    }
    for index in 0..<20 {
      var room = Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: ["numerical", "base"],
        seed: 11, index: index)
      for step in 0..<3 {
        room.step = step
        try check(SokobanParts(), room)
      }
      room.step = 31
      var loop = EnvironmentLoop(SokobanParts())
      #expect(throws: GenerationError.self) { try loop.reset(at: room) }
      try check(
        PointsParts(),
        Address(
          family: "general-points", difficulty: "four", split: .train,
          cohort: ["base", "diverse"], seed: 11, index: index))
    }
  }

  @Test("laws hold with horizons and prefilled replies too", arguments: [1, 3, 30])
  func framings(horizon: Int) {
    for prefill in [Framing.Prefill.none, .thought, .answer] {
      let framing = Framing(
        horizon: horizon, asksForThought: prefill != .answer, prefill: prefill)
      for variant in ["base", "numerical", "fake-permuted"] {
        let violations = Laws(SokobanParts()).violations(
          difficulty: "two-boxes", variant: variant, indices: 0..<10, framing: framing)
        #expect(violations == [])
      }
      let violations = Laws(PointsParts()).violations(
        difficulty: "four", variant: "fake-all-5", indices: 0..<10, framing: framing)
      #expect(violations == [])
    }
  }

  @Test("an environment without settings names the one that it was given")
  func noSettings() throws {
    let parts = DeafParts()
    #expect(try parts.configured(FamilySettings()).name == parts.name)
    for (settings, name) in [
      (FamilySettings(turnLimit: 5), "turnLimit"), (FamilySettings(texts: ["words": ""]), "words"),
      (FamilySettings(shares: SplitShares(train: 1, validation: 1)), "shares"),
    ] {
      let error = #expect(throws: SettingsError.self) { try parts.configured(settings) }
      #expect(error?.setting == name)
    }
  }

  @Test("a broken environment is found out")
  func brokenEnvironment() {
    let violations = Laws(DeafParts()).violations(
      difficulty: "simple", variant: "numerical", indices: 0..<3)
    #expect(Set(violations.map(\.law)).isSuperset(of: [.language, .gold]))
  }
}

/// Sokoban with a format that writes every move under the wrong label.
private struct DeafParts: FamilyParts {
  struct Format: ReplyFormat {
    typealias E = SokobanRules
    func write(_ actions: [Direction], in state: Board, under convention: LabelSet) -> String {
      SokobanReplyFormat().write(actions.map(\.opposite), in: state, under: convention)
    }
    func hear(_ answer: Substring) throws(ReadingError) -> SokobanReplyFormat.Utterance {
      try SokobanReplyFormat().hear(answer)
    }
    func interpret(
      _ utterance: SokobanReplyFormat.Utterance, in state: Board, under convention: LabelSet,
      horizon: Int
    ) throws(ReadingError) -> [Direction] {
      try SokobanReplyFormat().interpret(
        utterance, in: state, under: convention, horizon: horizon)
    }
  }

  private let sokoban = SokobanParts()
  var name: String { sokoban.name }
  var turnLimit: Int { sokoban.turnLimit }
  var shares: SplitShares { sokoban.shares }
  var base: LabelSet { sokoban.base }
  var variants: [any InstructionVariant<LabelSet>] { sokoban.variants }
  var environment: SokobanRules { sokoban.environment }
  var scaler: SokobanScaler { sokoban.scaler }
  var renderer: SokobanRenderer { sokoban.renderer }
  var format: Format { Format() }
  var verifier: SokobanVerifier { sokoban.verifier }
  var reward: SokobanReward { sokoban.reward }
  var solver: SokobanSolver { sokoban.solver }
  var narrator: SokobanNarrator { sokoban.narrator }
  var traceVerifier: SokobanTraceVerifier { sokoban.traceVerifier }
  func contentKeys(of instance: Board, under conventions: [LabelSet]) -> [ContentKey] {
    sokoban.contentKeys(of: instance, under: conventions)
  }
  func stateKeys(of state: Board, under conventions: [LabelSet]) -> [ContentKey] {
    sokoban.stateKeys(of: state, under: conventions)
  }
  func identityKey(of instance: Board) -> ContentKey { sokoban.identityKey(of: instance) }
  func wellFormedActions(
    _ count: Int, in state: Board, under convention: LabelSet, using random: inout Random
  ) -> [Direction] {
    sokoban.wellFormedActions(count, in: state, under: convention, using: &random)
  }
}
