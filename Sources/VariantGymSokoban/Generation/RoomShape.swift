/// What the rooms of a generator look like, before anything stands in them.
public struct RoomShape: Hashable, Sendable {
  /// The number of columns, outer walls included, 3...10.
  public let width: Int
  /// The number of rows, outer walls included, 3...10.
  public let height: Int
  /// The number of boxes, and of targets, at least 1.
  public let boxes: Int
  /// How much of the inside becomes floor, in hundredths; each room draws its own share evenly.
  public let floorShare: ClosedRange<Int>
  /// How often, in hundredths, a cell that would complete a 2x2 block of floor is left a wall: 0
  /// gives open rooms, 100 gives passages one cell wide, where boxes turn no corners.
  public let winding: Int

  /// A shape.
  ///
  /// - Precondition: Values are in their ranges, and the least floor has room for the boxes, one
  ///   free cell to push from and the player.
  public init(
    width: Int, height: Int, boxes: Int, floorShare: ClosedRange<Int> = 50...90, winding: Int = 25
  ) {
    precondition((3...10).contains(width) && (3...10).contains(height), "sides lie in 3...10")
    precondition(floorShare.lowerBound >= 1 && floorShare.upperBound <= 100, "a share of a whole")
    precondition((0...100).contains(winding), "winding is given in hundredths")
    self.width = width
    self.height = height
    self.boxes = boxes
    self.floorShare = floorShare
    self.winding = winding
    precondition(boxes >= 1 && floorCells.lowerBound >= boxes + 2, "too little floor for the boxes")
  }

  /// A square shape.
  public init(
    side: Int, boxes: Int, floorShare: ClosedRange<Int> = 50...90, winding: Int = 25
  ) {
    self.init(width: side, height: side, boxes: boxes, floorShare: floorShare, winding: winding)
  }

  /// The number of floor cells.
  var floorCells: ClosedRange<Int> {
    let cells = (width - 2) * (height - 2)
    let least = cells * floorShare.lowerBound / 100
    return least...max(least, cells * floorShare.upperBound / 100)
  }
}
