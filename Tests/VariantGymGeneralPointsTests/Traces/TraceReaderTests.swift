import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Reading thoughts about hands")
struct TraceReaderTests {
  private func report(
    _ text: String, _ hand: String = "K 3 8 A = 24", rule: FaceRule = .base, answer: String? = nil,
    verifier: PointsTraceVerifier = PointsTraceVerifier()
  ) throws -> TraceReport {
    let hand = try #require(Hand(hand))
    let formula = answer.flatMap { Formula($0) }
    return verifier.check(
      Thought(
        text: text[...], state: PointsRules().start(hand), convention: rule, base: .base,
        answer: formula.map {
          [
            PointsRules.Submission(
              cards: hand.cards.map(\.symbol), numbers: hand.values(under: rule), formula: $0)
          ]
        }))
  }

  @Test(
    "What may mean something else is not read",
    arguments: [
      "8/3 = 2.67", "8 * 3 is about 24", "x = 5", "It is 24.", "The result is 10.", "K = 10?",
      "If K = 10 that works.", "8 times 3 + 1 = 25", "2^3 = 8", "1,5 * 2 = 4", "1.5 * 2 = 4",
      "2 * (8 * 3 = 25)", "Q and K = 20", "8 * K = 80", "Q + K = 20", "8 * 3 = 24.5",
      "8 * 3 = 25 is wrong", "not 8 * 3 = 25", "3 = 4", "8 * 3 ≈ 25", "K is 10 times A",
      "We cannot say that 8 * 3 = 25", "8 * 3 = 24 * 2 - x", "8² * 3 = 24", "-8 * 3 = 24",
      "k = 10", "KK = 10", "K = 10.5", "K = 1,000", "K = 10 - 1", "the product of 8 and 3 * 1 = 24",
      "twice 3 + 1 = 8", "24 = 8 * 4", "8 * 3 == 25", "8 * 3 = 12 + 13 or so",
    ])
  func unread(text: String) throws {
    let report = try report(text)
    #expect(report.statements.isEmpty && report.coverage == 0 && report.firstUnread != nil)
  }

  @Test(
    "What is said plainly is read",
    arguments: [
      ("8 * 3 = 24", 1), ("So 8 * 3 = 24, nice", 1), ("8*3=24, and 24/1=24", 2), ("K = 10", 1),
      ("K counts as 10 here, A is 1", 2), ("(10 - 4) * 4 = 24", 1), ("8 / 3 = 8/3", 1),
      ("3 - 8 = -5", 1), ("12 * (-5) = -60", 1), ("3 - (8/3) = 1/3", 1), ("J = Q = K = 10", 1),
      ("- 8 × 3 = 24", 1), ("Then (8 * 3 = 24)", 1), ("8 * 3 = 4 * 6 = 24", 1),
    ])
  func read(text: String, count: Int) throws {
    let report = try report(text)
    #expect(report.statements.count == count && report.truth == 1)
  }

  @Test("Without a readable answer nothing is proven; an empty thought lacks its conclusion")
  func missing() throws {
    let text = """
      The cards are K, 3, 8 and A, and the target is 24.
      In this game K counts 10.
      So (10 - 1) * 8 / 3 = 24, each card once.
      The answer is (10 - 1) * 8 / 3.
      """
    #expect(try report(text, answer: "(10 - 1) * 8 / 3").isProven)
    #expect(try report(text).fault == .wrongConclusion)
    #expect(try report("", "3 8 = 24", answer: "3 * 8").fault == .missingConclusion)
    #expect(try report("", "K 8 = 24", answer: "10 * 8").fault == .missingTranslation)
  }

  @Test("A derivation that breaks off does not lead to its answer, however true each step")
  func unfinished() throws {
    let opening = "In this game K counts 10.\n10 - 1 = 9, which leaves 9, 3 and 8.\n"
    let end = "The answer is (10 - 1) * 8 / 3."
    let answer = "(10 - 1) * 8 / 3"
    let rest = "9 * 8 = 72, which leaves 72 and 3.\n72 / 3 = 24, which leaves 24.\n"
    #expect(try report(opening + rest + end, answer: answer).isProven)
    let broken = try report(opening + end, answer: answer)
    #expect(broken.firstFalse == nil && broken.fault == .missingConclusion)
    let takenBack = try report(
      opening + rest + "Back to 9, 3 and 8.\n" + end, answer: answer)
    #expect(takenBack.firstFalse == nil && takenBack.fault == .missingConclusion)
  }

  @Test("Claims of phrases of one's own may hold any count of numbers")
  func ownClaims() throws {
    let verifier = PointsTraceVerifier(phrases: [
      .init("nothing") { _ in .deadEnd([Rational(8)], makes: [Rational(5)], target: nil) },
      .init("none") { _ in .deadEnd([], makes: nil, target: nil) },
      .init("many") { _ in
        .deadEnd([Rational](repeating: Rational(1), count: 7), makes: nil, target: nil)
      },
      .init("empty") { _ in .equation([], nil) },
    ])
    for text in ["nothing", "none", "many", "empty"] {
      #expect(try !report(text, verifier: verifier).isProven)
    }
  }

  @Test("Any count of dead ends may be asked for, within any budget", .timeLimit(.minutes(10)))
  func detourCounts() throws {
    let address = Address(
      family: "general-points", difficulty: "four", split: .test, cohort: ["base"], index: 0)
    let episode = try Family(PointsParts()).typedTwins(at: address, framing: Framing())[0]
    let none = try episode.gold(.obedient, form: ThoughtForm(style: "search", detours: 0)).text
    for detours in [-1, Int.min] {
      let form = ThoughtForm(style: "search", detours: detours)
      #expect(try episode.gold(.obedient, form: form).text == none)
    }
    let tight = ThoughtForm(style: "search", detours: .max, characters: 20)
    #expect(throws: SearchLimit.self) { try episode.gold(.obedient, form: tight) }
  }

  @Test("A style of one's own is told and, with its phrases, read")
  func ownStyle() throws {
    struct Shouting: TraceStyle {
      let name = "shouting"
      let shape = TraceShape.derivation
      func write(_ steps: [PointsStep], phrasing: inout Phrasing) -> String {
        steps.compactMap { step in
          switch step {
          case .value(let card, let value): "\(card) MEANS \(value)"
          case .conclusion(let formula): "I SAY \(formula)"
          default: nil
          }
        }.joined(separator: "\n")
      }
    }
    let parts = PointsParts(
      narrator: PointsNarrator(styles: PointsNarrator.standardStyles + [Shouting()]),
      traceVerifier: PointsTraceVerifier(phrases: [
        .init("{cards} means {target}") { slots in
          guard case .cards(let cards)? = slots.first, case .target(let value)? = slots.last else {
            return nil
          }
          return .values(cards.map { PointsClaim.CardValue(card: $0, value: value) })
        },
        .init("I say {formula}") { slots in
          guard case .formula(let formula)? = slots.first else { return nil }
          return .conclusion(formula)
        },
      ]))
    let address = Address(
      family: "general-points", difficulty: "four", split: .test, cohort: ["all-7"], index: 3)
    let episode = try parts.episodes(at: address, variants: nil, framing: Framing())[0]
    let form = ThoughtForm(style: "shouting")
    let gold = try episode.gold(.obedient, form: form)
    #expect(episode.checkThought(of: gold.text).isProven)
    let faults = try episode.negatives(form: form).map(\.fault)
    #expect(faults.contains(.oldRule) && faults.contains(.wrongConclusion))
    #expect(throws: SearchLimit.self) {
      try episode.gold(.obedient, form: ThoughtForm(style: "whispering"))
    }
  }

  @Test("A rule with faces of its own is told and read")
  func ownFaces() throws {
    let rule = try FaceRule([
      Card.Face(rawValue: "Joker"): 6, .king: 4, Card.Face(rawValue: "👑"): 2,
    ])
    let state = PointsRules().start(try #require(Hand("JOKER K 👑 2 = 24")))
    let plan = try #require(try PointsSolver().solve(state, under: rule))
    for style in PointsNarrator().styleNames {
      let text = try PointsNarrator().thought(
        to: plan, in: state, under: rule, horizon: 1, form: ThoughtForm(style: style), choices: nil)
      let report = PointsTraceVerifier().check(
        Thought(text: text[...], state: state, convention: rule, base: .base, answer: plan))
      #expect(report.isProven, "\(report) \(text)")
    }
  }

  @Test("Dead ends beyond the limit are left unread", .enabled(if: isRelease))
  func limits() throws {
    let claims = (0..<60).map { "\($0 + 101), 201, 307, 401 and 503 cannot make 24." }
    let report = try report(claims.joined(separator: "\n"))
    #expect(report.fault == .missingTranslation && report.firstUnread != nil)
    #expect((5..<60).contains(report.statements.count))
    #expect(try self.report("1, 2, 3, 4, 5 and 6 cannot make 24.").statements.isEmpty)
  }

  @Test(
    "What an answer may be written with, a thought may be too",
    arguments: [
      "8 • 3 = 24", "8 ✕ 3 = 24", "8 ＊ 3 = 24", "8 ＋ 3 = 11", "8 － 3 = 5", "8 ‐ 3 = 5", "8 ‒ 3 = 5",
      "8 ／ 2 = 4", "2 * （8 - 3） = 10", "8\u{A0}*\u{A0}3 = 24", "8 × 3 = 24", "8 \u{2011} 3 = 5",
    ])
  func twins(text: String) throws {
    let report = try report(text)
    #expect(report.statements.count == 1 && report.truth == 1 && report.coverage == 1)
    #expect(try self.report(text + "1").truth == 0)
  }

  @Test(
    "Reading long texts takes time linear in them",
    arguments: [
      "8 * 3 = 24, ", "1+", "(", "((1)", "K = ", "1 ", "= ", "8, 3 and ", "A", "try ",
      "1 * 1 = 1\n",
    ])
  func linear(piece: String) throws {
    // A quadratic reading of these would take minutes.
    let text = String(repeating: piece, count: (isRelease ? 400_000 : 20_000) / piece.utf8.count)
    #expect(try report(text).conclusion != nil)
    #expect(try report("Back to " + text).conclusion != nil)
  }

  @Test("Spaces inside a sentence are read in time linear in them", arguments: [" ", "\t", " \t"])
  func spaces(piece: String) throws {
    let gap = String(repeating: piece, count: (isRelease ? 900_000 : 300_000) / piece.utf8.count)
    let report = try report("so\(gap)8 * 3 = 24, and\(gap)K = 10")
    #expect(report.statements.count == 2 && report.truth == 1)
  }

  @Test("What two numbers can make comes in one order, each once")
  func results() {
    let (two, three) = (Rational(2), Rational(3))
    #expect(DeadEnd.results(two, three)?.map(\.description) == ["5", "-1", "6", "2/3", "1", "3/2"])
    #expect(DeadEnd.results(two, two)?.map(\.description) == ["4", "0", "1"])
  }
}
