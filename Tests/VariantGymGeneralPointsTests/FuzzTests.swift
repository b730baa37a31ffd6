import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Fuzzing of General Points")
struct FuzzTests {
  @Test("Mutated replies neither crash nor contradict themselves")
  func replies() throws {
    var random = Random(seed: 31)
    let lines = try Corpus.lines().filter { $0.padding == nil }
    let texts = lines.map { Array($0.text.utf8) }
    // Making an episode takes far longer than playing it.
    let episodes = try lines.map { try $0.episode() }
    for _ in 0..<(isRelease ? 200_000 : 1_500) {
      let number = random.below(lines.count)
      var bytes = texts[number]
      for _ in 0..<random.within(1...4) {
        mutate(&bytes, splicing: random.pick(from: texts), using: &random)
      }
      let reply = String(decoding: bytes, as: UTF8.self)
      var episode = episodes[number]
      let record = episode.submit(reply)
      let grades = PointsRules.Grade.allCases.map(\.rawValue)
      let cause = record.verdict.cause?.rawValue
      #expect(record.verdict.isCorrect == (cause == nil), "\(reply)")
      #expect(record.verdict.isCorrect == (record.reward == 5), "\(reply)")
      if record.reward != PointsReward.unreadable {
        #expect(cause.map(grades.contains) ?? true, "\(reply)")
      } else {
        #expect(!record.verdict.isValid, "\(reply)")
      }
      let scorer = PointsScorer(
        hand: episode.instance, terms: episode.terms, prefill: lines[number].prefill)
      let score = scorer.score(reply)
      #expect(score.verdict == record.verdict && score.reward == record.reward, "\(reply)")
    }
  }

  @Test("Verdicts agree with a slow evaluator that shares no code")
  func secondOpinion() {
    var random = Random(seed: 32)
    var counts: [String: Int] = [:]
    for _ in 0..<(isRelease ? 40_000 : 1_500) {
      let count = random.within(2...5)
      let values = (0..<count).map { _ in random.within(1...13) }
      let formula = randomFormula(values, &random)
      let target = targetNear(formula, &random)
      var bytes = Array(formula.description.utf8)
      if random.below(3) == 0 { mutate(&bytes, splicing: bytes, using: &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      // What ends a string or the object, or begins a claim, is the corpus's business.
      if text.contains(where: { "\"\\{}<=".contains($0) || !$0.isASCII }) { continue }
      let hand = Hand(cards: values.map(Card.number), target: target)
      let scorer = PointsScorer(hand: hand, terms: Terms(honest: .base))
      let cards = hand.cards.map { "\"\($0)\"" }.joined(separator: ", ")
      let score = scorer.score(
        #"<answer>{"cards": [\#(cards)], "number": \#(values), "formula": "\#(text)"}</answer>"#)
      let cause = score.verdict.cause?.rawValue ?? "correct"
      counts[cause, default: 0] += 1
      guard let opinion = SlowEvaluator.outcome(of: text, target: target) else {
        #expect(cause.hasPrefix("illegal-formula"), "\(text)")
        continue
      }
      let isWhole = opinion.numbers.sorted() == values.sorted()
      #expect(score.verdict.isValid == isWhole, "\(text) over \(values)")
      if isWhole, let isTarget = opinion.isTarget {
        #expect(cause == (isTarget ? "correct" : "wrong-value"), "\(text) at \(target)")
      } else if !isWhole {
        #expect(["wrong-numbers", "partial"].contains(cause), "\(text) over \(values)")
      }
    }
    for cause in ["correct", "wrong-value", "wrong-numbers", "illegal-formula"] {
      #expect(counts[cause, default: 0] > 20, "\(cause) is hardly ever met")
    }
  }

  private func mutate(
    _ bytes: inout [UInt8], splicing other: [UInt8], using random: inout Random
  ) {
    let symbols = Array("0123456789+-*/()=,:[]{}<>\"'\\ KQJAan×".utf8)
    func place() -> Int { random.below(bytes.count + 1) }
    guard !bytes.isEmpty else { return bytes.append(random.pick(from: symbols)) }
    let (first, second) = (place(), place())
    let range = min(first, second)..<max(first, second)
    switch random.below(7) {
    case 0: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
    case 1: bytes.insert(random.pick(from: symbols), at: first)
    case 2: bytes.remove(at: random.below(bytes.count))
    case 3: bytes.removeSubrange(range.prefix(8))
    case 4: bytes.insert(contentsOf: Array(bytes[range]), at: second)
    case 5: bytes.removeSubrange(first...)
    default:
      let start = random.below(other.count + 1)
      bytes.replaceSubrange(first..., with: other[start...])
    }
  }

  private func randomFormula(_ values: [Int], _ random: inout Random) -> Formula {
    var parts = values.map(Formula.number)
    random.shuffle(&parts)
    while parts.count > 1 {
      let left = parts.remove(at: random.below(parts.count))
      let right = parts.remove(at: random.below(parts.count))
      parts.append(.operation(random.pick(from: Formula.Operator.allCases), left, right))
    }
    return parts[0]
  }

  /// The formula's value where it is whole and small, half of the time; else 24.
  private func targetNear(_ formula: Formula, _ random: inout Random) -> Int {
    guard random.below(2) == 0, let value = formula.value, value.isWhole,
      PointsSearch.targets.contains(value.numerator)
    else { return 24 }
    return value.numerator
  }
}
