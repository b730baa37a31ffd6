/// The results of numbered pieces of work, in order, made several at once.
///
/// At most `threads` pieces are under way, and twice as many under way or waiting to be read, so memory stays
/// bounded however slow the reader is. Work begins with the first result that is asked for, and ends
/// with the iterator.
struct OrderedWork<Piece: Sendable>: AsyncSequence, Sendable {
  typealias Element = Piece

  /// The numbers of the pieces.
  let pieces: Range<Int>
  /// How many pieces are made at once, at least 1.
  let threads: Int
  /// Makes the piece with a number. Runs on any thread.
  let produce: @Sendable (Int) throws -> Piece

  func makeAsyncIterator() -> Iterator { Iterator(self) }

  final class Iterator: AsyncIteratorProtocol {
    private let work: OrderedWork
    private var upcoming: Range<Int>
    private var waiting: [Task<Piece, any Error>] = []

    init(_ work: OrderedWork) {
      self.work = work
      upcoming = work.pieces
    }

    deinit { for task in waiting { task.cancel() } }

    func next() async throws -> Piece? {
      let threads = Swift.max(work.threads, 1)
      while waiting.count < 2 * threads, let number = upcoming.popFirst() {
        let produce = work.produce
        // Each piece follows the one that many places before it; what was read is done.
        let before = waiting.count < threads ? nil : waiting[waiting.count - threads]
        waiting.append(
          Task {
            _ = await before?.result
            return try produce(number)
          })
      }
      if waiting.isEmpty { return nil }
      let first = waiting.removeFirst()
      return try await withTaskCancellationHandler {
        try await first.value
      } onCancel: {
        first.cancel()
      }
    }
  }
}
