import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

/// A bug in a writer of thoughts: it changes steps on their way to the style, or the style's text.
struct PlantedBug: Sendable, CustomTestStringConvertible {
  let name: String
  /// The fault that is found first, or `nil` where the text can no longer be read.
  let fault: TraceFault?
  var style = "direct"
  var steps: @Sendable ([PointsStep], FaceRule) -> [PointsStep] = { steps, _ in steps }
  var text: @Sendable (String) -> String = { $0 }

  var testDescription: String { name }
}

/// A style around another one, with a bug.
private struct BuggyStyle: TraceStyle {
  let bug: PlantedBug
  let rule: FaceRule
  let style: any TraceStyle<PointsStep>
  var name: String { style.name }
  var shape: TraceShape { style.shape }

  func write(_ steps: [PointsStep], phrasing: inout Phrasing) -> String {
    bug.text(style.write(bug.steps(steps, rule), phrasing: &phrasing))
  }
}

extension [PointsStep] {
  /// The steps with some of them replaced by others.
  fileprivate func mapped(_ change: (PointsStep) -> [PointsStep]?) -> [PointsStep] {
    flatMap { change($0) ?? [$0] }
  }

  /// The steps with every join changed.
  fileprivate func joins(_ change: (inout PointsStep.Join) -> Void) -> [PointsStep] {
    mapped { step in
      switch step {
      case .join(var join):
        change(&join)
        return [.join(join)]
      case .attempt(var join):
        change(&join)
        return [.attempt(join)]
      default: return nil
      }
    }
  }

  /// The steps with every dead end changed.
  fileprivate func deadEnds(
    _ change: ([Rational], [Rational], Int) -> PointsStep
  ) -> [PointsStep] {
    mapped {
      guard case .deadEnd(let numbers, let results, let target) = $0 else { return nil }
      return [change(numbers, results, target)]
    }
  }
}

@Suite("Bugs planted in writers of thoughts about hands")
struct PlantedBugTests {
  static let one = Rational(1)

  static let bugs: [PlantedBug] = [
    PlantedBug(
      name: "a face card's value is off by one", fault: .misread,
      steps: { steps, rule in
        steps.mapped {
          guard case .value(let card, let value) = $0, card.isFace else { return nil }
          // Not by accident the value under the training rule.
          return [.value(card, value + (value == 9 ? 2 : 1))]
        }
      }),
    PlantedBug(
      name: "a number card's value is off by one", fault: .misread,
      steps: { steps, _ in
        steps.mapped {
          guard case .value(.number(let number), let value) = $0 else { return nil }
          return [.value(.number(number), value + 1)]
        }
      }),
    PlantedBug(
      name: "face cards have their values under the training rule", fault: .oldRule,
      steps: { steps, _ in
        steps.mapped {
          guard case .value(let card, _) = $0, card.isFace else { return nil }
          return [.value(card, 10)]
        }
      }),
    PlantedBug(
      name: "face cards are not translated", fault: .missingTranslation,
      steps: { steps, _ in
        steps.mapped {
          guard case .value(let card, _) = $0, card.isFace else { return nil }
          return []
        }
      }),
    PlantedBug(
      name: "the values are those of cards that were not dealt", fault: .misread,
      steps: { steps, _ in
        steps.mapped {
          guard case .value(.number, _) = $0 else { return nil }
          return [.value(.number(77), 77)]
        }
      }),
    PlantedBug(
      name: "a card is left out of the hand", fault: .misread,
      steps: { steps, _ in
        steps.mapped {
          guard case .hand(let cards, let target) = $0 else { return nil }
          return [.hand(Array(cards.dropLast()), target: target)]
        }
      }),
    PlantedBug(
      name: "the hand has another target", fault: .misread,
      steps: { steps, _ in
        steps.mapped {
          guard case .hand(let cards, let target) = $0 else { return nil }
          return [.hand(cards, target: target + 1)]
        }
      }),
    PlantedBug(
      name: "the operands of minus are exchanged", fault: .slip,
      steps: { steps, _ in
        steps.joins { if $0.symbol == .minus { swap(&$0.left, &$0.right) } }
      }),
    PlantedBug(
      name: "the operands of divided by are exchanged", fault: .slip,
      steps: { steps, _ in
        steps.joins { if $0.symbol == .over { swap(&$0.left, &$0.right) } }
      }),
    PlantedBug(
      name: "plus is written for times", fault: .slip,
      steps: { steps, _ in steps.joins { if $0.symbol == .times { $0.symbol = .plus } } }),
    PlantedBug(
      name: "results are off by one", fault: .slip, style: "search",
      steps: { steps, _ in steps.joins { $0.result = $0.result.adding(one) ?? one } }),
    PlantedBug(
      name: "fractions are rounded down", fault: .slip,
      steps: { steps, _ in
        steps.joins {
          let whole = Rational(
            Int((Double($0.result.numerator) / Double($0.result.denominator)).rounded(.down)))
          if let place = $0.rest.firstIndex(of: $0.result) { $0.rest[place] = whole }
          $0.result = whole
        }
      }),
    PlantedBug(
      name: "a number that is left is dropped", fault: .wrongRest,
      steps: { steps, _ in steps.joins { if $0.rest.count > 1 { $0.rest.removeLast() } } }),
    PlantedBug(
      name: "a number that is left stands twice", fault: .wrongRest, style: "terse",
      steps: { steps, _ in steps.joins { $0.rest += $0.rest.suffix(1) } }),
    PlantedBug(
      name: "an operand is still left", fault: .wrongRest, style: "search",
      steps: { steps, _ in steps.joins { $0.rest.append($0.left) } }),
    PlantedBug(
      name: "the result is not among what is left", fault: .wrongRest,
      steps: { steps, _ in
        steps.joins { join in
          if join.rest.count > 1 { join.rest.removeAll { $0 == join.result } }
        }
      }),
    PlantedBug(
      name: "a number that is used up is taken again", fault: .reusedCard,
      steps: { steps, _ in
        var used: Rational?
        return steps.joins { join in
          if let used, let result = join.symbol.apply(join.left, used) {
            join.right = used
            join.result = result
          }
          used = join.rest.contains(join.left) ? nil : join.left
        }
      }),
    PlantedBug(
      name: "a result of a dead end is missing", fault: .falseDeadEnd, style: "search",
      steps: { steps, _ in
        steps.deadEnds { .deadEnd($0, results: Array($1.dropLast()), target: $2) }
      }),
    PlantedBug(
      name: "a result of a dead end is wrong", fault: .falseDeadEnd, style: "search",
      steps: { steps, _ in
        steps.deadEnds { numbers, results, target in
          let wrong = results.prefix(1).map { $0.adding(Rational(1000)) ?? $0 }
          return .deadEnd(numbers, results: wrong + results.dropFirst(), target: target)
        }
      }),
    PlantedBug(
      name: "the solution is given up", fault: .falseDeadEnd, style: "search",
      steps: { steps, _ in
        let last = steps.lastIndex { if case .attempt = $0 { true } else { false } }
        guard let last, last > 0, case .attempt(let join) = steps[last - 1] else { return steps }
        return steps[..<last]
          + [.deadEnd(join.rest, results: [], target: 24), .backUp(join.rest)] + steps[last...]
      }),
    PlantedBug(
      name: "dead ends are those of other numbers", fault: .wrongRest, style: "search",
      steps: { steps, _ in
        steps.deadEnds { numbers, _, target in
          .deadEnd([Rational(1), Rational(1)], results: [], target: target)
        }
      }),
    PlantedBug(
      name: "the search goes back to other numbers", fault: .falseReturn, style: "search",
      steps: { steps, _ in
        steps.mapped {
          guard case .backUp(let numbers) = $0 else { return nil }
          return [.backUp(numbers.dropLast() + [Rational(99)])]
        }
      }),
    PlantedBug(
      name: "the search does not say that it goes back", fault: nil, style: "search",
      steps: { steps, _ in
        steps.mapped { if case .backUp = $0 { [] } else { nil } }
      }),
    PlantedBug(
      name: "the check is of another formula", fault: .unsolved,
      steps: { steps, _ in
        steps.mapped {
          guard case .reaches(let formula, let target) = $0,
            case .operation(let symbol, let left, let right) = formula
          else { return nil }
          let other: Formula.Operator = symbol == .plus ? .minus : .plus
          return [.reaches(.operation(other, left, right), target: target)]
        }
      }),
    PlantedBug(
      name: "the check has another target", fault: .misread,
      steps: { steps, _ in
        steps.mapped {
          guard case .reaches(let formula, let target) = $0 else { return nil }
          return [.reaches(formula, target: target - 1)]
        }
      }),
    PlantedBug(
      name: "the check has a number twice", fault: .reusedCard,
      steps: { steps, _ in
        steps.mapped {
          guard case .reaches(let formula, let target) = $0 else { return nil }
          let number = Formula.number(formula.numbers[0])
          let twice = Formula.operation(
            .minus, .operation(.plus, formula, number), number)
          return [.reaches(twice, target: target)]
        }
      }),
    PlantedBug(
      name: "the conclusion has its operands exchanged", fault: .wrongConclusion,
      steps: { steps, _ in
        steps.mapped {
          guard case .conclusion(.operation(_, let left, let right)) = $0 else { return nil }
          return [.conclusion(.operation(.minus, right, left))]
        }
      }),
    PlantedBug(
      name: "the conclusion is left out, and so is the check", fault: .missingConclusion,
      steps: { steps, _ in Array(steps.dropLast(2)) }),
    PlantedBug(
      name: "parentheses are left out", fault: nil,
      text: { $0.filter { !"()".contains($0) } }),
    PlantedBug(
      name: "fractions are written as decimals", fault: nil,
      text: { $0.replacing("/3 ", with: ".333 ").replacing("/3)", with: ".333)") }),
  ]

  @Test("Every bug is caught wherever it changes the text", arguments: bugs)
  func caught(bug: PlantedBug) throws {
    var changed = 0
    let hands = [
      "3 3 8 8 = 24", "K 3 8 A = 24", "8 2 7 Q = 24", "K Q 2 3 = 24", "J 4 6 2 = 24",
      "A 5 5 5 = 24", "A 2 3 4 K = 24", "Q J 9 2 3 = 24", "6 6 K A = 24", "4 7 Q 9 = 24",
    ]
    for rule in [FaceRule.regular, .all(12), .all(5)] {
      let narrator = PointsNarrator(
        styles: PointsNarrator.standardStyles.map { BuggyStyle(bug: bug, rule: rule, style: $0) })
      for hand in hands {
        let state = PointsRules().start(try #require(Hand(hand)))
        guard let plan = try PointsSolver().solve(state, under: rule) else { continue }
        func thought(_ narrator: PointsNarrator) throws -> String {
          try narrator.thought(
            to: plan, in: state, under: rule, horizon: 1, form: ThoughtForm(style: bug.style),
            choices: nil)
        }
        let text = try thought(narrator)
        let isChanged = try text != thought(PointsNarrator())
        let report = PointsTraceVerifier().check(
          Thought(text: text[...], state: state, convention: rule, base: .base, answer: plan))
        #expect(report.isProven == !isChanged, "\(bug.name): \(report)\n\(text)")
        if isChanged {
          changed += 1
          if let fault = bug.fault { #expect(report.fault == fault, "\(bug.name)\n\(text)") }
        }
      }
    }
    #expect(changed >= 3, "the bug hardly ever shows")
  }
}
