/// Runs numbered pieces of work at once and hands on their results in order.
///
/// At most `width` pieces are under way or waiting, so memory stays bounded.
///
/// - Parameters:
///   - width: How many pieces may run at once, at least 1.
///   - produce: Makes the piece with a number, counted from 0. Runs on any thread.
///   - consume: Takes the pieces in order and says whether more are wanted.
func inOrder<Piece: Sendable>(
  width: Int, produce: @escaping @Sendable (Int) throws -> Piece,
  consume: (Piece) throws -> Bool
) async throws {
  try await withThrowingTaskGroup(of: (Int, Result<Piece, any Error>).self) { group in
    var started = 0
    var awaited = 0
    var waiting: [Int: Result<Piece, any Error>] = [:]
    func start() {
      let number = started
      group.addTask { (number, Result { try produce(number) }) }
      started += 1
    }
    for _ in 0..<max(width, 1) { start() }
    while let (number, result) = try await group.next() {
      waiting[number] = result
      while let result = waiting.removeValue(forKey: awaited) {
        awaited += 1
        // An error counts only in its turn: pieces beyond the last wanted one may fail.
        guard try consume(result.get()) else {
          group.cancelAll()
          return
        }
        start()
      }
      try Task.checkCancellation()
    }
  }
}
