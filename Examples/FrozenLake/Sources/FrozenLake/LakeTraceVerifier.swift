import VariantGym

/// Reads thoughts in either style and walks along.
public struct LakeTraceVerifier: TraceVerifier {
  /// The environment.
  public typealias E = LakeRules

  private let book = Phrasebook<Slot, LakeStep>(slots: Slot.readers, phrases: Self.phrases)

  /// Checks every statement of a thought that can be read.
  public func check(_ thought: Thought<LakeRules>) -> TraceReport {
    let reading = book.read(thought.text)
    var walk = Walk(thought)
    let checks = reading.claims.map { walk.check($0.claim) }
    return reading.report(checks: checks, conclusion: walk.conclusion)
  }

  private static let phrases: [Phrasebook<Slot, LakeStep>.Phrase] = [
    phrase("I stand at {place}") { .walker($0[0].place) },
    phrase("The goal is at {place}") { .goal($0[0].place) },
    phrase("To go {move} I say {word}") { .sign($0[0].move, $0[1].words[0]) },
    phrase("The word for {move} is {word}") { .sign($0[0].move, $0[1].words[0]) },
    phrase("I must not go {move}: there is a hole at {place}") { .hole($0[0].move, $0[1].place) },
    phrase("Going {move} leads to {place}") { .walk($0[0].move, $0[1].place) },
    phrase("I go {move}, to {place}") { .walk($0[0].move, $0[1].place) },
    phrase("That is the goal, after {number} of my moves") { .arrived(moves: $0[0].number) },
    phrase("So I answer {words}") { .answer($0[0].words) },
    phrase("@{cell}") { .walker($0[0].place) },
    phrase("G{cell}") { .goal($0[0].place) },
    phrase("{move}={word}") { .sign($0[0].move, $0[1].words[0]) },
    phrase("{move}!{cell}") { .hole($0[0].move, $0[1].place) },
    phrase("{move} {cell}") { .walk($0[0].move, $0[1].place) },
    phrase("#{number}") { .arrived(moves: $0[0].number) },
    phrase("> {words}") { .answer($0[0].words) },
  ]

  private static func phrase(
    _ pattern: String, _ step: @escaping @Sendable ([Slot]) -> LakeStep
  ) -> Phrasebook<Slot, LakeStep>.Phrase {
    Phrasebook.Phrase(pattern, claim: step)
  }
}

/// What a phrase leaves open. Each reader fills in one part; the others keep what never matters.
private struct Slot: Sendable {
  var move = Move.up
  var place = LakePlace(row: 0, column: 0)
  var number = 0
  var words = [""]

  static let readers: [String: Phrasebook<Slot, LakeStep>.SlotReader] = [
    "move": { scanner in
      let move = Move.allCases.first { scanner.read($0.rawValue) }
      return move.map { Slot(move: $0) }
    },
    "number": { scanner in scanner.wholeNumber().map { Slot(number: $0) } },
    "place": { scanner in
      guard scanner.read("row "), let row = scanner.wholeNumber(), scanner.read(", column "),
        let column = scanner.wholeNumber()
      else { return nil }
      return Slot(place: LakePlace(row: row, column: column))
    },
    "cell": { scanner in
      guard let row = scanner.wholeNumber(), scanner.read(","), let column = scanner.wholeNumber()
      else { return nil }
      return Slot(place: LakePlace(row: row, column: column))
    },
    "word": { scanner in word(&scanner).map { Slot(words: [$0]) } },
    "words": { scanner in
      var words: [String] = []
      while let word = word(&scanner) {
        words.append(word)
        scanner.skipSpaces()
      }
      return words.isEmpty ? nil : Slot(words: words)
    },
  ]

  private static func word(_ scanner: inout TextScanner) -> String? {
    scanner.text(atMost: 20) { !TextScanner.isWordPart($0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Where the statements of a thought have led.
private struct Walk {
  let thought: Thought<LakeRules>
  var cell: Int
  var moves: [Move] = []
  var named: Set<Move> = []
  var hasArrived = false
  var answer: [String]?

  init(_ thought: Thought<LakeRules>) {
    self.thought = thought
    cell = thought.state.walker
  }

  mutating func check(_ step: LakeStep) -> TraceCheck {
    let lake = thought.state
    switch step {
    case .walker(let place):
      return place == lake.place(of: lake.walker) ? .holds : .fails(.misread)
    case .goal(let place):
      return place == lake.place(of: lake.goal) ? .holds : .fails(.misread)
    case .sign(let move, let word):
      guard thought.convention.move(of: word) == move else { return .fails(.wrongSign) }
      named.insert(move)
      return .holds
    case .hole(let move, let place):
      let next = lake.cell(move, from: cell)
      return lake.isHole[next] && place == lake.place(of: next) ? .holds : .fails(.falseDeadEnd)
    case .walk(let move, let place):
      let next = lake.cell(move, from: cell)
      guard !lake.isHole[next], cell != lake.goal, place == lake.place(of: next) else {
        return .fails(.wrongStep)
      }
      cell = next
      moves.append(move)
      return .holds
    case .arrived(let count):
      hasArrived = cell == lake.goal && count == moves.count
      return hasArrived ? .holds : .fails(.unsolved)
    case .answer(let words):
      answer = words
      return isBeginning(words.map(thought.convention.move)) ? .holds : .fails(.wrongConclusion)
    }
  }

  /// Whether moves are those that the thought has begun with.
  private func isBeginning(_ answer: [Move?]) -> Bool {
    !answer.isEmpty && answer == Array(moves.prefix(answer.count))
  }

  /// What the thought as a whole lacks.
  var conclusion: TraceFault? {
    guard hasArrived, let answer else { return .missingConclusion }
    let said = answer.map(thought.convention.move)
    guard let answered = thought.answer, isBeginning(answered), said == answered else {
      return .wrongConclusion
    }
    return answered.allSatisfy(named.contains) ? nil : .missingTranslation
  }
}

extension TraceFault {
  /// The word is not the one for the move.
  public static let wrongSign = TraceFault(rawValue: "wrong-sign")
  /// The move does not lead there, or into a hole.
  public static let wrongStep = TraceFault(rawValue: "wrong-step")
}
