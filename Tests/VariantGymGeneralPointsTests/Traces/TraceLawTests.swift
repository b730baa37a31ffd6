import Foundation
import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Laws of thoughts about hands")
struct TraceLawTests {
  /// How many hands of each difficulty and variant: few in a debug build, and a tenth of
  /// `VARIANTGYM_LAW_CASES` where that is set, since each hand is told in many ways.
  static let cases =
    ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"]
    .flatMap { Int($0) }.map { max(1, $0 / 10) } ?? 2

  static let difficulties = PointsParts().scaler.ladder.prefix(4)
  /// Every difficulty with every variant; in a debug build, in which six cards take long, those
  /// with few.
  static let grounds = difficulties.flatMap { difficulty in
    PointsParts().variants.map(\.name)
      .filter { isRelease || difficulty != "six" || ["diverse", "fake-regular"].contains($0) }
      .map { (difficulty, $0) }
  }
  static let forms = ["direct", "search", "terse"].flatMap { style in
    [false, true].map { ThoughtForm(style: style, isVaried: $0) }
  }

  static func episodes(
    _ difficulty: String, _ variant: String, count: Int = cases
  ) throws -> [TextEpisode<PointsParts>] {
    let split: Split = variant.hasPrefix("diverse") ? .train : .test
    // All solutions of six cards take a thousand times as long as one of four.
    let count = difficulty == "six" ? (count + 7) / 8 : count
    return try (0..<count).flatMap { index in
      try PointsParts().episodes(
        at: Address(
          family: "general-points", difficulty: difficulty, split: split, cohort: [variant],
          seed: 41, index: index),
        variants: nil, framing: Framing())
    }
  }

  @Test("Gold thoughts are proven, in every style and voice", arguments: grounds)
  func gold(difficulty: String, variant: String) throws {
    for episode in try Self.episodes(difficulty, variant) {
      for form in Self.forms {
        for voice in Voice.allCases {
          let gold = try episode.gold(voice, form: form)
          guard gold.isSolution else { continue }
          let report = episode.checkThought(of: gold.text, voice: voice)
          #expect(
            report.isProven && report.coverage == 1 && report.truth == 1,
            "\(episode.identity.address) \(report) \(gold.text)")
        }
      }
    }
  }

  @Test("Negatives have the fault that they are labelled with", arguments: grounds)
  func negatives(difficulty: String, variant: String) throws {
    // Wrong twins in seven forms take longer than all else here.
    for episode in try Self.episodes(difficulty, variant, count: (Self.cases + 3) / 4) {
      let rule = episode.terms.asked
      let differs =
        episode.instance.values(under: rule)?.sorted()
        != episode.instance.values(under: .base)?.sorted()
      for form in Self.forms + [.answerOnly] {
        let negatives = try episode.negatives(form: form)
        let faults = Set(negatives.map(\.fault))
        #expect(faults.count == negatives.count)
        #expect(faults.contains(.slip))
        #expect(faults.contains(.oldRule) == (differs && isSolvableUnderBase(episode)))
        if form.style != answerOnlyStyle { #expect(faults.contains(.wrongConclusion)) }
        if form.style == "search" { #expect(faults.contains(.falseDeadEnd)) }
        for negative in negatives {
          #expect(try !isSolution(negative.text, in: episode))
          guard form.style != answerOnlyStyle else { continue }
          let report = episode.checkThought(of: negative.text)
          #expect(report.fault == negative.fault && report.firstUnread == nil, "\(negative.text)")
        }
      }
    }
  }

  private func isSolvableUnderBase(_ episode: TextEpisode<PointsParts>) -> Bool {
    episode.instance.values(under: .base).flatMap {
      try? PointsSearch.isSolvable($0, target: episode.instance.target)
    } ?? false
  }

  private func isSolution(_ reply: String, in episode: TextEpisode<PointsParts>) throws -> Bool {
    let honest = TextEpisode(
      parts: PointsParts(), identity: episode.identity, instance: episode.instance,
      terms: Terms(honest: episode.terms.asked))
    return try honest.isGold(reply)
  }

  @Test("A budget is kept, and the thought stays true", arguments: difficulties)
  func budgets(difficulty: String) throws {
    for episode in try Self.episodes(difficulty, "regular") {
      var lengths: Set<Int> = []
      for isVaried in [false, true] {
        let free = try episode.gold(
          .obedient, form: ThoughtForm(style: "search", detours: 6, isVaried: isVaried))
        let parts = try ReplyLayout.dissect(free.text, prefill: .none)
        for share in 1...9 {
          let form = ThoughtForm(
            style: "search", detours: 6, characters: parts.thought.count * share / 10,
            isVaried: isVaried)
          guard let gold = try? episode.gold(.obedient, form: form) else { continue }
          let thought = try ReplyLayout.dissect(gold.text, prefill: .none).thought
          // The line ends at the tags are no part of the thought.
          #expect(thought.count - 2 <= form.characters ?? 0)
          #expect(episode.checkThought(of: gold.text).isProven)
          lengths.insert(thought.count)
        }
      }
      #expect(lengths.count > 1, "no thought was told shorter")
    }
  }

  @Test("More dead ends make longer thoughts; the same seed tells the same")
  func detours() throws {
    for episode in try Self.episodes("five", "base") {
      var last = 0
      for detours in 0...6 {
        for isVaried in [false, true] {
          let form = ThoughtForm(style: "search", detours: detours, isVaried: isVaried)
          let gold = try episode.gold(.obedient, form: form)
          #expect(try episode.gold(.obedient, form: form) == gold)
          if !isVaried {
            #expect(gold.text.count >= last)
            last = gold.text.count
          }
        }
      }
    }
  }

  @Test("With a seed every distinct solution is drawn, without one the stated one")
  func solutions() throws {
    let state = PointsRules().start(Hand("2 6 4 3 = 24") ?? Hand(cards: []))
    let all = try PointsSearch.solutions(of: [2, 6, 4, 3])
    var random = Random(seed: 3)
    var drawn: Set<Formula> = []
    for _ in 0..<400 {
      let plan = try PointsSolver().solve(state, under: .base, using: &random)
      drawn.formUnion(plan?.map(\.formula) ?? [])
    }
    #expect(drawn == Set(all.map(\.formula)) && drawn.count > 5)
    let plain = try PointsSolver().solve(state, under: .base)?.map(\.formula)
    #expect(try plain == PointsSearch.witness(for: [2, 6, 4, 3]).map { [$0] })
  }
}
