/// The results of stretches of work, in order, four of which are made at once.
///
/// - Parameters:
///   - count: How many pieces of work there are.
///   - length: The pieces of a stretch; the last may have fewer.
///   - label: What progress says.
///   - work: Does the pieces of a stretch. Runs on any thread.
func stretches<Output: Sendable>(
  of count: Int, length: Int, label: String,
  work: @escaping @Sendable (Range<Int>) throws -> Output
) async throws -> [Output] {
  let progress = Progress(total: (count + length - 1) / length)
  var outputs: [Int: Output] = [:]
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var next = 0
    func start() {
      guard next < count else { return }
      let range = next..<min(next + length, count)
      next = range.upperBound
      group.addTask {
        try Task.checkCancellation()
        return (range.lowerBound, try work(range))
      }
    }
    for _ in 0..<4 { start() }
    // They end in any order.
    for try await (first, output) in group {
      outputs[first] = output
      progress.step(label)
      start()
    }
  }
  return outputs.sorted { $0.key < $1.key }.map(\.value)
}
