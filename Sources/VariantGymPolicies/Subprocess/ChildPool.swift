import Foundation
import VariantGymCore

/// The processes that wait for a request. A process is started only when none waits.
final class ChildPool: @unchecked Sendable {
  private let command: [String]
  private let restarts: Int
  private let lock = NSLock()
  private var waiting: [Child] = []
  private var losses = 0
  private var numbered = 0

  init(command: [String], restarts: Int) {
    self.command = command
    self.restarts = restarts
  }

  deinit {
    for child in waiting { child.dismiss() }
  }

  /// A number that no other request has.
  func nextNumber() -> Int {
    lock.withLock {
      numbered += 1
      return numbered
    }
  }

  /// - Throws: A failure where the process has ended too often or cannot be started.
  func take() throws(PolicyFailure) -> Child {
    while let child = lock.withLock({ waiting.popLast() }) {
      if child.isQuiet { return child }
      loseOne()
      child.dismiss()
    }
    let lost = lock.withLock { losses }
    if lost > restarts {
      throw PolicyFailure(
        "the process ended \(lost) times without a reply between and is not started again",
        cause: .unavailable)
    }
    do { return try Child(command) } catch {
      loseOne()
      throw PolicyFailure("the process cannot be started: \(error)", cause: .unavailable)
    }
  }

  func putBack(_ child: Child, after result: Result<Reply, PolicyFailure>) {
    switch result {
    case .success: keep(child)
    case .failure(let failure):
      switch failure.cause {
      // These are answers, too.
      case .refused, .empty: return keep(child)
      case .cancelled: break
      default: loseOne()
      }
      child.kill()
    }
  }

  private func keep(_ child: Child) {
    lock.withLock {
      losses = 0
      waiting.append(child)
    }
  }

  private func loseOne() { lock.withLock { losses += 1 } }
}
