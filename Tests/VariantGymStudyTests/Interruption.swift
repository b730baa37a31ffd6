import Foundation

/// Cancels a task after so many calls.
final class Interruption: @unchecked Sendable {
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
