/// What a generator makes.
public struct LevelRecipe: Hashable, Sendable {
  /// What must not occur twice, whatever its place, turn or mirroring.
  public enum Distinctness: String, Hashable, Sendable {
    /// Nothing: each level is drawn without regard to the others.
    case none
    /// Starts: room, targets, boxes and player.
    case starts
    /// Layouts: floor and targets, wherever boxes and player start.
    case layouts
  }

  /// What the rooms look like.
  public var shape: RoomShape
  /// How long optimal solutions are, and how often.
  public var band: LevelBand
  /// Whether no box starts on a target, so that every box must be pushed.
  public var startsApart: Bool
  /// What must not occur twice among the levels of one generator.
  public var distinctness: Distinctness
  /// Whether `LevelMeasures.deadStates` is filled, which takes longer than all the rest.
  public var countsDeadStates: Bool
  /// The most rooms that are drawn for one level, at least 1.
  public var attempts: Int

  /// A recipe.
  ///
  /// - Parameters:
  ///   - shape: The form of the rooms.
  ///   - band: By default each number of moves from `2 * boxes + 1` to
  ///   `width + height - 4 + 2 * boxes` is equally frequent: 3...10 for 6x6 rooms with one box,
  ///   5...20 for 10x10 with two.
  ///   - startsApart: Whether no box starts on a target.
  ///   - distinctness: Which duplicates are left out.
  ///   - countsDeadStates: Whether the share of dead states is measured.
  ///   - attempts: The most rooms that are carved for one level.
  public init(
    _ shape: RoomShape, band: LevelBand? = nil, startsApart: Bool = true,
    distinctness: Distinctness = .starts, countsDeadStates: Bool = false, attempts: Int = 10_000
  ) {
    precondition(attempts >= 1, "at least one attempt")
    self.shape = shape
    self.band = band ?? Self.even(shape)
    self.startsApart = startsApart
    self.distinctness = distinctness
    self.countsDeadStates = countsDeadStates
    self.attempts = attempts
  }

  private static func even(_ shape: RoomShape) -> LevelBand {
    LevelBand(.moves, 2 * shape.boxes + 1...shape.width + shape.height - 4 + 2 * shape.boxes)
  }
}
