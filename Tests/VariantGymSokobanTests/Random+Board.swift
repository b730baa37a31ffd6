import VariantGymCore
import VariantGymSokoban

extension Random {
  /// A board with random walls inside; solvable or not, as it comes.
  mutating func board(width: Int, height: Int, boxes: Int, wallShare: Int = 25) -> Board {
    while true {
      var cells = [Board.Cell](repeating: .wall, count: width * height)
      for row in 1..<height - 1 {
        for column in 1..<width - 1 where below(100) >= wallShare {
          cells[row * width + column] = []
        }
      }
      let free = cells.indices.filter { cells[$0].isEmpty }
      guard free.count > 2 * boxes else { continue }
      let chosen = sample(boxes + 1, of: free)
      for box in chosen.dropFirst() { cells[box].insert(.box) }
      for target in sample(boxes, of: free) { cells[target].insert(.target) }
      if let board = try? Board(width: width, cells: cells, player: chosen[0]) { return board }
    }
  }
}
