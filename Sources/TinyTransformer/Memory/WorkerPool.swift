internal import Foundation

/// Threads that wait for work and share it; the caller is one of them.
///
/// Handing out work allocates nothing. A pool is used by one thread at a time.
final class WorkerPool: @unchecked Sendable {
  let count: Int
  private let shared: Shared

  /// What the threads see.
  private final class Shared: @unchecked Sendable {
    let condition = NSCondition()
    var round = 0
    var busy = 0
    var isClosed = false
    var job: (@Sendable (Int) -> Void)?

    /// Carries out the work of every round as the given worker.
    func work(as worker: Int) {
      var seen = 0
      while true {
        condition.lock()
        while round == seen && !isClosed { condition.wait() }
        seen = round
        let job = job
        let isClosed = isClosed
        condition.unlock()
        if isClosed { return }
        job?(worker)
        condition.lock()
        busy -= 1
        if busy == 0 { condition.broadcast() }
        condition.unlock()
      }
    }
  }

  init(_ count: Int) {
    self.count = max(1, count)
    shared = Shared()
    for worker in 1..<self.count {
      let shared = shared
      let thread = Thread { shared.work(as: worker) }
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  deinit {
    shared.condition.lock()
    shared.isClosed = true
    shared.condition.broadcast()
    shared.condition.unlock()
  }

  /// Calls a closure once for each worker, at the same time, and returns when all are done.
  func run(_ job: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return job(0) }
    shared.condition.lock()
    shared.job = job
    shared.busy = count - 1
    shared.round += 1
    shared.condition.broadcast()
    shared.condition.unlock()
    job(0)
    shared.condition.lock()
    while shared.busy > 0 { shared.condition.wait() }
    shared.job = nil
    shared.condition.unlock()
  }
}
