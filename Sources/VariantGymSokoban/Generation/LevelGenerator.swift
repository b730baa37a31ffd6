internal import VariantGymCore

/// Makes Sokoban levels of a stated quality, one after the other.
///
/// A room is carved by a random walk and gets its targets; one search backwards from its solved
/// states then finds the exact distance of every start, and a start is drawn from those in the
/// asked band. No start is drawn to be thrown away, and every measure is exact.
///
/// ```swift
/// var generator = LevelGenerator(LevelRecipe(RoomShape(side: 6, boxes: 1)), seed: 7)
/// while let level = generator.next() {
///   level.board            // solvable, never solved, no duplicate
///   level.measures.moves   // 3...10, each equally often
/// }
/// ```
///
/// The same recipe and seed give the same levels on every platform. Where each value of the band
/// is drawn by its weight (`LevelBand.Drawing.values`, the default), the values of the levels have
/// exactly that distribution, and hard values cost more rooms, not fewer levels. Small rooms run
/// out: of 6x6 with one box and the default share of floor there are some 94,000 distinct levels of
/// three moves or more, some 600 of them of 15 moves.
public struct LevelGenerator: ~Copyable {
  /// What it makes.
  public let recipe: LevelRecipe
  /// How many rooms were drawn so far.
  public private(set) var roomsDrawn = 0

  private let carver: RoomCarver
  private var random: Random
  private var solver: SmallSolver
  private var pulls: PullWaves?
  private var seen = DigestSet()

  /// A generator.
  ///
  /// - Parameters:
  ///   - recipe: What is asked for.
  ///   - seed: The same seed gives the same levels.
  ///   - limits: Bound each search; `storedStates` counts arrangements of boxes. A room
  ///   whose search meets a limit is dropped.
  public init(
    _ recipe: LevelRecipe, seed: UInt64, limits: SearchLimits = SearchLimits(storedStates: 1 << 22)
  ) {
    self.init(recipe, using: Random(seed: seed), limits: limits)
  }

  /// A generator that goes on with a stream of random draws.
  ///
  /// - Parameters:
  ///   - random: Copied; `position` tells how far it came.
  ///   - limits: Bound each search, as with a seed.
  init(
    _ recipe: LevelRecipe, using random: Random,
    limits: SearchLimits = SearchLimits(storedStates: 1 << 22)
  ) {
    self.recipe = recipe
    self.random = random
    carver = RoomCarver(recipe.shape)
    solver = SmallSolver(limits: limits)
    pulls = recipe.band.measure == .pushes ? PullWaves(limits) : nil
  }

  /// The stream of random draws as it stands.
  var position: Random { random }

  /// The next level, or nil where `recipe.attempts` rooms held none of the kind that was drawn.
  ///
  /// After nil one may ask again: another length may be easier to find. One room costs a walk of
  /// some hundred steps and a search of the states that are nearer to a solution than the level.
  public mutating func next() -> GeneratedLevel? {
    next { _ in true }
  }

  /// The next level among the layouts that are wanted.
  ///
  /// - Parameter isWanted: Asked with a room whose boxes stand on its targets.
  mutating func next(where isWanted: (SmallRoom) -> Bool) -> GeneratedLevel? {
    let values = recipe.band.draw(using: &random)
    for _ in 0..<recipe.attempts {
      roomsDrawn += 1
      guard let layout = carver.carve(using: &random), isWanted(layout) else { continue }
      // A room that is too large for the limits is dropped like one without starts in the band.
      guard let level = try? furnish(layout, values) else { continue }
      return level
    }
    return nil
  }

  private mutating func furnish(
    _ layout: SmallRoom, _ values: ClosedRange<Int>
  ) throws(SearchStop) -> GeneratedLevel? {
    var room: SmallRoom
    var measures: LevelMeasures
    if recipe.band.measure == .moves {
      let count = try solver.countStarts(of: layout, at: values, apart: recipe.startsApart)
      guard count > 0 else { return nil }
      let start = solver.start(
        random.below(count), of: layout, at: values, apart: recipe.startsApart)
      room = start.room
      guard isNew(room) else { return nil }
      measures = solver.measures(of: room, distance: start.distance)
    } else {
      guard let start = try drawByPushes(layout, values), isNew(start.room),
        let known = try LevelMeasures(of: start.room, with: &solver)
      else { return nil }
      room = start.room
      measures = known
      measures.leastPushes = start.pushes
    }
    if recipe.countsDeadStates { measures.deadStates = try LevelMeasures.deadStates(from: room) }
    return GeneratedLevel(room, measures, recipe.shape)
  }

  private mutating func drawByPushes(
    _ layout: SmallRoom, _ values: ClosedRange<Int>
  ) throws(SearchStop) -> (room: SmallRoom, pushes: Int)? {
    try pulls!.explore(layout, through: values.upperBound)
    return pulls!.draw(
      of: layout, at: values, apart: recipe.startsApart, using: &random)
  }

  /// Whether nothing equal was made before; remembers it from now on.
  private mutating func isNew(_ room: SmallRoom) -> Bool {
    switch recipe.distinctness {
    case .none: true
    case .starts: seen.insert(CanonicalKey(.state, of: InnerPlanes(room)).digest)
    case .layouts: seen.insert(CanonicalKey(.layout, of: InnerPlanes(room)).digest)
    }
  }
}
