import Foundation

/// A value that comes once: whoever fulfils the promise first decides it.
final class Promise<Output: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var output: Output?
  private var continuation: CheckedContinuation<Output, Never>?

  /// Whether the value is there.
  var isFulfilled: Bool { lock.withLock { output != nil } }

  func fulfil(_ output: Output) {
    let waiting: CheckedContinuation<Output, Never>? = lock.withLock {
      if self.output != nil { return nil }
      self.output = output
      return continuation
    }
    waiting?.resume(returning: output)
  }

  /// The value, awaited by one task. When that is cancelled, `give` is called, which should fulfil the
  /// promise at once.
  func value(onCancel give: @escaping @Sendable () -> Void) async -> Output {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let output = lock.withLock {
          if self.output == nil { self.continuation = continuation }
          return self.output
        }
        if let output { continuation.resume(returning: output) }
      }
    } onCancel: {
      give()
    }
  }
}

/// Runs work that blocks, away from the threads that tasks share.
func onThreadOfItsOwn(_ work: @escaping @Sendable () -> Void) {
  Thread.detachNewThread(work)
}
