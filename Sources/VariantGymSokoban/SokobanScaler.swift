public import VariantGymCore

/// Draws rooms of the study's four sizes.
public struct SokobanScaler: DifficultyScaler {
  /// Sokoban.
  public typealias E = SokobanRules

  private let turnLimit: Int
  private let solver = SokobanSolver()

  /// A scaler whose rooms can be solved within a number of turns.
  public init(turnLimit: Int) {
    self.turnLimit = turnLimit
  }

  /// From easiest to hardest: simple 6x6 with one box, larger 10x10 with one, two boxes 6x6,
  /// complex 10x10 with two. Sizes count the outer wall.
  public let ladder = ["simple", "larger", "two-boxes", "complex"]

  /// A room of random shape with boxes, targets and the player on random cells.
  public func candidate(
    _ difficulty: String, for terms: [Terms<LabelSet>], using random: inout Random
  ) -> Board? {
    switch difficulty {
    case "simple": RoomCarver(side: 6, boxes: 1).carve(using: &random)
    case "larger": RoomCarver(side: 10, boxes: 1).carve(using: &random)
    case "two-boxes": RoomCarver(side: 6, boxes: 2).carve(using: &random)
    case "complex": RoomCarver(side: 10, boxes: 2).carve(using: &random)
    default: nil
    }
  }

  /// Whether the room is unsolved and can be solved within the turn limit.
  public func admits(
    _ instance: Board, at difficulty: String, for terms: [Terms<LabelSet>]
  ) throws(SearchLimit) -> Bool {
    guard !instance.isSolved, let plan = try solver.solve(instance, under: .base) else {
      return false
    }
    return plan.count <= turnLimit
  }
}
