public import VariantGymCore

/// Draws rooms of the paper's four sizes and of a finer ladder, and levels that it was given.
///
/// Sizes count the outer wall. Unless said otherwise every number of moves in the named range is
/// asked for equally often; ranges end at the turn limit, and what lies beyond it is left out.
///
/// | names | rooms | moves of an optimal solution |
/// | --- | --- | --- |
/// | `simple` | 6x6, one box | 3...12 |
/// | `larger` | 10x10, one box | 3...25 |
/// | `two-boxes` | 6x6, two boxes | 5...20 |
/// | `complex` | 10x10, two boxes | 6...30 |
/// | `7x7-1` `8x8-1` `7x7-2` `8x8-2` `6x6-3` `8x8-3` `10x10-3` | side and boxes | 3...15 with one box, 5...20 with two, 7...20 with three (`10x10-3`: 7...15) |
/// | `simple-moves-1-5` `simple-moves-6-10` `simple-moves-11-15` `complex-moves-11-20` `complex-moves-21-30` | as the difficulty | as named, as frequent as rooms have them |
/// | `simple-pushes-1-2` `simple-pushes-3-4` `complex-pushes-3-6` `complex-pushes-7-10` | as the difficulty | the range is of pushes of a push-optimal solution |
/// | `simple-framed` `7x7-1-framed` `two-boxes-framed` | as the difficulty, anywhere in a square of 8x8 cells | as the difficulty |
/// | `levels` | those given | the turn limit at most |
public struct SokobanScaler: DifficultyScaler {
  /// Sokoban.
  public typealias E = SokobanRules

  /// From easiest to hardest within each group: the paper's four, the finer ladder, the bands of
  /// measured difficulty, and "levels" where some were given.
  public let ladder: [String]
  /// The given levels that are not solved at the start, and that the solver solves within
  /// 1,000,000 stored states and the turn limit; in the order given.
  public let levels: [Level]

  private let turnLimit: Int
  private let rungs: [Rung]
  /// For each split, in the order of `Split.allCases`, the positions of its levels in `levels`.
  private let levelsOfSplits: [[Int]]
  private let solver = SokobanSolver()

  /// A scaler whose instances can be solved within a number of turns.
  ///
  /// - Parameters:
  ///   - turnLimit: At least 1.
  ///   - levels: What "levels" draws from; each is solved once here.
  ///   - shares: Which of the levels belong to which split, by their layout.
  public init(
    turnLimit: Int, levels: [Level] = [],
    shares: SplitShares = SplitShares(train: 800, validation: 100)
  ) {
    self.turnLimit = turnLimit
    rungs = Rung.all(turnLimit: turnLimit)
    let solver = SokobanSolver(limits: SearchLimits(storedStates: 1_000_000))
    let usable = levels.filter { level in
      guard !level.board.isSolved, let plan = try? solver.solve(level.board, under: .base) else {
        return false
      }
      return plan.count <= turnLimit
    }
    let splits = usable.map { shares.split(of: Self.contentKey(of: $0.board)) }
    levelsOfSplits = Split.allCases.map { split in splits.indices.filter { splits[$0] == split } }
    self.levels = usable
    ladder = rungs.map(\.name) + (levels.isEmpty ? [] : [Self.levelsName])
  }

  private static let levelsName = "levels"

  /// What a model could memorize of a room, and no move changes.
  static func contentKey(of board: Board) -> ContentKey {
    ContentKey(digest: board.canonicalLayout.digest)
  }

  /// A room of the difficulty, or any of the given levels, each as likely as any other.
  ///
  /// Bounded by 1,000 carved rooms and their searches.
  public func candidate(
    _ difficulty: String, for terms: [Terms<LabelSet>], using random: inout Random
  ) -> Board? {
    if difficulty == Self.levelsName {
      return levels.isEmpty ? nil : random.pick(from: levels).board
    }
    return room(difficulty, &random) { _ in true }
  }

  /// A room whose layout is wanted; of the given levels the one that belongs to the address.
  ///
  /// The split is decided as soon as floor and targets stand, before the search. Index `i` stands
  /// for level `i` of the split's own levels in the order given, and starts over after the last:
  /// every level of the split has an index below their number, whatever the seed.
  public func candidate(
    at address: Address, for terms: [Terms<LabelSet>], using random: inout Random,
    where isWanted: (Board) -> Bool
  ) -> Board? {
    guard address.difficulty == Self.levelsName else {
      return room(address.difficulty, &random, where: isWanted)
    }
    let own = levelsOfSplits[Split.allCases.firstIndex(of: address.split)!]
    if own.isEmpty { return nil }
    let board = levels[own[Int(UInt(bitPattern: address.index) % UInt(own.count))]].board
    return isWanted(board) ? board : nil
  }

  private func room(
    _ difficulty: String, _ random: inout Random, where isWanted: (Board) -> Bool
  ) -> Board? {
    guard let rung = rungs.first(where: { $0.name == difficulty }) else { return nil }
    let height = rung.recipe.shape.height
    var generator = LevelGenerator(rung.recipe, using: random)
    let level = generator.next { isWanted(Board($0, height: height)) }
    random = generator.position
    guard let board = level?.board, let side = rung.frame else { return level?.board }
    return board.placed(inSquareOf: side, using: &random)
  }

  /// Whether the board is unsolved and can be solved within the turn limit, by an exact search.
  public func admits(
    _ instance: Board, at difficulty: String, for terms: [Terms<LabelSet>]
  ) throws(SearchLimit) -> Bool {
    guard !instance.isSolved, let plan = try solver.solve(instance, under: .base) else {
      return false
    }
    return plan.count <= turnLimit
  }
}
