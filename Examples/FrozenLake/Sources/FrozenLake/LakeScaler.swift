import VariantGym

/// Draws lakes of three sizes.
public struct LakeScaler: DifficultyScaler {
  /// The environment.
  public typealias E = LakeRules

  let turnLimit: Int
  private let sides = ["4x4": 4, "6x6": 6, "8x8": 8]

  /// Sides of 4, 6 and 8 cells.
  public let ladder = ["4x4", "6x6", "8x8"]

  /// A lake on which every fourth cell or so is a hole.
  public func candidate(
    _ difficulty: String, for terms: [Terms<Signs>], using random: inout Random
  ) -> Lake? {
    guard let side = sides[difficulty] else { return nil }
    let ends = random.sample(2, of: Array(0..<side * side))
    var isHole = (0..<side * side).map { _ in random.below(4) == 0 }
    for end in ends { isHole[end] = false }
    return Lake(side: side, isHole: isHole, goal: ends[0], walker: ends[1])
  }

  /// A lake that can be crossed in no fewer moves than its side has cells.
  public func admits(
    _ instance: Lake, at difficulty: String, for terms: [Terms<Signs>]
  ) throws(SearchLimit) -> Bool {
    let moves = try LakeSolver().distance(from: instance, under: .base) ?? 0
    return (instance.side...turnLimit).contains(moves)
  }
}
