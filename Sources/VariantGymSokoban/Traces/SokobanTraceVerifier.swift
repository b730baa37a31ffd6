public import VariantGymCore

/// Reads thoughts about Sokoban in any of the library's styles and replays them move by move.
///
/// It knows the rules and nothing else: no solver, narrator or style has a part in it. Where a thought
/// does not say how it counts rows and columns, its places are left unread.
public struct SokobanTraceVerifier: TraceVerifier {
  /// Sokoban.
  public typealias E = SokobanRules

  /// The most positions that the checks of all dead ends of a thought may visit together; beyond,
  /// they stay undecided.
  public let positionLimit: Int
  private let book: SokobanPhrasebook

  /// A verifier.
  ///
  /// - Parameters:
  ///   - phrases: Phrases of one's own style, besides the library's.
  ///   - positionLimit: The most positions that the checks of all dead ends of a thought may visit
  ///     together.
  public init(phrases: [SokobanPhrasebook.Phrase] = [], positionLimit: Int = 200_000) {
    book = SokobanPhrases.book(adding: phrases)
    self.positionLimit = positionLimit
  }

  /// Checks every statement of a thought that can be read.
  public func check(_ thought: Thought<SokobanRules>) -> TraceReport {
    let reading = book.read(thought.text)
    // Unless it says how it counts, a thought may count from 0.
    let counts = reading.claims.contains { $0.claim == .counting }
    let bytes = Array(thought.text.utf8)
    let edge = SentenceEdge(bytes)
    var replay = SokobanReplay(thought, positionLimit: positionLimit)
    var read = 0
    let checks = reading.claims.map { claim, range in
      if edge.mayMove(read..<range.lowerBound) { replay.loseTrack() }
      let isStatement =
        (counts || !claim.holdsPlaces) && edge.stands(range, after: read)
        && !isPart(claim, edge.endsSentence(range.upperBound), of: thought.state)
        && !isUnknownWord(claim, bytes[range], thought)
      // What is no statement for sure may still tell a move.
      if !isStatement, claim.mayMove { replay.loseTrack() }
      read = range.upperBound
      return isStatement ? replay.check(claim) : .undecided
    }
    return reading.report(checks: checks, conclusion: replay.conclusion())
  }

  /// Whether a list of places breaks off: the rest of it may stand in the rest of the sentence.
  private func isPart(_ claim: SokobanStep, _ endsSentence: Bool, of state: Board) -> Bool {
    switch claim {
    case .boxes(let places), .targets(let places):
      !endsSentence && places.count < state.boxes.count
    default: false
    }
  }

  /// Whether a word without quotation marks is said to mean a move but is no label: `which means up`.
  private func isUnknownWord(
    _ claim: SokobanStep, _ words: ArraySlice<UInt8>, _ thought: Thought<SokobanRules>
  ) -> Bool {
    guard case .label(_, let label) = claim, words.starts(with: label.utf8) else { return false }
    return !Direction.allCases.contains {
      thought.convention[$0] == label || thought.base[$0] == label
    }
  }
}

extension SokobanStep {
  fileprivate var holdsPlaces: Bool {
    switch self {
    case .counting, .label, .solved, .conclusion: false
    default: true
    }
  }

  fileprivate var mayMove: Bool {
    switch self {
    case .walk, .push, .backUp: true
    default: false
    }
  }
}
