import Foundation
import Testing

@testable import VariantGymStudy

/// Runs a study that is cancelled after so many calls of progress, then goes on with it to its end.
func runInterrupted(_ plan: StudyPlan, after calls: Int, in folder: URL) async throws {
  let study = try Study(plan, in: folder)
  let interruption = Interruption(after: calls)
  let run = Task {
    await interruption.isReady()
    try await study.run(threads: 1) { _ in interruption.count() }
  }
  interruption.task = run
  await #expect(throws: CancellationError.self) { try await run.value }
  #expect(try StudyReport(reading: folder).results.missing > 0)
  try await study.run(threads: 2)
}

/// Cancels a task after so many calls.
private final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private var left: Int
  private var running: Task<Void, any Error>?

  init(after calls: Int) {
    left = calls
  }

  var task: Task<Void, any Error>? {
    get { lock.withLock { running } }
    set { lock.withLock { running = newValue } }
  }

  func isReady() async {
    while task == nil { await Task.yield() }
  }

  func count() {
    let isLast = lock.withLock {
      left -= 1
      return left == 0
    }
    if isLast { task?.cancel() }
  }
}
