/// A named difficulty of generated rooms.
struct Rung: Sendable {
  let name: String
  let recipe: LevelRecipe
  /// The side of a square of walls, anywhere in which the room lies; `nil` for the room alone.
  let frame: Int?

  /// All that are possible within a turn limit.
  static func all(turnLimit: Int) -> [Rung] {
    var rungs: [Rung] = []
    func add(
      _ name: String, side: Int, boxes: Int, _ measure: LevelBand.Measure,
      _ values: ClosedRange<Int>, drawing: LevelBand.Drawing = .values, frame: Int? = nil
    ) {
      guard values.lowerBound <= turnLimit else { return }
      let band = LevelBand(
        measure, values.lowerBound...min(values.upperBound, turnLimit), drawing: drawing)
      // Instances are independent of one another: sets that need distinct ones look for themselves.
      let recipe = LevelRecipe(
        RoomShape(side: side, boxes: boxes), band: band, distinctness: .none,
        attempts: 1_000)
      rungs.append(Rung(name: name, recipe: recipe, frame: frame))
    }
    add("simple", side: 6, boxes: 1, .moves, 3...12)
    add("larger", side: 10, boxes: 1, .moves, 3...25)
    add("two-boxes", side: 6, boxes: 2, .moves, 5...20)
    add("complex", side: 10, boxes: 2, .moves, 6...30)

    add("7x7-1", side: 7, boxes: 1, .moves, 3...15)
    add("8x8-1", side: 8, boxes: 1, .moves, 3...15)
    add("7x7-2", side: 7, boxes: 2, .moves, 5...20)
    add("8x8-2", side: 8, boxes: 2, .moves, 5...20)
    add("6x6-3", side: 6, boxes: 3, .moves, 7...20)
    add("8x8-3", side: 8, boxes: 3, .moves, 7...20)
    add("10x10-3", side: 10, boxes: 3, .moves, 7...15)

    add("simple-moves-1-5", side: 6, boxes: 1, .moves, 1...5, drawing: .states)
    add("simple-moves-6-10", side: 6, boxes: 1, .moves, 6...10, drawing: .states)
    add("simple-moves-11-15", side: 6, boxes: 1, .moves, 11...15, drawing: .states)
    add("complex-moves-11-20", side: 10, boxes: 2, .moves, 11...20, drawing: .states)
    add("complex-moves-21-30", side: 10, boxes: 2, .moves, 21...30, drawing: .states)
    add("simple-pushes-1-2", side: 6, boxes: 1, .pushes, 1...2, drawing: .states)
    add("simple-pushes-3-4", side: 6, boxes: 1, .pushes, 3...4, drawing: .states)
    add("complex-pushes-3-6", side: 10, boxes: 2, .pushes, 3...6, drawing: .states)
    add("complex-pushes-7-10", side: 10, boxes: 2, .pushes, 7...10, drawing: .states)

    add("simple-framed", side: 6, boxes: 1, .moves, 3...12, frame: 8)
    add("7x7-1-framed", side: 7, boxes: 1, .moves, 3...15, frame: 8)
    add("two-boxes-framed", side: 6, boxes: 2, .moves, 5...20, frame: 8)
    return rungs
  }
}
