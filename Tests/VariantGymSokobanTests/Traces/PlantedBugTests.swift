import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

/// A bug in a writer of thoughts: it changes the steps on their way to the style.
struct PlantedBug: Sendable, CustomTestStringConvertible {
  let name: String
  /// The fault that is found first.
  let fault: TraceFault
  var style = "direct"
  /// How many rooms of a hundred the bug must show in.
  var least = 30
  let steps: @Sendable ([SokobanStep], Board) -> [SokobanStep]

  var testDescription: String { name }
}

private struct BuggyStyle: TraceStyle {
  let bug: PlantedBug
  let board: Board
  let style: any TraceStyle<SokobanStep>
  var name: String { style.name }
  var shape: TraceShape { style.shape }

  func write(_ steps: [SokobanStep], phrasing: inout Phrasing) -> String {
    style.write(bug.steps(steps, board), phrasing: &phrasing)
  }
}

extension [SokobanStep] {
  /// The steps with some replaced.
  fileprivate func replacing(_ change: (SokobanStep) -> [SokobanStep]?) -> [SokobanStep] {
    flatMap { change($0) ?? [$0] }
  }

  /// The steps with the first one replaced that a change applies to.
  fileprivate func replacingFirst(_ change: (SokobanStep) -> [SokobanStep]?) -> [SokobanStep] {
    var isDone = false
    return replacing { step in
      guard !isDone, let changed = change(step) else { return nil }
      isDone = true
      return changed
    }
  }
}

extension [SokobanStep] {
  /// The steps with another direction for the first move, if that is a walk.
  fileprivate func replacingFirstMove(_ change: (Direction) -> Direction?) -> [SokobanStep] {
    let first = firstIndex {
      switch $0 {
      case .walk, .push: true
      default: false
      }
    }
    guard let first, case .walk(let way, let place) = self[first], let other = change(way) else {
      return self
    }
    var steps = self
    steps[first] = .walk(other, to: place)
    return steps
  }
}

extension SokobanStep.Place {
  fileprivate func moved(rows: Int = 0, columns: Int = 0) -> Self {
    Self(row: row + rows, column: column + columns)
  }

  fileprivate var flipped: Self { Self(row: column, column: row) }
}

@Suite("Bugs planted in writers of thoughts about rooms")
struct PlantedBugTests {
  static let bugs: [PlantedBug] = [
    PlantedBug(name: "the player's row and column are exchanged", fault: .misread) { steps, _ in
      steps.replacing { if case .player(let at) = $0 { [.player(at.flipped)] } else { nil } }
    },
    PlantedBug(name: "the player is counted from 0", fault: .misread) { steps, _ in
      steps.replacing {
        if case .player(let at) = $0 { [.player(at.moved(rows: -1, columns: -1))] } else { nil }
      }
    },
    PlantedBug(name: "boxes are one column off", fault: .misread) { steps, _ in
      steps.replacing {
        if case .boxes(let at) = $0 { [.boxes(at.map { $0.moved(columns: 1) })] } else { nil }
      }
    },
    PlantedBug(name: "targets are one row off", fault: .misread) { steps, _ in
      steps.replacing {
        if case .targets(let at) = $0 { [.targets(at.map { $0.moved(rows: 1) })] } else { nil }
      }
    },
    PlantedBug(name: "a box is left out", fault: .misread) { steps, _ in
      steps.replacing {
        if case .boxes(let at) = $0, at.count > 1 { [.boxes(at.dropLast())] } else { nil }
      }
    },
    PlantedBug(name: "a target is left out", fault: .misread) { steps, _ in
      steps.replacing {
        if case .targets(let at) = $0, at.count > 1 { [.targets(at.dropLast())] } else { nil }
      }
    },
    PlantedBug(name: "boxes and targets are exchanged", fault: .misread) { steps, _ in
      steps.replacing {
        switch $0 {
        case .boxes(let at): [.targets(at)]
        case .targets(let at): [.boxes(at)]
        default: nil
        }
      }
    },
    PlantedBug(name: "the label of the opposite move", fault: .foreignLabel) { steps, _ in
      steps.replacing {
        if case .label(let way, let label) = $0 { [.label(way.opposite, label)] } else { nil }
      }
    },
    PlantedBug(name: "the label of the training language", fault: .foreignLabel) { steps, _ in
      steps.replacing {
        if case .label(let way, _) = $0 { [.label(way, LabelSet.base[way])] } else { nil }
      }
    },
    PlantedBug(name: "the labels are left out", fault: .missingTranslation) { steps, _ in
      steps.replacing { if case .label = $0 { [] } else { nil } }
    },
    PlantedBug(name: "the first move goes the opposite way", fault: .misplaced, least: 20) {
      steps, board in
      steps.replacingFirstMove { way in canMove(way.opposite, on: board) ? way.opposite : nil }
    },
    PlantedBug(name: "the first move goes into a wall", fault: .illegalMove) { steps, board in
      steps.replacingFirstMove { _ in Direction.allCases.first { !canMove($0, on: board) } }
    },
    PlantedBug(name: "the place of a walk is stale", fault: .misplaced) { steps, board in
      let start = SokobanStep.Place(board.player, on: board)
      return steps.replacingFirst {
        if case .walk(let way, _) = $0 { [.walk(way, to: start)] } else { nil }
      }
    },
    PlantedBug(name: "a push is told as a walk", fault: .misplaced, least: 90) { steps, _ in
      steps.replacingFirst {
        if case .push(let way, let at, _) = $0 { [.walk(way, to: at)] } else { nil }
      }
    },
    PlantedBug(name: "a walk is told as a push", fault: .misplaced) { steps, _ in
      steps.replacingFirst {
        guard case .walk(let way, let at) = $0 else { return nil }
        let ahead = at.moved(rows: way.rowStep, columns: way.columnStep)
        return [.push(way, to: at, box: ahead)]
      }
    },
    PlantedBug(name: "another box is said to be pushed", fault: .misplaced, least: 40) {
      steps, board in
      steps.replacingFirst {
        guard case .push(let way, let at, let box) = $0,
          let other = board.boxes.map({ SokobanStep.Place($0, on: board) }).first(where: {
            $0 != at && $0 != box
          })
        else { return nil }
        return [.push(way, to: at, box: other)]
      }
    },
    PlantedBug(name: "the box stays where the player is", fault: .misplaced, least: 90) {
      steps, _ in
      steps.replacingFirst {
        if case .push(let way, let at, _) = $0 { [.push(way, to: at, box: at)] } else { nil }
      }
    },
    PlantedBug(name: "moves are counted from 0", fault: .misread, least: 90) { steps, _ in
      steps.replacing { if case .solved(let n) = $0 { [.solved(moves: n - 1)] } else { nil } }
    },
    PlantedBug(name: "the last push is left out", fault: .unsolved, least: 90) { steps, _ in
      let last = steps.lastIndex { if case .push = $0 { true } else { false } }
      return steps.enumerated().filter { $0.offset != last }.map(\.element)
    },
    PlantedBug(
      name: "the plan breaks off after one move", fault: .missingConclusion, least: 90
    ) { steps, _ in
      // A plan of one move is told to its end.
      let last = steps.lastIndex { if case .push = $0 { true } else { false } }
      let first = steps.firstIndex {
        switch $0 {
        case .walk, .push: true
        default: false
        }
      }
      guard let first, let last, first < last else { return steps }
      return Array(steps[...first]) + steps[(last + 2)...]
    },
    PlantedBug(name: "the conclusion is left out", fault: .missingConclusion, least: 90) {
      steps, _ in
      steps.filter { if case .conclusion = $0 { false } else { true } }
    },
    PlantedBug(name: "the answer is the last move", fault: .wrongConclusion, least: 20) {
      steps, _ in
      let labels = steps.compactMap { if case .label(_, let label) = $0 { label } else { nil } }
      let other = ["1", "2", "3", "4"].first { !labels.contains($0) } ?? ""
      return steps.replacing { if case .conclusion = $0 { [.conclusion([other])] } else { nil } }
    },
    PlantedBug(
      name: "a losing push is taken for one on the other side", fault: .falseDeadEnd,
      style: "search",
      least: 20
    ) { steps, _ in
      steps.replacing {
        guard case .deadEnd(.cornered(let up, let side)) = $0 else { return nil }
        return [.deadEnd(.cornered(up.opposite, side))]
      }
    },
    PlantedBug(
      name: "a box that is stranded is called locked", fault: .falseDeadEnd, style: "search",
      least: 5
    ) { steps, board in
      // Beside one wall alone nothing locks a lone box.
      steps.replacing {
        if case .deadEnd(.stranded) = $0, board.boxes.count == 1 {
          [.deadEnd(.locked)]
        } else {
          nil
        }
      }
    },
    PlantedBug(
      name: "back to the position after the push", fault: .falseReturn, style: "search", least: 20
    ) { steps, _ in
      var pushed: SokobanStep.Place?
      return steps.map { step in
        if case .push(_, _, let box) = step { pushed = box }
        guard case .backUp(let player, let boxes) = step, let box = pushed, boxes.count == 1 else {
          return step
        }
        return .backUp(player: player, boxes: [box])
      }
    },
    PlantedBug(
      name: "back to where nobody stood", fault: .falseReturn, style: "search", least: 20
    ) { steps, _ in
      steps.replacing {
        guard case .backUp(_, let boxes) = $0 else { return nil }
        return [.backUp(player: boxes[0], boxes: boxes)]
      }
    },
    PlantedBug(
      name: "another push is made than announced", fault: .brokenPlan, style: "search", least: 20
    ) { steps, board in
      steps.replacingFirst {
        guard case .attempt(let box, let way) = $0,
          case let cell = (box.row - 1) * board.width + box.column - 1,
          let other = Direction.allCases.first(where: { other in
            other != way
              && board.cells[cell + other.offset(width: board.width)]
                .isDisjoint(with: [.wall, .box])
          })
        else { return nil }
        return [.attempt(box: box, other)]
      }
    },
    PlantedBug(name: "a warning of a push that wins", fault: .falseDeadEnd, least: 10) {
      steps, board in
      // The last push of a plan of one push wins, so nobody need be warned of it.
      let pushes = steps.compactMap { step -> SokobanStep? in
        guard case .push(let way, let at, let box) = step else { return nil }
        return .temptation(box: at, way, to: box, .hopeless)
      }
      guard pushes.count == 1 else { return steps }
      return Array(steps.prefix(4)) + pushes + steps.dropFirst(4)
    },
  ]

  private static func canMove(_ direction: Direction, on board: Board) -> Bool {
    var board = board
    return board.move(direction) != .blocked
  }

  /// Every second room is told with phrasings and dead ends chosen by seed.
  @Test("A planted bug is caught wherever it shows", arguments: bugs)
  func caught(bug: PlantedBug) throws {
    var shown = 0
    let labels = LabelSet.numerical
    for (index, difficulty) in (0..<50).flatMap({ [($0, "simple"), ($0, "two-boxes")] }) {
      let address = Address(
        family: "sokoban", difficulty: difficulty, split: .test, cohort: ["numerical"], seed: 5,
        index: index)
      let episode = try Family(SokobanParts()).typedTwins(at: address, framing: Framing())[0]
      let board = episode.state
      let plan = try #require(try SokobanSolver().solve(board, under: labels))
      let choices = index.isMultiple(of: 2) ? nil : Random(seed: UInt64(index))
      func report(_ style: any TraceStyle<SokobanStep>) throws -> (TraceReport, String) {
        let text = try SokobanNarrator(styles: [style]).thought(
          to: plan, in: board, under: labels, horizon: 1, form: ThoughtForm(style: style.name),
          choices: choices)
        let thought = Thought<SokobanRules>(
          text: text[...], state: board, convention: labels, base: .base, answer: [plan[0]])
        return (SokobanTraceVerifier().check(thought), text)
      }
      let style = try #require(
        SokobanNarrator.standardStyles.first { $0.name == bug.style })
      let (sound, text) = try report(style)
      #expect(sound.isProven)
      let (found, buggy) = try report(BuggyStyle(bug: bug, board: board, style: style))
      guard buggy != text else { continue }
      shown += 1
      #expect(found.fault == bug.fault, "\(bug.name):\n\(buggy)")
    }
    #expect(shown >= bug.least, "\(shown) rooms")
  }
}
