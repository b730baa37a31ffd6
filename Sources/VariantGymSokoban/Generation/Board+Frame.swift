import VariantGymCore

extension Board {
  /// The same room anywhere in a square of walls, so that no place of a picture tells what is there.
  func placed(inSquareOf side: Int, using random: inout Random) -> Board {
    let row = random.below(side - height + 1)
    let column = random.below(side - width + 1)
    func place(_ index: Int) -> Int { (row + index / width) * side + column + index % width }
    var square = [Cell](repeating: .wall, count: side * side)
    for index in cells.indices { square[place(index)] = cells[index] }
    return Board(trusted: square, width: side, player: place(player))
  }
}
