public import VariantGymCore

/// Reads thoughts about Sokoban in any of the library's styles and replays them move by move.
///
/// It knows the rules and nothing else: no solver, narrator or style has a part in it. Where a thought
/// does not say how it counts rows and columns, its places are left unread.
public struct SokobanTraceVerifier: TraceVerifier {
  /// Sokoban.
  public typealias E = SokobanRules

  /// The most positions that the check of one dead end may visit; beyond, it stays undecided.
  public let positionLimit: Int
  private let book: SokobanPhrasebook

  /// A verifier.
  ///
  /// - Parameters:
  ///   - phrases: Phrases of one's own style, besides the library's.
  ///   - positionLimit: The most positions that the check of one dead end may visit.
  public init(phrases: [SokobanPhrasebook.Phrase] = [], positionLimit: Int = 200_000) {
    book = SokobanPhrases.book(adding: phrases)
    self.positionLimit = positionLimit
  }

  /// Checks every statement of a thought that can be read.
  public func check(_ thought: Thought<SokobanRules>) -> TraceReport {
    let reading = book.read(thought.text)
    // Unless it says how it counts, a thought may count from 0.
    let counts = reading.claims.contains { $0.claim == .counting }
    var replay = SokobanReplay(thought, positionLimit: positionLimit)
    let checks = reading.claims.map { claim, _ in
      counts || !claim.holdsPlaces ? replay.check(claim) : .undecided
    }
    return reading.report(checks: checks, conclusion: replay.conclusion())
  }
}

extension SokobanStep {
  fileprivate var holdsPlaces: Bool {
    switch self {
    case .counting, .label, .solved, .conclusion: false
    default: true
    }
  }
}
