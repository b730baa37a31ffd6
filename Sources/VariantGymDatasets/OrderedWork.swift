/// The results of numbered pieces of work, in order, made several at once.
///
/// At most `2 * threads` pieces are under way or waiting, so memory stays bounded however slow the
/// reader is. Work begins with the first result that is asked for, and ends with the iterator.
struct OrderedWork<Piece: Sendable>: AsyncSequence, Sendable {
  typealias Element = Piece

  /// The numbers of the pieces.
  let pieces: Range<Int>
  /// How many threads have work while the reader is at its own, at least 1.
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
      while waiting.count < 2 * Swift.max(work.threads, 1), let number = upcoming.popFirst() {
        let produce = work.produce
        waiting.append(Task { try produce(number) })
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
